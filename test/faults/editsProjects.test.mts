import { afterEach, describe, expect, it, vi } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import type { SyncResult } from '../../sync';
import { PROJECT_RULES } from '../../rules';
import { full } from '../extent.mts';
import { HOURS, ProjectCases } from '../integration/projects/cases.mts';
import { later } from '../integration/support/clock.mts';
import { runSteps } from '../integration/support/engine.mts';
import { activityOf } from '../integration/support/projects.mts';
import {
	editCinodeCustomer,
	editClientProject,
	ensureTag,
	type KleerClientProject,
	type NewProject,
} from '../sandbox/index.mts';
import { everything } from './stories.mts';

// Waiting for Cinode's pace is not what is tested here.
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms / 100)),
}));

/**
 * What somebody does by hand to a project's fields, people and prices in Kleer between two pushes (design.md 3, Modes
 * and projects; 4): each is put back or left as its mode says, what Kleer takes only at creation is drift, and what
 * Kleer's people added stays.
 */

type Patch = { [Name in keyof KleerClientProject]?: KleerClientProject[Name] | null };
type PatchOf = (was: KleerClientProject) => Patch;
interface Case {
	what: string;
	edit: PatchOf;
	/** Modes in which it is put back; in others it stays as it was edited. */
	back: string[];
	/** What is there afterwards in those modes, where it isn't what was there before. */
	becomes?: PatchOf;
	/** Cinode, before the first push. */
	given?: Partial<NewProject>;
	/** Told as drift, since Kleer takes it only at creation. */
	drifts?: true;
	/** Of the mapper and of the sync node. */
	mapper?: IDataObject;
	policies?: IDataObject;
}

let cases: ProjectCases;
let id: number;
const A_DAY = 26 * 60;
const CLIENT = 'Havsvide Logistik AB';
const BROKER = 'Granstråk Energi AB';
/** Another client. */
const OTHER = 310_009;

const reference = (key: number) => ({ id: key });
const project = () => cases.one(id);
const people = (...indexes: number[]) => indexes.map((index) => cases.person(index).kleer);
const entries = () =>
	[...cases.kleer.dimensions.values()].flatMap((one) => [...one.entries.keys()].slice(0, 1));
const work = () => reference(activityOf(cases.tenant));
const travel = () => reference([...cases.kleer.activities.keys()][1] ?? 0);

/** The project's users, with the nth person's rows changed; `undefined` takes the person away. */
function usersWith(
	was: KleerClientProject,
	nth: number,
	change: (user: KleerClientProject['users'][number]) => KleerClientProject['users'][number] | undefined,
): Patch {
	return {
		users: was.users.flatMap((user) => (user.user.id === people(nth)[0] ? (change(user) ?? []) : [user])),
	};
}
/** With the price of that person for the ordinary activity. */
const priced = (was: KleerClientProject, nth: number, price: object) =>
	usersWith(was, nth, ({ user, activities = [] }) => ({
		user,
		activities: activities.map((row) => (row.activity.id === work().id ? { ...row, ...price } : row)),
	}));

const CHANGED = ['always', 'mirror'];
const EMPTIED = ['always', 'mirror', 'ifEmpty'];
/** A plain field: changed, emptied, and filled where Cinode has nothing. */
function plain(patch: Patch, cleared: Patch, given?: Partial<NewProject>): Case[] {
	return [
		{ what: 'changed', edit: () => patch, back: CHANGED },
		{ what: 'emptied', edit: () => cleared, back: EMPTIED },
		...(given ? [{ what: 'filled, empty in Cinode', edit: () => patch, back: ['mirror'], given }] : []),
	];
}
const frozen = (edit: PatchOf): Case[] => [{ what: 'changed', edit, back: [], drifts: true }];

