import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	addCinodeCustomer,
	addCinodeUser,
	addClient,
	editCinodeUser,
	editClientProject,
	hirePerson,
	removeProject,
} from '../../sandbox/index.mts';
import { later } from '../support/clock.mts';
import { changed } from '../support/projects.mts';
import { ProjectCases } from './cases.mts';

/** The catch-up: what webhooks didn't bring, what failed, and what changes because a day has come. */

let cases: ProjectCases;

beforeEach(async () => {
	cases = await ProjectCases.start();
});

afterEach(async () => {
	vi.restoreAllMocks();
	await cases.stop();
});

/** The hours go by, one run in each. */
async function hours(count: number): Promise<number[]> {
	const handed: number[] = [];
	for (let hour = 0; hour < count; hour++) {
		later(60);
		handed.push(...(await cases.catchUp()).handed);
	}
	return handed;
}

/** Everything that the first run finds is pushed. */
async function settle(): Promise<void> {
	await cases.catchUp();
	await hours(3);
}

const down = () => cases.tenant.sandbox.faults.add({ system: 'kleer', kind: 'status', status: 500 });
const up = () => cases.tenant.sandbox.faults.clear();
const budget = (id: number) => cases.one(id)['budget-amount'] / 100;

describe('years of won projects on day one', () => {
	const many = (count: number) =>
		Array.from({ length: count }, (_, index) => cases.make({ title: `Projekt ${index}` }));

	it('are held by the brake, which says why; allowed once, all are created, each once', async () => {
		const ids = many(40);
		const old = cases.make({
			title: 'Länge sedan',
			roles: [cases.roleOf(2, { startDate: '2020-01-01', endDate: '2024-12-31' })],
		});
		const before = cases.kleer.clientProjects.size;
		const first = await cases.catchUp();
		expect(first.handed).toEqual(expect.arrayContaining(ids));
		expect(first.handed).not.toContain(old);
		expect(cases.kleer.clientProjects.size).toBe(before);
		const { brake, needsAttention } = first.push?.summary ?? {};
		expect(needsAttention).toBe(true);
		expect(brake?.count).toBeGreaterThanOrEqual(40);
		expect(brake?.reasons.join()).toContain(String(brake?.count));
		expect(brake?.howToAllow).toContain(String(brake?.count));

		later(60);
		await cases.catchUp({ sync: { options: { allowOnce: brake?.count } } });
		expect(cases.kleer.clientProjects.size).toBe(before + (brake?.count ?? 0));
		expect(ids.map((id) => cases.inKleer(id).length)).toEqual(ids.map(() => 1));
		expect(cases.inKleer(old)).toEqual([]);

		later(60);
		await cases.catchUp();
		expect(cases.writes).toEqual([]);
	});

	it('stay held by another count than the one that was shown', async () => {
		many(4);
		const before = cases.kleer.clientProjects.size;
		const held = await cases.catchUp({ sync: { options: { maxCreates: 3 } } });
		const count = held.push?.summary?.brake?.count ?? 0;
		for (const allowOnce of [0, count - 1]) {
			later(60);
			await cases.catchUp({ sync: { options: { maxCreates: 3, allowOnce } } });
			expect(cases.kleer.clientProjects.size).toBe(before);
		}
	});

	it('that are fewer than the limit come at once', async () => {
		const ids = many(10);
		const { push } = await cases.catchUp();
		expect(push?.summary?.brake).toBeUndefined();
		expect(ids.map((id) => cases.inKleer(id).length)).toEqual(ids.map(() => 1));
	});
});

describe('not pushed successfully: handed over again at the next run', () => {
	it('Kleer was down for ten minutes, while events and a catch-up came', async () => {
		await settle();
		const id = cases.make();
		await cases.pushed(id);
		down();
		cases.edit(id, { contractValue: 1000 });
		const fresh = cases.make({ title: 'Ny under tiden' });
		await cases.push([id, fresh]).catch(() => undefined);
		expect((await cases.catchUp()).handed).toEqual(expect.arrayContaining([id, fresh]));
		later(10);
		up();
		later(50);
		await cases.catchUp();
		expect(budget(id)).toBe(1000);
		expect(cases.inKleer(fresh)).toHaveLength(1);
	});

	it('Kleer was down for half a day', async () => {
		await settle();
		const id = cases.make();
		down();
		await hours(12);
		up();
		// By then it isn't tried every hour any more.
		await hours(6);
		expect(cases.inKleer(id)).toHaveLength(1);
	});

	it('one write failed', async () => {
		await settle();
		const ids = [cases.make(), cases.make({ title: 'Två' })];
		cases.tenant.sandbox.faults.add({
			system: 'kleer',
			method: 'PUT',
			kind: 'status',
			status: 500,
			times: 1,
		});
		await cases.catchUp();
		up();
		later(60);
		const { handed } = await cases.catchUp();
		expect(ids.some((id) => handed.includes(id))).toBe(true);
		expect(ids.map((id) => cases.inKleer(id).length)).toEqual([1, 1]);
	});

	it('the customer was unknown to Kleer, and is there now', async () => {
		await settle();
		const prospect = { name: 'Prospekt Nord AB', identification: 'K7777' };
		const { id: customerId } = addCinodeCustomer(cases.cinode, prospect, Date.now());
		const id = cases.make({ customerId });
		await cases.catchUp();
		expect(cases.told).toContain('K7777');
		addClient(cases.kleer, { name: 'Prospekt Nord AB', 'foreign-id': 'K7777' });
		later(60);
		await cases.catchUp();
		expect(cases.inKleer(id)).toHaveLength(1);
	});

	it('a person was not synced, and is now', async () => {
		await settle();
		const who = { firstName: 'Nykomna', lastName: 'Ekorre', email: 'nykomna@exempel.example' };
		const { id: companyUserId } = addCinodeUser(cases.cinode, who, Date.now());
		const id = cases.make({ roles: [cases.roleOf(2, { assigned: { companyUserId } })] });
		await cases.catchUp();
		expect(cases.told).toContain('Nykomna Ekorre');
		const user = hirePerson(cases.kleer, { name: 'Nykomna Ekorre' }, cases.day(0));
		const internalIdentifier = String(user['internal-id']);
		editCinodeUser(cases.cinode, companyUserId, { internalIdentifier }, { now: Date.now() });
		await hours(1);
		expect(cases.peopleOn(id)).toEqual([user.id]);
	});
});

