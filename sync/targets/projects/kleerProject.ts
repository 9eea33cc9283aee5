import type { KleerClient } from '../../../models/kleer/clients';
import type { KleerUser } from '../../../models/kleer/people';
import type { KleerActivityPrice, KleerProject, KleerProjectUser } from '../../../models/kleer/projects';
import {
	aliasOf,
	comparableKey,
	foldText,
	maskPrivateText,
	type FieldValue,
	type MappedProject,
	type PersonPrice,
	type Values,
} from '../../../rules';
import type { ListedTarget } from '../../contract/listedTarget';
import { presentCustomFields, putCustomField } from './customFields';

/** Kleer's client projects, as far as the sync reads and writes them (docs/vendors.md#kleer-models, client-project). */
export type { KleerActivityPrice, KleerProject, KleerProjectUser };

export type KleerClientRecord = Pick<KleerClient, 'id' | 'foreign-id' | 'name' | 'currency-type'>;

export type KleerUserRecord = Pick<KleerUser, 'id' | 'internal-id' | 'foreign-id' | 'name'>;

/** What the projects sync asks of Kleer. Every method throws VendorError. */
export interface KleerProjectsApi {
	/** All, open and closed, in one reply. */
	listProjects(): Promise<KleerProject[]>;
	/** `undefined` when Kleer says that there is none. */
	getProject(id: number): Promise<KleerProject | undefined>;
	/** @param fresh Not from what was read a few minutes ago. */
	listClients(fresh?: boolean): Promise<KleerClientRecord[]>;
	/** @param fresh Not from what was read a few minutes ago. */
	listUsers(fresh?: boolean): Promise<KleerUserRecord[]>;
	/** What the company counts in; `undefined` where Kleer doesn't show it. */
	companyCurrency(): Promise<string | undefined>;
	/** Gives the new project's id. */
	createProject(body: Record<string, unknown>): Promise<number>;
	updateProject(id: number, body: Record<string, unknown>): Promise<void>;
}

/** Empty where Kleer gives none; elements are left out now and then (docs/vendors.md#kleer-json). */
export function numberOf({ number }: KleerProject): string {
	return comparableKey(number);
}

/** A project as matching sees it. */
export function listedProject(project: KleerProject): ListedTarget {
	const client = project.client?.id ?? 0;
	return {
		id: project.id,
		key: numberOf(project),
		label: maskPrivateText(project.name ?? `project ${project.id}`),
		listState: JSON.stringify(project),
		linkKeys: [projectNameLink(client, project.name ?? '')],
		confirmingValues: client ? [`client ${client}`] : [],
		disconnected: false,
	};
}

export function projectNameLink(clientId: number, name: string): string {
	return `name ${clientId} ${foldText(name)}`;
}

/** Kleer's own ids for what a record names by key. */
export interface ResolvedKeys {
	client?: number;
	broker?: number;
	/** By key; people that aren't in Kleer are absent. */
	people: Map<string, { id: number; name: string }>;
	/** What Kleer calls the fields that the company added, by alias. */
	fieldNames: ReadonlyMap<string, string>;
	currencies: Currencies;
}

/**
 * Whether a row of the record is taken at all: one that comes only on creation isn't, on an existing project.
 * @param project Absent: it is to be created.
 */
export function isTaken({ modes }: MappedProject, field: string, project: KleerProject | undefined): boolean {
	return !project || modes[field] !== 'onCreate';
}

/** The present values of the rows that are plain fields; people and prices are merged by themselves. */
export function presentProject(project: KleerProject): Values {
	const text = (value: unknown) => (typeof value === 'string' && value.trim()) || null;
	return {
		number: numberOf(project),
		name: text(project.name),
		fixedPrice: project['fixed-price'] ?? null,
		currency: text(project['currency-type']),
		comment: text(project.comment),
		// Kleer requires both, so 0 stands for none.
		budgetAmount: project['budget-amount'] || null,
		budgetHours: project['budget-hours'] || null,
		yourReference: text(project['your-reference']),
		poNumber: text(project['po-nr']),
		paymentDays: project['payment-days'] ?? null,
		openingDate: project['opening-date'] ?? null,
		closingDate: project['closing-date'] ?? null,
		defaultNotes: text(project['default-notes']),
		deliveryType: text(project['delivery-type']),
		incomingInvoicedAmount: project['incoming-invoiced-amount'] || null,
		incomingInvoicedVatAmount: project['incoming-invoiced-vat-amount'] || null,
		allUsers: project['all-users'] ?? null,
		allActivities: project['all-activities'] ?? null,
		...presentCustomFields(project),
	};
}

