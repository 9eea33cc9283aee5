import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { KleerClient, type KleerCredential } from '../../../../apis/kleer/client';
import { kleerProjects } from '../../../../apis/kleer/clientProjects';
import { ProjectsTarget, type ProjectPolicies } from '../../../../sync';
import type { Operation } from '../../../shared/resource';
import { policyField, syncOptions } from '../../../shared/sync/fields';
import { dryRunField, syncNotice, syncOptionFields } from '../../../shared/sync/parameters';
import { runSyncNode } from '../../../shared/sync/runSyncNode';

const LEADS = {
	add: { name: 'Add to the Leads', description: 'Others who are leads in Kleer stay' },
	only: { name: 'Be the Only Leads', description: 'Others are removed' },
};

/** Of the options of all syncs, those that mean something where Kleer is the target. */
const OPTIONS = ['allowOnce', 'maxCreates', 'maxChangedShare'];

export const sync: Operation = {
	name: 'Sync',
	value: 'sync',
	action: 'Sync client projects',
	description: 'Bring mapped projects and Kleer in step: match, create, merge and update as needed',
	properties: [
		syncNotice,
		dryRunField,
		policyField('Project Managers', 'leads', LEADS, 'What project managers in Cinode become in Kleer'),
		syncOptions(syncOptionFields.filter(({ name }) => OPTIONS.includes(name))),
	],
	executeAll,
};

/** Pushes all mapped projects; first output results, second one summary. */
async function executeAll(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const onlyLeads = context.getNodeParameter('leads', 0, 'add') === 'only';
	return await runSyncNode(context, 'projects', {
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
	});
}
