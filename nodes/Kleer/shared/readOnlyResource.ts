import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { KleerClient } from '../../../apis/kleer/client';
import { fieldCollection, filledFields } from '../../shared/fields';
import { asJson, type ItemOperation } from '../../shared/items';
import { idFrom, recordLocator } from '../../shared/locator';
import { limitOf, returnAllAndLimit } from '../../shared/listFields';
import { showFor } from '../../shared/showFor';
import { kept, type Filter } from './filters';
import { outputFields, outputOf } from './output';
import { SizeWatch } from './sizeWatch';

export interface ReadOnlyResource<Model extends object> {
	/** Value of the resource; with `Id` after it the name of the locator. */
	resource: string;
	/** Lower-case names, for texts. */
	one: string;
	many: string;
	/** What comes with it, for the descriptions. */
	joined: string;
	searchMethod: string;
	filters: Array<Filter<Model>>;
	/** For records with more than ten fields: those that people look for. */
	simplified?: (record: IDataObject) => IDataObject;
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
	const { resource, one, many, joined, filters, simplified } = what;
	const locator = recordLocator({
		displayName: one.charAt(0).toUpperCase() + one.slice(1),
		name: `${resource}Id`,
		searchMethod: what.searchMethod,
		description: `The ${one} in Kleer; Get Many gives the IDs`,
	});
	const output = (context: IExecuteFunctions, itemIndex: number, model: Model) => {
		const record = asJson(model);
		return simplified ? outputOf(context, itemIndex, record, simplified) : record;
	};
	const fields = filters.map(({ field }) => field).sort((a, b) => a.displayName.localeCompare(b.displayName));
	return {
		locator,
		options: [
			{ name: 'Get', value: 'get', action: `Get ${article(one)}`, description: `Get one ${one}${joined}` },
			{
				name: 'Get Many',
				value: 'getAll',
				action: `Get many ${many}`,
				description: `Get many ${many}${joined}, or those that match the filters`,
			},
		],
		properties: [
			...showFor(resource, 'get', [locator]),
			...showFor(resource, 'getAll', [...returnAllAndLimit, fieldCollection('Filters', fields)]),
			...(simplified ? outputFields({ resource: [resource], operation: ['get', 'getAll'] }) : []),
		],
		operations: {
			async get(this: IExecuteFunctions, itemIndex: number) {
				const id = idFrom(this, locator, itemIndex);
				return [output(this, itemIndex, await what.get(await KleerClient.open(this), id))];
			},
			async getAll(this: IExecuteFunctions, itemIndex: number) {
				const filled = filledFields(this, 'filters', itemIndex);
				const watch = await SizeWatch.open(this);
				const all = await what.list(await KleerClient.open(this, watch));
				await watch.remember();
				return kept(all, filters, filled)
					.slice(0, limitOf(this, itemIndex))
					.map((model) => output(this, itemIndex, model));
			},
		},
	};
}

function article(noun: string): string {
	return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
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
