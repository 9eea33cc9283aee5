import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { later } from '../integration/support/clock.mts';
import { FULL_SETUP, Tenant } from '../integration/support/tenant.mts';
import { addCinodeUser, editCinodeUser, ensureTag, STATUS, type CinodeUser } from '../sandbox/index.mts';

/** What somebody does by hand to people in Cinode between two runs, and what the next runs make of it. */

let tenant: Tenant;
const WHO = 'Nyåkern';
const A_DAY = 26 * 60;

beforeEach(async () => {
	tenant = await Tenant.start();
	await sync();
});

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

const sync = async () => await tenant.sync({ mapper: FULL_SETUP });
const store = () => tenant.sandbox.cinode.store;
const person = () => tenant.cinodeUser(WHO);
const edit = (patch: Partial<CinodeUser>, bump = true) =>
	editCinodeUser(store(), person().id, patch, { now: Date.now() + 60_000, bump });
const everybody = () => store().users.size;

/** Two runs: the next one, and one after the daily compare; the third has nothing left to do. */
async function twoRuns() {
	const runs = [await sync()];
	later(A_DAY);
	runs.push(await sync());
	await sync();
	expect(tenant.writes).toEqual([]);
	return runs;
}

const FOLLOWS: Array<[string, Partial<CinodeUser>]> = [
	['employmentNumber', { employmentNumber: '999' }],
	['first and last name', { firstName: 'Någon', lastName: 'Annan' }],
	['phone', { phone: '08-999 99 99' }],
	['phone, cleared', { phone: null }],
	['dateOfBirth', { dateOfBirth: '1950-01-01T00:00:00' }],
	['employmentStartDate', { employmentStartDate: '2001-01-01T00:00:00' }],
	['employmentEndDate', { employmentEndDate: '2040-01-01T00:00:00' }],
	['availabilityPercent', { availabilityPercent: 10 }],
	['baseSalary', { baseSalary: 1 }],
	['taxTable', { taxTable: '99' }],
	['email', { email: 'nagon.annan@exempelkonsult.example' }],
	['internalIdentifier, cleared', { internalIdentifier: null }],
];

describe.each([true, false])('an edit that the list shows: %s', (bump) => {
	it.each(FOLLOWS)('of %s is put right', async (_field, patch) => {
		const before = structuredClone(person());
		const { id } = before;
		edit(patch, bump);
		const runs = await twoRuns();
		const { updatedDateTime: _then, ...wanted } = before;
		expect(store().users.get(id)).toMatchObject(wanted);
		// Half a day's worth of runs would still hold a change that nobody made.
		expect(runs.flatMap(({ results }) => results.filter(({ action }) => action === 'created'))).toEqual([]);
	});

	it.each<[string, Partial<CinodeUser>]>([
		['languageId', { languageId: 2 }],
		['defaultCurrencyId', { defaultCurrencyId: 2 }],
		['locationId', { locationId: 302 }],
		['permissions', { permissions: [180] }],
		['gender, which Cinode never shows', { gender: 2 }],
		['title, which is no rule’s', { title: 'Chefsarkitekt' }],
		['selfCost, which is no rule’s', { selfCost: 700 }],
	])('of %s is people’s own', async (_field, patch) => {
		edit(patch, bump);
		await twoRuns();
		expect(person()).toMatchObject(patch);
	});

	it('of tags: the chosen categories come back, people’s own stay', async () => {
		const own = ensureTag(store(), 'Eget märke').id;
		const managed = [...person().tags];
		expect(managed.length).toBeGreaterThan(0);
		edit({ tags: [own] }, bump);
		await twoRuns();
		expect([...person().tags].sort()).toEqual([...managed, own].sort());
	});
});

