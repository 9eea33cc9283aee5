import { describe, expect, it } from 'vitest';
import { LeaseLostError, VendorError, type VendorErrorKind } from '../../../sync';
import { Tenant, people, person } from '../support/fakeTarget.mts';

const vendor = (kind: VendorErrorKind, message = `Cinode said ${kind}`) =>
	new VendorError('Cinode', kind, message);
const DAY = 86_400_000;

describe('a sync', () => {
	it('creates, links and updates, and a second run plans and writes nothing', async () => {
		const tenant = new Tenant();
		tenant.target.add({ email: '2@firma.se', phone: '1' });
		tenant.target.add({ key: '3', email: '3@firma.se', phone: 'old' });
		const first = await tenant.run(people(4));
		expect(Object.fromEntries(first.results.map(({ key, action }) => [key, action]))).toEqual({
			1: 'created',
			2: 'linked',
			3: 'updated',
			4: 'created',
		});
		expect(tenant.target.rows.map(({ key }) => key).sort()).toEqual(['1', '2', '3', '4']);

		const second = await tenant.run(people(4));
		expect(tenant.target.planned).toEqual([]);
		expect(tenant.target.applied).toEqual([]);
		expect(second.results).toEqual([]);
		expect(second.summary.counts).toMatchObject({ unchanged: 4, created: 0 });
		expect(second.summary.needsAttention).toBe(false);
	});

	it('writes only the record that changed', async () => {
		const tenant = new Tenant();
		await tenant.run(people(5));
		const changed = people(5).map((one) => (one.key === '3' ? person('3', { phone: '2' }) : one));
		const { results } = await tenant.run(changed);
		expect(tenant.target.planned).toEqual(['3']);
		expect(results).toMatchObject([
			{ key: '3', action: 'updated', changes: [{ field: 'phone', from: '1', to: '2' }] },
		]);
	});

	it('notices what someone changed by hand where the list shows it', async () => {
		const tenant = new Tenant();
		await tenant.run(people(3));
		Object.assign(tenant.target.rows[1]!, { phone: 'by hand', version: 9 });
		await tenant.run(people(3));
		expect(tenant.target.planned).toEqual(['2']);
		expect(tenant.target.rows[1]!.phone).toBe('1');
	});

	it('notices by the next day what the list does not show', async () => {
		const tenant = new Tenant();
		await tenant.run(people(3));
		tenant.target.rows[1]!.phone = 'by hand';
		await tenant.run(people(3));
		expect(tenant.target.planned).toEqual([]);
		await tenant.clock.advance(DAY);
		await tenant.run(people(3));
		expect(tenant.target.rows[1]!.phone).toBe('1');
	});

	it('does nothing to those who are not in the input', async () => {
		const tenant = new Tenant();
		await tenant.run(people(3));
		const before = structuredClone(tenant.target.rows);
		await tenant.run([]);
		expect(tenant.target.rows).toEqual(before);
	});

	it('without memory finds everybody again and creates nobody twice', async () => {
		const tenant = new Tenant();
		await tenant.run(people(5));
		const fresh = new Tenant();
		for (const row of tenant.target.rows) fresh.target.add(row);
		const { summary } = await fresh.run(people(5));
		expect(summary.counts).toMatchObject({ unchanged: 5, created: 0, failed: 0 });
		expect(fresh.target.applied).toEqual([]);
	});

	it('reads the lease before each write, and stops writing when it is lost', async () => {
		const tenant = new Tenant();
		let checks = 0;
		const { summary } = await tenant.run(people(20), {}, async () => {
			if (++checks > 10) throw new LeaseLostError();
		});
		expect(tenant.target.rows).toHaveLength(10);
		expect(summary.counts).toMatchObject({ created: 10, deferred: 10 });
	});
});

