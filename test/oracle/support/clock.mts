import { expect } from 'vitest';
import { full } from '../../extent.mts';

/** A spy would keep every one of millions of calls, so clocks are replaced by hand. */
const real = {
	dateNow: Date.now,
	performanceNow: performance.now.bind(performance),
	setTimeout: globalThis.setTimeout,
};
/** In full a test is long because of its work, which no clock makes quicker: ten times leaves it nearly two hours. */
const SPEED = full ? 10 : 100;
/** No wait for the vendor's pace is longer; timeouts of requests are, and keep their length. */
const LONGEST_WAIT_MS = 2500;

/** Midday there, so that the date is the same in Stockholm and everywhere the tests may run. */
export function goTo(day: string): void {
	restoreClock();
	const shift = Date.parse(`${day}T11:00:00Z`) - real.dateNow();
	Date.now = () => real.dateNow() + shift;
}

/**
 * A morning on which clocks run too fast. Reading projects keeps to the vendor's pace, and no parameter of that node
 * changes it; the whole test has to stay within the day (`expectStill`).
 */
export function goFast(day: string): void {
	restoreClock();
	const [start, began] = [Date.parse(`${day}T05:00:00Z`), real.performanceNow()];
	const passed = () => (real.performanceNow() - began) * SPEED;
	Date.now = () => start + Math.floor(passed());
	performance.now = () => began + passed();
	globalThis.setTimeout = ((run: () => void, ms = 0, ...rest: never[]) =>
		real.setTimeout(run, ms <= LONGEST_WAIT_MS ? ms / SPEED : ms, ...rest)) as typeof setTimeout;
}

/** A test that took too long says so, instead of blaming the prices of the next day. */
export function expectStill(day: string): void {
	expect(new Date(Date.now()).toISOString().slice(0, 10), 'the test took longer than its day').toBe(day);
}

export function restoreClock(): void {
	Date.now = real.dateNow;
	performance.now = real.performanceNow;
	globalThis.setTimeout = real.setTimeout;
}
