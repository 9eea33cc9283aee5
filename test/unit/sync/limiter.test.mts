import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestLimiter, type Pace } from '../../../apis/shared/limiter';
import { FakeClock } from '../support/clock.mts';

const HOUR = 3_600_000;
const PACE: Pace = { perTwoSeconds: 37, reserve: 0 };

/** The most requests in any two seconds, from the times at which they were sent. */
function mostInTwoSeconds(times: number[]): number {
	const sorted = [...times].sort((a, b) => a - b);
	// A hair is left for the rounding of fractions of a millisecond.
	return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + 1999.9).length));
}

async function send(limiter: RequestLimiter, clock: FakeClock, times: number[], pace = PACE): Promise<void> {
	const answered = await limiter.turn(pace);
	times.push(clock.now());
	answered();
}

describe('the pace', () => {
	it('is never more than set in any two seconds, whenever requests come', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 40 }),
				fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 30 })), {
					maxLength: 8,
				}),
				async (perTwoSeconds, bursts) => {
					const clock = new FakeClock();
					const limiter = new RequestLimiter(clock);
					const times: number[] = [];
					let wanted = 0;
					for (const [wait, count] of bursts) {
						await clock.advance(wait);
						wanted += count;
						for (let one = 0; one < count; one++)
							void send(limiter, clock, times, { perTwoSeconds, reserve: 0 });
					}
					await clock.advance(1_000_000);
					expect(times).toHaveLength(wanted);
					expect(mostInTwoSeconds(times)).toBeLessThanOrEqual(perTwoSeconds);
				},
			),
			{ numRuns: 40 },
		);
	});

	it('is kept as the vendor counts, which may be any moment between sending and answer', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 120 }),
				fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 })), {
					minLength: 3,
					maxLength: 30,
				}),
				async (count, delays) => {
					const clock = new FakeClock();
					const limiter = new RequestLimiter(clock);
					const counted: number[] = [];
					const ask = async (one: number) => {
						const answered = await limiter.turn(PACE);
						const [there, back] = delays[one % delays.length] as [number, number];
						await clock.sleep(there);
						counted.push(clock.now());
						await clock.sleep(back);
						answered();
					};
					const asked = Promise.all(Array.from({ length: count }, async (_, one) => await ask(one)));
					await clock.advance(60_000);
					await asked;
					expect(counted).toHaveLength(count);
					expect(mostInTwoSeconds(counted)).toBeLessThanOrEqual(37);
				},
			),
			{ numRuns: 60 },
		);
	});

	it.each([
		['a larger plan', 400, 370],
		['a plan that is hard to believe', 1_000_000, 370],
		['a smaller plan', 20, 18],
	])('follows %s where it isn’t set', async (_, limit, most) => {
		const clock = new FakeClock();
		const limiter = new RequestLimiter(clock);
		const times: number[] = [];
		limiter.heed({ limit });
		for (let one = 0; one < 500; one++) void send(limiter, clock, times, { ...PACE, followsPlan: true });
		await clock.advance(1999);
		expect(times).toHaveLength(most);
	});

	it('follows no larger plan for an hour after a refusal, and none where it is set', async () => {
		const clock = new FakeClock();
		const limiter = new RequestLimiter(clock);
		limiter.heed({ limit: 400 });
		const inTwoSeconds = async (pace: typeof PACE) => {
			const times: number[] = [];
			for (let one = 0; one < 400; one++) void send(limiter, clock, times, pace);
			await clock.advance(1999);
			const count = times.length;
			await clock.advance(100_000);
			return count;
		};
		expect(await inTwoSeconds(PACE)).toBe(37);
		limiter.pause(0);
		limiter.heed({ limit: 400 });
		expect(await inTwoSeconds({ ...PACE, followsPlan: true })).toBe(37);
		await clock.advance(HOUR);
		limiter.heed({ limit: 400 });
		expect(await inTwoSeconds({ ...PACE, followsPlan: true })).toBe(370);
	});

	it('lets a single request go at once', async () => {
		const clock = new FakeClock();
		const times: number[] = [];
		const start = clock.now();
		await send(new RequestLimiter(clock), clock, times);
		expect(times).toEqual([start]);
	});

	it('is used up: 74 requests need no more than four seconds', async () => {
		const clock = new FakeClock();
		const limiter = new RequestLimiter(clock);
		const times: number[] = [];
		for (let one = 0; one < 74; one++) void send(limiter, clock, times);
		await clock.advance(4000);
		expect(times).toHaveLength(74);
	});
});

