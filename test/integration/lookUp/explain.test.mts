import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Explanation } from '../../../sync';
import { addCinodeUser, changeSalary, editPerson, editCinodeUser } from '../../sandbox/index.mts';
import { deduplicator } from '../support/engine.mts';
import type { SyncRunOptions } from '../support/sync.mts';
import { FULL_SETUP, Tenant } from '../support/tenant.mts';

/** *What would happen to this one?* and *what happened to it?*, asked of the node that syncs. */

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start();
});

afterEach(async () => await tenant.stop());

const sync = async (given: SyncRunOptions = {}) => await tenant.sync({ mapper: FULL_SETUP, ...given });

async function explain(record: string, given: SyncRunOptions = {}): Promise<Explanation> {
	const run = await sync({ ...given, options: { ...given.options, onlyRecord: record, onlyExplain: true } });
	expect(run.results).toHaveLength(1);
	return run.results[0] as unknown as Explanation;
}

/** Everything that n8n's database remembers, whatever the order. */
const remembered = () =>
	Object.fromEntries([...deduplicator.rows].map(([name, row]) => [name, [...row].sort()]));

const someone = () => {
	const { kleer } = tenant.sandbox;
	const user = [...kleer.store.users.values()].find(
		({ id, active }) => active && kleer.store.payroll.get(id)?.['monthly-salary'],
	);
	if (!user) throw new Error('Nobody on the payroll');
	return { id: user.id, name: user.name, email: user.email, key: String(user['internal-id']) };
};

const rowOf = ({ rows }: Explanation, field: string) => rows?.find((row) => row.field === field);

