import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { SENSITIVE_EMPLOYEE_FIELDS } from '../../rules';
import { kleerApiTest } from '../shared/credentialTests';
import { runOperation } from '../shared/router';
import { SYNC_OUTPUTS as OUTPUTS } from '../shared/sync/outputs';
import { kleerProperties, kleerResources } from './actions';
import { listSearch } from './methods/listSearch';

/** Kleer's own names, as an API request gives them (docs/vendors.md#kleer-models, payroll-user-readable). */
const PAYROLL_FIELDS = [
	'payroll-user-readables',
	'ssn',
	'monthly-salary',
	'hourly-salary',
	'full-history-monthly-salaries',
	'tax-table',
	'clearing-nr',
	'account-nr',
	'children',
];

export class Kleer implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kleer',
		name: 'kleer',
		icon: { light: 'file:../../icons/kleer.svg', dark: 'file:../../icons/kleer.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Work with people, clients, projects and suppliers in Kleer (accounting, payroll, time and invoicing)',
		defaults: { name: 'Kleer' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [{ name: 'kleerApi', required: true, testedBy: 'kleerApiTest' }],
		sensitiveOutputFields: [
			...SENSITIVE_EMPLOYEE_FIELDS,
			'payroll',
			...PAYROLL_FIELDS.flatMap((field) => [field, `body.${field}`]),
		],
		properties: kleerProperties,
	};

	methods = { listSearch, credentialTest: { kleerApiTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, kleerResources);
	}
}
