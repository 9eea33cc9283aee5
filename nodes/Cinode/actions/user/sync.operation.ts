import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { cinodeUsers } from '../../../../apis/cinode/users';
import { DEFAULT_TIME_ZONE } from '../../../../rules';
import { LEAVER_POLICIES, UsersTarget, type LeaverPolicy } from '../../../../sync';
import { randomPassword } from '../../../shared/randomPassword';
import { openCinodeTarget } from '../../shared/openCinodeTarget';
import { showFor } from '../../../shared/showFor';
import { timeZoneField, todayIn } from '../../../shared/timeZone';
import { policyField, syncOptions } from '../../../shared/sync/fields';
import { hiddenPeopleOf } from '../../shared/hiddenPeople';
import { dryRunField, syncNotice, syncOptionFields } from '../../../shared/sync/parameters';
import { runSyncNode } from '../../../shared/sync/runSyncNode';

export const properties: INodeProperties[] = showFor('user', 'sync', [
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
]);

/** Syncs all mapped people at once; first output results, second one summary. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
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
