import { TestRunner } from 'vitest';

declare module 'vitest' {
	interface TaskMeta {
		/** How many of what the test has tried; docs/faults.md shows it. */
		tried?: Record<string, number>;
	}
}

/**
 * Counts what the running test has tried, where that is more than the test's name tells.
 * @param what in the plural: 'cut points', 'records'
 */
export function tried(what: string, count = 1): void {
	const meta = TestRunner.getCurrentTest()?.meta;
	if (!meta) return;
	meta.tried ??= {};
	meta.tried[what] = (meta.tried[what] ?? 0) + count;
}
