import { inBadWeather } from './weather.mts';

inBadWeather('subcontractors sync');
