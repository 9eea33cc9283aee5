import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { KleerClient } from '../../../apis/kleer/client';
import { asJson, type ItemOperation } from '../../shared/items';
import { limitOf, returnAllAndLimit } from '../../shared/listFields';
import { showFor } from '../../shared/showFor';
import { operationField } from './readOnlyResource';

/** Get Many of something that is only ever listed. */
export function listOnlyResource(
	resource: string,
	many: string,
	joined: string,
	list: (client: KleerClient) => Promise<object[]>,
) {
	const operations: Record<string, ItemOperation> = {
		async getAll(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
			const all = await list(await KleerClient.open(this));
			return all.slice(0, limitOf(this, itemIndex)).map(asJson);
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
		...showFor(resource, 'getAll', returnAllAndLimit),
	];
	return { operations, properties };
}
