import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { cinodeSubcontractors } from '../../../../apis/cinode/subcontractors';
import { SubcontractorsTarget } from '../../../../sync';
import { randomPassword } from '../../../shared/randomPassword';
import { openCinodeTarget } from '../../shared/openCinodeTarget';
import type { Operation } from '../../../shared/resource';
import { syncOptions } from '../../../shared/sync/fields';
import { hiddenPeopleOf } from '../../shared/hiddenPeople';
import { dryRunField, syncNotice, syncOptionFields } from '../../../shared/sync/parameters';
import { runSyncNode } from '../../../shared/sync/runSyncNode';

export const sync: Operation = {
	name: 'Sync',
	value: 'sync',
	action: 'Sync subcontractors',
	description: 'Bring all mapped subcontractors and Cinode in step: match, create, and report what differs',
	properties: [
		syncNotice,
		dryRunField,
		{
			displayName:
				'Cinode’s published API creates subcontractors but can’t change them. Where an account’s server allows it, changes are written; else each differing field is reported as drift.',
			name: 'driftNotice',
			type: 'notice',
			default: '',
		},
		syncOptions(syncOptionFields),
	],
	executeAll,
};

/** Syncs all mapped subcontractors at once; first output results, second one summary. */
async function executeAll(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runSyncNode(context, 'subcontractors', {
		outcomeOptions: {},
		open: openCinodeTarget(
			context,
			(client) =>
				new SubcontractorsTarget(
					cinodeSubcontractors(client, hiddenPeopleOf(client.companyId)),
					randomPassword,
				),
		),
	});
}