describe('what no webhook told', () => {
	it('is found: a new project, a changed one, another stage, one won, one lost', async () => {
		const [edited, won, lost] = [
			cases.make(),
			cases.make({ title: 'Två', state: 'open' }),
			cases.make({ title: 'Tre' }),
		];
		await settle();
		cases.edit(edited, { contractValue: 1000 });
		cases.state(won, 'won');
		cases.state(lost, 'lost');
		cases.edit(lost, { contractValue: 1 });
		const fresh = cases.make({ title: 'Fyra' });
		await hours(1);
		expect(budget(edited)).toBe(1000);
		expect(budget(lost)).toBe(500_000);
		expect([won, fresh].map((id) => cases.inKleer(id).length)).toEqual([1, 1]);
	});

	it.each<[string, boolean]>([
		['touches its project', true],
		['leaves its project’s time as it was', false],
	])('is found: a role that is added, changed and removed, which %s', async (_what, rolesBumpProject) => {
		const id = cases.make();
		const end = cases.day(90);
		await settle();
		cases.cinode.options.rolesBumpProject = rolesBumpProject;
		cases.addRole(id, cases.roleOf(3, { rate: 1350, endDate: cases.day(200) }));
		await hours(1);
		expect(cases.price(id, cases.person(3))).toEqual({ price: 135_000 });
		cases.editRole(id, { rate: 1400, endDate: cases.day(250) }, 1);
		await hours(1);
		expect(cases.price(id, cases.person(3))).toEqual({ price: 140_000 });
		cases.editRole(id, { assigned: { companyUserId: cases.person(4).cinode } }, 1);
		await hours(1);
		expect(cases.peopleOn(id)).toContain(cases.person(4).kleer);
		cases.removeRole(id, 1);
		await hours(1);
		expect(cases.one(id)['closing-date']).toBe(end);
	});

	it('is found: the day on which an extension begins', async () => {
		const id = cases.make({ roles: [cases.roleOf(2, { endDate: cases.day(2) })] });
		cases.addRole(id, cases.roleOf(2, { rate: 1300, startDate: cases.day(3), endDate: cases.day(60) }));
		await settle();
		expect(cases.price(id, cases.person(2))).toEqual({ price: 100_000 });
		// On the day itself, and not a day later.
		later(3 * 24 * 60 - 3 * 60);
		await hours(2);
		expect(cases.price(id, cases.person(2))).toEqual({ price: 130_000 });
	});

	it('stops at nothing that was deleted', async () => {
		const id = cases.make();
		await settle();
		removeProject(cases.cinode, id);
		const other = cases.make({ title: 'Ett annat' });
		await hours(1);
		expect(cases.inKleer(other)).toHaveLength(1);
		expect(cases.inKleer(id)).toHaveLength(1);
	});
});

describe('once a day', () => {
	it('each eligible project is handed over: what was changed by hand in Kleer is found', async () => {
		const ids = Array.from({ length: 6 }, (_, index) => cases.make({ title: `Projekt ${index}` }));
		const end = cases.day(90);
		await settle();
		for (const id of ids)
			editClientProject(cases.kleer, String(id), { 'budget-amount': 1, 'closing-date': '2040-01-01' });
		const handed = await hours(25);
		expect(handed).toEqual(expect.arrayContaining(ids));
		for (const id of ids)
			expect(cases.one(id)).toMatchObject({ 'budget-amount': 50_000_000, 'closing-date': end });
	});
});

describe('what a run without changes costs', () => {
	/** Requests to Cinode of one run in which nothing changed, without what it hands over. */
	async function cost(projects: number): Promise<number> {
		for (let index = 0; index < projects; index++) cases.make({ title: `Projekt ${index}` });
		for (let hour = 0; hour < 3; hour++) {
			await changed(cases.tenant);
			later(60);
		}
		cases.tenant.sandbox.requests.clear();
		await changed(cases.tenant);
		const { requests } = cases.tenant.sandbox;
		return requests.count({ system: 'cinode' }) - requests.count({ path: /^\/token$/ });
	}

	it('is the same for 10 and for 300 projects', async () => {
		const few = await cost(10);
		expect(few).toBeLessThanOrEqual(4);
		expect(await cost(290)).toBe(few);
	});

	it(
		'leaves most of the day’s requests: with 1,500 projects at most a fifth goes to the daily compare',
		{ timeout: 180_000 },
		async () => {
			for (let index = 0; index < 1500; index++) cases.make({ title: `Projekt ${index}` });
			for (let hour = 0; hour < 4; hour++) {
				await changed(cases.tenant);
				later(60);
			}
			let handed = 0;
			for (let hour = 0; hour < 24; hour++) {
				later(60);
				handed += (await changed(cases.tenant)).length;
			}
			// To read one is one request, and one for each role; Cinode allows 10,000 a day (design 4: 20 %).
			expect(handed * 2).toBeLessThanOrEqual(2000);
		},
	);
});
