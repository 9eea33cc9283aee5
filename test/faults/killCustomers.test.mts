import { killAtEveryRequest } from './killing.mts';

killAtEveryRequest('customers sync');
