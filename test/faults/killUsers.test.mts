import { killAtEveryRequest } from './killing.mts';

killAtEveryRequest('users sync');
