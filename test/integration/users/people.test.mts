import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addCinodeUser, editCinodeUser, hirePerson } from '../../sandbox/index.mts';
import { at } from '../support/clock.mts';
import { FULL_SETUP, Tenant } from '../support/tenant.mts';

let tenant: Tenant;
const now = () => Date.now();

beforeEach(async () => {
	tenant = await Tenant.start();
});

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

function hire(person: Parameters<typeof hirePerson>[1]) {
	return hirePerson(tenant.sandbox.kleer.store, person, tenant.sandbox.today());
}

describe('people that can’t be synced as they are', () => {
	it('rejects one-word names and goes on with the others', async () => {
		hire({ name: 'Madonna', email: 'madonna@exempelkonsult.example' });
		const run = await tenant.sync();
		expect(run.rejected.map(({ label, reasons }) => [label, reasons])).toContainEqual([
			expect.stringContaining('Madonna'),
			[expect.stringContaining('only one word')],
		]);
		expect(run.summary.counts.created).toBe(7);
	});

	it.each([
		['missing', ''],
		['broken', 'not an address'],
	])('skips newcomers whose e-mail is %s, and says so', async (_what, email) => {
		hire({ name: 'Nora Nyström', email });
		const run = await tenant.sync();
		expect(run.resultOf('Nyström')).toMatchObject({
			action: 'skipped',
			reason: 'No usable e-mail address in Kleer',
		});
		expect(tenant.findCinodeUsers('Nyström')).toEqual([]);
	});

	it('holds back two people with one e-mail, and neither is created', async () => {
		hire({ name: 'Nora Nyström', email: 'info@exempelkonsult.example' });
		hire({ name: 'Nils Nyman', email: 'INFO@exempelkonsult.example' });
		const run = await tenant.sync();
		expect(run.resultOf('Nyström')).toMatchObject({
			action: 'conflict',
			reason: expect.stringContaining('Nils Nyman'),
		});
		expect(run.resultOf('Nyman')).toMatchObject({
			action: 'conflict',
			reason: expect.stringContaining('Nora Nyström'),
		});
		expect(tenant.findCinodeUsers('info@')).toEqual([]);
		expect(run.summary.counts.created).toBe(7);
	});

	it('skips people without payroll row, visibly, unless set-up includes them', async () => {
		tenant.kleerUser('Balansén')['internal-id'] = 1999;
		const run = await tenant.sync();
		expect(run.resultOf('Balansén')).toMatchObject({ action: 'skipped', reason: 'No payroll row in Kleer' });
		const included = await tenant.sync({ mapper: { options: { includeWithoutPayroll: true } } });
		expect(included.resultOf('Balansén')?.action).toBe('created');
	});

	it('keeps what came from payroll when the row is gone', async () => {
		await tenant.sync();
		const before = { ...tenant.cinodeUser('Nyåkern') };
		tenant.sandbox.kleer.store.payroll.delete(tenant.kleerUser('Nyåkern').id);
		await tenant.sync();
		expect(tenant.writes).toEqual([]);
		expect(tenant.cinodeUser('Nyåkern')).toEqual(before);
	});
});

