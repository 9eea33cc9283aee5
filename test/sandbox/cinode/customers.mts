import type { Answer, Call } from '../http.mts';
import type { World } from '../world.mts';
import { addCinodeCustomer, editCinodeCustomer } from './customerEdits.mts';
import { customerExtendedModel, customerFullModel, customerModel } from './customerModels.mts';
import { tell } from './events.mts';
import { always, maybe, readBody, type Field } from './fields.mts';
import { pathsOf, readPatch } from './patch.mts';
import { empty, invalid, json } from './replies.mts';
import type { CinodeCustomer, CinodeStore } from './store.mts';
import { isBody } from './validate.mts';

type Own = Partial<Record<keyof CinodeCustomer, Field>>;

const COMMON = {
	name: always('name'),
	description: maybe('string'),
	corporateIdentityNumber: maybe('string'),
	vatNumber: maybe('string'),
	identification: maybe('string'),
	email: maybe('string'),
	homepage: maybe('string'),
	phone: maybe('string'),
	fax: maybe('string'),
	intermediator: always('boolean'),
	size: maybe('size'),
} satisfies Own;
const MORE = {
	countryId: maybe('country'),
	turnOver: maybe('long'),
	turnOverCurrencyId: maybe('currency'),
} satisfies Own;

/** CompanyCustomerEditModel: no country and no currency; `status` is read-only, so it is taken and ignored. */
const EDIT = { ...COMMON, status: always('customerStatus', null) };
/** CompanyCustomerAddModel. */
const ADD = { ...EDIT, ...MORE };
/** CompanyCustomerPatchModel, the only way to change status, country and currency (docs/vendors.md#cinode-customers). */
const PATHS = pathsOf({ ...COMMON, ...MORE, status: always('customerStatus') });

export const customerOf = (call: Call, world: World) => world.cinode.customers.get(Number(call.params.id));

/** Those that lists and searches show. */
export function shownCustomers({ customers, options }: CinodeStore): CinodeCustomer[] {
	const all = [...customers.values()];
	return options.listInactiveCustomers ? all : all.filter((customer) => customer.status === 1);
}

/** GET /customers, never paginated. */
export function listCustomers(_call: Call, { cinode }: World): Answer {
	return json(shownCustomers(cinode).map((customer) => customerModel(cinode, customer)));
}

/** GET /customers/extended */
export function listCustomersExtended(_call: Call, { cinode }: World): Answer {
	return json(shownCustomers(cinode).map((customer) => customerExtendedModel(cinode, customer)));
}

/** GET /customers/:id */
export function getCustomer(call: Call, world: World): Answer {
	const customer = customerOf(call, world);
	return customer ? json(customerFullModel(world.cinode, customer)) : empty(404);
}

/** POST /customers: new ones are active, whatever status is given. */
export function addCustomer(call: Call, world: World): Answer {
	const read = readBody(world.cinode, call.body, ADD, { required: ['name'] });
	if ('problems' in read) return invalid(read.problems);
	const customer = addCinodeCustomer(world.cinode, read.values as unknown as { name: string }, world.now());
	return json(customerFullModel(world.cinode, customer), 201);
}

/** PUT /customers/:id replaces all that its model has, and leaves country, turnover and status. */
export function putCustomer(call: Call, world: World): Answer {
	const customer = customerOf(call, world);
	if (!customer) return empty(404);
	const read = readBody(world.cinode, call.body, EDIT, { required: ['name'], replaces: true });
	if ('problems' in read) return invalid(read.problems);
	editCinodeCustomer(world.cinode, customer.id, read.values, { now: world.now() });
	return json(customerFullModel(world.cinode, customer));
}

/** PATCH /customers/:id */
export function patchCustomer(call: Call, world: World): Answer {
	const customer = customerOf(call, world);
	if (!customer) return empty(404);
	const read = readPatch(world.cinode, PATHS, call.body);
	if ('problems' in read) return invalid(read.problems);
	const bump = Object.keys(read.values).length > 0;
	editCinodeCustomer(world.cinode, customer.id, read.values, { now: world.now(), bump });
	return json(customerFullModel(world.cinode, customer));
}

/** DELETE /customers/:id with {customerVerificationName}, which must be its name. */
export function deleteCustomer(call: Call, world: World): Answer {
	const customer = customerOf(call, world);
	if (!customer) return empty(404);
	const body = isBody(call.body) ? call.body : {};
	const unknown = Object.keys(body).find((key) => key !== 'customerVerificationName');
	if (unknown) return invalid({ [unknown]: ['Unknown field.'] });
	if (body.customerVerificationName !== customer.name)
		return invalid({ CustomerVerificationName: ['does not match the name.'] });
	tell(world.cinode, 'customer', 'deleted', customer);
	world.cinode.customers.delete(customer.id);
	return empty(200);
}
