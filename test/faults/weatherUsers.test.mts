import { inBadWeather } from './weather.mts';

inBadWeather('users sync');
