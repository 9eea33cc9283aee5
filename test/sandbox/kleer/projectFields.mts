import type { Field } from './fields.mts';

/** client-project and activity, in the order of the XSD (4156, 4315, 4359; docs/vendors.md#kleer-models). */

type Kind = Field['kind'];
const field = (name: string, kind: Kind): Field => ({ name, kind });
const optional = (one: Field): Field => ({ ...one, optional: true });
const all = (kind: Kind, ...names: string[]): Field[] => names.map((name) => field(name, kind));
const choice = (name: string, ...values: string[]): Field => ({ name, kind: 'enum', values });
const object = (name: string, fields: Field[]): Field => ({ name, kind: 'object', fields });
const repeat = (name: string, item: string, fields: Field[]): Field => ({
	name,
	kind: 'repeat',
	item,
	fields,
	optional: true,
});

const id = field('id', 'int');
const reference = (name: string): Field => object(name, [id]);

const price = [optional(field('price', 'int')), optional(field('supplier-price', 'int'))];
/** XML has `activity` and `user`, JSON their plurals (docs/vendors.md#kleer-json). */
const activities = repeat('activities', 'activity', [reference('activity'), ...price]);
const users = repeat('users', 'user', [
	reference('user'),
	repeat('activities', 'activity', [
		reference('activity'),
		...price,
		optional(field('dimension-user-percentage', 'decimal')),
	]),
]);
const leads = repeat('leads', 'leads', [reference('user')]);
const plannedInvoices = repeat('fixed-price-planned-invoices', 'fixed-price-planned-invoice', [
	optional(id),
	field('invoice-date', 'date'),
	optional(reference('client-invoice')),
	repeat('rows', 'row', [
		optional(id),
		reference('product'),
		field('quantity', 'decimal'),
		field('unit', 'string'),
		field('price', 'int'),
		field('description', 'string'),
	]),
]);
const customFields: Field = {
	name: 'fields',
	kind: 'list',
	item: 'field',
	optional: true,
	fields: [optional(field('name', 'string')), ...all('string', 'alias', 'value')],
};
const distribution = (name: string): Field =>
	optional(
		object(name, [
			repeat('dimension-entries', 'dimension-entry', [id, optional(field('percentage', 'decimal'))]),
		]),
	);

/** From your-reference to leads and planned invoices, both models are alike. */
const middle: Field[] = [
	optional(field('your-reference', 'string')),
	optional(reference('our-reference')),
	optional(choice('delivery-type', 'Mail', 'Email', 'Manually', 'Svea', 'Efaktura')),
	field('comment', 'string'),
	optional(field('payment-days', 'int')),
	optional(field('po-nr', 'string')),
	field('budget-hours', 'decimal'),
	...all('int', 'budget-amount', 'incoming-invoiced-amount', 'incoming-invoiced-vat-amount'),
	field('all-activities', 'boolean'),
	activities,
	field('all-users', 'boolean'),
	users,
	leads,
	plannedInvoices,
];
const dates = all('date', 'opening-date', 'closing-date').map(optional);

/** client-project-readable. */
export const projectFields: Field[] = [
	reference('id'),
	optional(reference('client')),
	optional(reference('broker-client')),
	field('fixed-price', 'boolean'),
	...all('string', 'number', 'name', 'currency-type'),
	field('active', 'boolean'),
	...middle,
	repeat('write-offs', 'write-off', [
		field('date', 'date'),
		...all('int', 'amount', 'accounting-amount'),
		field('description', 'string'),
	]),
	optional(reference('dimension-entry')),
	choice('status', 'Draft', 'Open', 'Closed'),
	...dates,
	distribution('dimensions'),
	optional(field('default-notes', 'string')),
	customFields,
];

/** client-project-writeable: no id, active, status, write-offs, dimension-entry and dimensions. */
export const projectWriteFields: Field[] = [
	optional(reference('client')),
	optional(reference('broker-client')),
	field('fixed-price', 'boolean'),
	...all('string', 'number', 'name'),
	optional(field('currency-type', 'string')),
	...middle,
	...dates,
	optional(field('default-notes', 'string')),
	distribution('dimension-entries'),
	customFields,
];

export const activityFields: Field[] = [
	reference('id'),
	...all('string', 'name', 'description'),
	optional(field('price', 'int')),
	field('mandatory-child-when-reporting', 'boolean'),
	optional(reference('invoice-product')),
];
