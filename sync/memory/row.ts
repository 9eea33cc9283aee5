/**
 * A row of entries in the one place that all processes share. It tells whether an entry is there only by adding it; the
 * first record of a row is an INSERT that only one process can win (docs/decisions.md#memory).
 */
export interface EntryRow {
	/** Adds entries and says which were there before; `undefined` when another process made the row at that moment. */
	record(entries: string[]): Promise<Set<string> | undefined>;
	remove(entries: string[]): Promise<void>;
	/** How many entries the row has; 0 where there is no row. */
	size(): Promise<number>;
	clear(): Promise<void>;
}
