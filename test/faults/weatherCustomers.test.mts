import { inBadWeather } from './weather.mts';

inBadWeather('customers sync');
