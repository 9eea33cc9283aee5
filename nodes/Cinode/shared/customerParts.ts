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
import { asJson } from '../../shared/items';
import { idFrom, recordLocator } from '../../shared/locator';
import { limitOf, returnAllAndLimit } from '../../shared/listFields';
import type { Operation, Resource } from '../../shared/resource';
import { customerLocator } from '../actions/customer/customerFields';

export interface CustomerPart {
	title: string;
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
export function customerPart(part: CustomerPart): Resource {
	const { title, resource, one, many, path } = part;
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

	const execute = {
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
	const operation = (
		name: string,
		value: keyof typeof execute,
		what: string,
		properties: INodeProperties[],
	): Operation => {
		const action = value === 'getAll' ? `Get many ${what}` : `${name} ${article(what)} ${what}`;
		return {
			...{ name, value, action, description: `${action} of a customer` },
			properties: [customerLocator, ...properties],
			execute: execute[value],
		};
	};
	return {
		title,
		value: resource,
		defaultOperation: 'getAll',
		operations: [
			operation('Create', 'create', one, [
				...part.required,
				fieldCollection('Additional Fields', part.optional),
			]),
			operation('Delete', 'delete', one, [idField]),
			operation('Get', 'get', one, [idField, simplifyField]),
			operation('Get Many', 'getAll', many, [...returnAllAndLimit, simplifyField]),
			operation('Update', 'update', one, [idField, fieldCollection('Update Fields', fields)]),
		],
	};
}

function article(noun: string): string {
	return /^[aeiou]/.test(noun) ? 'an' : 'a';
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