describe('a clock that is set back', () => {
	it('holds no request until it is as late again', async () => {
		const clock = new FakeClock();
		const limiter = new RequestLimiter(clock);
		const times: number[] = [];
		for (let one = 0; one < 40; one++) void send(limiter, clock, times);
		await clock.advance(1000);
		limiter.pause(2000);
		await clock.advance(10_000);
		clock.setBack(HOUR);
		const now = clock.now();
		for (let one = 0; one < 40; one++) void send(limiter, clock, times);
		await clock.advance(4000);
		expect(times).toHaveLength(80);
		expect(mostInTwoSeconds(times.slice(40))).toBeLessThanOrEqual(37);
		expect(times[40]).toBe(now);
	});
});

describe('a refusal', () => {
	it('holds back all requests, also those that wait already', async () => {
		const clock = new FakeClock();
		const limiter = new RequestLimiter(clock);
		const times: number[] = [];
		for (let one = 0; one < 10; one++) void send(limiter, clock, times);
		await clock.advance(100);
		const before = times.length;
		const refusedAt = clock.now();
		limiter.pause(2000);
		void send(limiter, clock, times);
		await clock.advance(1999);
		expect(times).toHaveLength(before);
		await clock.advance(2000);
		expect(times).toHaveLength(11);
		expect(Math.min(...times.slice(before))).toBeGreaterThanOrEqual(refusedAt + 2000);
	});

	it('never ends in a burst, whatever requests waited and whatever come then', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(8, 20, 37),
				fc.constantFrom(1, 8, 30),
				fc.integer({ min: 0, max: 2000 }),
				fc.array(fc.integer({ min: 100, max: 4000 }), { minLength: 1, maxLength: 3 }),
				async (perTwoSeconds, waiters, before, pauses) => {
					const clock = new FakeClock();
					const limiter = new RequestLimiter(clock);
					const times: number[] = [];
					const pace = { perTwoSeconds, reserve: 0 };
					const come = (count: number) => {
						for (let one = 0; one < count; one++) void send(limiter, clock, times, pace);
					};
					come(waiters);
					await clock.advance(before);
					for (const pause of pauses) {
						limiter.pause(pause);
						come(waiters);
						await clock.advance(pause);
					}
					come(perTwoSeconds);
					await clock.advance(1_000_000);
					expect(times).toHaveLength(waiters * (1 + pauses.length) + perTwoSeconds);
					expect(mostInTwoSeconds(times)).toBeLessThanOrEqual(perTwoSeconds);
				},
			),
			{ numRuns: 60 },
		);
	});

	it('is not shortened by a shorter one that follows', async () => {
		const clock = new FakeClock();
		const limiter = new RequestLimiter(clock);
		const times: number[] = [];
		limiter.pause(5000);
		limiter.pause(100);
		void send(limiter, clock, times);
		await clock.advance(4999);
		expect(times).toEqual([]);
		await clock.advance(1);
		expect(times).toHaveLength(1);
	});

	it('is foreseen: an empty window is waited for', async () => {
		const clock = new FakeClock();
		const limiter = new RequestLimiter(clock);
		const times: number[] = [];
		limiter.heed({ remaining: 0, resetSeconds: 2 });
		void send(limiter, clock, times);
		await clock.advance(1999);
		expect(times).toEqual([]);
		await clock.advance(1);
		expect(times).toHaveLength(1);
	});

	it('is not foreseen while the window has room', async () => {
		const clock = new FakeClock();
		const limiter = new RequestLimiter(clock);
		limiter.heed({ remaining: 1, resetSeconds: 2 });
		await expect(limiter.turn(PACE)).resolves.toBeTypeOf('function');
	});
});

