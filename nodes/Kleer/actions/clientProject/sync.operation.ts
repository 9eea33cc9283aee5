import type { IExecuteFunctions } from 'n8n-workflow';
import { KleerClient, type KleerCredential } from '../../../../apis/kleer/client';
import { kleerProjects } from '../../../../apis/kleer/clientProjects';
import { ProjectsTarget, type ProjectPolicies } from '../../../../sync';
import { policyField } from '../../../shared/sync/fields';
import type { SyncSetup } from '../../../shared/sync/job';
import { ONLY_FIELDS, syncOptionFields } from '../../../shared/sync/parameters';
import { syncOperations } from '../../../shared/sync/syncOperations';

const LEADS = {
	add: { name: 'Add to the Leads', description: 'Others who are leads in Kleer stay' },
	only: { name: 'Be the Only Leads', description: 'Others are removed' },
};

/** Of the options of all syncs, those that mean something where Kleer is the target. */
const OPTIONS = ['allowOnce', 'maxCreates', 'maxChangedShare', ...ONLY_FIELDS];

export const { sync, explain } = syncOperations({
	scheme: 'projects',
	many: 'client projects',
	one: 'a client project',
	description: 'Bring mapped projects and Kleer in step: match, create, merge and update as needed',
	properties: [
		policyField('Project Managers', 'leads', LEADS, 'What project managers in Cinode become in Kleer'),
	],
	options: syncOptionFields.filter(({ name }) => OPTIONS.includes(name)),
	readSetup,
});

function readSetup(context: IExecuteFunctions): SyncSetup {
	const onlyLeads = context.getNodeParameter('leads', 0, 'add') === 'only';
	return {
		outcomeOptions: { onlyLeads },
		async open() {
			const client = await KleerClient.open(context);
			const { accessToken, companyId } = await context.getCredentials<KleerCredential>('kleerApi');
			const policies: Pick<ProjectPolicies, 'onlyLeads'> = { onlyLeads };
			return {
				target: new ProjectsTarget(kleerProjects(client), policies),
				company: client.name,
				secret: `${accessToken} ${companyId}`,
				dailyLeft: () => null,
			};
		},
	};
}
