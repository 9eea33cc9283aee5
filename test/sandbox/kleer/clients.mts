import type { Call } from '../http.mts';
import type { World } from '../world.mts';
import { FIRST_CLIENT_ID } from './clientEdits.mts';
import { nextId } from './edits.mts';
import { clientFields, deliveryTypeFields, type Field } from './fields.mts';
import type { KleerReply } from './render.mts';
import {
	get,
	id,
	kleerError,
	listOf,
	notFound,
	oneOf,
	send,
	technicalError,
	written,
	type KleerRoute,
} from './replies.mts';
import type { KleerClient, KleerStore, Reference } from './store.mts';
import { checkWrite } from './write.mts';

type Written = Omit<KleerClient, 'template' | 'approver'> & {
	template?: Reference | null;
	approver?: Reference | null;
	'fetch-edi-recipient'?: boolean;
};

const DELIVERY_TYPES = ['Email', 'Mail', 'Manually', 'Efaktura'];
const CLIENT_TYPES = ['Organisation', 'Person'];

/** Clients (docs/vendors.md#kleer-lists). No filters and no pages: a list is all of them. */
export const clientRoutes: KleerRoute[] = [
	get(
		'client',
		(_, { kleer }) => listOf('clients', 'client', shown(kleer), kleer.clients.values()),
		'ClientInvoiceRead',
	),
	get(
		'client/:id',
		(call, { kleer }) => oneOf('client', shown(kleer), kleer.clients.get(id(call))),
		'ClientInvoiceRead',
	),
	get(
		'client/deliverytype',
		() => {
			const rows = DELIVERY_TYPES.map((name, i) => ({ name, default: i === 0 }));
			return listOf('client-delivery-types', 'client-delivery-type', deliveryTypeFields, rows);
		},
		'ClientInvoiceRead',
	),
	send('PUT', 'client', 'ClientInvoice', createClient),
	send('POST', 'client/:id', 'ClientInvoice', saveClient),
	send('DELETE', 'client/:id', 'ClientInvoice', deleteClient),
];

function shown(kleer: KleerStore): Field[] {
	return clientFields.filter((field) => !kleer.options.clientOmits.includes(field.name));
}

function createClient(call: Call, { kleer }: World): KleerReply {
	const problem = checkWrite(clientFields, call) ?? checkValues(kleer, call.body as Partial<KleerClient>);
	if (problem) return kleerError(500, problem);
	const body = call.body as Written;
	if (body.id !== 0) return technicalError();
	const key = nextId(kleer.clients, FIRST_CLIENT_ID);
	kleer.clients.set(key, { ...stored(body), id: key });
	return written('created', key);
}

function saveClient(call: Call, { kleer }: World): KleerReply {
	const old = kleer.clients.get(id(call));
	if (!old) return notFound();
	const problem = checkWrite(clientFields, call) ?? checkValues(kleer, call.body as Partial<KleerClient>);
	if (problem) return kleerError(500, problem);
	const body = call.body as Written;
	if (body.id !== old.id) return technicalError();
	kleer.clients.set(old.id, stored(body, old));
	return written('saved', old.id);
}

function deleteClient(call: Call, { kleer }: World): KleerReply {
	return kleer.clients.delete(id(call)) ? written('deleted', id(call)) : notFound();
}

/**
 * The whole document replaces what was there: an optional element left out is cleared, but for those where the
 * XSD says that omission leaves them unchanged (XSD:2706-2770). A template or an approver that is null is
 * taken away. That a missing `active` keeps its value is assumed: a missing boolean isn't false.
 */
function stored(body: Written, old?: KleerClient): KleerClient {
	// The first is a command, and not a value; no client has an EDI recipient here.
	const { 'fetch-edi-recipient': _fetch, template, approver, ...rest } = body;
	const client: KleerClient = {
		...rest,
		accountnr: 0,
		'client-type': body['client-type'] || 'Organisation',
		'delivery-type': body['delivery-type'] || old?.['delivery-type'] || 'Email',
		'dimension-entries': body['dimension-entries'] ?? old?.['dimension-entries'] ?? [],
		active: body.active ?? old?.active ?? true,
	};
	const brokers = body['client-broker'] ?? old?.['client-broker'];
	if (brokers) client['client-broker'] = brokers;
	const nextTemplate = template === undefined ? old?.template : template;
	if (nextTemplate) client.template = nextTemplate;
	const nextApprover = approver === undefined ? old?.approver : approver;
	if (nextApprover) client.approver = nextApprover;
	return client;
}

/** What the types can't tell: names and references that don't exist. */
function checkValues(kleer: KleerStore, client: Partial<KleerClient>): string | undefined {
	const oneOfThese = (name: keyof KleerClient, values: string[]) =>
		!client[name] || values.includes(String(client[name])) ? undefined : `IllegalArgumentException: ${name}`;
	const wrong =
		oneOfThese('client-type', CLIENT_TYPES) ??
		oneOfThese('delivery-type', DELIVERY_TYPES) ??
		(/^[A-Z]{2}$/.test(client['country-code'] ?? '')
			? undefined
			: 'IllegalArgumentException: country-code') ??
		(/^([A-Z]{3})?$/.test(client['currency-type'] ?? '')
			? undefined
			: 'IllegalArgumentException: currency-type');
	if (wrong) return wrong;
	if (!client.name?.trim()) return 'Tekniskt fel';
	// 0 is no person, as the XSD says of an invoice's reference.
	const users = [client.user, client.approver].filter((user) => user && user.id !== 0) as Reference[];
	const entries = new Set([...kleer.dimensions.values()].flatMap((one) => [...one.entries.keys()]));
	const known =
		users.every((user) => kleer.users.has(user.id)) &&
		(client['dimension-entries'] ?? []).every((entry) => entries.has(entry.id)) &&
		(client['client-broker'] ?? []).every((broker) => kleer.clients.has(broker.id));
	return known ? undefined : 'EntityNotFoundException: Hittades inte';
}