/** Every field that the push writes; one that a new rule brings is missed by name below. */
const EDITS: Record<string, Case[]> = {
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
			edit: () => ({ leads: [{ user: reference(people(4)[0] ?? 0) }] }),
			back: ['always'],
			becomes: (was) => ({ leads: [{ user: reference(people(4)[0] ?? 0) }, ...was.leads] }),
		},
		{
			what: 'somebody more',
			edit: (was) => ({ leads: [...was.leads, { user: reference(people(4)[0] ?? 0) }] }),
			back: [],
		},
		{
			what: 'somebody more, where managers are the only leads',
			edit: (was) => ({ leads: [...was.leads, { user: reference(people(4)[0] ?? 0) }] }),
			back: ['always'],
			policies: { leads: 'only' },
		},
	],
	ourReference: [
		{ what: 'changed', edit: () => ({ 'our-reference': reference(people(4)[0] ?? 0) }), back: CHANGED },
		{ what: 'emptied', edit: () => ({ 'our-reference': null }), back: EMPTIED },
		{
			what: 'filled, empty in Cinode',
			edit: () => ({ 'our-reference': reference(people(4)[0] ?? 0) }),
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
			edit: () => ({ dimensions: { 'dimension-entries': [{ id: entries()[1] ?? 0 }] } }),
			back: ['always'],
			becomes: ({ dimensions }) => ({
				dimensions: {
					'dimension-entries': [{ id: entries()[1] ?? 0 }, ...dimensions['dimension-entries']],
				},
			}),
		},
	],
	openingDate: [
		{ what: 'moved later', edit: () => ({ 'opening-date': cases.day(5) }), back: ['always'] },
		{ what: 'moved earlier', edit: () => ({ 'opening-date': '2025-02-01' }), back: [] },
		{ what: 'emptied', edit: () => ({ 'opening-date': null }), back: EMPTIED },
	],
	closingDate: plain({ 'closing-date': '2035-12-31' }, { 'closing-date': null }, { roles: [] }),
	people: [
		{ what: 'taken away', edit: (was) => usersWith(was, 3, () => undefined), back: ['always'] },
		{
			what: 'all taken away',
			edit: () => ({ users: [] }),
			back: ['always'],
			becomes: (was) => usersWith(was, 5, () => undefined),
		},
		{
			what: 'somebody more',
			edit: (was) => ({ users: [...was.users, { user: reference(people(4)[0] ?? 0), activities: [] }] }),
			back: [],
		},
		{
			what: 'somebody more, where set-up takes off who has no role',
			edit: (was) => ({ users: [...was.users, { user: reference(people(4)[0] ?? 0), activities: [] }] }),
			back: ['always'],
			mapper: { options: { removePeople: true } },
		},
	],
	prices: [
		{ what: 'changed', edit: (was) => priced(was, 2, { price: 1 }), back: ['always'] },
		{ what: 'supplier price added', edit: (was) => priced(was, 2, { 'supplier-price': 5 }), back: [] },
		{
			what: 'taken away',
			edit: (was) => usersWith(was, 2, ({ user }) => ({ user, activities: [] })),
			back: ['always'],
		},
		{
			what: 'another activity instead',
			edit: (was) =>
				usersWith(was, 2, ({ user }) => ({ user, activities: [{ activity: travel(), price: 500 }] })),
			back: ['always'],
			becomes: (was) =>
				usersWith(was, 2, ({ user, activities = [] }) => ({
					user,
					activities: [{ activity: travel(), price: 500 }, ...activities],
				})),
		},
	],
};

/** What no rule is about. */
const OWN: Array<[string, PatchOf]> = [
	['status', () => ({ status: 'Closed', active: false })],
	['fields', () => ({ fields: [{ alias: 'region', value: 'Söder' }] })],
	['notes for invoices', () => ({ 'default-notes': 'Egen text' })],
	['all may report', () => ({ 'all-users': true, 'all-activities': false })],
	['activities', () => ({ activities: [] })],
	['invoiced before', () => ({ 'incoming-invoiced-amount': 9, 'incoming-invoiced-vat-amount': 2 })],
	['spaces and case of the name', () => ({ name: ' FALLET  ett' })],
	['a percentage of somebody’s price', (was) => priced(was, 2, { 'dimension-user-percentage': 0.5 })],
];

/** Read, map and sync, with the customer's tags, which the template leaves out. */
async function push({ mapper, policies }: Partial<Case>, modes: IDataObject): Promise<SyncResult[]> {
	cases.tenant.sandbox.requests.clear();
	const projectId = { __rl: true, mode: 'id', value: '={{ $json.projectId }}' };
	const output = await runSteps(
		cases.tenant.credentials,
		[{ projectId: id }],
		[
			{
				name: 'Read',
				type: 'cinode',
				parameters: {
					resource: 'project',
					operation: 'get',
					simple: false,
					projectId,
					options: { customerTags: true },
				},
			},
			{
				name: 'Map',
				type: 'kleerCinodeMapper',
				parameters: {
					scheme: 'projects',
					goLiveDate: '2025-01-01',
					activityId: activityOf(cases.tenant),
					dimensionEntry: `${entries()[0]}|x`,
					modes,
					...mapper,
				},
			},
			{
				name: 'Sync',
				type: 'kleer',
				parameters: { resource: 'clientProject', operation: 'sync', dryRun: false, options: {}, ...policies },
			},
		],
		{ workflowId: `${cases.tenant.workflowId}-projects` },
	);
	return output('Sync').map(({ json }) => json as unknown as SyncResult);
}