describe('one record', () => {
	it('in step: says how it meets its target, and that nothing would be written', async () => {
		const { key, email } = someone();
		await sync();
		const before = remembered();
		const explanation = await explain(key);
		expect(explanation).toMatchObject({
			explained: 'users',
			found: 'one',
			record: { key, active: true },
			match: { kind: 'key', candidates: [{ isChosen: true, key, by: ['key', 'e-mail', 'name'] }] },
			outcome: { action: 'unchanged' },
			memory: { isRead: true, inStep: 'now', hasMet: true, failures: 0, held: [] },
		});
		expect(explanation.memory?.comparedAt).toBeLessThanOrEqual(Date.now());
		expect(rowOf(explanation, 'Email')).toMatchObject({
			state: 'same',
			wanted: email,
			present: email,
			mode: 'always',
		});
		expect(rowOf(explanation, 'Base Salary')).toMatchObject({ state: 'same', hidden: ['wanted', 'present'] });
		expect(rowOf(explanation, 'Language')).toMatchObject({ state: 'onCreateOnly', mode: 'onCreate' });
		expect(tenant.writes).toEqual([]);
		expect(remembered()).toEqual(before);
	});

	it('that changed: names the rows that would be written, with both sides, and pay without its amount', async () => {
		const { key, id, name } = someone();
		await sync();
		editPerson(tenant.sandbox.kleer.store, id, { payroll: { phone: '070-123 45 67' } });
		const salary = Number(tenant.sandbox.kleer.store.payroll.get(id)?.['monthly-salary']);
		changeSalary(tenant.sandbox.kleer.store, id, salary + 100_000, tenant.sandbox.today());
		const explanation = await explain(name);
		expect(explanation.outcome).toMatchObject({ action: 'updated' });
		expect(explanation.record?.key).toBe(key);
		expect(rowOf(explanation, 'Phone')).toMatchObject({ state: 'written', wanted: '070-123 45 67' });
		expect(rowOf(explanation, 'Base Salary')).toEqual({
			source: 'Monthly Salary',
			field: 'Base Salary',
			mode: 'always',
			state: 'written',
			hidden: ['wanted', 'present'],
		});
		const text = JSON.stringify(explanation);
		for (const amount of [salary, salary / 100, salary + 100_000, salary / 100 + 1000]) {
			expect(text).not.toContain(String(amount));
		}
		expect(tenant.writes).toEqual([]);
	});

	it('in conflict: shows every candidate, and why none is chosen', async () => {
		const { key, email } = someone();
		await sync();
		const other = addCinodeUser(
			tenant.sandbox.cinode.store,
			{ firstName: 'Nils', lastName: 'Annan', email: 'nils.annan@nordkust.example' },
			Date.now(),
		);
		const own = tenant.findCinodeUsers(email)[0];
		editCinodeUser(
			tenant.sandbox.cinode.store,
			own?.id ?? 0,
			{ email: 'gammal@nordkust.example' },
			{ now: Date.now() },
		);
		editCinodeUser(tenant.sandbox.cinode.store, other.id, { email }, { now: Date.now() });
		const explanation = await explain(email);
		expect(explanation.match).toMatchObject({ kind: 'conflict', reasonCode: 'otherIdentity' });
		expect(explanation.match?.candidates.map(({ id, by }) => [id, by])).toEqual(
			expect.arrayContaining([
				[own?.id, ['key', 'name']],
				[other.id, ['e-mail']],
			]),
		);
		expect(explanation.outcome).toMatchObject({ action: 'conflict', reasonCode: 'otherIdentity' });
		expect(rowOf(explanation, 'Phone')?.state).toBe('notPlanned');
		expect(explanation.record?.key).toBe(key);
	});

	it('that failed: says how often, and when it is tried again', async () => {
		const { key, id } = someone();
		await sync();
		editPerson(tenant.sandbox.kleer.store, id, { payroll: { phone: '070-123 45 67' } });
		tenant.sandbox.faults.add({
			system: 'cinode',
			method: 'PATCH',
			path: '/users/\\d+$',
			kind: 'status',
			status: 400,
			body: { errors: { phone: ['not allowed'] } },
		});
		await sync();
		const { outcome, memory } = await explain(key);
		expect(outcome?.action).toBe('updated');
		expect(memory).toMatchObject({ isRead: true, failures: 1, inStep: 'unknown' });
		expect(memory?.said).toContain('not allowed');
		const minutes = ((memory?.triedAgainAt ?? 0) - Date.now()) / 60_000;
		expect(minutes).toBeGreaterThanOrEqual(14);
		expect(minutes).toBeLessThanOrEqual(30);
	});

	it('that Kleer does not have: says so, and what Cinode has under that name', async () => {
		await sync();
		expect(await explain('990077')).toMatchObject({ found: 'none', targets: [] });
		addCinodeUser(
			tenant.sandbox.cinode.store,
			{ firstName: 'Nils', lastName: 'Annan', email: 'nils.annan@nordkust.example' },
			Date.now(),
		);
		const { found, targets } = await explain('nils.annan@nordkust.example');
		expect(found).toBe('none');
		expect(targets).toMatchObject([{ by: ['e-mail'] }]);
	});

	it('asked for by a part of several names: lists them by key', async () => {
		await sync();
		const { found, choices } = await explain('a');
		expect(found).toBe('several');
		expect(choices?.length).toBeGreaterThan(1);
	});

	it('with a protected identity: found by key alone, without a value and without the name', async () => {
		const { id, key, name, email } = someone();
		const user = tenant.sandbox.kleer.store.users.get(id);
		Object.assign(user ?? {}, { dimensions: { 'dimension-entries': [{ id: 4777 }] } });
		const mapper = {
			...FULL_SETUP,
			options: { protectedCategories: ['4777|Skyddad'], protectedPeople: 'nameAndEmail' },
		};
		await sync({ mapper });
		const explanation = await explain(key, { mapper });
		expect(explanation).toMatchObject({
			found: 'one',
			record: { key, label: key, isProtected: true },
			outcome: { action: 'unchanged' },
		});
		expect(rowOf(explanation, 'Email')).toMatchObject({ state: 'same', hidden: ['wanted', 'present'] });
		const byName = await explain(name, { mapper });
		expect(byName.found).toBe('none');
		for (const text of [explanation, { ...byName, asked: '' }].map((one) => JSON.stringify(one))) {
			for (const part of [...name.split(' '), email]) expect(text).not.toContain(part);
		}
	});

	it('that the brake holds: says so, and what would let it through', async () => {
		await sync({ options: { maxCreates: 0 } });
		const { key } = [...tenant.sandbox.kleer.store.users.values()]
			.map((user) => ({ key: String(user['internal-id']), email: user.email, active: user.active }))
			.filter(({ email, active }) => active && tenant.findCinodeUsers(email).length === 0)[0] ?? { key: '' };
		const { outcome, memory } = await explain(key, { options: { maxCreates: 0 } });
		expect(outcome).toMatchObject({ action: 'created' });
		expect(outcome?.brake?.join(' ')).toContain('would be created (limit 0)');
		expect(memory?.held).toContain('new');
	});
});

