import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	addClientProject,
	clientProjectOf,
	editClientProject,
	type KleerClientProject,
} from '../../sandbox/index.mts';
import { later } from '../support/clock.mts';
import { activityOf } from '../support/projects.mts';
import { FIXED, ProjectCases } from './cases.mts';

/** What Kleer has: what its people added, what it freezes, other numbers, and when it doesn't answer. */

let cases: ProjectCases;

beforeEach(async () => {
	cases = await ProjectCases.start();
});

afterEach(async () => {
	vi.restoreAllMocks();
	await cases.stop();
});

const ENERGY = 'Granstråk Energi AB';
/** A row of an invoice that is planned for a project at a fixed price. */
const PLANNED = { id: 8, product: { id: 3 }, quantity: 1, unit: 'st', price: 100, description: 'Del 1' };
const reference = (id: number) => ({ id });
/** Ids of dimension entries of two dimensions. */
const entries = () =>
	[...cases.kleer.dimensions.values()]
		.filter((one) => one.entries.size > 0)
		.map((one) => [...one.entries.keys()][0] ?? 0);
const activities = () => [...cases.kleer.activities.keys()];

/** All that a person may have set by hand on a project that was pushed with two roles. */
function byHand(id: number): Partial<KleerClientProject> {
	const [work = 0, travel = 0, internal = 0] = activities();
	const [first, second] = [cases.person(2).kleer, cases.person(3).kleer].map(reference);
	return {
		users: [
			{
				user: first as { id: number },
				activities: [
					{ activity: { id: travel }, price: 60_000, 'supplier-price': 40_000 },
					{ activity: { id: work }, price: 100_000, 'dimension-user-percentage': 0.5 },
				],
			},
			{ user: second as { id: number }, activities: [{ activity: { id: work }, price: 90_000 }] },
			{ user: { id: cases.person(5).kleer }, activities: [{ activity: { id: internal }, price: 12_300 }] },
		],
		activities: [{ activity: { id: travel }, price: 55_500 }],
		leads: [...cases.one(id).leads, { user: { id: cases.person(5).kleer } }],
		fields: [{ alias: 'region', value: 'Norr' }],
		dimensions: {
			'dimension-entries': entries()
				.slice(0, 2)
				.map((entry) => ({ id: entry, percentage: 0.5 })),
		},
		'default-notes': 'Tack för förtroendet',
		'delivery-type': 'Efaktura',
		'payment-days': 20,
		'incoming-invoiced-amount': 5000,
		'incoming-invoiced-vat-amount': 1250,
		'fixed-price-planned-invoices': [{ id: 7, 'invoice-date': '2027-01-31', rows: [PLANNED] }],
		'write-offs': [{ date: '2026-01-01', amount: 1, 'accounting-amount': 1, description: 'Nedskrivning' }],
		comment: 'Ring Gunhild först',
		'po-nr': 'EGEN-1',
		'your-reference': 'Egen Referens',
		'our-reference': { id: cases.person(5).kleer },
		'all-activities': true,
	};
}

