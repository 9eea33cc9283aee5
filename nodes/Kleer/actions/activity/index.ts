import { getActivity, listActivities, type Activity } from '../../../../apis/kleer/activities';
import { textFilter } from '../../shared/filters';
import type { Resource } from '../../../shared/resource';
import { readOperations } from '../../shared/readOperations';

const { operations } = readOperations<Activity>({
	resource: 'activity',
	one: 'activity',
	many: 'activities',
	joined: ': what time is reported on, also absence, with a price in öre per hour where it has one',
	searchMethod: 'searchActivities',
	filters: [
		textFilter('Part of the name or description', 'e.g. konsult', ({ name, description }) => [
			name,
			description,
		]),
	],
	get: getActivity,
	list: listActivities,
});

/** What time is reported on. */
export const activity: Resource = {
	title: 'Activity',
	value: 'activity',
	defaultOperation: 'getAll',
	operations,
};
