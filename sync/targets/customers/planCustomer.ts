import {
	isAddress,
	rowsOf,
	type FieldValue,
	type MappedCustomer,
	type Mode,
	type Values,
} from '../../../rules';
import {
	changeOf,
	creationBody,
	creationChanges,
	differences,
	patchOperation,
	presentValues,
	type Difference,
	type MatchedHow,
	type PatchOperation,
} from '../shared/differences';
import { planTags, type TagPlan } from '../shared/tags';
import type { PlannedChange } from '../../contract/plan';
import { CODED_FIELDS, CUSTOMER_FIELDS, CUSTOMER_STATUS, type CinodeCustomer } from './cinodeCustomer';
import type { Colleague } from './directory';
import {
	modeOfPart,
	planAddress,
	planContact,
	planManagers,
	type AddressPayload,
	type ManagersPayload,
	type PartPlan,
	type ResponsiblePolicy,
} from './parts';

/** What happens in Cinode to customers that are inactive in Kleer (docs/field-rules.md#customers-kleer--cinode: Active). */
export const INACTIVE_POLICIES = {
	nothing: { name: 'Do Nothing', description: 'Leave the customer as it is in Cinode' },
	setInactive: { name: 'Set Inactive', description: 'Make the customer inactive in Cinode too' },
} as const;

export type InactivePolicy = keyof typeof INACTIVE_POLICIES;

export interface CustomerPolicies {
	inactive: InactivePolicy;
	/** Whether a customer that is inactive in Cinode and active in Kleer becomes active again. */
	reactivate: boolean;
	responsible: ResponsiblePolicy;
}

/** Cinode's own ids for what the record names; `undefined` where Cinode has none or they aren't known. */
export interface ResolvedNames {
	countryId?: number;
	currencyId?: number;
	responsible?: Colleague;
}

/** What to send for one customer. */
export interface CustomerPayload {
	create?: Record<string, unknown>;
	address?: AddressPayload;
	contact?: { firstName: string; lastName: string };
	managers?: ManagersPayload;
	tags?: TagPlan;
	patch: PatchOperation[];
}

export interface CustomerPlan {
	changes: PlannedChange[];
	warnings: string[];
	payload: CustomerPayload;
	/** A country, currency or person that Cinode doesn't have yet, or whose id isn't known. */
	isUnresolved?: boolean;
}

const CODES = Object.keys(CODED_FIELDS) as Array<keyof typeof CODED_FIELDS>;
/** Rows that are fields of the customer itself. */
const ROWS = rowsOf('customers');
const FIELD_RULES = ROWS.filter(({ field }) => field in CUSTOMER_FIELDS || field in CODED_FIELDS);

/**
 * Everything a new customer gets. The key is in the creation, so that a customer that is half made is found
 * again, and once more in the patch, which comes last: its reply is what is remembered.
 */
export function planCustomerCreation(record: MappedCustomer, names: ResolvedNames): CustomerPlan {
	const plan: CustomerPlan = { changes: [], warnings: [], payload: { patch: [] } };
	const { values } = record;
	plan.changes.push(...creationChanges(record, FIELD_RULES).filter(({ name }) => isKnown(name, names)));
	plan.payload.create = creationBody(record, CUSTOMER_FIELDS);
	for (const field of CODES) {
		const id = idOf(field, names);
		if (values[field] && id !== undefined) plan.payload.create[CODED_FIELDS[field].create] = id;
	}
	warnAboutNames(record, names, plan);
	planParts(
		record,
		{ id: 0, addresses: [], contacts: [], managers: [], tags: [] },
		'finish',
		names,
		'add',
		plan,
	);
	plan.payload.patch.push(patchOperation(CUSTOMER_FIELDS.identification ?? {}, record.key));
	return plan;
}

/** What differs from an existing customer. */
export function planCustomerUpdate(
	record: MappedCustomer,
	customer: CinodeCustomer,
	how: MatchedHow,
	names: ResolvedNames,
	policies: CustomerPolicies,
): CustomerPlan {
	const plan: CustomerPlan = { changes: [], warnings: [], payload: { patch: [] } };
	if (record.active !== false) {
		const present = shownValues(customer);
		const { differing } = differences(record, FIELD_RULES, present, how, 'same');
		for (const difference of differing) {
			// Cinode may show the country by its id alone.
			if (difference.rule.field === 'country' && names.countryId === customer.countryId) continue;
			const operation = operationFor(difference, names);
			if (!operation) continue;
			plan.changes.push(changeOf(difference));
			plan.payload.patch.push(operation);
		}
		const matters = (field: string) =>
			field === 'customerResponsible'
				? modeOfPart(record.values[field], record.modes[field], how === 'finish') !== undefined
				: differing.some(({ rule }) => rule.field === field);
		warnAboutNames(record, names, plan, matters);
		planParts(record, customer, how, names, policies.responsible, plan);
	}
	planStatus(record, customer, policies, plan);
	if (
		how === 'link' &&
		record.unsentNumber &&
		!record.unsentNumber.comparable &&
		customer.corporateIdentityNumber
	) {
		plan.warnings.push(
			"Linked by its name alone: Kleer's organisation number is a personal number that set-up keeps back, so it could " +
				"not be compared with Cinode's. Check that it is the same customer",
		);
	}
	return plan;
}

