import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lease } from '../../../sync/run/lease';
import { LeaseLostError } from '../../../base';
import { FakeClock, settle } from '../support/clock.mts';
import { FakeLeaseStore } from '../support/leaseStore.mts';

const MINUTE = 60_000;

/** Takes the lease and lets as much time pass as taking needs. */
async function take(store: FakeLeaseStore, clock: FakeClock, owner: string): Promise<Lease | undefined> {
	const taking = Lease.take(store, clock, owner);
	await clock.advance(10_000);
	return await taking;
}

describe('a free lease', () => {
	it('is taken without waiting', async () => {
		const clock = new FakeClock();
		const lease = await Lease.take(new FakeLeaseStore(), clock, 'a');
		expect(lease).toBeInstanceOf(Lease);
		await expect(lease!.check()).resolves.toBeUndefined();
	});

	it('is free again once it was released', async () => {
		const clock = new FakeClock();
		const store = new FakeLeaseStore();
		await (await take(store, clock, 'a'))!.release();
		expect(await take(store, clock, 'b')).toBeInstanceOf(Lease);
	});
});

describe('a lease that someone holds', () => {
	it('is refused at once, quietly', async () => {
		const clock = new FakeClock();
		const store = new FakeLeaseStore();
		await take(store, clock, 'a');
		expect(await Lease.take(store, clock, 'b')).toBeUndefined();
	});

	it('is refused for as long as the holder goes on checking', async () => {
		const clock = new FakeClock();
		const store = new FakeLeaseStore();
		const held = (await take(store, clock, 'a'))!;
		for (let minute = 0; minute < 30; minute++) {
			await clock.advance(MINUTE);
			await held.check();
			expect(await take(store, clock, `b${minute}`)).toBeUndefined();
		}
		await expect(held.check()).resolves.toBeUndefined();
	});

	it('stays with its holder when others tried and left', async () => {
		const clock = new FakeClock();
		const store = new FakeLeaseStore();
		const held = (await take(store, clock, 'a'))!;
		await take(store, clock, 'b');
		await clock.advance(MINUTE);
		await expect(held.check()).resolves.toBeUndefined();
	});
});

describe('the lease of a dead holder', () => {
	it.each([1, 2, 2.5])('is refused before it ran out (after %d minutes)', async (minutes) => {
		const clock = new FakeClock();
		const store = new FakeLeaseStore();
		await take(store, clock, 'a');
		await clock.advance(minutes * MINUTE);
		expect(await take(store, clock, 'b')).toBeUndefined();
	});

	it('is taken over after that', async () => {
		const clock = new FakeClock();
		const store = new FakeLeaseStore();
		await take(store, clock, 'a');
		await clock.advance(5 * MINUTE);
		const lease = await take(store, clock, 'b');
		expect(lease).toBeInstanceOf(Lease);
		await clock.advance(MINUTE);
		await expect(lease!.check()).resolves.toBeUndefined();
	});

	it('is told to a holder that was only slow, before it writes again', async () => {
		const clock = new FakeClock();
		const store = new FakeLeaseStore();
		const slow = (await take(store, clock, 'a'))!;
		await clock.advance(5 * MINUTE);
		await take(store, clock, 'b');
		await expect(slow.check()).rejects.toBeInstanceOf(LeaseLostError);
	});

	it('is lost for good: the slow holder is told every time, whatever it asked before', async () => {
		const clock = new FakeClock();
		const store = new FakeLeaseStore();
		const slow = (await take(store, clock, 'a'))!;
		await clock.advance(5 * MINUTE);
		const next = (await take(store, clock, 'b'))!;
		for (const wait of [0, 0, MINUTE, 10 * MINUTE]) {
			await clock.advance(wait);
			await expect(slow.check()).rejects.toBeInstanceOf(LeaseLostError);
			await expect(next.check()).resolves.toBeUndefined();
		}
	});

	it.each(['told', 'not told'])('is left alone by the slow holder, %s, when that one ends', async (how) => {
		const clock = new FakeClock();
		const store = new FakeLeaseStore();
		const slow = (await take(store, clock, 'a'))!;
		await clock.advance(5 * MINUTE);
		const next = (await take(store, clock, 'b'))!;
		if (how === 'told') await expect(slow.check()).rejects.toBeInstanceOf(LeaseLostError);
		await slow.release();
		await slow.release();
		await clock.advance(MINUTE);
		await expect(slow.check()).rejects.toBeInstanceOf(LeaseLostError);
		await expect(next.check()).resolves.toBeUndefined();
		expect(await take(store, clock, 'c')).toBeUndefined();
	});

	it('goes on with its slow holder when no other run wanted it', async () => {
		const clock = new FakeClock();
		const slow = (await take(new FakeLeaseStore(), clock, 'a'))!;
		await clock.advance(10 * MINUTE);
		await expect(slow.check()).resolves.toBeUndefined();
	});
});