/** A project that has everything, pushed, to which Kleer's people have added something of their own. */
async function company(one: Partial<Case>, modes: IDataObject = {}): Promise<void> {
	cases = await ProjectCases.start();
	const broker = cases.customer(BROKER);
	const tags = [ensureTag(cases.cinode, 'BV=30').id];
	editCinodeCustomer(cases.cinode, cases.customer(CLIENT), { tags }, { now: Date.now() });
	id = cases.make({
		title: 'Fallet ett',
		description: 'Det hela',
		customerIdentifier: 'PO-7781',
		intermediatorId: broker,
		intermediatorContacts: cases.cinode.customers.get(broker)?.contacts.map((contact) => contact.id) ?? [],
		roles: [
			cases.roleOf(2, { extentType: HOURS, extent: 100 }),
			cases.roleOf(3, { extentType: HOURS, extent: 50, rate: 900, startDate: cases.day(-20) }),
		],
		...one.given,
		...(one.given?.roles ? { roles: [cases.roleOf(2, { endDate: null }), cases.roleOf(3)] } : {}),
	});
	await push(one, modes);
	const [fifth = 0] = people(5);
	const removes = one.mapper !== undefined;
	editClientProject(cases.kleer, String(id), {
		fields: [{ alias: 'region', value: 'Norr' }],
		'default-notes': 'Tack för förtroendet',
		activities: [{ activity: travel(), price: 55_500 }],
		...(removes
			? {}
			: {
					users: [
						...project().users,
						{ user: reference(fifth), activities: [{ activity: travel(), price: 3 }] },
					],
				}),
	});
	await push(one, modes);
	expect(cases.writes).toEqual([]);
}

/** Everything as it would be with that patch. */
function worldWith(patch: Patch): IDataObject {
	const was = structuredClone(project());
	editClientProject(cases.kleer, String(id), structuredClone(patch));
	const world = everything(cases.tenant);
	cases.kleer.clientProjects.set(was.id.id, was);
	return world;
}

/** Edits, and says what there has to be in the end. */
function edited({ edit, becomes }: Pick<Case, 'edit' | 'becomes'>, isBack: boolean): IDataObject {
	const was = structuredClone(project());
	const patch = edit(was);
	expect(worldWith(patch)).not.toEqual(everything(cases.tenant));
	const wanted = worldWith(isBack ? (becomes?.(was) ?? {}) : patch);
	editClientProject(cases.kleer, String(id), structuredClone(patch));
	return wanted;
}

afterEach(async () => {
	vi.restoreAllMocks();
	await cases?.stop();
});

it('every field that the push writes has its edits', () => {
	expect(Object.keys(EDITS)).toEqual(PROJECT_RULES.map(({ field }) => field));
});

const CASES = PROJECT_RULES.flatMap((rule) =>
	(EDITS[rule.field] ?? []).flatMap((one) =>
		[...new Set([rule.mode, ...rule.choices])]
			// What was never sent isn't there to be taken away.
			.filter((mode) => mode !== 'off' || !/^(emptied|taken away)$/.test(one.what))
			.map((mode) => ({ ...one, rule, mode, name: `${rule.field} in mode ${mode}: ${one.what}` })),
	),
);

const isFirst = ({ rule, what }: (typeof CASES)[number]) => EDITS[rule.field]?.[0]?.what === what;
const isDefault = ({ rule, mode }: (typeof CASES)[number]) => mode === rule.mode;

describe('at the next push', () => {
	// In the short form modes that set-up may choose are tried with one edit of each field.
	it.each(CASES.filter((one) => full || isDefault(one) || isFirst(one)))(
		'$name by hand',
		async ({ rule, mode, back, drifts, ...one }) => {
			const modes = mode === rule.mode ? {} : { [rule.field]: mode };
			await company(one, modes);
			const isBack = back.includes(mode);
			const wanted = edited(one, isBack);
			const [result] = await push(one, modes);
			expect(cases.writes.length).toBe(isBack ? 1 : 0);
			expect(result?.action).toBe(isBack ? 'updated' : drifts ? 'drift' : undefined);
			if (result) expect(result.changes.map(({ field }) => field)).toContain(rule.target);
			expect(everything(cases.tenant)).toEqual(wanted);
			await push(one, modes);
			expect(cases.writes).toEqual([]);
			expect(everything(cases.tenant)).toEqual(wanted);
		},
	);

	it.each(OWN)('%s by hand is people’s own', async (_what, edit) => {
		await company({});
		const wanted = edited({ edit }, false);
		for (let turn = 0; turn < 2; turn++) {
			await push({}, {});
			expect(cases.writes).toEqual([]);
		}
		expect(everything(cases.tenant)).toEqual(wanted);
	});
});

describe('without a change in Cinode', () => {
	it.each(CASES.filter((one) => isDefault(one) && !one.policies && !one.mapper && (full || isFirst(one))))(
		'the catch-up of the day does the same: $name by hand',
		async ({ mode, back, ...one }) => {
			await company(one);
			const options = { mapper: { dimensionEntry: `${entries()[0]}|x` } };
			const until = async (days: number) => {
				let writes = 0;
				for (let run = 0; run < days * 3; run++) {
					later(A_DAY / 3);
					await cases.catchUp(options);
					writes += cases.writes.length;
				}
				return writes;
			};
			// Everything else in this company comes to rest.
			await until(2);
			const isBack = back.includes(mode);
			const wanted = edited(one, isBack);
			expect(await until(1)).toBe(isBack ? 1 : 0);
			expect(everything(cases.tenant)).toEqual(wanted);
			expect(await until(1)).toBe(0);
		},
	);
});
