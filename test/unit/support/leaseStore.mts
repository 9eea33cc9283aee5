import type { EntryRow } from '../../../sync';

/**
 * The shared row as n8n's database keeps it: the first record of a row is an INSERT that only one can win, later
 * ones read the row and, a moment after, UPDATE it. `pause` stands between any two steps, so that tests can interleave them.
 */
export class FakeLeaseStore implements Pick<EntryRow, 'record' | 'size' | 'clear'> {
	row: Set<string> | undefined;

	constructor(private readonly pause: () => Promise<void> = async () => undefined) {}

	async record(entries: string[]): Promise<Set<string> | undefined> {
		await this.pause();
		const { row } = this;
		const before = new Set(row);
		await this.pause();
		if (!row) {
			if (this.row) return undefined;
			this.row = new Set(entries);
		} else if (this.row) {
			// An UPDATE: what others wrote since the row was read is lost, and a deleted row stays deleted.
			this.row = new Set([...before, ...entries]);
		}
		return new Set(entries.filter((entry) => before.has(entry)));
	}

	async size(): Promise<number> {
		await this.pause();
		return this.row?.size ?? 0;
	}

	async clear(): Promise<void> {
		await this.pause();
		this.row = undefined;
	}
}