describe('what Kleer’s people added stays', () => {
	type Change = [string, (id: number) => void];
	const CHANGES: Change[] = [
		['a new rate', (id) => cases.editRole(id, { rate: 1111 })],
		['new dates', (id) => cases.editRole(id, { startDate: cases.day(-40), endDate: cases.day(400) })],
		['another person', (id) => cases.editRole(id, { assigned: { companyUserId: cases.person(4).cinode } })],
		['a role more', (id) => cases.addRole(id, cases.roleOf(4, { rate: 1222 }))],
		['a role less', (id) => cases.removeRole(id, 1)],
		['a broker', (id) => cases.edit(id, { intermediatorId: cases.customer(ENERGY) })],
		['a new budget', (id) => cases.edit(id, { contractValue: 777_000 })],
		['a budget that is cleared', (id) => cases.edit(id, { contractValue: null })],
		['another title', (id) => cases.edit(id, { title: 'Fallet, del två', contractValue: 1000 })],
		['another description', (id) => cases.edit(id, { description: 'Ny text', contractValue: 1000 })],
		['another manager', (id) => cases.edit(id, { managers: [cases.person(4).cinode] })],
		['another seller', (id) => cases.edit(id, { salesManagers: [cases.person(4).cinode], contractValue: 1 })],
		[
			'an identifier of the customer',
			(id) => cases.edit(id, { customerIdentifier: 'PO-1', contractValue: 1 }),
		],
		['a rate that is gone', (id) => cases.editRole(id, { rate: null, endDate: cases.day(10) })],
		['another team', (id) => cases.edit(id, { teamId: 402, contractValue: 1 })],
		['lost and won again', (id) => (cases.state(id, 'lost'), cases.state(id, 'won'))],
	];

	it.each(CHANGES)('with %s', async (_what, change) => {
		const mapper = {
			dimensionEntry: `${entries().at(-1)}|x`,
			dimensionsByTeam: { rows: [{ teamId: 402, category: `${entries().at(-1)}|x` }] },
		};
		const id = cases.make({ roles: [cases.roleOf(2), cases.roleOf(3, { rate: 900 })] });
		await cases.pushed(id, { mapper });
		const own = byHand(id);
		editClientProject(cases.kleer, String(id), structuredClone(own));
		change(id);
		await cases.pushed(id, { mapper });

		const { users = [], leads = [], 'delivery-type': delivery, ...rest } = own;
		const project = cases.one(id);
		expect(project).toMatchObject(rest);
		// The API spells enumerations in capitals.
		expect(project['delivery-type']?.toLowerCase()).toBe(delivery?.toLowerCase());
		expect(project.leads).toEqual(expect.arrayContaining(leads));
		const rows = new Map(project.users.map(({ user, activities: prices = [] }) => [user.id, prices]));
		for (const { user, activities: prices = [] } of users) {
			const kept = prices.map((row) =>
				// The price of the ordinary activity is the role's, but whatever else is on its row stays.
				row.activity.id === activityOf(cases.tenant) && user.id === cases.person(2).kleer
					? expect.objectContaining({ 'dimension-user-percentage': 0.5 })
					: row,
			);
			expect(rows.get(user.id)).toEqual(expect.arrayContaining(kept));
			expect(rows.get(user.id)).toHaveLength(prices.length);
		}
	});
});

describe('what Kleer freezes', () => {
	it.each(['ignores', 'refuses'] as const)(
		'is told as drift with old and new, and the rest goes through, where Kleer %s it',
		async (frozenFields) => {
			cases.kleer.options.frozenFields = frozenFields;
			const id = cases.make();
			await cases.pushed(id);
			cases.edit(id, { title: 'Nytt namn' });
			expect(await cases.pushed(id)).toMatchObject({
				action: 'drift',
				changes: [{ field: 'Name', from: 'Fallet', to: 'Nytt namn' }],
			});
			cases.editRole(id, { rate: 1234, contractType: 0 });
			cases.addRole(id, cases.roleOf(3, { contractType: FIXED }));
			await cases.pushed(id);
			expect(cases.price(id, cases.person(2))).toEqual({ price: 123_400 });
			expect(cases.told).toMatch(/Fallet.*Nytt namn/);
			expect(cases.one(id)).toMatchObject({ name: 'Fallet', 'fixed-price': false });
			cases.edit(id, { title: 'Fallet' });
			await cases.pushed(id);
			expect(cases.told).not.toContain('Nytt namn');
		},
	);

	it('is not closed by Cinode: the closing date is set, the result says so, the project stays open', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.editRole(id, { endDate: cases.day(-1) });
		expect(await cases.pushed(id)).toMatchObject({
			action: 'updated',
			changes: [{ field: 'Closing Date', from: cases.day(90), to: cases.day(-1) }],
		});
		expect(cases.one(id)).toMatchObject({ 'closing-date': cases.day(-1), status: 'Open', active: true });
	});

	it('closed by hand in Kleer is still the same project', async () => {
		const id = cases.make();
		await cases.pushed(id);
		editClientProject(cases.kleer, String(id), { status: 'Closed', active: false });
		cases.edit(id, { contractValue: 610_000 });
		await cases.pushed(id);
		expect(cases.inKleer(id)).toHaveLength(1);
		expect(cases.one(id)).toMatchObject({ status: 'Closed', 'budget-amount': 61_000_000 });
	});
});

