import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { KleerClient } from '../../../apis/kleer/client';
import type { ItemOperation } from '../../shared/items';
import { idFrom, recordLocator } from '../../shared/locator';
import { limitOf, returnAllAndLimit } from '../../shared/listFields';
import { safeOutput } from '../../shared/safeOutput';
import { showFor } from '../../shared/showFor';

export interface ReadOnlyResource<Model extends object> {
	/** Value of the resource; with `Id` after it the name of the locator. */
	resource: string;
	/** Lower-case names, for texts. */
	one: string;
	many: string;
	/** What comes with it, for the descriptions. */
	joined: string;
	searchMethod: string;
	get(client: KleerClient, id: number): Promise<Model>;
	list(client: KleerClient): Promise<Model[]>;
}

/** Get and Get Many of something in Kleer. */
export function readOnlyResource<Model extends object>(
	what: ReadOnlyResource<Model>,
): {
	locator: INodeProperties;
	/** With their texts, for the resource's Operation. */
	options: Array<{ name: string; value: string; action: string; description: string }>;
	properties: INodeProperties[];
	operations: Record<'get' | 'getAll', ItemOperation>;
} {
	const { resource, one, many, joined } = what;
	const locator = recordLocator({
		displayName: one.charAt(0).toUpperCase() + one.slice(1),
		name: `${resource}Id`,
		searchMethod: what.searchMethod,
		description: `The ${one} in Kleer`,
		vendor: 'Kleer',
	});
	return {
		locator,
		options: [
			{ name: 'Get', value: 'get', action: `Get a ${one}`, description: `Get one ${one}${joined}` },
			{
				name: 'Get Many',
				value: 'getAll',
				action: `Get many ${many}`,
				description: `Get many ${many}${joined}`,
			},
		],
		properties: [...showFor(resource, 'get', [locator]), ...showFor(resource, 'getAll', returnAllAndLimit)],
		operations: {
			async get(this: IExecuteFunctions, itemIndex: number) {
				const id = idFrom(this, locator, itemIndex);
				return [safeOutput(this, await what.get(await KleerClient.open(this), id))];
			},
			async getAll(this: IExecuteFunctions, itemIndex: number) {
				const all = await what.list(await KleerClient.open(this));
				return all.slice(0, limitOf(this, itemIndex)).map((model) => safeOutput(this, model));
			},
		},
	};
}

/** The operations of a resource as its dropdown. */
export function operationField(
	resource: string,
	options: Array<{ name: string; value: string; action: string; description: string }>,
): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: [...options].sort((a, b) => a.name.localeCompare(b.name)),
		default: 'getAll',
	};
}
