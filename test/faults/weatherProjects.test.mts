import { inBadWeather } from './weather.mts';

inBadWeather('push of three projects');
