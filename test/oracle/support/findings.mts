import { expect } from 'vitest';
import { tried } from '../../tried.mts';

const SHOWN = 20;

/** Where product and oracle differ, record by record and field by field. */
export class Findings {
	private readonly found: string[] = [];

	add(text: string): void {
		this.found.push(text);
	}

	/** Every field of `expected`; null, undefined and "" are the same emptiness. */
	compare(who: string, expected: object, got: object | undefined): void {
		tried('records');
		if (!got) return this.add(`${who}: isn't there`);
		tried('values', Object.keys(expected).length);
		for (const [field, value] of Object.entries(expected)) {
			const real = (got as Record<string, unknown>)[field];
			if (text(value) !== text(real)) this.add(`${who}: ${field} should be ${text(value)}, is ${text(real)}`);
		}
	}

	/** The whole record is as it was. */
	unchanged(who: string, before: object, after: object | undefined): void {
		if (!after) return this.add(`${who}: is gone`);
		const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
		const all = (record: object) =>
			Object.fromEntries([...keys].map((key) => [key, (record as Record<string, unknown>)[key]]));
		this.compare(`${who} (nobody should have touched it)`, all(before), all(after));
	}

	/** `summary`: the run's own, for the message alone. */
	expectNone(when: string, summary?: object): void {
		const total = this.found.length;
		const shown = this.found.slice(0, SHOWN).join('\n');
		expect(total, `${when}: ${total} differences\n${shown}\n${JSON.stringify(summary)?.slice(0, 1500)}`).toBe(
			0,
		);
	}
}

function text(value: unknown): string {
	if (value === undefined || value === null || value === '') return '(empty)';
	return JSON.stringify(value);
}

/** How often each nasty kind really was in the generated data. */
export class Tally {
	private readonly counts = new Map<string, number>();

	count(kind: string): void {
		this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
	}

	/** So that no test is silently about nothing. */
	expectAll(kinds: readonly string[], least = 1): void {
		const missing = kinds.filter((kind) => (this.counts.get(kind) ?? 0) < least);
		expect(missing, `kinds that weren't generated; there were ${this.toString()}`).toEqual([]);
	}

	toString(): string {
		return [...this.counts].map(([kind, count]) => `${kind} ${count}`).join(', ');
	}
}
