import type { Answer, Call } from '../http.mts';
import type { World } from '../world.mts';
import { contactModel, customerModel } from './customerModels.mts';
import { shownCustomers } from './customers.mts';
import { isNumbers, isText, paged, queryProblem, type Check, type Sorts } from './paging.mts';
import { invalid, json } from './replies.mts';
import { hasTerm } from './search.mts';
import { seo } from './models.mts';
import type { CinodeContact, CinodeCustomer } from './store.mts';
import { isBody, isWhole, toDateTime } from './validate.mts';

type Query = Record<string, unknown>;

/** CompanyCustomerQuerySort, 0 to 14. */
const SORTS: Sorts<CinodeCustomer> = [
	(customer) => customer.createdDateTime,
	(customer) => lower(customer.name),
	(customer) => lower(customer.description),
	(customer) => lower(customer.identification),
	(customer) => seo(customer.name),
	(customer) => customer.status,
	(customer) => lower(customer.phone),
	(customer) => lower(customer.email),
	(customer) => lower(customer.fax),
	(customer) => lower(customer.homepage),
	(customer) => lower(customer.corporateIdentityNumber),
	(customer) => lower(customer.vatNumber),
	(customer) => Number(customer.intermediator),
	(customer) => customer.updatedDateTime,
	(customer) => customer.lastTouchDateTime,
];

const lower = (text: string | null) => (text ?? '').toLowerCase();

const TEXTS = ['name', 'identification', 'corporateIdentityNumber'] as const;
const CHECKS: Record<string, Check> = Object.fromEntries(
	TEXTS.flatMap((name) => [
		[name, isText],
		[`${name}Operator`, (value: unknown) => isWhole(value, 0, 3)],
	]),
);

/** What the newer specification adds (docs/vendors.md#cinode): when it happened, and whose it is. */
const TIMES = {
	createdAt: 'createdDateTime',
	updatedAt: 'updatedDateTime',
	lastTouchedAt: 'lastTouchDateTime',
} as const;
const isSpan: Check = (value) =>
	value === null ||
	(isBody(value) &&
		Object.entries(value).every(
			([name, time]) =>
				(name === 'from' || name === 'to') && (time === null || toDateTime(time) !== undefined),
		));
const NEWER: Record<string, Check> = {
	...Object.fromEntries(Object.keys(TIMES).map((name) => [name, isSpan])),
	managers: isNumbers,
	noManager: (value) => typeof value === 'boolean',
};

/** POST /customers/search. Without an operator a text is contained, not equal (docs/vendors.md#cinode-projects). */
export function searchCustomers(call: Call, { cinode }: World): Answer {
	const query = (call.body ?? {}) as Query;
	const checks = cinode.options.customerTimestamps ? { ...CHECKS, ...NEWER } : CHECKS;
	const problem = queryProblem(query, checks, SORTS);
	if (problem) return invalid({ [problem]: [`The value of ${problem} is not valid.`] });
	const found = shownCustomers(cinode).filter(
		(customer) =>
			TEXTS.every((name) => compares(customer[name], query[name], query[`${name}Operator`])) &&
			inTimes(customer, query) &&
			hasManager(customer, query),
	);
	return json(paged(cinode, found, query.pageAndSortBy, SORTS, (one) => customerModel(cinode, one)));
}

/** StringComparisonOperator: 0 contains, 1 starts with, 2 ends with, 3 equals; the case doesn't count. */
function compares(value: string | null, asked: unknown, operator: unknown): boolean {
	if (typeof asked !== 'string' || asked === '') return true;
	const [text, wanted] = [lower(value), asked.toLowerCase()];
	if (operator === 1) return text.startsWith(wanted);
	if (operator === 2) return text.endsWith(wanted);
	return operator === 3 ? text === wanted : text.includes(wanted);
}

function inTimes(customer: CinodeCustomer, query: Query): boolean {
	return Object.entries(TIMES).every(([name, field]) => {
		const { from, to } = (query[name] ?? {}) as { from?: string | null; to?: string | null };
		const at = customer[field];
		return (!from || at >= (toDateTime(from) ?? '')) && (!to || at <= (toDateTime(to) ?? ''));
	});
}

function hasManager(customer: CinodeCustomer, query: Query): boolean {
	if (query.noManager === true && customer.managers.length > 0) return false;
	return includesAny(query.managers, customer.managers);
}

/** An empty filter lets everything through. */
function includesAny(wanted: unknown, ids: number[]): boolean {
	const list = (wanted ?? []) as number[];
	return list.length === 0 || list.some((id) => ids.includes(id));
}

/** CompanyCustomerContactQuerySort, 0 to 5; a contact has no updated time here. */
const CONTACT_SORTS: Sorts<CinodeContact & { customer: CinodeCustomer }> = [
	(contact) => contact.createdDateTime,
	(contact) => lower(contact.firstName),
	(contact) => lower(contact.lastName),
	(contact) => lower(contact.email),
	(contact) => contact.createdDateTime,
	(contact) => contact.customer.id,
];
const CONTACT_CHECKS = { term: isText, managers: isNumbers, customers: isNumbers, tags: isNumbers };

/** POST /customers/contacts/search. Contacts have no tags here, so that a search for some finds none. */
export function searchContacts(call: Call, { cinode }: World): Answer {
	const query = (call.body ?? {}) as Query;
	const problem = queryProblem(query, CONTACT_CHECKS, CONTACT_SORTS);
	if (problem) return invalid({ [problem]: [`The value of ${problem} is not valid.`] });
	const term = lower((query.term ?? null) as string | null).trim();
	const found = [...cinode.customers.values()]
		.filter(
			(customer) =>
				includesAny(query.customers, [customer.id]) &&
				includesAny(query.managers, customer.managers) &&
				includesAny(query.tags, []),
		)
		.flatMap((customer) => customer.contacts.map((contact) => ({ ...contact, customer })))
		.filter((contact) => hasTerm(contact, term));
	return json(
		paged(cinode, found, query.pageAndSortBy, CONTACT_SORTS, ({ customer, ...contact }) =>
			contactModel(cinode, customer, contact),
		),
	);
}
