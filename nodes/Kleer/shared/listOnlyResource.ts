import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { KleerClient } from '../../../apis/kleer/client';
import { fieldCollection, filledFields } from '../../shared/fields';
import { asJson, type ItemOperation } from '../../shared/items';
import { limitOf, returnAllAndLimit } from '../../shared/listFields';
import { showFor } from '../../shared/showFor';
import { kept, type Filter } from './filters';
import { operationField } from './readOnlyResource';

/** Get Many of something that is only ever listed. */
export function listOnlyResource<Model extends object>(
	resource: string,
	many: string,
	joined: string,
	filters: Array<Filter<Model>>,
	list: (client: KleerClient) => Promise<Model[]>,
) {
	const operations: Record<string, ItemOperation> = {
		async getAll(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
			const filled = filledFields(this, 'filters', itemIndex);
			const all = await list(await KleerClient.open(this));
			return kept(all, filters, filled).slice(0, limitOf(this, itemIndex)).map(asJson);
		},
	};
	const properties: INodeProperties[] = [
		operationField(resource, [
			{
				name: 'Get Many',
				value: 'getAll',
				action: `Get many ${many}`,
				description: `Get many ${many}${joined}`,
			},
		]),
		...showFor(resource, 'getAll', [
			...returnAllAndLimit,
			fieldCollection(
				'Filters',
				filters.map(({ field }) => field),
			),
		]),
	];
	return { operations, properties };
}
