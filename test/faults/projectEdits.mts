import type { IDataObject } from 'n8n-workflow';
import { PROJECT_RULES } from '../../rules';
import type { ProjectCases } from '../integration/projects/cases.mts';
import { activityOf } from '../integration/support/projects.mts';
import type { KleerClientProject, NewProject } from '../sandbox/index.mts';
import { CHANGED, EMPTIED, inEveryMode, plainEdits, type FieldEdit } from './fieldEdits.mts';

/** What people do by hand to a project's fields, people and prices in Kleer. */

export type Patch = { [Name in keyof KleerClientProject]?: KleerClientProject[Name] | null };
export interface Case extends FieldEdit<KleerClientProject, ProjectCases, Partial<NewProject>, Patch> {
	/** Told as drift, since Kleer takes it only at creation. */
	drifts?: true;
	/** Of the mapper and of the sync node. */
	mapper?: IDataObject;
	policies?: IDataObject;
}
type PatchOf = Case['edit'];
type UserRow = KleerClientProject['users'][number];

/** Another client than the broker. */
const OTHER = 310_009;

export const reference = (id: number) => ({ id });
const person = (cases: ProjectCases, nth: number) => reference(cases.person(nth).kleer);
export const entry = (cases: ProjectCases, nth: number) =>
	[...cases.kleer.dimensions.values()].flatMap((one) => [...one.entries.keys()].slice(0, 1))[nth] ?? 0;
/** Another activity than the one that the push prices. */
export const travel = (cases: ProjectCases) => reference([...cases.kleer.activities.keys()][1] ?? 0);

/** The project's users, with the nth person's rows changed; `undefined` takes the person away. */
function usersWith(
	was: KleerClientProject,
	cases: ProjectCases,
	nth: number,
	change: (row: UserRow) => UserRow | undefined,
): Patch {
	const { id } = person(cases, nth);
	return { users: was.users.flatMap((row) => (row.user.id === id ? (change(row) ?? []) : [row])) };
}
/** With the price of that person for the ordinary activity. */
const priced = (was: KleerClientProject, cases: ProjectCases, nth: number, price: object) =>
	usersWith(was, cases, nth, ({ user, activities = [] }) => ({
		user,
		activities: activities.map((row) =>
			row.activity.id === activityOf(cases.tenant) ? { ...row, ...price } : row,
		),
	}));

const plain = plainEdits<Patch, Partial<NewProject>>('Cinode');
const frozen = (edit: PatchOf): Case[] => [{ what: 'changed', edit, back: [], drifts: true }];