/** Where each plain field stands in what Kleer takes. */
export const PLAIN_FIELDS: Record<string, string> = {
	comment: 'comment',
	budgetAmount: 'budget-amount',
	budgetHours: 'budget-hours',
	yourReference: 'your-reference',
	poNumber: 'po-nr',
	paymentDays: 'payment-days',
	openingDate: 'opening-date',
	closingDate: 'closing-date',
	// Further fields, for rows of one's own.
	defaultNotes: 'default-notes',
	deliveryType: 'delivery-type',
	incomingInvoicedAmount: 'incoming-invoiced-amount',
	incomingInvoicedVatAmount: 'incoming-invoiced-vat-amount',
	allUsers: 'all-users',
	allActivities: 'all-activities',
};

/** Elements that Kleer requires in every write; empty where nothing is known (docs/vendors.md#kleer-models). */
const REQUIRED = {
	comment: '',
	'budget-hours': 0,
	'budget-amount': 0,
	'incoming-invoiced-amount': 0,
	'incoming-invoiced-vat-amount': 0,
	'all-activities': false,
	'all-users': false,
};

/** What only the readable form has, and what only a creation may carry. */
const NOT_WRITTEN = ['id', 'client', 'active', 'status', 'write-offs', 'dimension-entry', 'dimensions'];

/**
 * The whole document for an update: assumption: what is left out is lost, so everything that Kleer showed goes
 * back (docs/vendors.md#kleer-models). Categories alone are kept when they are left out.
 */
export function writeable(project: KleerProject): Record<string, unknown> {
	const shown = Object.entries(project).filter(([, value]) => value !== null);
	const body: Record<string, unknown> = { ...REQUIRED, ...Object.fromEntries(shown) };
	for (const name of NOT_WRITTEN) delete body[name];
	// A field's name is read only (docs/vendors.md#kleer-models).
	if (project.fields) body.fields = project.fields.map(({ alias, value }) => ({ alias, value }));
	return body;
}

/** The document of a new project. */
export function newProject(clientId: number, fixedPrice: boolean, number: string, name: string) {
	return { ...REQUIRED, client: { id: clientId }, 'fixed-price': fixedPrice, number, name };
}

/** Puts plain values into a document; an emptied one is left out, or zero where Kleer requires it. */
export function putPlain(body: Record<string, unknown>, field: string, value: FieldValue): void {
	const alias = aliasOf(field);
	if (alias) return putCustomField(body, alias, value);
	const name = PLAIN_FIELDS[field];
	if (!name) return;
	if (value !== null) body[name] = field === 'deliveryType' ? asSpelt(value, body[name]) : value;
	else if (name in REQUIRED) body[name] = REQUIRED[name as keyof typeof REQUIRED];
	else delete body[name];
}

/** A word of the schema in Kleer's way of writing it: JSON has it in capitals, as far as is known. */
function asSpelt(value: FieldValue, present: unknown): FieldValue {
	const isInCapitals = typeof present !== 'string' || present === present.toUpperCase();
	if (typeof value !== 'string' || isInCapitals) return value;
	return `${value.slice(0, 1)}${value.slice(1).toLowerCase()}`;
}

export function isPrices(value: FieldValue | undefined): value is PersonPrice[] {
	return Array.isArray(value) && value.every((one) => typeof one === 'object');
}
/** Amounts of one currency must not land in a project of another. */
export interface Currencies {
	/** The company's in Kleer; absent where Kleer doesn't say, or nobody had to know. */
	own?: string;
	/** The client's; absent: the company's. */
	client?: string;
}
