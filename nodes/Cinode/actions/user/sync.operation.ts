import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { cinodeUsers } from '../../../../apis/cinode/users';
import { DEFAULT_TIME_ZONE } from '../../../../rules';
import { LEAVER_POLICIES, UsersTarget, type LeaverPolicy } from '../../../../sync';
import { randomPassword } from '../../../shared/randomPassword';
import { openCinodeTarget } from '../../shared/openCinodeTarget';
import type { Operation } from '../../../shared/resource';
import { timeZoneField, todayIn } from '../../../shared/timeZone';
import { policyField, syncOptions } from '../../../shared/sync/fields';
import { hiddenPeopleOf } from '../../shared/hiddenPeople';
import { dryRunField, syncNotice, syncOptionFields } from '../../../shared/sync/parameters';
import { runSyncNode } from '../../../shared/sync/runSyncNode';

export const sync: Operation = {
	name: 'Sync',
	value: 'sync',
	action: 'Sync users',
	description: 'Bring all mapped people and Cinode in step: match, link, create and update as needed',
	properties: [
		syncNotice,
		dryRunField,
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
		syncOptions([...syncOptionFields, timeZoneField]),
	],
	executeAll,
};

/** Syncs all mapped people at once; first output results, second one summary. */
async function executeAll(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const leavers = context.getNodeParameter('leavers', 0, 'nothing') as LeaverPolicy;
	const reconnect = context.getNodeParameter('reconnect', 0, false) as boolean;
	const { timeZone } = context.getNodeParameter('options', 0, {}) as IDataObject;
	const today = todayIn(context, String(timeZone ?? DEFAULT_TIME_ZONE));
	return await runSyncNode(context, 'users', {
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
	});
}