/** What isn't a field of the customer itself: invoice address, contact, people responsible, tags. */
function planParts(
	record: MappedCustomer,
	customer: CinodeCustomer,
	how: MatchedHow,
	names: ResolvedNames,
	policy: ResponsiblePolicy,
	plan: CustomerPlan,
) {
	const { modes } = record;
	const values: Values = record.values;
	const isNew = how === 'finish';
	const take = <Work>(field: string, decide: (mode: Mode, value: FieldValue) => PartPlan<Work>) => {
		const mode = modeOfPart(values[field], modes[field], isNew);
		if (!mode) return undefined;
		const part = decide(mode, values[field] ?? null);
		if (part.warning) plan.warnings.push(part.warning);
		const rule = ROWS.find((one) => one.field === field);
		if (part.change && rule) plan.changes.push({ name: field, field: rule.target, ...part.change });
		return part.payload;
	};
	// What the reply leaves out is not known to be empty.
	const { addresses, contacts, managers, tags } = customer;
	const { payload } = plan;
	if (addresses) {
		payload.address = take('invoiceAddress', (mode, value) =>
			planAddress(isAddress(value) ? value : null, addresses, mode),
		);
	}
	if (contacts) {
		payload.contact = take('customerContact', (mode, value) =>
			typeof value === 'string' ? planContact(value, contacts, mode) : {},
		);
	}
	const { responsible } = names;
	if (managers && responsible) {
		payload.managers = take('customerResponsible', (mode) =>
			planManagers(responsible, managers, policy, mode),
		);
	}
	payload.tags = tags ? planTags(record.tags, tags) : undefined;
	if (payload.tags) plan.changes.push(payload.tags.change);
}

function planStatus(
	record: MappedCustomer,
	{ status }: CinodeCustomer,
	policies: CustomerPolicies,
	plan: CustomerPlan,
) {
	const set = (active: boolean) => {
		const [from, to] = active ? ['Inactive', 'Active'] : ['Active', 'Inactive'];
		plan.changes.push({ name: 'status', field: 'Status', from: from ?? null, to: to ?? null });
		plan.payload.patch.push({ op: 'replace', path: STATUS_PATH, value: active });
	};
	if (record.left) {
		if (policies.inactive === 'setInactive' && status === CUSTOMER_STATUS.active) set(false);
	} else if (record.active && status === CUSTOMER_STATUS.inactive) {
		if (policies.reactivate) set(true);
		else {
			plan.warnings.push(
				"Inactive in Cinode but active in Kleer: kept right, not made active ('Reactivate' is off)",
			);
		}
	}
}

function operationFor({ rule, to }: Difference, names: ResolvedNames): PatchOperation | undefined {
	if (!isCoded(rule.field)) return patchOperation(CUSTOMER_FIELDS[rule.field] ?? {}, to);
	const id = idOf(rule.field, names);
	return id === undefined ? undefined : patchOperation(CODED_FIELDS[rule.field], id);
}

function isCoded(field: string): field is keyof typeof CODED_FIELDS {
	return field in CODED_FIELDS;
}

function idOf(field: keyof typeof CODED_FIELDS, names: ResolvedNames): number | undefined {
	return field === 'country' ? names.countryId : names.currencyId;
}

function isKnown(field: string, names: ResolvedNames): boolean {
	return !isCoded(field) || idOf(field, names) !== undefined;
}

/** Says what Cinode has no id for. */
function warnAboutNames(
	{ values }: MappedCustomer,
	names: ResolvedNames,
	plan: CustomerPlan,
	matters: (field: string) => boolean = () => true,
) {
	const warn = (text: string) => {
		plan.warnings.push(text);
		plan.isUnresolved = true;
	};
	if (values.country && names.countryId === undefined && matters('country')) {
		warn(
			`Cinode's id of the country ${String(values.country)} isn't known, and Cinode has no list: set it once by ` +
				"hand on a customer there, or under 'Countries' in the Cinode node",
		);
	}
	if (values.currency && names.currencyId === undefined && matters('currency')) {
		warn(`Cinode has no currency ${String(values.currency)}: add it there`);
	}
	if (values.customerResponsible && !names.responsible && matters('customerResponsible')) {
		warn(
			`Our Reference (key ${String(values.customerResponsible)}) is no active user in Cinode: sync users first`,
		);
	}
}

/** Where a patch sets the status. */
const STATUS_PATH = '/status';

/** Fields by their patch paths. */
const BY_PATH = new Map<string, string>([
	...Object.entries({ ...CUSTOMER_FIELDS, ...CODED_FIELDS }).map(
		([field, { patch = '' }]) => [patch, field] as const,
	),
	[STATUS_PATH, 'status'],
]);

/** Takes out of the payload what isn't to be sent. */
export function dropUnsent(payload: CustomerPayload, isSent: (name: string) => boolean): void {
	payload.patch = payload.patch.filter(({ path }) => isSent(BY_PATH.get(path) ?? ''));
	if (!isSent('invoiceAddress')) payload.address = undefined;
	if (!isSent('customerContact')) payload.contact = undefined;
	if (!isSent('customerResponsible')) payload.managers = undefined;
	if (!isSent('tags')) payload.tags = undefined;
}

/** What a customer's details show of the fields of the table; of the parts nothing. */
export function shownValues(customer: CinodeCustomer): Values {
	return presentValues(customer, { ...CUSTOMER_FIELDS, ...CODED_FIELDS });
}

/** Names of what a customer's details show, be it empty. */
export function shownFields(customer: CinodeCustomer): ReadonlySet<string> {
	const { addresses, contacts, managers, tags, status } = customer;
	const parts = {
		invoiceAddress: addresses,
		customerContact: contacts,
		customerResponsible: managers,
		tags,
		status,
	};
	return new Set([
		...Object.keys(shownValues(customer)),
		...Object.entries(parts).flatMap(([name, part]) => (part === undefined ? [] : [name])),
	]);
}
