import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { cinodeUsers } from '../../../../apis/cinode/users';
import { DEFAULT_TIME_ZONE } from '../../../../rules';
import { LEAVER_POLICIES, UsersTarget, type LeaverPolicy } from '../../../../sync';
import { randomPassword } from '../../../shared/randomPassword';
import { openCinodeTarget } from '../../shared/openCinodeTarget';
import { timeZoneField, todayIn } from '../../../shared/timeZone';
import { policyField } from '../../../shared/sync/fields';
import { hiddenPeopleOf } from '../../shared/hiddenPeople';
import { syncOptionFields } from '../../../shared/sync/parameters';
import type { SyncSetup } from '../../../shared/sync/job';
import { syncOperations } from '../../../shared/sync/syncOperations';

export const { sync, explain } = syncOperations({
	scheme: 'users',
	many: 'users',
	one: 'a user',
	description: 'Bring all mapped people and Cinode in step: match, link, create and update as needed',
	properties: [
		policyField(
			'Leavers',
			'leavers',
			LEAVER_POLICIES,
			'What happens in Cinode to people who have left; the mapper says who has',
		),
		{
			displayName: 'Reconnect',
			name: 'reconnect',
			type: 'boolean',
			default: false,
			description:
				'Whether people who are disconnected in Cinode but active in Kleer become active again, which uses a licence',
		},
	],
	options: [...syncOptionFields, timeZoneField],
	readSetup,
});

function readSetup(context: IExecuteFunctions): SyncSetup {
	const leavers = context.getNodeParameter('leavers', 0, 'nothing') as LeaverPolicy;
	const reconnect = context.getNodeParameter('reconnect', 0, false) as boolean;
	const { timeZone } = context.getNodeParameter('options', 0, {}) as IDataObject;
	const today = todayIn(context, String(timeZone ?? DEFAULT_TIME_ZONE));
	return {
		// "Today" alone must not make every record look changed at midnight.
		outcomeOptions: { leavers, reconnect },
		open: openCinodeTarget(
			context,
			(client) =>
				new UsersTarget(
					cinodeUsers(client),
					{ leavers, reconnect, today },
					randomPassword,
					hiddenPeopleOf(client.companyId),
				),
		),
	};
}