describe('conflicts', () => {
	it('names both when an internal id was edited by hand in Cinode', async () => {
		await tenant.sync();
		editCinodeUser(
			tenant.sandbox.cinode.store,
			tenant.cinodeUser('Nyåkern').id,
			{ internalIdentifier: '77' },
			{ now: now() },
		);
		const run = await tenant.sync();
		expect(run.resultOf('Nyåkern')).toMatchObject({
			action: 'conflict',
			reason: expect.stringMatching(/77.*1012|1012.*77/),
		});
		expect(tenant.writes).toEqual([]);
		const again = await tenant.sync();
		expect(again.results).toEqual([]);
		expect(again.summary.standing).toContainEqual(
			expect.objectContaining({ key: '1012', action: 'conflict' }),
		);
		expect(again.summary.counts.conflict).toBe(1);
	});

	it('does not trust a key that another system wrote: neither e-mail nor name is the same', async () => {
		addCinodeUser(
			tenant.sandbox.cinode.store,
			{ email: 'someone@else.example', firstName: 'Someone', lastName: 'Else', internalIdentifier: '1012' },
			now(),
		);
		const run = await tenant.sync();
		expect(run.resultOf('Nyåkern')).toMatchObject({
			action: 'conflict',
			reason: expect.stringContaining('Someone Else'),
		});
		expect(tenant.cinodeUser('Someone Else').email).toBe('someone@else.example');
	});

	it('keeps trusting a link of its own when name and e-mail change together', async () => {
		await tenant.sync();
		Object.assign(tenant.kleerUser('Nyåkern'), {
			name: 'Elin Gift',
			email: 'elin.gift@exempelkonsult.example',
		});
		const run = await tenant.sync();
		expect(run.resultOf('Gift')).toMatchObject({ action: 'updated' });
		expect(tenant.cinodeUser('Gift')).toMatchObject({ internalIdentifier: '1012' });
	});

	it('leaves people of another Kleer company on the same Cinode alone', async () => {
		await tenant.sync({ mapper: { keyPrefix: 'A-' } });
		expect(tenant.cinodeUser('Nyåkern').internalIdentifier).toBe('A-1012');
		const before = structuredClone(tenant.state());
		for (const user of tenant.sandbox.kleer.store.users.values()) {
			user.email = user.email.replace(/exempelkonsult/i, 'annatbolag');
			user.name = `Anna ${user.name}`;
		}
		const other = await tenant.sync({ workflowId: `${tenant.workflowId}-b`, mapper: { keyPrefix: 'B-' } });
		expect(other.summary.counts).toMatchObject({ updated: 0, linked: 0, conflict: 0 });
		expect(other.summary.counts.created).toBeGreaterThan(6);
		expect(
			tenant.state().filter(({ internalIdentifier }) => !String(internalIdentifier).startsWith('B-')),
		).toEqual(before);
	});

	it('takes over ids of another system only when set-up says so', async () => {
		editCinodeUser(tenant.sandbox.cinode.store, 5002, { internalIdentifier: 'OLD-9' }, { now: now() });
		expect((await tenant.sync()).resultOf('Björkvide')?.action).toBe('conflict');
		const run = await tenant.sync({ options: { takeOverKeys: true } });
		expect(run.resultOf('Björkvide')).toMatchObject({ action: 'linked' });
		expect(tenant.cinodeUser('Björkvide').internalIdentifier).toBe('1001');
	});
});

describe('people who come and go', () => {
	const TODAY = '2026-03-10';

	beforeEach(async () => {
		await tenant.stop();
		at(`${TODAY}T10:00:00Z`);
		tenant = await Tenant.start({ today: TODAY });
		await tenant.sync();
	});

	it('makes a future starter active on the day, in the tenant’s time zone', async () => {
		expect(tenant.cinodeUser('Granhult').status).toBe(2);
		at('2026-04-08T21:30:00Z'); // 23:30 on the 8th in Stockholm
		await tenant.sync();
		expect(tenant.cinodeUser('Granhult').status).toBe(2);
		at('2026-04-08T22:30:00Z'); // 00:30 on the 9th
		const run = await tenant.sync();
		expect(run.resultOf('Granhult')?.changes).toContainEqual({
			field: 'Status',
			from: 'PreActive',
			to: 'Active',
		});
		expect(tenant.cinodeUser('Granhult').status).toBe(3);
	});

	it('does nothing to leavers by default but brings their end date', async () => {
		tenant.payroll('Nyåkern')['employment-end-date'] = '2026-03-01';
		await tenant.sync();
		expect(tenant.cinodeUser('Nyåkern')).toMatchObject({
			status: 3,
			employmentEndDate: '2026-03-01T00:00:00',
		});
		tenant.kleerUser('von Stensjö').active = false;
		const run = await tenant.sync();
		expect(run.resultOf('von Stensjö')).toMatchObject({ action: 'skipped', reason: 'Inactive in Kleer' });
		expect(tenant.writes).toEqual([]);
	});

	it('sets the end date: Kleer’s, or today, which then stays', async () => {
		tenant.kleerUser('von Stensjö').active = false;
		await tenant.sync({ sync: { leavers: 'setEndDate' } });
		expect(tenant.cinodeUser('von Stensjö').employmentEndDate).toBe(`${TODAY}T00:00:00`);
		at('2026-03-12T10:00:00Z');
		await tenant.sync({ sync: { leavers: 'setEndDate' } });
		expect(tenant.cinodeUser('von Stensjö').employmentEndDate).toBe(`${TODAY}T00:00:00`);
	});

	it('disconnects, and a re-hire with a later start ends the policy', async () => {
		tenant.payroll('Nyåkern')['employment-end-date'] = '2026-03-01';
		await tenant.sync({ sync: { leavers: 'disconnect' } });
		expect(tenant.cinodeUser('Nyåkern').status).toBe(0);
		const rest = await tenant.sync({ sync: { leavers: 'disconnect' } });
		expect(rest.results).toEqual([]);

		tenant.payroll('Nyåkern')['employment-start-date'] = '2026-03-05';
		const kept = await tenant.sync({ sync: { leavers: 'disconnect' } });
		expect(tenant.cinodeUser('Nyåkern')).toMatchObject({
			status: 0,
			employmentStartDate: '2026-03-05T00:00:00',
		});
		expect(kept.resultOf('Nyåkern')?.warnings.join()).toContain('Disconnected in Cinode');
		await tenant.sync({ sync: { leavers: 'disconnect', reconnect: true } });
		expect(tenant.cinodeUser('Nyåkern').status).toBe(3);
	});

	it('links someone disconnected in Cinode with the same e-mail instead of making a second one', async () => {
		addCinodeUser(
			tenant.sandbox.cinode.store,
			{ email: 'ulf.utter@exempelkonsult.example', firstName: 'Ulf', lastName: 'Utter', status: 0 },
			now(),
		);
		hire({ name: 'Ulf Utter', email: 'ulf.utter@exempelkonsult.example' });
		const run = await tenant.sync();
		expect(run.resultOf('Utter')).toMatchObject({ action: 'linked' });
		expect(run.resultOf('Utter')?.warnings.join()).toContain('Disconnected');
		expect(tenant.cinodeUser('Utter')).toMatchObject({ status: 0 });
	});

	it('never creates someone who has left already', async () => {
		hire({ name: 'Sten Slut', email: 'sten@exempelkonsult.example', start: '2025-01-01', end: '2026-03-09' });
		const run = await tenant.sync();
		expect(run.resultOf('Slut')).toMatchObject({
			action: 'skipped',
			reason: 'The end date in Kleer has passed',
		});
	});

	it('takes the raise on its day and not before', async () => {
		const before = tenant.cinodeUser('Ekholmen').baseSalary;
		const raise = tenant.payroll('Ekholmen')['full-history-monthly-salaries'].at(-1);
		if (!raise) throw new Error('no raise');
		at(`${raise['monthly-salary-start-date']}T10:00:00Z`);
		await tenant.sync();
		expect(tenant.cinodeUser('Ekholmen').baseSalary).toBe(Math.round(raise['monthly-salary'] / 100));
		expect(tenant.cinodeUser('Ekholmen').baseSalary).not.toBe(before);
	});

	it('looks ahead for a level when today has none', async () => {
		at('2026-03-14T10:00:00Z'); // a Saturday
		tenant.forget();
		const run = await tenant.sync();
		expect(run.summary.counts.updated).toBe(0);
		expect(run.sources.find(({ name }) => String(name).includes('al-Hadrami'))?.levelOfEmployment).toBe(0.8);
	});
});

