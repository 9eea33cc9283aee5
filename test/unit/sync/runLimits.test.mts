import { describe, expect, it } from 'vitest';
import { LeaseLostError, VendorError, type VendorErrorKind } from '../../../base';
import { Tenant, people, person, syncOptions } from '../support/fakeTarget.mts';

const vendor = (kind: VendorErrorKind, message = `Cinode said ${kind}`) =>
	new VendorError('Cinode', kind, message);
const DAY = 86_400_000;

describe("the day's requests", () => {
	it('when spent defer the rest, which come first in the next run', async () => {
		const tenant = new Tenant();
		tenant.target.failApply = () => (tenant.target.applied.length > 12 ? vendor('budgetSpent') : undefined);
		const first = await tenant.run(people(30));
		expect(first.summary.counts).toMatchObject({ created: 12, deferred: 18, failed: 0 });
		expect(first.summary.warnings).toEqual(['Cinode said budgetSpent']);
		// Those under way may end; nothing new is sent.
		expect(tenant.target.applied.length).toBeLessThanOrEqual(12 + 8);
		const waiting = first.results.filter(({ action }) => action === 'deferred').map(({ key }) => key);

		tenant.target.failApply = () => undefined;
		const newcomers = ['a', 'b', 'c'].map((key) => person(key));
		const second = await tenant.run([...newcomers, ...people(30)]);
		expect(second.summary.counts).toMatchObject({ created: 21, unchanged: 12 });
		expect(new Set(tenant.target.applied.slice(0, 18))).toEqual(new Set(waiting));
		expect(tenant.target.rows).toHaveLength(33);
	});

	it('when spent before a creation began leave no sign of it: a person made by hand meanwhile isn’t ours', async () => {
		const tenant = new Tenant();
		tenant.target.failApply = () => (tenant.target.applied.length > 1 ? vendor('budgetSpent') : undefined);
		await tenant.run(people(30));
		const key = '30';
		expect(tenant.target.applied).not.toContain(key);
		tenant.target.failApply = () => undefined;
		const theirs = tenant.target.add({ key, email: 'somebody@else.se' });
		const { summary } = await tenant.run(people(30));
		expect(summary.counts).toMatchObject({ conflict: 1, created: 28 });
		expect(theirs).toMatchObject({ email: 'somebody@else.se', version: 1 });
	});

	it('spent before the list defer all records, without an exception', async () => {
		const tenant = new Tenant();
		tenant.target.failList = vendor('budgetSpent');
		const { summary } = await tenant.run(people(3));
		expect(summary.counts).toMatchObject({ deferred: 3, failed: 0 });
		expect(summary.warnings).toEqual(['Cinode said budgetSpent']);
		tenant.target.failList = undefined;
		expect((await tenant.run(people(3))).summary.counts.created).toBe(3);
	});

	it('spent at the list of hidden people also defer all records, and memory stays right', async () => {
		const tenant = new Tenant();
		await tenant.run(people(3));
		tenant.target.failLook = vendor('budgetSpent');
		const { summary } = await tenant.run(people(4));
		expect(summary.counts).toMatchObject({ deferred: 4, created: 0 });
		tenant.target.failLook = undefined;
		const { summary: next } = await tenant.run(people(4));
		expect(next.counts).toMatchObject({ unchanged: 3, created: 1 });
		expect(tenant.target.planned).toEqual(['4']);
	});
});

describe('full compares', () => {
	const share = { requestsPerDay: 200, compareShare: 20 };

	it.each([1, 2, 3, 6])('keep to their share after %i days without a run', async (days) => {
		const tenant = new Tenant();
		await tenant.run(people(200), share);
		await tenant.clock.advance(days * DAY);
		const { summary } = await tenant.run(people(200), share);
		expect(tenant.target.planned.length).toBeLessThanOrEqual(40);
		expect(summary.counts).toMatchObject({ unchanged: 200, deferred: 0 });
		await tenant.run(people(200), share);
		expect(tenant.target.planned).toEqual([]);
	});

	it('are never more than 500 in a run, also when all are due after a pause', async () => {
		const tenant = new Tenant();
		await tenant.run(people(600));
		await tenant.clock.advance(3 * DAY);
		await tenant.run(people(600));
		expect(tenant.target.planned).toHaveLength(500);
		await tenant.run(people(600));
		expect(tenant.target.planned).toHaveLength(100);
	});
});

describe('a change of all people at once', () => {
	// More than a run takes as changes and as compares together.
	const MANY = 1200;
	const changed = (phone: string) => people(MANY, { phone });
	const brake = { ...syncOptions().brake, maxCreates: MANY };

	async function company(requestsPerDay: number) {
		const tenant = new Tenant();
		await tenant.run(people(MANY), { brake, requestsPerDay });
		return {
			phones: (phone: string) => tenant.target.rows.filter((row) => row.phone === phone).length,
			run: async (phone: string) => (await tenant.run(changed(phone), { brake, requestsPerDay })).summary,
		};
	}

	it('is written whole where the compares’ share of the day has room', async () => {
		const { run, phones } = await company(10_000);
		const { counts, fullCompare } = await run('2');
		expect(counts).toMatchObject({ updated: MANY, deferred: 0 });
		expect(fullCompare.waiting).toBe(0);
		expect(phones('2')).toBe(MANY);
	});

	it('takes what is left of the share, and the rest waits for the next run, where it has none', async () => {
		const { run, phones } = await company(1500);
		const first = await run('2');
		expect(first.counts).toMatchObject({ updated: 500 + 300, deferred: 400 });
		expect(first.fullCompare.waiting).toBe(400);
		expect(phones('2')).toBe(800);
		expect((await run('2')).counts).toMatchObject({ updated: 400, unchanged: 800, deferred: 0 });
		// The share is spent: the next change of all people gets what any run takes as changes.
		expect((await run('3')).counts).toMatchObject({ updated: 500, deferred: MANY - 500 });
		expect(phones('3')).toBe(500);
	});
});

describe('the lease', () => {
	it('is read before each plan and each write; once it is lost nothing is written any more', async () => {
		const tenant = new Tenant();
		let checks = 0;
		const { summary } = await tenant.run(people(20), {}, async () => {
			// Twenty for planning, then one before each write.
			if (++checks > 20 + 10) throw new LeaseLostError();
		});
		expect(tenant.target.rows).toHaveLength(10);
		expect(summary.counts).toMatchObject({ created: 10, deferred: 10 });
	});

	it('when lost during a look leaves alone the memory of the run that has it', async () => {
		const tenant = new Tenant();
		await tenant.run(people(3));
		const { target } = tenant;
		const look = target.findUnlisted.bind(target);
		target.findUnlisted = async () => {
			target.findUnlisted = look;
			await tenant.run(people(5));
			throw new LeaseLostError();
		};
		const { summary } = await tenant.run(people(5));
		expect(summary.counts).toMatchObject({ deferred: 5 });
		await tenant.run(people(5));
		expect(target.planned).toEqual([]);
	});

	it('is kept while many are planned, and lost then already', async () => {
		const tenant = new Tenant();
		let checks = 0;
		const { summary } = await tenant.run(people(20), {}, async () => {
			if (++checks > 5) throw new LeaseLostError();
		});
		expect(tenant.target.planned).toHaveLength(5);
		expect(tenant.target.rows).toEqual([]);
		expect(summary.counts.deferred).toBe(20);
	});
});