describe('status and identity', () => {
	it('disconnected by hand stays so, is told, and none is made in their place', async () => {
		const before = everybody();
		edit({ status: STATUS.disconnected });
		const [first] = await twoRuns();
		expect(person().status).toBe(STATUS.disconnected);
		expect(everybody()).toBe(before);
		expect(JSON.stringify(first?.results) + JSON.stringify(first?.summary)).toMatch(/[Dd]isconnected/);
	});

	it('another key by hand is a conflict that names both, and nothing is written', async () => {
		const before = everybody();
		const key = person().internalIdentifier;
		edit({ internalIdentifier: 'X-1' });
		const run = await sync();
		expect(run.resultOf(WHO)).toMatchObject({ action: 'conflict' });
		expect(run.resultOf(WHO)?.reason).toMatch(new RegExp(`X-1[^]*${key}|${key}[^]*X-1`));
		later(A_DAY);
		await sync();
		expect([person().internalIdentifier, everybody()]).toEqual(['X-1', before]);
	});

	it('one key on two people is a conflict, and neither is written', async () => {
		const { internalIdentifier, ...rest } = person();
		addCinodeUser(
			store(),
			{
				email: 'kopia@exempelkonsult.example',
				firstName: 'Kopia',
				lastName: 'Kopiasson',
				internalIdentifier,
			},
			Date.now(),
		);
		edit({ phone: '08-000 00 00' });
		const run = await sync();
		expect(
			run.resultOf(WHO)?.action ?? run.summary.standing.find(({ key }) => key === internalIdentifier)?.action,
		).toBe('conflict');
		expect(store().users.get(rest.id)?.phone).toBe('08-000 00 00');
	});

	it('swapped keys are conflicts, and neither gets the other’s salary', async () => {
		const other = tenant.cinodeUser('Björkvide');
		const [ours, theirs] = [person().internalIdentifier, other.internalIdentifier];
		const salaries = [person().baseSalary, other.baseSalary];
		edit({ internalIdentifier: theirs });
		editCinodeUser(store(), other.id, { internalIdentifier: ours }, { now: Date.now() + 60_000 });
		tenant.payroll(WHO).phone = '08-111 11 11';
		const run = await sync();
		expect(run.resultOf(WHO)?.action).toBe('conflict');
		expect(run.resultOf('Björkvide')?.action).toBe('conflict');
		expect([person().baseSalary, tenant.cinodeUser('Björkvide').baseSalary]).toEqual(salaries);
		expect(tenant.writes).toEqual([]);
	});

	it('deleted in Cinode: made anew, once', async () => {
		const before = everybody();
		store().users.delete(person().id);
		const run = await sync();
		expect(run.resultOf(WHO)).toMatchObject({ action: 'created' });
		expect(everybody()).toBe(before);
		await sync();
		expect(tenant.writes).toEqual([]);
	});

	it('deleted and made again by hand: linked, and complete', async () => {
		const {
			id,
			updatedDateTime: _u,
			createdDateTime: _c,
			password: _p,
			...before
		} = structuredClone(person());
		store().users.delete(id);
		const { email, firstName, lastName } = before;
		addCinodeUser(store(), { email, firstName, lastName }, Date.now() + 60_000);
		const run = await sync();
		expect(run.resultOf(WHO)).toMatchObject({ action: 'linked' });
		const {
			languageId: _l,
			defaultCurrencyId: _d,
			locationId: _o,
			mustChangePassword: _m,
			...wanted
		} = before;
		expect(person()).toMatchObject(wanted);
		await sync();
		expect(tenant.writes).toEqual([]);
	});

	it('a third of all people deleted at once is stopped by the brake', async () => {
		await tenant.stop();
		tenant = await Tenant.start({ people: 60 });
		await tenant.sync({ mapper: FULL_SETUP, options: { maxCreates: 100 } });
		const linked = [...store().users.values()].filter(({ internalIdentifier }) => internalIdentifier);
		for (const { id } of linked.slice(0, Math.ceil(linked.length * 0.4))) store().users.delete(id);
		const run = await tenant.sync({ mapper: FULL_SETUP, options: { maxCreates: 100 } });
		expect(tenant.writes).toEqual([]);
		expect(run.summary.brake?.count).toBeGreaterThan(0);
	});
});
