import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { CinodeClient, type CinodeRequest } from '../../../apis/cinode/client';
import type { Reader } from '../../../models/decode';
import {
	fieldCollection,
	filledFields,
	requiredText,
	simplifyField,
	updateFields,
} from '../../shared/fields';
import { asJson, type ItemOperation } from '../../shared/items';
import { idFrom, recordLocator } from '../../shared/locator';
import { limitOf, returnAllAndLimit } from '../../shared/listFields';
import { showFor } from '../../shared/showFor';
import { customerLocator } from '../actions/customer/customerFields';

export interface CustomerPart {
	resource: string;
	/** Lower-case names, for texts. */
	one: string;
	many: string;
	/** Below a customer. */
	path: string;
	/** Its shape in Cinode's answers. */
	model: Reader<object>;
	/** Fields that Cinode requires. */
	required: INodeProperties[];
	optional: INodeProperties[];
	/** Method under `listSearch` that lists a customer's. */
	searchMethod: string;
	/** All parts of a customer. */
	list(client: CinodeClient, customerId: number): Promise<IDataObject[]>;
	/** What stands in a new one where nothing is chosen. */
	defaults: IDataObject;
	/** Which fields of the present one a change keeps: Cinode replaces the whole. */
	fields: string[];
}

/** The five operations on something that belongs to a customer: addresses and contacts (docs/vendors.md#cinode-customers). */
export function customerPart(part: CustomerPart): {
	properties: INodeProperties[];
	operations: Record<string, ItemOperation>;
} {
	const { resource, one, many, path } = part;
	const idField = recordLocator({
		displayName: capital(one),
		name: 'partId',
		searchMethod: part.searchMethod,
		description: `The ${one}; Get Many gives the IDs`,
	});
	const at = (customerId: number, id?: number) => `/customers/${customerId}/${path}${id ? `/${id}` : ''}`;
	const open = async (context: IExecuteFunctions, itemIndex: number) => ({
		customerId: idFrom(context, customerLocator, itemIndex),
		client: await CinodeClient.open(context),
	});
	const get = async (client: CinodeClient, customerId: number, id: number) =>
		(await client.one(at(customerId, id), part.model, one)) as IDataObject;
	const write = async (client: CinodeClient, request: CinodeRequest) =>
		(await client.write(request, part.model, one)) as IDataObject;

	/** At most ten fields that people look for. */
	const simplified = (one: IDataObject): IDataObject =>
		Object.fromEntries(['id', ...part.fields].map((field) => [field, one[field] ?? null]));
	const output = (context: IExecuteFunctions, itemIndex: number, one: IDataObject) =>
		asJson(context.getNodeParameter('simple', itemIndex, true) ? simplified(one) : one);

	const operations: Record<string, ItemOperation> = {
		async create(this: IExecuteFunctions, itemIndex: number) {
			const body = {
				...part.defaults,
				...filledFields(this, 'additionalFields', itemIndex),
				...Object.fromEntries(
					part.required.map((field) => [field.name, requiredText(this, field, itemIndex)]),
				),
			};
			const { customerId, client } = await open(this, itemIndex);
			return [simplified(await write(client, { method: 'POST', path: at(customerId), body }))];
		},
		async delete(this: IExecuteFunctions, itemIndex: number) {
			const id = idFrom(this, idField, itemIndex);
			const { customerId, client } = await open(this, itemIndex);
			await client.send({ method: 'DELETE', path: at(customerId, id) });
			return [{ deleted: true }];
		},
		async get(this: IExecuteFunctions, itemIndex: number) {
			const id = idFrom(this, idField, itemIndex);
			const { customerId, client } = await open(this, itemIndex);
			return [output(this, itemIndex, await get(client, customerId, id))];
		},
		async getAll(this: IExecuteFunctions, itemIndex: number) {
			const { customerId, client } = await open(this, itemIndex);
			const all = await part.list(client, customerId);
			return all.slice(0, limitOf(this, itemIndex)).map((one) => output(this, itemIndex, one));
		},
		async update(this: IExecuteFunctions, itemIndex: number) {
			const id = idFrom(this, idField, itemIndex);
			const changes = updateFields(this, itemIndex);
			const { customerId, client } = await open(this, itemIndex);
			const present = await get(client, customerId, id);
			const kept = Object.fromEntries(part.fields.map((field) => [field, present[field] ?? null]));
			const body = { ...kept, ...changes };
			const path = at(customerId, id);
			return [simplified(await write(client, { method: 'PUT', path, body }))];
		},
	};

	const fields = [
		...part.required.map((field) => ({ ...field, required: undefined })),
		...part.optional,
	].sort((a, b) => a.displayName.localeCompare(b.displayName));
	const texts: Array<[string, string, string, INodeProperties[]]> = [
		['Create', 'create', one, [...part.required, fieldCollection('Additional Fields', part.optional)]],
		['Delete', 'delete', one, [idField]],
		['Get', 'get', one, [idField, simplifyField]],
		['Get Many', 'getAll', many, [...returnAllAndLimit, simplifyField]],
		['Update', 'update', one, [idField, fieldCollection('Update Fields', fields)]],
	];
	return {
		operations,
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: [resource] } },
				options: texts.map(([name, value, what]) => ({
					name,
					value,
					action: name === 'Get Many' ? `Get many ${what}` : `${name} ${article(what)} ${what}`,
					description:
						name === 'Get Many'
							? `Get many ${what} of a customer`
							: `${name} ${article(what)} ${what} of a customer`,
				})),
				default: 'getAll',
			},
			...texts.flatMap(([, value, , more]) => showFor(resource, value, [customerLocator, ...more])),
		],
	};
}

function article(noun: string): string {
	return /^[aeiou]/.test(noun) ? 'an' : 'a';
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