describe('a failure', () => {
	it.each(['invalid', 'notFound', 'server', 'answerLost'] as const)(
		'of one record (%s) does not stop the others and is told',
		async (kind) => {
			const tenant = new Tenant();
			tenant.target.failApply = (record) => (record.key === '2' ? vendor(kind) : undefined);
			const { results, summary } = await tenant.run(people(4));
			expect(summary.counts).toMatchObject({ created: 3, failed: 1 });
			expect(summary.needsAttention).toBe(true);
			expect(results.find(({ key }) => key === '2')).toMatchObject({
				action: 'failed',
				error: `Cinode said ${kind}`,
			});
		},
	);

	it('is not tried again at once, still counts, and is tried again later', async () => {
		const tenant = new Tenant();
		tenant.target.failApply = (record) => (record.key === '2' ? vendor('invalid') : undefined);
		await tenant.run(people(3));
		const second = await tenant.run(people(3));
		expect(tenant.target.planned).toEqual([]);
		expect(second.results).toEqual([]);
		expect(second.summary.counts.failed).toBe(1);
		expect(second.summary.standing).toMatchObject([{ key: '2', action: 'failed' }]);
		await tenant.clock.advance(60 * 60_000);
		await tenant.run(people(3));
		expect(tenant.target.applied).toEqual(['2']);
	});

	it('is tried again at once when the record changes', async () => {
		const tenant = new Tenant();
		tenant.target.failApply = () => vendor('invalid');
		await tenant.run([person('1')]);
		tenant.target.failApply = () => undefined;
		const { summary } = await tenant.run([person('1', { phone: '2' })]);
		expect(summary.counts.created).toBe(1);
	});

	it.each(['unauthorized', 'unreachable', 'cancelled'] as const)(
		'of the kind %s stops the run',
		async (kind) => {
			const tenant = new Tenant();
			tenant.target.failApply = () => vendor(kind);
			await expect(tenant.run(people(3))).rejects.toMatchObject({ kind });
		},
	);

	it('of rights for every record stops the run: three refusals and not one success', async () => {
		const tenant = new Tenant();
		for (const { key } of people(30)) tenant.target.add({ key, email: `${key}@firma.se` });
		tenant.target.failPlan = () => vendor('forbidden');
		await expect(tenant.run(people(30))).rejects.toMatchObject({ kind: 'forbidden' });
		expect(tenant.target.planned.length).toBeLessThan(30);
	});

	it('of rights for one special record does not', async () => {
		const tenant = new Tenant();
		tenant.target.failApply = (record) => (record.key === '2' ? vendor('forbidden') : undefined);
		const { summary } = await tenant.run(people(4));
		expect(summary.counts).toMatchObject({ created: 3, failed: 1 });
	});

	it('remembers what was done until the run was stopped', async () => {
		const tenant = new Tenant();
		tenant.target.failApply = (record) => (record.key === '20' ? vendor('unauthorized') : undefined);
		await expect(tenant.run(people(20))).rejects.toThrow();
		tenant.target.failApply = () => undefined;
		await tenant.run(people(20));
		expect(tenant.target.rows).toHaveLength(20);
		expect(tenant.target.applied).toEqual(['20']);
	});
});

describe('an answer that was lost', () => {
	it('is looked up before anything is written again', async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '1', email: '1@firma.se', phone: 'old' });
		tenant.target.loseAnswer = () => vendor('answerLost');
		const { results } = await tenant.run([person('1')]);
		expect(tenant.target.applied).toEqual(['1']);
		expect(tenant.target.planned).toEqual(['1', '1']);
		expect(results).toMatchObject([{ key: '1', action: 'updated', changes: [{ field: 'phone' }] }]);
		expect(results[0]).not.toHaveProperty('error');
	});

	it('of a write that was not done is written then', async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '1', email: '1@firma.se', phone: 'old' });
		let first = true;
		tenant.target.failApply = () => {
			const error = first ? vendor('answerLost') : undefined;
			first = false;
			return error;
		};
		await tenant.run([person('1')]);
		expect(tenant.target.rows[0]!.phone).toBe('1');
		expect(tenant.target.applied).toEqual(['1', '1']);
	});

	it('of a creation never makes a second person', async () => {
		const tenant = new Tenant();
		tenant.target.loseAnswer = () => vendor('answerLost');
		await tenant.run([person('1')]);
		tenant.target.loseAnswer = () => undefined;
		await tenant.run([person('1')]);
		await tenant.clock.advance(DAY);
		await tenant.run([person('1')]);
		expect(tenant.target.rows).toHaveLength(1);
	});
});

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
});

