import { getUser, listUsers, type User } from '../../../../apis/kleer/users';
import { activityStateFilter, exactFilter, textFilter } from '../../shared/filters';
import type { Resource } from '../../../shared/resource';
import { readOperations } from '../../shared/readOperations';

const { operations } = readOperations<User>({
	resource: 'user',
	one: 'user',
	many: 'users',
	joined: ': account, e-mail and IDs, without anything of payroll',
	searchMethod: 'searchEmployees',
	filters: [
		activityStateFilter('users', ({ active }) => active),
		exactFilter(
			{
				displayName: 'ID Number',
				name: 'foreignId',
				description: 'The whole external ID that an integration or Kleer’s user interface set',
			},
			({ foreignId }) => foreignId,
		),
		exactFilter(
			{
				displayName: 'Internal ID',
				name: 'internalId',
				description: 'The whole number that Kleer shows as Internal ID',
			},
			({ internalId }) => internalId,
		),
		textFilter('Part of a name or e-mail address', 'e.g. anna', ({ name, email }) => [name, email]),
	],
	get: getUser,
	list: listUsers,
});

/** Accounts; people with payroll, schedule and supplier are employees. */
export const user: Resource = {
	title: 'User',
	value: 'user',
	defaultOperation: 'getAll',
	operations,
};
