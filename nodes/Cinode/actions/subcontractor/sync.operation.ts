import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { cinodeSubcontractors } from '../../../../apis/cinode/subcontractors';
import { SubcontractorsTarget } from '../../../../sync';
import { randomPassword } from '../../../shared/randomPassword';
import { openCinodeTarget } from '../../shared/openCinodeTarget';
import { showFor } from '../../../shared/showFor';
import { syncOptions } from '../../../shared/sync/fields';
import { hiddenPeopleOf } from '../../shared/hiddenPeople';
import { dryRunField, syncNotice, syncOptionFields } from '../../../shared/sync/parameters';
import { runSyncNode } from '../../../shared/sync/runSyncNode';

export const properties: INodeProperties[] = showFor('subcontractor', 'sync', [
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
]);

/** Syncs all mapped subcontractors at once; first output results, second one summary. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
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
