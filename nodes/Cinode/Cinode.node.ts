import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { cinodeProperties } from './actions/properties';
import { operations } from './actions/operations';
import { listSearch } from './methods/listSearch';
import { loadOptions } from './methods/loadOptions';
import { runOperation } from '../shared/router';
import { SYNC_OUTPUTS } from '../shared/sync/outputs';

export class Cinode implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cinode',
		name: 'cinode',
		icon: { light: 'file:../../icons/cinode.svg', dark: 'file:../../icons/cinode.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work with people and customers in Cinode, and keep them in step with Kleer',
		defaults: { name: 'Cinode' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: SYNC_OUTPUTS,
		credentials: [{ name: 'cinodeApi', required: true }],
		sensitiveOutputFields: ['baseSalary', 'taxTable', 'dateOfBirth'],
		properties: cinodeProperties,
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, operations);
	}
}
