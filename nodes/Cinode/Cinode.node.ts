import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { cinodeProperties } from './actions/properties';
import { router } from './actions/router';
import { searchUsers } from './methods/listSearch';
import { loadOptions } from './methods/loadOptions';

/** A sync gives results and one summary; every other operation gives its records. */
const OUTPUTS = `={{ $parameter["operation"] === "sync"
	? [{ type: "main", displayName: "Results" }, { type: "main", displayName: "Summary" }]
	: [{ type: "main" }] }}` as const;

export class Cinode implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Cinode',
		name: 'cinode',
		icon: { light: 'file:../../icons/cinode.svg', dark: 'file:../../icons/cinode.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work with people in Cinode, and keep them in step with Kleer',
		defaults: { name: 'Cinode' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [{ name: 'cinodeApi', required: true }],
		sensitiveOutputFields: ['baseSalary', 'taxTable', 'dateOfBirth'],
		properties: cinodeProperties,
	};

	methods = { listSearch: { searchUsers }, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router(this);
	}
}