describe('what people edit by hand in Cinode', () => {
	it('is noticed at once where the list shows it, and by the daily compare where it doesn’t', async () => {
		at('2026-03-10T10:00:00Z');
		await tenant.stop();
		tenant = await Tenant.start();
		await tenant.sync({ mapper: FULL_SETUP });
		const id = tenant.cinodeUser('Nyåkern').id;
		const phone = tenant.cinodeUser('Nyåkern').phone;

		editCinodeUser(tenant.sandbox.cinode.store, id, { phone: '1' }, { now: now() + 60_000 });
		await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.cinodeUser('Nyåkern').phone).toBe(phone);

		editCinodeUser(tenant.sandbox.cinode.store, id, { phone: '2' }, { now: now(), bump: false });
		await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.cinodeUser('Nyåkern').phone).toBe('2');

		at('2026-03-11T03:00:00Z');
		const compare = await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.cinodeUser('Nyåkern').phone).toBe(phone);
		expect(compare.summary.fullCompare).toMatchObject({ done: 8, waiting: 0, everyDays: 1 });
		expect(compare.summary.counts).toMatchObject({ updated: 1, unchanged: 7 });

		await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.cinodeRequests).toBe(1);
	});
});

describe('the safety brake', () => {
	it('holds everything back, tells once, and lets the shown count through', async () => {
		const held = await tenant.sync({ options: { maxCreates: 3 } });
		expect(tenant.writes).toEqual([]);
		expect(held.summary.brake).toMatchObject({ count: 7 });
		expect(held.summary.needsAttention).toBe(true);
		expect(held.results.filter(({ action }) => action === 'deferred')).toHaveLength(8);

		const quiet = await tenant.sync({ options: { maxCreates: 3 } });
		expect(quiet.results).toEqual([]);
		expect(tenant.cinodeRequests).toBe(1);
		expect(quiet.summary.needsAttention).toBe(true);

		const wrong = await tenant.sync({ options: { maxCreates: 3, allowOnce: 6 } });
		expect(wrong.summary.brake).toBeDefined();
		const through = await tenant.sync({ options: { maxCreates: 3, allowOnce: 7 } });
		expect(through.summary.counts.created).toBe(7);
	});

	it('stops salaries in another unit', async () => {
		await tenant.sync();
		const run = await tenant.sync({ mapper: { options: { salaryDivisor: 1 } } });
		expect(run.summary.brake?.reasons.join()).toContain('salaries');
		expect(tenant.writes).toEqual([]);
	});
});
