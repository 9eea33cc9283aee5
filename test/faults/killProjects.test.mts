import { killAtEveryRequest } from './killing.mts';

killAtEveryRequest('push of three projects');
