import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { cinodeProperties, cinodeResources } from './actions';
import { listSearch } from './methods/listSearch';
import { loadOptions } from './methods/loadOptions';
import { cinodeApiTest } from '../shared/credentialTests';
import { runOperation } from '../shared/router';
import { SYNC_OUTPUTS } from '../shared/sync/outputs';

/** Also in the full response of an API request. */
const SENSITIVE_FIELDS = ['baseSalary', 'taxTable', 'dateOfBirth'];

/** How many records Get reads side by side; the limiter sets their pace. */
const READS_AT_ONCE = 24;

export class Cinode implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cinode',
		name: 'cinode',
		icon: { light: 'file:../../icons/cinode.svg', dark: 'file:../../icons/cinode.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Work with people, customers, projects, teams and tags in Cinode, and keep them in step with Kleer',
		defaults: { name: 'Cinode' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: SYNC_OUTPUTS,
		credentials: [{ name: 'cinodeApi', required: true, testedBy: 'cinodeApiTest' }],
		sensitiveOutputFields: SENSITIVE_FIELDS.flatMap((field) => [field, `body.${field}`]),
		properties: cinodeProperties,
	};

	methods = { listSearch, loadOptions, credentialTest: { cinodeApiTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, cinodeResources, READS_AT_ONCE);
	}
}