describe('a dry run', () => {
	it('says the same and writes nothing', async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '3', email: '3@firma.se', phone: 'old' });
		const before = structuredClone(tenant.target.rows);
		const dry = await tenant.run(people(4), { dryRun: true });
		expect(tenant.target.applied).toEqual([]);
		expect(tenant.target.rows).toEqual(before);
		expect(dry.results.every((result) => result.dryRun)).toBe(true);
		const wet = await tenant.run(people(4));
		const words = (results: typeof wet.results) =>
			results.map(({ key, action, changes }) => [key, action, changes]).sort();
		expect(words(dry.results)).toEqual(words(wet.results));
	});

	it('shows the notes of the mapping, a real run does not', async () => {
		const noted = { ...person('1'), notes: ['check the name'] };
		const dry = await new Tenant().run([noted], { dryRun: true });
		const wet = await new Tenant().run([noted]);
		expect(dry.results[0]!.warnings).toContain('check the name');
		expect(wet.results[0]!.warnings).not.toContain('check the name');
	});

	it('does not ask again for what it said before', async () => {
		const tenant = new Tenant();
		for (const { key } of people(5)) tenant.target.add({ key, email: `${key}@firma.se`, phone: 'old' });
		await tenant.run(people(5), { dryRun: true });
		await tenant.run(people(5), { dryRun: true });
		expect(tenant.target.planned).toEqual([]);
	});
});

describe('the brake', () => {
	const brake = { maxCreates: 2, maxChangedShare: 30, maxSalaryJumps: 3, allowOnce: 0 };

	it('holds everything, says what would have happened, and lets it through with the count shown', async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '1', email: '1@firma.se', phone: 'old' });
		const { results, summary } = await tenant.run(people(4), { brake });
		expect(tenant.target.applied).toEqual([]);
		expect(summary.brake).toMatchObject({ count: 3, howToAllow: expect.stringContaining('3') });
		expect(summary.needsAttention).toBe(true);
		expect(results.map(({ action }) => action)).toEqual(['deferred', 'deferred', 'deferred', 'deferred']);
		expect(results.find(({ key }) => key === '4')).toMatchObject({
			reason: expect.stringContaining('created'),
		});

		const allowed = await tenant.run(people(4), { brake: { ...brake, allowOnce: 3 } });
		expect(allowed.summary.counts).toMatchObject({ created: 3, updated: 1 });
	});

	it('goes on holding and asking for attention while nothing changes', async () => {
		const tenant = new Tenant();
		await tenant.run(people(4), { brake });
		const { summary } = await tenant.run(people(4), { brake });
		expect(tenant.target.rows).toEqual([]);
		expect(summary.needsAttention).toBe(true);
		expect(summary.counts.deferred).toBe(4);
	});
});

describe('sensitive values', () => {
	const rich = person('1', { baseSalary: 45_123 });

	it('appear in results as "changed"', async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '1', email: '1@firma.se', phone: '1', salary: 43_210 });
		const { results, summary } = await tenant.run([rich]);
		expect(results[0]!.changes).toEqual([{ field: 'salary', from: 'changed', to: 'changed' }]);
		expect(JSON.stringify([results, summary])).not.toMatch(/45123|43210/);
	});

	it('appear in clear where the switch is on', async () => {
		const { results } = await new Tenant().run([rich], { showSensitive: true });
		expect(results[0]!.changes).toContainEqual({ field: 'salary', from: null, to: 45_123 });
	});

	it("are taken out of the vendor's messages", async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '1', email: '1@firma.se', phone: '1', salary: 43_210 });
		tenant.target.failApply = () => vendor('invalid', 'BaseSalary: 45123 is too far from 43210');
		const { results } = await tenant.run([rich]);
		expect(results[0]!.error).toMatch(/^BaseSalary: \S+ is too far from \S+$/);
		expect(results[0]!.error).not.toMatch(/\d/);
	});

	it('are in no entry of the memory', async () => {
		const tenant = new Tenant();
		await tenant.run([rich]);
		const entries = JSON.stringify([...(tenant.store as unknown as { entries: Set<string> }).entries]);
		expect(entries).not.toMatch(/45123|firma|Person/);
	});
});

it('a conflict is news once and stands after that', async () => {
	const tenant = new Tenant();
	tenant.target.add({ key: '77', email: '1@firma.se' });
	const first = await tenant.run([person('1')]);
	expect(first.results).toMatchObject([{ key: '1', action: 'conflict' }]);
	const second = await tenant.run([person('1')]);
	expect(second.results).toEqual([]);
	expect(second.summary).toMatchObject({
		counts: { conflict: 1 },
		standing: [{ key: '1' }],
		needsAttention: true,
	});
});
