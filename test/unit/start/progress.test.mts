import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withProgress } from '../../../scripts/support/progress.mjs';

/** A long step is one line, on a terminal and in a log. */

let written = '';
const { stderr } = process;
const before = { isTTY: stderr.isTTY, columns: stderr.columns };

beforeEach(() => {
	written = '';
	vi.useFakeTimers();
	vi.spyOn(stderr, 'write').mockImplementation((text) => {
		written += String(text);
		return true;
	});
});

afterEach(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
	Object.assign(stderr, before);
});

/** A step of so many minutes. */
async function step(minutes: number): Promise<void> {
	const done = withProgress(
		'Installing something',
		() => new Promise((resolve) => setTimeout(resolve, minutes * 60_000)),
		{ hint: 'two to five minutes' },
	);
	await vi.advanceTimersByTimeAsync(minutes * 60_000);
	await done;
}

describe('a step of five minutes', () => {
	it('is one line on a terminal, which changes', async () => {
		Object.assign(stderr, { isTTY: true, columns: 60 });
		await step(5);
		expect(written.split('\n')).toHaveLength(2);
		const shown = written.split('\r\x1b[K');
		expect(shown).toContain('Installing something … 42 s (two to five minutes)');
		expect(shown.at(-1)).toBe('Installing something: done in 300.0 s\n');
	});

	it('never wraps on a narrow one', async () => {
		Object.assign(stderr, { isTTY: true, columns: 30 });
		await step(1);
		const lines = written.split(/\r\x1b\[K/).slice(0, -1);
		expect(lines.filter((line) => line.length >= 30)).toEqual([]);
	});

	it('is a line a minute in a log', async () => {
		Object.assign(stderr, { isTTY: false });
		await step(5);
		expect(written).not.toContain('\r');
		const lines = written.trim().split('\n');
		expect(lines.length).toBeLessThanOrEqual(7);
		expect(lines[0]).toBe('Installing something … (two to five minutes)');
		expect(lines.at(-1)).toBe('Installing something: done in 300.0 s');
	});
});