describe('one record alone', () => {
	it('is written by the same engine; the others are neither written nor forgotten', async () => {
		await sync();
		const { kleer, cinode } = tenant.sandbox;
		const [one, other] = [...kleer.store.users.values()]
			.filter(({ id, active }) => active && kleer.store.payroll.get(id)?.['monthly-salary'])
			.filter(({ email }) => tenant.findCinodeUsers(email).length === 1);
		for (const user of [one, other]) {
			editPerson(kleer.store, user?.id ?? 0, { payroll: { phone: '070-123 45 67' } });
		}
		const run = await sync({ options: { onlyRecord: String(one?.['internal-id']) } });
		expect(run.results).toMatchObject([{ key: String(one?.['internal-id']), action: 'updated' }]);
		expect(run.summary).toMatchObject({ records: 1, onlyRecord: true, counts: { updated: 1, unchanged: 0 } });
		const phoneOf = (email = '') =>
			[...cinode.store.users.values()].find((user) => user.email === email)?.phone;
		expect(phoneOf(one?.email)).toBe('070-123 45 67');
		expect(phoneOf(other?.email)).not.toBe('070-123 45 67');

		const next = await sync();
		expect(next.results.map(({ key }) => key)).toEqual([String(other?.['internal-id'])]);
		// The list, the record's details and its patch: all others were still known to be in step.
		expect(tenant.cinodeRequests).toBeLessThanOrEqual(4);
	});

	it('is compared in full, though it was in step', async () => {
		await sync();
		const { key, email } = someone();
		const user = tenant.findCinodeUsers(email)[0];
		// By hand, in a field that the list doesn't show.
		Object.assign(user ?? {}, { phone: '08-1' });
		expect((await sync()).results).toEqual([]);
		const run = await sync({ options: { onlyRecord: key } });
		expect(run.results).toMatchObject([
			{ key, action: 'updated', changes: [{ field: 'Phone', from: '08-1' }] },
		]);
	});

	it('is none where no record is meant, or several are', async () => {
		await sync();
		for (const record of ['990077', 'a']) {
			const run = await sync({ options: { onlyRecord: record } });
			expect(run.results).toEqual([]);
			expect(run.summary).toMatchObject({
				onlyRecord: true,
				notRun: expect.stringContaining('mapped record'),
			});
			expect(tenant.writes).toEqual([]);
		}
	});
});

describe('at 1,000 people', () => {
	const total = ({ requests }: Explanation) => requests.kleer + requests.cinode;

	it('costs at most 20 requests to both vendors, whether the person is there or new', async () => {
		await tenant.stop();
		tenant = await Tenant.start({ people: 1000, linked: true });
		await sync();
		const [one] = [...tenant.sandbox.kleer.store.users.values()].filter(({ active }) => active);
		const key = String(one?.['internal-id']);
		const there = await explain(key);
		expect(there.outcome?.action).toBe('unchanged');
		expect(total(there)).toBeLessThanOrEqual(20);
		const found = tenant.findCinodeUsers(one?.email ?? '')[0];
		tenant.sandbox.cinode.store.users.delete(found?.id ?? 0);
		const isNew = await explain(key);
		expect(isNew.outcome?.action).toBe('created');
		expect(total(isNew)).toBeLessThanOrEqual(20);
	});
});

describe('rows of one’s own', () => {
	it('are explained like any row, and hidden where set-up says so', async () => {
		const row = (field: string, value: string, sensitive: boolean) => ({
			field,
			value,
			mode: 'always',
			sensitive,
		});
		const ownRows = {
			rows: [row('title', 'Konsult', false), row('linkedIn', 'hemligt', true)],
		} as never;
		const mapper = { ...FULL_SETUP, ownRows };
		await sync({ mapper });
		const explanation = await explain(someone().key, { mapper });
		expect(rowOf(explanation, 'Title')).toMatchObject({
			source: 'Own Row',
			state: 'same',
			wanted: 'Konsult',
			present: 'Konsult',
		});
		expect(rowOf(explanation, 'LinkedIn')).toMatchObject({ state: 'same', hidden: ['wanted', 'present'] });
		expect(JSON.stringify(explanation)).not.toContain('hemligt');
	});
});
