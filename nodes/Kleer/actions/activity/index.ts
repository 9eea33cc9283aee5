import { listActivities } from '../../../../apis/kleer/activities';
import { listOnlyResource } from '../../shared/listOnlyResource';

/** What time is reported on. */
export const activity = listOnlyResource(
	'activity',
	'activities',
	': what time is reported on',
	listActivities,
);
