import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import { later } from '../integration/support/clock.mts';
import { deduplicator } from '../integration/support/engine.mts';
import { Tenant } from '../integration/support/tenant.mts';
import { tried } from '../tried.mts';
import { everything, storiesOf, writesOf } from './stories.mts';

/** So many requests more a run may make where the machine is slow, of the twenty and more of these stories. */
const MORE_WHEN_SLOW = 2;

/** The stories with these words in their names: each is killed at request after request, and then run again. */
export function killAtEveryRequest(words: string): void {
	const stories = storiesOf(words);

	afterAll(() => {
		deduplicator.dead = false;
	});

	afterEach(() => vi.restoreAllMocks());

	describe.each(stories)('$name', ({ world, before, run }) => {
		/** Both systems as they are after an undisturbed run. */
		let undisturbed: IDataObject;
		let requests: number;

		async function company(): Promise<Tenant> {
			const tenant = await Tenant.start(world);
			await before(tenant);
			return tenant;
		}

		beforeAll(async () => {
			const tenant = await company();
			await run(tenant);
			undisturbed = everything(tenant);
			requests = tenant.sandbox.requests.all.length;
			expect(writesOf(tenant).length).toBeGreaterThan(1);
			await tenant.stop();
		});

		/**
		 * Runs it and kills it at a request: nothing gets through any more, and nothing is stored.
		 * @returns `undefined` where the run was over before: on a slow machine a list is read once more than on a fast one.
		 */
		async function killedAt(cut: number, phase: 'before' | 'after'): Promise<Tenant | undefined> {
			const tenant = await company();
			let seen = 0;
			const end = tenant.sandbox.onRequest((when) => {
				if (deduplicator.dead) return 'drop';
				if (when === 'before') seen++;
				if (seen !== cut || when !== phase) return;
				deduplicator.dead = true;
				// What the dead process would still ask is refused at once, so that the test needn't wait.
				for (const system of ['kleer', 'cinode'] as const) {
					tenant.sandbox.faults.add({ system, kind: 'status', status: 401 });
				}
				return 'drop';
			});
			await run(tenant).catch(() => undefined);
			end();
			if (!deduplicator.dead && cut > requests - MORE_WHEN_SLOW) {
				await tenant.stop();
				return undefined;
			}
			expect(deduplicator.dead, `request ${cut} was never made`).toBe(true);
			deduplicator.dead = false;
			tenant.sandbox.faults.clear();
			tried('cut points');
			return tenant;
		}

		it.each(['before', 'after'] as const)(
			'that is killed just %s the server acted is repaired by the next run, whichever request it was',
			async (phase) => {
				for (let cut = 1; cut <= requests; cut++) {
					const tenant = await killedAt(cut, phase);
					if (!tenant) break;
					later(5);
					const { notRun } = await run(tenant);
					expect(notRun, `lease after request ${cut}`).toBeUndefined();
					expect(everything(tenant), `state after request ${cut}`).toEqual(undisturbed);
					await run(tenant);
					expect(writesOf(tenant), `writes after request ${cut}`).toEqual([]);
					await tenant.stop();
					// Else the clock goes on five minutes with each, and passes midnight.
					vi.restoreAllMocks();
				}
			},
		);

		it('that runs three times at once makes nothing twice', async () => {
			const tenant = await company();
			await Promise.all([1, 2, 3].map(async () => await run(tenant)));
			expect(everything(tenant)).toEqual(undisturbed);
			await tenant.stop();
		});
	});

	describe.each(stories.filter(({ name }) => !name.includes('push')))('$name', ({ world, before, run }) => {
		it('that was killed keeps its lease until it expires: the next run ends quietly and says so', async () => {
			const tenant = await Tenant.start(world);
			await before(tenant);
			const end = tenant.sandbox.onRequest((_when, { system, method }) => {
				if (deduplicator.dead) return 'drop';
				if (system !== 'cinode' || !['POST', 'PATCH'].includes(method)) return;
				deduplicator.dead = true;
				tenant.sandbox.faults.add({ system: 'cinode', kind: 'status', status: 401 });
				return 'drop';
			});
			await run(tenant).catch(() => undefined);
			end();
			deduplicator.dead = false;
			tenant.sandbox.faults.clear();
			const { notRun } = await run(tenant);
			expect(notRun).toContain('Another run');
			expect(tenant.cinodeRequests).toBe(0);
			later(5);
			expect((await run(tenant)).notRun).toBeUndefined();
			await tenant.stop();
		});
	});
}
