import type { IExecuteFunctions } from 'n8n-workflow';
import { cinodeSubcontractors } from '../../../../apis/cinode/subcontractors';
import { SubcontractorsTarget } from '../../../../sync';
import { randomPassword } from '../../../shared/randomPassword';
import { openCinodeTarget } from '../../shared/openCinodeTarget';
import { hiddenPeopleOf } from '../../shared/hiddenPeople';
import type { SyncSetup } from '../../../shared/sync/job';
import { syncOptionFields } from '../../../shared/sync/parameters';
import { syncOperations } from '../../../shared/sync/syncOperations';

export const { sync, explain } = syncOperations({
	scheme: 'subcontractors',
	many: 'subcontractors',
	one: 'a subcontractor',
	description: 'Bring all mapped subcontractors and Cinode in step: match, create, and report what differs',
	properties: [
		{
			displayName:
				'Cinode’s published API creates subcontractors but can’t change them. Where an account’s server allows it, changes are written; else each differing field is reported as drift.',
			name: 'driftNotice',
			type: 'notice',
			default: '',
		},
	],
	options: syncOptionFields,
	readSetup,
});

function readSetup(context: IExecuteFunctions): SyncSetup {
	return {
		outcomeOptions: {},
		open: openCinodeTarget(
			context,
			(client) =>
				new SubcontractorsTarget(
					cinodeSubcontractors(client, hiddenPeopleOf(client.companyId)),
					randomPassword,
				),
		),
	};
}
