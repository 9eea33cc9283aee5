import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MappedRecord } from '../../../rules';
import { cases } from '../../extent.mts';
import { Tenant, people, person, syncOptions } from '../support/fakeTarget.mts';
import { VolatileStore } from '../support/volatileStore.mts';

/**
 * Whatever comes together in a few runs: what the brake holds is looked at once, costs nothing while it stands, and
 * goes through with the count that is shown.
 */

const LIMITS = { maxCreates: 3, maxChangedShare: 30, maxSalaryJumps: 3, allowOnce: 0 };
const LOOSE = { ...syncOptions().brake, maxCreates: 5000 };

const share = (most: number) => fc.oneof(fc.constant(0), fc.double({ min: 0, max: most, noNaN: true }));
const step = fc.record({
	mail: share(0.6),
	salary: share(0.3),
	phone: share(0.5),
	vanishes: share(0.5),
	leaves: share(0.2),
	newcomers: fc.oneof(fc.constant(0), fc.nat(8)),
	isAllowed: fc.boolean(),
});
/** Who is struck by what: a place in one of these for each. */
const luck = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 13, maxLength: 13 });

function lucky(places: number[]): () => number {
	let index = 0;
	return () => places[index++ % places.length] ?? 0;
}

it('what the brake holds costs nothing while it stands, and goes through with the count that is shown', async () => {
	const steps = fc.array(step, { minLength: 1, maxLength: 3 });
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 20, max: 60 }), steps, luck, async (size, all, places) => {
			const chance = lucky(places);
			const tenant = new Tenant();
			let records: MappedRecord[] = people(size).map(({ key }) => person(key, { baseSalary: 40_000 }));
			await tenant.run(records, { brake: { ...LIMITS, maxCreates: 1000 } });
			const next = async (allowOnce = 0) => {
				await tenant.clock.advance(60_000);
				// By hand: what vanishes here would stop a scheduled run before the brake.
				return await tenant.run(records, { brake: { ...LIMITS, allowOnce }, byHand: true });
			};
			for (const [number, one] of all.entries()) {
				records = records.map((record) => {
					const values = { ...record.values };
					if (chance() < one.mail) values.email = `m${number}x${record.key}@firma.se`;
					if (chance() < one.salary) values.baseSalary = 90_000 + number;
					if (chance() < one.phone) values.phone = `${number}`;
					const left = { active: false, notCreated: 'Inactive in Kleer' };
					return { ...record, values, ...(chance() < one.leaves ? left : {}) };
				});
				for (let i = 0; i < one.newcomers; i++) {
					records.push(person(`n${number}x${i}`, { baseSalary: 40_000 }));
				}
				const kept = tenant.target.rows.filter(() => chance() >= one.vanishes);
				tenant.target.rows.splice(0, Infinity, ...kept);

				const stopped = (await next()).summary.brake !== undefined;
				await next();
				const { summary } = await next();
				expect({ looked: tenant.target.planned, brake: summary.brake }).toEqual({
					looked: [],
					brake: undefined,
				});
				const shown = Number(/'Allow Once' to (\d+)/.exec(summary.warnings.join())?.[1] ?? 0);
				if (stopped) expect(shown > 0).toBe(summary.counts.deferred > 0);
				if (shown > 0 && one.isAllowed) {
					const { summary: allowed } = await next(shown);
					expect({ brake: allowed.brake, left: allowed.counts.deferred }).toEqual({
						brake: undefined,
						left: 0,
					});
				}
			}
		}),
		{ numRuns: cases(2000) },
	);
});

it('after memory was lost a tenth that changed is looked at once, and the rest goes on', async () => {
	const tenant = new Tenant();
	await tenant.run(people(2000), { brake: LOOSE });
	tenant.store = new VolatileStore();
	tenant.target.confirmingValues = ({ key }) => [`${key}@firma.se`];
	const mails = people(2000).map((one, index) =>
		index < 200 ? person(one.key, { email: `new${one.key}@firma.se` }) : one,
	);
	const looked: number[] = [];
	for (let run = 0; run < 8; run++) {
		await tenant.clock.advance(5 * 60_000);
		await tenant.run(mails, { brake: LOOSE });
		looked.push(tenant.target.planned.length);
	}
	expect(looked.slice(-2)).toEqual([0, 0]);
	expect(tenant.target.rows.filter(({ email }) => email.startsWith('new'))).toHaveLength(200);
});

it('leavers that nothing is done about do not count as linked', async () => {
	const tenant = new Tenant();
	const gone = people(10).map(({ key }) => person(`gone${key}`));
	await tenant.run([...people(100), ...gone], { brake: LOOSE });
	const left = gone.map((one) => ({ ...one, active: false }));
	const mails = people(100).map(({ key }, index) =>
		person(key, index < 32 ? { email: `new${key}@firma.se` } : { phone: '7' }),
	);
	const run = async () => (await tenant.run([...mails, ...left], { brake: LOOSE })).summary;
	expect((await run()).brake?.count).toBe(32);
	for (let again = 0; again < 3; again++) {
		const { warnings } = await run();
		expect(tenant.target.planned).toEqual([]);
		expect(warnings.join()).not.toContain('not looked at yet');
	}
});
