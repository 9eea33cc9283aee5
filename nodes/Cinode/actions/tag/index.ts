import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { getTag, listTags } from '../../../../apis/cinode/lookups';
import { foldText } from '../../../../rules';
import { fieldCollection, filledFields } from '../../../shared/fields';
import { limitOf, returnAllAndLimit, searchFilter } from '../../../shared/listFields';
import { idFrom } from '../../../shared/locator';
import type { Resource } from '../../../shared/resource';
import { tagLocator } from '../../shared/tagLocator';

async function get(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = idFrom(this, tagLocator, itemIndex);
	const { name, tagType } = await getTag(await CinodeClient.open(this), id);
	return [{ id, name: name ?? null, type: tagType?.name ?? null }];
}

async function getAll(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const wanted = foldText(String(filledFields(this, 'filters', itemIndex).term ?? ''));
	return (await listTags(await CinodeClient.open(this)))
		.filter(({ name }) => foldText(name).includes(wanted))
		.slice(0, limitOf(this, itemIndex))
		.map(({ id, name }) => ({ id, name }));
}

/** The company's tags, which people, customers, projects and roles carry (docs/vendors.md#cinode-look-ups). */
export const tag: Resource = {
	title: 'Tag',
	value: 'tag',
	defaultOperation: 'getAll',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get a tag',
			description: 'Get one tag with ID, name and the name of its type',
			properties: [tagLocator],
			execute: get,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many tags',
			description: 'Get many of the company’s tags, each with ID and name',
			properties: [
				...returnAllAndLimit,
				fieldCollection('Filters', [searchFilter('Part of the tag’s name', 'e.g. react')]),
			],
			execute: getAll,
		},
	],
};