describe('a project that Kleer has under another number', () => {
	const JOURNAL = 30003;

	it('is healed by what the conflict says: Kleer’s number in the identifier', async () => {
		const mapper = { numberSource: 'identifier' };
		expect((await cases.push(JOURNAL, { mapper })).results[0]).toMatchObject({ action: 'conflict' });
		expect(cases.told).toContain('P-204');
		cases.edit(JOURNAL, { identifier: 'P-204' });
		await cases.pushed(JOURNAL, { mapper });
		expect(
			[...cases.kleer.clientProjects.values()].filter(({ name }) => name.startsWith('Journal')),
		).toHaveLength(1);
		expect(clientProjectOf(cases.kleer, 'P-204')['budget-amount']).toBe(240_000_000);
	});

	it('of another client and the same name is another project', async () => {
		const id = cases.make({ title: 'Journalsystem, införande' });
		expect(await cases.pushed(id)).toMatchObject({ action: 'created' });
	});

	it('with a prefix never takes a project that others gave the bare number', async () => {
		const id = cases.make();
		const other = addClientProject(cases.kleer, {
			number: String(id),
			name: 'Någon annans',
			client: { id: cases.client('Havsvide Logistik AB').id },
		});
		const before = structuredClone(other);
		await cases.pushed(id, { mapper: { numberPrefix: 'C' } });
		expect(clientProjectOf(cases.kleer, `C${id}`).name).toBe('Fallet');
		expect(cases.one(id)).toEqual(before);
	});
});

describe('the team', () => {
	it('becomes a category of a new project, and later nothing more', async () => {
		const [development = 0, other = 0] = entries();
		const mapper = {
			dimensionsByTeam: { rows: [{ teamId: 401, category: `${development}|Systemutveckling` }] },
			dimensionEntry: `${other}|Övriga`,
		};
		const ids = [cases.make({ teamId: 401 }), cases.make({ title: 'Utan team' })];
		await cases.pushed(ids, { mapper });
		const categories = (id = 0) =>
			cases.one(id).dimensions['dimension-entries'].map(({ id: entry }) => entry);
		expect(categories(ids[0])).toEqual([development]);
		expect(categories(ids[1])).toEqual([other]);
		cases.edit(ids[0] ?? 0, { teamId: 402, contractValue: 1 });
		await cases.pushed(ids, { mapper });
		expect(categories(ids[0])).toEqual([development]);
	});
});

describe('Kleer down', () => {
	it.each([
		['answers 500 to everything', { kind: 'status', status: 500 } as const],
		['breaks every connection', { kind: 'drop-before' } as const],
	])('%s: the push fails clearly, and the next one writes what was missed', async (_what, fault) => {
		const id = cases.make();
		await cases.pushed(id);
		cases.tenant.sandbox.faults.add({ system: 'kleer', ...fault });
		cases.edit(id, { contractValue: 620_000 });
		const failed = await cases.push(id).then(
			(run) => run.results[0]?.error,
			(error: Error) => error.message,
		);
		expect(failed).toMatch(/Kleer/);
		cases.tenant.sandbox.faults.clear();
		later(10);
		expect(await cases.pushed(id)).toMatchObject({ action: 'updated' });
		expect(cases.one(id)['budget-amount']).toBe(62_000_000);
	});

	it('for writes alone: one failure stops no other, and heals at the next push', async () => {
		const ids = [cases.make(), cases.make({ title: 'Två' }), cases.make({ title: 'Tre' })];
		const faults = cases.tenant.sandbox.faults;
		faults.add({ system: 'kleer', method: 'PUT', kind: 'status', status: 500, times: 1 });
		await cases.push(ids);
		faults.clear();
		expect(ids.flatMap((id) => cases.inKleer(id)).length).toBeGreaterThanOrEqual(2);
		await cases.pushed(ids);
		for (const id of ids) expect(cases.inKleer(id)).toHaveLength(1);
	});
});