describe('a run that waits for a lease', () => {
	it('takes a free one at once', async () => {
		const lease = await Lease.waitFor(new FakeLeaseStore(), new FakeClock(), 'a');
		await expect(lease!.check()).resolves.toBeUndefined();
	});

	it('takes it within a second after it was released', async () => {
		const clock = new FakeClock();
		const store = new FakeLeaseStore();
		const held = (await take(store, clock, 'a'))!;
		const waiting = Lease.waitFor(store, clock, 'b');
		await clock.advance(20_000);
		await held.release();
		await clock.advance(1_000);
		await expect((await waiting)!.check()).resolves.toBeUndefined();
	});

	it('writes nothing while the lease goes from one to the next', async () => {
		const clock = new FakeClock();
		const store = new FakeLeaseStore();
		const written = () => [...(store.row ?? [])].filter((entry) => entry.startsWith('owner'));
		let holder = (await take(store, clock, 'holder 0'))!;
		const waiting = Lease.waitFor(store, clock, 'b');
		for (let next = 1; next <= 60; next++) {
			await clock.advance(2_000);
			expect(written()).toEqual([`owner holder ${next - 1}`]);
			await holder.release();
			// It takes the lease before the waiting run looks again; another row is seldom as long.
			holder = (await Lease.take(store, clock, `holder ${next}`))!;
			await store.record([`entry ${next}`, ...(next % 2 ? ['one more'] : [])]);
		}
		await holder.release();
		await clock.advance(1_000);
		expect(await waiting).toBeInstanceOf(Lease);
	});

	it("takes a dead run's over when it ran out, also where the clock was set back", async () => {
		const clock = new FakeClock();
		const store = new FakeLeaseStore();
		await take(store, clock, 'a');
		const waiting = Lease.waitFor(store, clock, 'b');
		await clock.advance(3_000);
		clock.setBack(1_000);
		await clock.advance(4.5 * MINUTE);
		await expect((await waiting)!.check()).resolves.toBeUndefined();
	});

	it('leaves after five minutes, when the holder still works', async () => {
		const clock = new FakeClock();
		const store = new FakeLeaseStore();
		const held = (await take(store, clock, 'a'))!;
		const waiting = Lease.waitFor(store, clock, 'b');
		for (let minute = 0; minute < 6; minute++) {
			await clock.advance(MINUTE);
			await held.check();
		}
		expect(await waiting).toBeUndefined();
		await expect(held.check()).resolves.toBeUndefined();
	});
});

/** Several takers, whose every step waits until the schedule lets it go on. */
async function race(scheduler: fc.Scheduler, store: FakeLeaseStore, clock: FakeClock, takers: number) {
	const leases: Array<Lease | undefined> = [];
	const all = Promise.all(
		Array.from({ length: takers }, async (_, index) => {
			leases[index] = await Lease.take(store, clock, `taker ${index}`);
		}),
	);
	let ended = false;
	void all.then(() => (ended = true));
	while (!ended) {
		if (scheduler.count() > 0) await scheduler.waitOne();
		else await clock.advance(1_500);
		await settle();
	}
	return leases.filter((lease) => lease !== undefined);
}

describe('several takers at once, in any order of their steps', () => {
	it('never get a free lease twice, and one gets it', async () => {
		await fc.assert(
			fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 4 }), async (scheduler, takers) => {
				const clock = new FakeClock();
				const store = new FakeLeaseStore(async () => await scheduler.schedule(Promise.resolve()));
				expect(await race(scheduler, store, clock, takers)).toHaveLength(1);
			}),
			{ numRuns: 150 },
		);
	});

	it("never take over a dead holder's lease twice", async () => {
		await fc.assert(
			fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 4 }), async (scheduler, takers) => {
				const clock = new FakeClock();
				const store = new FakeLeaseStore(async () => await scheduler.schedule(Promise.resolve()));
				store.row = new Set(['owner dead', 'slot 1']);
				expect((await race(scheduler, store, clock, takers)).length).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 500 },
		);
	});

	it('that wait all get their turn, one after another', async () => {
		await fc.assert(
			fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 4 }), async (scheduler, waiters) => {
				const clock = new FakeClock();
				const store = new FakeLeaseStore(async () => await scheduler.schedule(Promise.resolve()));
				let holders = 0;
				const turns = Array.from({ length: waiters }, async (_, index) => {
					const lease = await Lease.waitFor(store, clock, `waiter ${index}`);
					expect(lease).toBeInstanceOf(Lease);
					expect(++holders).toBe(1);
					await clock.sleep(500);
					await lease!.check();
					holders--;
					await lease!.release();
				});
				let ended = false;
				const all = Promise.all(turns).finally(() => (ended = true));
				all.catch(() => undefined);
				while (!ended) {
					if (scheduler.count() > 0) await scheduler.waitOne();
					else await clock.advance(250);
					await settle();
				}
				await all;
			}),
			{ numRuns: 150 },
		);
	});
});
