import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { KleerClient } from '../../../apis/kleer/client';
import { fieldCollection, filledFields } from '../../shared/fields';
import { asJson } from '../../shared/items';
import { idFrom, recordLocator } from '../../shared/locator';
import { limitOf, returnAllAndLimit } from '../../shared/listFields';
import type { Operation } from '../../shared/resource';
import { kept, type Filter } from './filters';
import { outputFields, outputOf } from './output';
import { SizeWatch } from './sizeWatch';

export interface ReadRecords<Model extends object> {
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
export function readOperations<Model extends object>(
	what: ReadRecords<Model>,
): {
	/** The field that names one record. */
	locator: INodeProperties;
	operations: Operation[];
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
	const outputs = simplified ? outputFields() : [];
	return {
		locator,
		operations: [
			{
				name: 'Get',
				value: 'get',
				action: `Get ${article(one)}`,
				description: `Get one ${one}${joined}`,
				properties: [locator, ...outputs],
				async execute(this: IExecuteFunctions, itemIndex: number) {
					const id = idFrom(this, locator, itemIndex);
					return [output(this, itemIndex, await what.get(await KleerClient.open(this), id))];
				},
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: `Get many ${many}`,
				description: `Get many ${many}${joined}, or those that match the filters`,
				properties: [...returnAllAndLimit, fieldCollection('Filters', fields), ...outputs],
				async execute(this: IExecuteFunctions, itemIndex: number) {
					const filled = filledFields(this, 'filters', itemIndex);
					const watch = await SizeWatch.open(this);
					const all = await what.list(await KleerClient.open(this, watch));
					await watch.remember();
					return kept(all, filters, filled)
						.slice(0, limitOf(this, itemIndex))
						.map((model) => output(this, itemIndex, model));
				},
			},
		],
	};
}

function article(noun: string): string {
	return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
