import { describe, expect, it } from 'vitest';
import { VendorError, type VendorErrorKind } from '../../../base';
import { Tenant, people, person } from '../support/fakeTarget.mts';

const vendor = (kind: VendorErrorKind, message = `Cinode said ${kind}`) =>
	new VendorError('Cinode', kind, message);

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

	it('counts what it holds when a few more come, so that nothing slips through one by one', async () => {
		const tenant = new Tenant();
		await tenant.run(people(4), { brake });
		const changed = people(4).map((one) => (one.key === '1' ? person('1', { phone: '2' }) : one));
		const { summary } = await tenant.run(changed, { brake });
		expect(tenant.target.rows).toEqual([]);
		expect(summary.brake?.count).toBe(4);
		await tenant.run([...changed, person('5')], { brake });
		expect(tenant.target.rows).toEqual([]);
	});

	it.each([
		['e-mail', { email: 'new' }, 12],
		['salary', { baseSalary: 90_000 }, 4],
	])('counts what it holds of the kind %s', async (what, change, count) => {
		const tenant = new Tenant();
		const employed = (key: string, values = {}) => person(key, { baseSalary: 40_000, ...values });
		const keys = people(20).map(({ key }) => key);
		await tenant.run(keys.map((key) => employed(key)));
		const before = structuredClone(tenant.target.rows);
		const changed = (upTo: number) =>
			keys.map((key, index) => {
				const values = what === 'e-mail' ? { email: `new${key}@firma.se` } : change;
				return employed(key, index < upTo ? values : {});
			});
		await tenant.run(changed(count));
		const { summary } = await tenant.run(changed(count + 1));
		expect(tenant.target.rows).toEqual(before);
		expect(summary.brake?.count).toBe(count + 1);
	});

	it('lets records go that only came with others, once none is left of those that tripped it', async () => {
		const tenant = new Tenant();
		const employed = (count: number, salary: number, phone: string) =>
			people(8).map(({ key }, index) =>
				person(key, { baseSalary: index < count ? salary : 40_000, phone: index === 7 ? phone : '1' }),
			);
		await tenant.run(employed(0, 0, '1'), { brake: { ...brake, maxCreates: 8 } });
		const phone = () => tenant.target.rows.find(({ key }) => key === '8')?.phone;

		const held = await tenant.run(employed(4, 90_000, '2'), { brake });
		expect(held.summary.counts.deferred).toBe(5);
		expect(held.results.find(({ key }) => key === '8')?.reason).toMatch(/waits for those/i);
		expect((await tenant.run(employed(4, 90_000, '2'), { brake })).summary.counts.deferred).toBe(5);
		expect(phone()).toBe('1');
		const plain = await tenant.run(employed(0, 0, '2'), { brake });
		expect(plain.summary.counts).toMatchObject({ updated: 1, deferred: 0 });
		expect(phone()).toBe('2');
		expect((await tenant.run(employed(0, 0, '2'), { brake })).summary.needsAttention).toBe(false);
	});

	it('doesn’t count records that only came with others', async () => {
		const tenant = new Tenant();
		const all = people(20).map(({ key }) => person(key, { baseSalary: 40_000, phone: '1' }));
		await tenant.run(all, { brake: { ...brake, maxCreates: 20 } });
		const jumping = all.map(({ key }, index) =>
			person(key, { baseSalary: index < 4 ? 90_000 : 40_000, phone: '2' }),
		);
		expect((await tenant.run(jumping, { brake })).summary.counts.deferred).toBe(20);
		const more = jumping.map((one, index) =>
			index >= 4 && index < 9 ? person(one.key, { ...one.values, email: `x${one.key}@firma.se` }) : one,
		);
		const { summary } = await tenant.run(more, { brake });
		expect(summary.brake).toBeUndefined();
		expect(summary.counts).toMatchObject({ updated: 5, deferred: 15 });
	});

	it('holds nothing any more that was allowed', async () => {
		const tenant = new Tenant();
		// As Cinode's list does of a salary.
		tenant.target.showsWrites = false;
		const employed = (salary: number) => people(4).map(({ key }) => person(key, { baseSalary: salary }));
		await tenant.run(employed(40_000), { brake: { ...brake, maxCreates: 4 } });
		await tenant.run(employed(90_000), { brake });
		await tenant.run(employed(90_000), { brake: { ...brake, allowOnce: 4 } });
		expect(tenant.target.rows.map(({ salary }) => salary)).toEqual([90_000, 90_000, 90_000, 90_000]);
		await tenant.clock.advance(30 * 3_600_000);
		const { summary } = await tenant.run(employed(90_000), { brake });
		expect(summary).toMatchObject({ needsAttention: false, counts: { unchanged: 4, deferred: 0 } });
	});

	it.each([
		[40, false],
		[39, true],
	])('takes people that vanished as part of all: 12 of %i trip it: %j', async (linked, trips) => {
		const tenant = new Tenant();
		await tenant.run(people(linked));
		tenant.target.rows.splice(0, 12);
		const { summary } = await tenant.run(people(linked));
		expect(summary.brake?.count).toBe(trips ? 12 : undefined);
		expect(tenant.target.applied).toHaveLength(trips ? 0 : 12);
	});
});

describe('allow once', () => {
	const brake = { maxCreates: 2, maxChangedShare: 30, maxSalaryJumps: 3, allowOnce: 3 };
	const newcomers = ['a', 'b', 'c'].map((key) => person(key));

	it('lets the count through once, and then holds as many others', async () => {
		const tenant = new Tenant();
		await tenant.run(people(3), { brake });
		expect(tenant.target.rows).toHaveLength(3);
		const { summary } = await tenant.run([...people(3), ...newcomers], { brake });
		expect(tenant.target.rows).toHaveLength(3);
		expect(summary.brake).toMatchObject({ count: 3, howToAllow: expect.stringContaining('with 0') });
	});

	it('is there again after a run without it', async () => {
		const tenant = new Tenant();
		await tenant.run(people(3), { brake });
		const all = [...people(3), ...newcomers];
		await tenant.run(all, { brake: { ...brake, allowOnce: 0 } });
		expect(tenant.target.rows).toHaveLength(3);
		await tenant.run(all, { brake });
		expect(tenant.target.rows).toHaveLength(6);
	});

	it.each([2, 4])('does nothing with another count (%i)', async (allowOnce) => {
		const tenant = new Tenant();
		await tenant.run(people(3), { brake: { ...brake, allowOnce } });
		expect(tenant.target.rows).toEqual([]);
	});

	it('is not used up by a dry run', async () => {
		const tenant = new Tenant();
		await tenant.run(people(3), { brake, dryRun: true });
		await tenant.run(people(3), { brake });
		expect(tenant.target.rows).toHaveLength(3);
	});

	it('holds for the same records when the run that used it was broken off', async () => {
		const tenant = new Tenant();
		tenant.target.failApply = () => vendor('unreachable');
		await expect(tenant.run(people(3), { brake })).rejects.toThrow();
		tenant.target.failApply = () => undefined;
		await tenant.run(people(3), { brake });
		expect(tenant.target.rows).toHaveLength(3);
	});
});
