import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import { full } from '../extent.mts';
import { findSecrets, type Fault } from '../sandbox/index.mts';
import { later } from '../integration/support/clock.mts';
import { Tenant } from '../integration/support/tenant.mts';
import { tried } from '../tried.mts';
import { everything, storiesOf, writesOf, type Ended } from './stories.mts';

const SYSTEMS = ['kleer', 'cinode'] as const;
const A_DAY = 26 * 60;
/** In the short form not every request is struck, but one in so many. */
const STEP = full ? 1 : 7;
const LATE_MS = 150;
/** The sync node's default, and how many requests may be under way when it is reached. */
const RESERVE = 500;
const AT_ONCE = 8;

/** The stories with these words in their names, in bad weather: answers lost or late, limits, vendors that are down. */
export function inBadWeather(words: string): void {
	const stories = storiesOf(words);

	describe.each(stories)('$name', ({ target, world, before, run }) => {
		let undisturbed: IDataObject;
		let requests: number;
		let writes: number;
		let tenant: Tenant;

		async function company(): Promise<Tenant> {
			const one = await Tenant.start(world);
			await before(one);
			one.sandbox.requests.clear();
			return one;
		}

		beforeAll(async () => {
			const one = await company();
			await run(one);
			undisturbed = everything(one);
			requests = one.sandbox.requests.all.length;
			writes = writesOf(one).length;
			await one.stop();
		});

		beforeEach(async () => {
			tenant = await company();
		});

		afterEach(async () => {
			vi.restoreAllMocks();
			await tenant.stop();
		});

		/** A run as it comes; nothing of it may tell a secret. */
		async function disturbed(): Promise<Ended | undefined> {
			const outcome = await run(tenant).catch((error: object) => ({ error }));
			const told =
				'error' in outcome ? `${String(outcome.error)} ${JSON.stringify(outcome.error)}` : outcome.shown;
			expect(findSecrets(told, tenant.sandbox.secrets())).toEqual([]);
			tried('disturbed runs');
			return 'error' in outcome ? undefined : outcome;
		}

		/** What everything comes to once the weather is good again. */
		async function afterwards(): Promise<IDataObject> {
			tenant.sandbox.faults.clear();
			later(A_DAY);
			await run(tenant);
			return everything(tenant);
		}

		/** For each nth request in turn, in a company of its own. */
		async function forEach(count: number, work: (nth: number) => Promise<void>): Promise<void> {
			for (let nth = 1; nth <= count; nth += STEP) {
				await tenant.stop();
				tenant = await company();
				await work(nth);
				vi.restoreAllMocks();
			}
		}

		const strike = (fault: Omit<Fault, 'system'>) => {
			for (const system of SYSTEMS) tenant.sandbox.faults.add({ system, ...fault });
		};

		it('comes to the same when every write’s answer is lost', async () => {
			tenant.sandbox.faults.add({ system: target, writes: true, kind: 'drop-after' });
			for (let day = 0; day < 8; day++) {
				await disturbed();
				later(A_DAY);
			}
			expect(await afterwards()).toEqual(undisturbed);
		});

		it('comes to the same whichever write the server does only after we gave up waiting', async () => {
			await forEach(writes, async (nth) => {
				tenant.sandbox.faults.add({ system: target, writes: true, nth, kind: 'late', ms: LATE_MS });
				await disturbed();
				await new Promise((resolve) => setTimeout(resolve, 2 * LATE_MS));
				expect(await afterwards(), `write ${nth} was late`).toEqual(undisturbed);
			});
		});

		it('comes to the same whichever write fails although it was done', async () => {
			await forEach(writes, async (nth) => {
				tenant.sandbox.faults.add({
					system: target,
					writes: true,
					nth,
					kind: 'status',
					status: 500,
					acts: true,
				});
				await disturbed();
				expect(await afterwards(), `write ${nth} was done and failed`).toEqual(undisturbed);
			});
		});

		it('comes to the same when a fifth of all requests is refused, fails, breaks off or is late', async () => {
			const kinds: Array<Omit<Fault, 'system'>> = [
				{ kind: 'status', status: 429 },
				{ kind: 'status', status: 500 },
				{ kind: 'status', status: 503, acts: true },
				{ kind: 'drop-before' },
				{ kind: 'drop-after' },
				{ kind: 'delay', ms: full ? 30_000 : 300 },
			];
			for (const kind of kinds) strike({ ...kind, rate: 0.2 / kinds.length });
			for (let day = 0; day < 4; day++) {
				await disturbed();
				later(A_DAY);
			}
			expect(await afterwards()).toEqual(undisturbed);
		});

		it('renews a token that dies, at whichever request, and goes on', async () => {
			await forEach(requests, async (nth) => {
				tenant.sandbox.faults.add({ system: 'cinode', path: '/v0', nth, kind: 'status', status: 401 });
				await disturbed();
				expect(everything(tenant), `the token died at request ${nth}`).toEqual(undisturbed);
			});
		});

		it.each(SYSTEMS)(
			'writes nothing wrong while %s is down, and comes to the same afterwards',
			async (system) => {
				tenant.sandbox.faults.add({ system, kind: 'status', status: 503 });
				await disturbed();
				expect(writesOf(tenant)).toEqual([]);
				later(60);
				await disturbed();
				expect(await afterwards()).toEqual(undisturbed);
			},
		);
	});

	const limited = stories.filter(({ target }) => target === 'cinode');
	describe.each(limited)('$name', ({ world, before, run }) => {
		it('stops before the day’s last requests are gone, wherever that is, and goes on the next day', async () => {
			const whole = await Tenant.start(world);
			await before(whole);
			await run(whole);
			const undisturbed = everything(whole);
			const requests = whole.cinodeRequests;
			await whole.stop();
			let deferred = 0;
			for (let left = 2; left < requests; left += full ? 1 : 5) {
				const tenant = await Tenant.start(world);
				await before(tenant);
				tenant.sandbox.cinode.store.limits.plan.usedToday = 10_000 - RESERVE - left;
				const ended = await run(tenant);
				deferred += ended.counts.deferred ?? 0;
				expect(ended.counts.failed, `${left} requests left`).toBe(0);
				tried('disturbed runs');
				expect(tenant.sandbox.cinode.store.limits.plan.usedToday).toBeLessThanOrEqual(
					10_000 - RESERVE + AT_ONCE,
				);
				for (let day = 0; day < 2; day++) {
					later(A_DAY);
					await run(tenant);
				}
				expect(everything(tenant), `${left} requests left`).toEqual(undisturbed);
				vi.restoreAllMocks();
				await tenant.stop();
			}
			expect(deferred).toBeGreaterThan(0);
		});
	});
}
