import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeCustomers } from '../../../../apis/cinode/customers';
import { listTags } from '../../../../apis/cinode/lookups';
import { foldText } from '../../../../rules';
import type { CinodeTag } from '../../../../models/cinode/people';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import { idFrom, recordLocator } from '../../../shared/locator';
import type { Resource } from '../../../shared/resource';
import { customerLocator } from '../customer/customerFields';
import { tagLocator } from '../../shared/tagLocator';

/** A tag may be named, too: one that isn't there is made. */
const addedTagLocator: INodeProperties = {
	...tagLocator,
	description: 'The tag to add; by name, a tag that the company doesn’t have yet is made',
	modes: [
		...(tagLocator.modes ?? []),
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Framework agreement',
			hint: 'Upper and lower case are the same',
		},
	],
};

const carriedTagLocator = recordLocator({
	displayName: 'Tag',
	name: 'tagId',
	searchMethod: 'searchCustomerTags',
	description: 'The tag to take off the customer',
});

async function tagsOf(client: CinodeClient, customerId: number): Promise<IDataObject[]> {
	const { tags } = await cinodeCustomers(client).getCustomer(customerId);
	return (tags ?? []).map(({ id, name }) => ({ customerId, id, name }));
}

/** Cinode makes a second tag of a name that it has already, so names are looked up first (docs/vendors.md#cinode-tags). */
async function add(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const customerId = idFrom(this, customerLocator, itemIndex);
	const { mode } = this.getNodeParameter('tagId', itemIndex) as { mode?: string };
	const client = await CinodeClient.open(this);
	const known = await listTags(client);
	const wanted = mode === 'name' ? named(this, known, itemIndex) : given(this, known, itemIndex);
	// v0.2 takes the id alone of a tag that exists, else the name.
	const { tags } = await cinodeCustomers(client).addTag(customerId, wanted);
	const { id, name } = tags[0] ?? wanted;
	return [{ customerId, id: id ?? null, name }];
}

function named(
	context: IExecuteFunctions,
	known: CinodeTag[],
	itemIndex: number,
): Partial<CinodeTag> & { name: string } {
	const name = String(context.getNodeParameter('tagId', itemIndex, '', { extractValue: true })).trim();
	if (name) return known.find((tag) => foldText(tag.name) === foldText(name)) ?? { name };
	throw new NodeOperationError(context.getNode(), "'Tag' has to be filled", { itemIndex });
}

function given(context: IExecuteFunctions, known: CinodeTag[], itemIndex: number): CinodeTag {
	const id = idFrom(context, addedTagLocator, itemIndex);
	const tag = known.find((one) => one.id === id);
	if (tag) return tag;
	throw new NodeOperationError(context.getNode(), `Cinode has no tag with the ID ${id}`, { itemIndex });
}

async function getAll(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const customerId = idFrom(this, customerLocator, itemIndex);
	const tags = await tagsOf(await CinodeClient.open(this), customerId);
	return tags.slice(0, limitOf(this, itemIndex));
}

async function remove(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const customerId = idFrom(this, customerLocator, itemIndex);
	const tagId = idFrom(this, carriedTagLocator, itemIndex);
	await cinodeCustomers(await CinodeClient.open(this)).removeTag(customerId, tagId);
	return [{ deleted: true }];
}

/** The tags that a customer carries; one at a time, so that others stay (docs/vendors.md#cinode-customers). */
export const customerTag: Resource = {
	title: 'Customer Tag',
	value: 'customerTag',
	defaultOperation: 'getAll',
	operations: [
		{
			name: 'Add',
			value: 'add',
			action: 'Add a tag to a customer',
			description: 'Add one tag to a customer, beside those it carries; returns the tag with ID and name',
			properties: [customerLocator, addedTagLocator],
			execute: add,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many tags of a customer',
			description: 'Get the tags that a customer carries, each with ID and name',
			properties: [customerLocator, ...returnAllAndLimit],
			execute: getAll,
		},
		{
			name: 'Remove',
			value: 'remove',
			action: 'Remove a tag from a customer',
			description: 'Take one tag off a customer; the tag itself stays in Cinode',
			properties: [customerLocator, carriedTagLocator],
			execute: remove,
		},
	],
};
