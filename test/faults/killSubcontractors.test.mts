import { killAtEveryRequest } from './killing.mts';

killAtEveryRequest('subcontractors sync');
