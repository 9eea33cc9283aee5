import type { IDataObject } from 'n8n-workflow';
import { vi } from 'vitest';
import { at } from '../../integration/support/clock.mts';
import { Tenant } from '../../integration/support/tenant.mts';

/** A Saturday, so that levels of employment are looked ahead for; the second round comes on a Tuesday. */
export const FIRST_DAY = '2026-11-28';
export const SECOND_DAY = '2026-12-01';

/** Midday there, so that the date is the same in Stockholm and everywhere the tests may run. */
export function goTo(day: string): void {
	at(`${day}T11:00:00Z`);
}

const realNow = performance.now.bind(performance);
const realTimeout = globalThis.setTimeout;
const SPEED = 100;
/** No wait for the vendor's pace is longer; timeouts of requests are, and keep their length. */
const LONGEST_WAIT_MS = 2500;

/**
 * A morning on which clocks run a hundred times too fast. Reading projects keeps to the vendor's pace, and no
 * parameter of that node changes it: so two seconds pass in 20 ms. Ten minutes of a test stay within the day.
 */
export function goFast(day: string): void {
	vi.restoreAllMocks();
	const [start, began] = [Date.parse(`${day}T05:00:00Z`), realNow()];
	const passed = () => (realNow() - began) * SPEED;
	vi.spyOn(Date, 'now').mockImplementation(() => start + Math.floor(passed()));
	vi.spyOn(performance, 'now').mockImplementation(() => began + passed());
	vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, ms = 0, ...rest: never[]) =>
		realTimeout(run, ms <= LONGEST_WAIT_MS ? ms / SPEED : ms, ...rest)) as typeof setTimeout);
}

/** A tenant with nobody on either side but Cinode's administrator, without limits. */
export async function emptyTenant(day: string): Promise<Tenant> {
	goTo(day);
	const tenant = await Tenant.start({ emptyCinode: true, people: 0, clients: 0, projects: 0, today: day });
	const { kleer, cinode } = tenant.sandbox;
	kleer.store.clientProjects.clear();
	cinode.store.limits.plan.perDay = 1e9;
	return tenant;
}

/** The brakes and shares of a Cinode sync, so wide that none of them matters here. */
export const UNLIMITED: IDataObject = {
	maxCreates: 1_000_000,
	maxChangedShare: 100,
	requestsPerDay: 400_000,
	compareShare: 100,
	reserve: 0,
	includeUnchanged: true,
};