describe("the day's requests", () => {
	it.each([
		[101, true],
		[100, false],
		[0, false],
	])('with %i left and 100 in reserve: goes on is %j', async (dailyLeft, goesOn) => {
		const limiter = new RequestLimiter(new FakeClock());
		limiter.heed({ dailyLeft });
		const turn = limiter.turn({ perTwoSeconds: 37, reserve: 100 });
		if (goesOn) await expect(turn).resolves.toBeTypeOf('function');
		else await expect(turn).rejects.toMatchObject({ name: 'VendorError', kind: 'budgetSpent' });
	});

	it('are unknown before the first reply', async () => {
		const limiter = new RequestLimiter(new FakeClock());
		expect(limiter.dailyLeft).toBeNull();
		await expect(limiter.turn({ perTwoSeconds: 37, reserve: 1000 })).resolves.toBeTypeOf('function');
	});

	it('are new at midnight UTC', async () => {
		const clock = new FakeClock(Date.parse('2026-11-23T23:59:00Z'));
		const limiter = new RequestLimiter(clock);
		limiter.heed({ dailyLeft: 0 });
		await clock.advance(59_999);
		await expect(limiter.turn(PACE)).rejects.toMatchObject({ kind: 'budgetSpent' });
		await clock.advance(1);
		expect(limiter.dailyLeft).toBeNull();
		await expect(limiter.turn(PACE)).resolves.toBeTypeOf('function');
	});

	it('stay as last heard when a reply does not say', () => {
		const limiter = new RequestLimiter(new FakeClock());
		limiter.heed({ dailyLeft: 500 });
		limiter.heed({ remaining: 30, resetSeconds: 1 });
		expect(limiter.dailyLeft).toBe(500);
	});

	it('are counted before the reply: of two at once only one gets the last', async () => {
		const limiter = new RequestLimiter(new FakeClock());
		limiter.heed({ dailyLeft: 101 });
		const pace = { perTwoSeconds: 37, reserve: 100 };
		const [first, second] = await Promise.allSettled([limiter.turn(pace), limiter.turn(pace)]);
		expect(first.status).toBe('fulfilled');
		expect(second).toMatchObject({ status: 'rejected', reason: { kind: 'budgetSpent' } });
	});

	it('are never overdrawn by requests at once, whose replies come late and say what was left then', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 8 }),
				fc.integer({ min: 0, max: 60 }),
				fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 5, maxLength: 20 }),
				async (atOnce, above, delays) => {
					const clock = new FakeClock();
					const limiter = new RequestLimiter(clock);
					let left = 100 + above;
					let sent = 0;
					limiter.heed({ dailyLeft: left });
					const worker = async () => {
						for (;;) {
							const answered = await limiter.turn({ perTwoSeconds: 37, reserve: 100 });
							const delay = delays[sent++ % delays.length] ?? 0;
							await clock.sleep(delay);
							const dailyLeft = --left;
							await clock.sleep(delay);
							limiter.heed({ dailyLeft });
							answered();
						}
					};
					const workers = Promise.allSettled(Array.from({ length: atOnce }, worker));
					await clock.advance(600_000);
					await workers;
					expect(left).toBe(100);
				},
			),
			{ numRuns: 60 },
		);
	});

	it('are asked for once an hour by a single request, whose reply counts', async () => {
		const clock = new FakeClock();
		const limiter = new RequestLimiter(clock);
		const tries = async () => {
			const turns = await Promise.allSettled([1, 2, 3].map(async () => await limiter.turn(PACE)));
			return turns.filter(({ status }) => status === 'fulfilled').length;
		};
		limiter.heed({ dailyLeft: 0 });
		await clock.advance(HOUR - 1);
		expect(await tries()).toBe(0);
		await clock.advance(1);
		expect(await tries()).toBe(1);
		expect(limiter.dailyLeft).toBe(0);
		await clock.advance(HOUR - 1);
		expect(await tries()).toBe(0);
		await clock.advance(1);
		expect(await tries()).toBe(1);
		limiter.heed({ dailyLeft: 9_999 });
		expect(limiter.dailyLeft).toBe(9_999);
		await clock.advance(1000);
		await expect(limiter.turn(PACE)).resolves.toBeTypeOf('function');
	});
});
