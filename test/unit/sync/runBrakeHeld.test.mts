import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../reports/problems.ts';
import { Tenant, people, person, syncOptions } from '../support/fakeTarget.mts';
import { VolatileStore } from '../support/volatileStore.mts';

const brake = { maxCreates: 3, maxChangedShare: 30, maxSalaryJumps: 3, allowOnce: 0 };
const loose = { ...syncOptions().brake, maxCreates: 2000 };
const mails = (count: number) => people(count).map(({ key }) => person(key, { email: `new${key}@firma.se` }));
const moved = (tenant: Tenant) => tenant.target.rows.filter(({ email }) => email.startsWith('new')).length;

describe('what the brake holds', () => {
	it('are newcomers as long as they are more than the limit', async () => {
		const tenant = new Tenant();
		await tenant.run(people(4), { brake });
		expect((await tenant.run(people(4), { brake })).summary.counts.deferred).toBe(4);
		const { summary } = await tenant.run(people(3), { brake });
		expect(summary.counts).toMatchObject({ created: 3, deferred: 0 });
		expect(tenant.target.rows).toHaveLength(3);
	});

	it('are salaries as long as they are more than the limit', async () => {
		const tenant = new Tenant();
		const employed = (jumps: number) =>
			people(8).map(({ key }, index) => person(key, { baseSalary: index < jumps ? 90_000 : 40_000 }));
		await tenant.run(employed(0), { brake: { ...brake, maxCreates: 8 } });
		await tenant.run(employed(4), { brake });
		expect(tenant.target.rows[0]?.salary).toBe(40_000);
		const { summary } = await tenant.run(employed(1), { brake });
		expect(summary.counts).toMatchObject({ updated: 1, deferred: 0 });
		expect(tenant.target.rows[0]?.salary).toBe(90_000);
	});

	it('are also the records that came with others, as long as those are too many', async () => {
		const tenant = new Tenant();
		const old = ['a', 'b'].map((key) => person(key));
		await tenant.run(old, { brake });
		const phoned = old.map(({ key }) => person(key, { phone: '2' }));
		await tenant.run([...phoned, ...people(4)], { brake });
		await tenant.run([...phoned, ...people(3)], { brake });
		expect(tenant.target.rows.filter(({ phone }) => phone === '2')).toHaveLength(2);
		expect(tenant.target.rows).toHaveLength(5);
	});

	it('is told in every run, with the count that lets it through', async () => {
		const tenant = new Tenant();
		await tenant.run(people(4), { brake });
		const { summary, results } = await tenant.run(people(4), { brake });
		expect(summary.warnings).toEqual([
			"4 records are held by the safety brake since an earlier run: 4 would be created (limit 3). If this is right, set 'Allow Once' to 4 for the next run",
		]);
		expect(summary.needsAttention).toBe(true);
		// As one thing, not record by record.
		expect(
			problemsOf({ rejected: [], results, summary, leftOut: [], setup: [], errors: [] }, 'users'),
		).toEqual([]);
	});
});

describe('a change larger than one run looks at', () => {
	it.each([
		['that is in a dry run', true, false],
		['after memory was lost', false, true],
		['when memory is there', false, false],
	])('trips the brake %s', async (_when, dryRun, forgets) => {
		const tenant = new Tenant();
		await tenant.run(people(2000), { brake: loose });
		if (forgets) tenant.store = new VolatileStore();
		if (forgets) tenant.target.confirmingValues = ({ key }) => [`${key}@firma.se`];
		for (let run = 0; run < 3; run++) {
			const { summary } = await tenant.run(mails(2000), { dryRun });
			if (run === 0) expect(summary.brake?.reasons).toEqual([expect.stringContaining('e-mail')]);
			expect(moved(tenant)).toBe(0);
		}
	});

	it('goes through with the counts that are shown, part by part', async () => {
		const tenant = new Tenant();
		const requestsPerDay = 1500;
		await tenant.run(people(1200), { brake: loose, requestsPerDay });
		const run = async (allowOnce: number) =>
			(await tenant.run(mails(1200), { brake: { ...loose, allowOnce }, requestsPerDay })).summary;
		const shown: number[] = [];
		for (let allowOnce = 0, left = 1200; left > 0 && shown.length < 4; left = 1200 - moved(tenant)) {
			const { brake: stopped } = await run(allowOnce);
			allowOnce = stopped?.count ?? 0;
			if (stopped) shown.push(stopped.count);
		}
		expect({ shown, moved: moved(tenant) }).toEqual({ shown: [800, 400], moved: 1200 });
	});
});
