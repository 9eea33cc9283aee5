import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeListSearchResult,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Cinode } from '../../../nodes/Cinode/Cinode.node';
import { Kleer } from '../../../nodes/Kleer/Kleer.node';
import { credentialsHelper, runSteps, type RunOptions } from './engine.mts';
import type { Tenant } from './tenant.mts';

export type Items = Array<{ json: IDataObject; pairedItem?: unknown }>;

/** A locator in the mode By ID; with an expression, each item's own. */
export const id = (value: number | string) => ({ __rl: true, mode: 'id', value: String(value) });

export const first = (items: Items): IDataObject => items[0]?.json ?? {};
export const jsons = (items: Items): IDataObject[] => items.map(({ json }) => json);

/** One node's operations, through n8n's engine. */
export class Operations {
	constructor(
		private readonly tenant: () => Tenant,
		private readonly type: 'kleer' | 'cinode',
		private readonly resource: string,
	) {}

	/** One item in; the operation's output. */
	async run(operation: string, parameters: IDataObject = {}): Promise<Items> {
		return await this.runFor([{}], operation, parameters);
	}

	/** Several items in; with `onError` the error of one doesn't stop the others. */
	async runFor(
		items: IDataObject[],
		operation: string,
		parameters: IDataObject,
		onError?: 'continueRegularOutput',
		options?: RunOptions,
	): Promise<Items> {
		const all = { resource: this.resource, operation, ...parameters };
		const step = { name: 'Node', type: this.type, parameters: all, onError };
		return (await runSteps(this.tenant().credentials, items, [step], options))('Node');
	}

	/** The names that a locator's list shows, as the editor asks for it. */
	async list(method: string, filter?: string, parameters: IDataObject = {}): Promise<INodeListSearchResult> {
		const nodeType: INodeType = this.type === 'kleer' ? new Kleer() : new Cinode();
		const shown = { resource: this.resource, ...parameters };
		const node = {
			id: 'node',
			name: 'Node',
			type: this.type,
			typeVersion: 1,
			position: [0, 0],
			parameters: shown,
			credentials: { kleerApi: { id: 'k', name: 'K' }, cinodeApi: { id: 'c', name: 'C' } },
		} as unknown as INode;
		const workflow = new Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: {
				getByName: () => nodeType,
				getByNameAndVersion: () => nodeType,
				getKnownTypes: () => ({}),
			},
		});
		const additionalData = {
			currentNodeParameters: shown,
			credentialsHelper: credentialsHelper(this.tenant().credentials),
		} as unknown as IWorkflowExecuteAdditionalData;
		const context = new LoadOptionsContext(workflow, node, additionalData, '');
		const search = nodeType.methods?.listSearch?.[method];
		if (!search) throw new Error(`no list ${method}`);
		return await search.call(context, filter);
	}
}

/** The names in a locator's list. */
export const namesIn = ({ results }: INodeListSearchResult): string[] => results.map(({ name }) => name);