/** Every field that the push writes; one that a new rule brings is missed by name below. */
export const EDITS: Record<string, Case[]> = {
	// The key and the client: editsProjectsIdentity.test.mts.
	number: [],
	name: frozen(() => ({ name: 'Egen rubrik' })),
	client: [],
	brokerClient: plain(
		{ 'broker-client': reference(OTHER) },
		{ 'broker-client': null },
		{ intermediatorId: null },
	),
	fixedPrice: frozen(() => ({ 'fixed-price': true })),
	currency: frozen(() => ({ 'currency-type': 'EUR' })),
	comment: plain({ comment: 'Ring Gunhild först' }, { comment: '' }, { description: null }),
	budgetAmount: plain({ 'budget-amount': 12_300 }, { 'budget-amount': 0 }, { contractValue: null }),
	budgetHours: plain({ 'budget-hours': 7 }, { 'budget-hours': 0 }),
	leads: [
		{ what: 'taken away', edit: () => ({ leads: [] }), back: ['always'] },
		{
			what: 'somebody else instead',
			edit: (_was, cases) => ({ leads: [{ user: person(cases, 4) }] }),
			back: ['always'],
			becomes: (was, cases) => ({ leads: [{ user: person(cases, 4) }, ...was.leads] }),
		},
		{
			what: 'somebody more',
			edit: (was, cases) => ({ leads: [...was.leads, { user: person(cases, 4) }] }),
			back: [],
		},
		{
			what: 'somebody more, where managers are the only leads',
			edit: (was, cases) => ({ leads: [...was.leads, { user: person(cases, 4) }] }),
			back: ['always'],
			policies: { leads: 'only' },
		},
	],
	ourReference: [
		{ what: 'changed', edit: (_was, cases) => ({ 'our-reference': person(cases, 4) }), back: CHANGED },
		{ what: 'emptied', edit: () => ({ 'our-reference': null }), back: EMPTIED },
		{
			what: 'filled, empty in Cinode',
			edit: (_was, cases) => ({ 'our-reference': person(cases, 4) }),
			back: [],
			given: { managers: [], salesManagers: [] },
		},
	],
	yourReference: plain(
		{ 'your-reference': 'Egen Referens' },
		{ 'your-reference': null },
		{ intermediatorContacts: [] },
	),
	poNumber: plain({ 'po-nr': 'EGEN-1' }, { 'po-nr': null }, { customerIdentifier: null }),
	paymentDays: plain({ 'payment-days': 77 }, { 'payment-days': null }),
	dimensionEntries: [
		{ what: 'taken away', edit: () => ({ dimensions: { 'dimension-entries': [] } }), back: ['always'] },
		{
			what: 'another instead',
			edit: (_was, cases) => ({ dimensions: { 'dimension-entries': [{ id: entry(cases, 1) }] } }),
			back: ['always'],
			becomes: ({ dimensions }, cases) => ({
				dimensions: {
					'dimension-entries': [{ id: entry(cases, 1) }, ...dimensions['dimension-entries']],
				},
			}),
		},
	],
	openingDate: [
		{ what: 'moved later', edit: (_was, cases) => ({ 'opening-date': cases.day(5) }), back: ['always'] },
		{ what: 'moved earlier', edit: () => ({ 'opening-date': '2025-02-01' }), back: [] },
		{ what: 'emptied', edit: () => ({ 'opening-date': null }), back: EMPTIED },
	],
	closingDate: plain({ 'closing-date': '2035-12-31' }, { 'closing-date': null }, { roles: [] }),
	people: [
		{ what: 'taken away', edit: (was, cases) => usersWith(was, cases, 3, () => undefined), back: ['always'] },
		{
			what: 'all taken away',
			edit: () => ({ users: [] }),
			back: ['always'],
			becomes: (was, cases) => usersWith(was, cases, 5, () => undefined),
		},
		{
			what: 'somebody more',
			edit: (was, cases) => ({ users: [...was.users, { user: person(cases, 4), activities: [] }] }),
			back: [],
		},
		{
			what: 'somebody more, where set-up takes off who has no role',
			edit: (was, cases) => ({ users: [...was.users, { user: person(cases, 4), activities: [] }] }),
			back: ['always'],
			mapper: { options: { removePeople: true } },
		},
	],
	prices: [
		{ what: 'changed', edit: (was, cases) => priced(was, cases, 2, { price: 1 }), back: ['always'] },
		{
			what: 'supplier price added',
			edit: (was, cases) => priced(was, cases, 2, { 'supplier-price': 5 }),
			back: [],
		},
		{
			what: 'taken away',
			edit: (was, cases) => usersWith(was, cases, 2, ({ user }) => ({ user, activities: [] })),
			back: ['always'],
		},
		{
			what: 'another activity instead',
			edit: (was, cases) =>
				usersWith(was, cases, 2, ({ user }) => ({
					user,
					activities: [{ activity: travel(cases), price: 500 }],
				})),
			back: ['always'],
			becomes: (was, cases) =>
				usersWith(was, cases, 2, ({ user, activities = [] }) => ({
					user,
					activities: [{ activity: travel(cases), price: 500 }, ...activities],
				})),
		},
	],
};

/** What no rule is about. */
export const OWN: Array<[string, PatchOf]> = [
	['status', () => ({ status: 'Closed', active: false })],
	['fields', () => ({ fields: [{ alias: 'region', value: 'Söder' }] })],
	['notes for invoices', () => ({ 'default-notes': 'Egen text' })],
	['all may report', () => ({ 'all-users': true, 'all-activities': false })],
	['activities', () => ({ activities: [] })],
	['invoiced before', () => ({ 'incoming-invoiced-amount': 9, 'incoming-invoiced-vat-amount': 2 })],
	['spaces and case of the name', () => ({ name: ' FALLET  ett' })],
	[
		'a percentage of somebody’s price',
		(was, cases) => priced(was, cases, 2, { 'dimension-user-percentage': 0.5 }),
	],
];

export const CASES = inEveryMode(PROJECT_RULES, EDITS, ({ what }) => !/^(emptied|taken away)$/.test(what));
