import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { cinodeUsers } from '../../../../apis/cinode/users';
import { LEAVER_POLICIES, UsersTarget, type HiddenPeople, type LeaverPolicy } from '../../../../sync';
import { DEFAULT_TIME_ZONE } from '../../../../rules';
import { randomPassword } from '../../../shared/randomPassword';
import { showFor } from '../../../shared/showFor';
import { timeZoneField, todayIn } from '../../../shared/timeZone';
import { dryRunField, syncNotice, syncOptionFields } from '../../sync/parameters';
import { runSyncNode } from '../../sync/runSyncNode';

export const properties: INodeProperties[] = showFor('user', 'sync', [
	syncNotice,
	dryRunField,
	{
		displayName: 'Leavers',
		name: 'leavers',
		type: 'options',
		options: Object.entries(LEAVER_POLICIES).map(
			([value, texts]): INodePropertyOptions => ({ ...texts, value }),
		),
		default: 'nothing',
		description: 'What happens in Cinode to people who have left; the mapper says who has',
	},
	{
		displayName: 'Reconnect',
		name: 'reconnect',
		type: 'boolean',
		default: false,
		description:
			'Whether people who are disconnected in Cinode but active in Kleer become active again, which uses a licence',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...syncOptionFields, timeZoneField],
	},
]);

/** What this process knows of people that Cinode's plain list leaves out, by company. */
const hiddenPeople = new Map<string, HiddenPeople>();

/** Syncs all mapped people at once; first output results, second one summary. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const leavers = context.getNodeParameter('leavers', 0, 'nothing') as LeaverPolicy;
	const reconnect = context.getNodeParameter('reconnect', 0, false) as boolean;
	const { timeZone } = context.getNodeParameter('options', 0, {}) as IDataObject;
	const today = todayIn(context, String(timeZone ?? DEFAULT_TIME_ZONE));
	return await runSyncNode(context, 'users', {
		// "Today" alone must not make every record look changed at midnight.
		outcomeOptions: { leavers, reconnect },
		makeTarget: (client) => {
			const hidden = hiddenPeople.get(client.companyId) ?? {};
			hiddenPeople.set(client.companyId, hidden);
			return new UsersTarget(cinodeUsers(client), { leavers, reconnect, today }, randomPassword, hidden);
		},
	});
}
