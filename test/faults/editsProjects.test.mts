import { afterEach, describe, expect, it, vi } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import type { SyncResult } from '../../sync';
import { PROJECT_RULES } from '../../rules';
import { full } from '../extent.mts';
import { HOURS, ProjectCases } from '../integration/projects/cases.mts';
import { later } from '../integration/support/clock.mts';
import { editCinodeCustomer, editClientProject, ensureTag } from '../sandbox/index.mts';
import { A_DAY } from './fieldEdits.mts';
import { CASES, EDITS, OWN, entry, reference, travel, type Case, type Patch } from './projectEdits.mts';
import { everything } from './stories.mts';

// Waiting for Cinode's pace is not what is tested here.
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms / 100)),
}));

/**
 * What somebody does by hand to a project's fields, people and prices in Kleer between two pushes (docs/decisions.md#modes
 * and projects; 4): each is put back or left as its mode says, what Kleer takes only at creation is drift, and what
 * Kleer's people added stays.
 */

let cases: ProjectCases;
let id: number;
const CLIENT = 'Havsvide Logistik AB';
const BROKER = 'Granstråk Energi AB';

const project = () => cases.one(id);
const dimensionEntry = () => `${entry(cases, 0)}|x`;

/** The template's nodes, and the customer's tags, which it leaves out. */
async function push({ mapper, policies }: Partial<Case>, modes: IDataObject): Promise<SyncResult[]> {
	const run = await cases.push(id, {
		read: { customerTags: true },
		mapper: { dimensionEntry: dimensionEntry(), modes, ...mapper },
		sync: policies,
	});
	return run.results;
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
	const removes = one.mapper !== undefined;
	editClientProject(cases.kleer, String(id), {
		fields: [{ alias: 'region', value: 'Norr' }],
		'default-notes': 'Tack för förtroendet',
		activities: [{ activity: travel(cases), price: 55_500 }],
		...(removes
			? {}
			: {
					users: [
						...project().users,
						{ user: reference(cases.person(5).kleer), activities: [{ activity: travel(cases), price: 3 }] },
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
	const patch = edit(was, cases);
	expect(worldWith(patch)).not.toEqual(everything(cases.tenant));
	const wanted = worldWith(isBack ? (becomes?.(was, cases) ?? {}) : patch);
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
			const options = { mapper: { dimensionEntry: dimensionEntry() } };
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
