import { vi } from 'vitest';

const realNow = Date.now;

/** Moves the clock of nodes and sandbox to a time, from which it runs on; `vi.restoreAllMocks` brings it back. */
export function at(time: string | number): void {
	const shift = (typeof time === 'number' ? time : Date.parse(time)) - realNow();
	vi.spyOn(Date, 'now').mockImplementation(() => realNow() + shift);
}

/** Moves the clock on. */
export function later(minutes: number): void {
	at(Date.now() + minutes * 60_000);
}
