import type { EntryRow } from './row';

/** What is remembered one by one, beside what others remember in the same row: nothing has to be opened. */
export interface Notes {
	/** Which of the entries are there; leaves no trace of having asked. */
	peek(entries: string[]): Promise<Set<string>>;
	add(entries: string[]): Promise<void>;
	remove(entries: string[]): Promise<void>;
}

/**
 * What a sync remembers between runs: a set of short texts, nothing readable. It only saves requests; identity
 * lives in the two systems (docs/decisions.md#memory).
 */
export interface MemoryStore extends Notes {
	/** Withdraws the sign that the set is true, and says whether it stood there. */
	open(): Promise<boolean>;
	/** Which of the entries are in the set. A store may have to add all of them in order to tell. */
	recall(entries: string[]): Promise<Set<string>>;
	/** Makes the set exactly these entries, and true. */
	rewrite(entries: string[]): Promise<void>;
	/** Gives the sign back: nothing was added since the set was opened. */
	seal(): Promise<void>;
}

/** Stands in the row while the row is true. */
const CLEAN = 'clean';

/** A set over a row of entries. */
export class SignedSet implements MemoryStore {
	constructor(private readonly row: EntryRow) {}

	/** Removing an entry that isn't there changes no count: that tells without adding anything. */
	async open(): Promise<boolean> {
		const before = await this.row.size();
		if (before === 0) return false;
		await this.row.remove([CLEAN]);
		return (await this.row.size()) < before;
	}

	/**
	 * A row that another process made at this moment is there now.
	 * @throws Error when it is gone again.
	 */
	async recall(entries: string[]): Promise<Set<string>> {
		if (entries.length === 0) return new Set();
		const found = (await this.row.record(entries)) ?? (await this.row.record(entries));
		if (!found) throw new Error('What is remembered could not be read: another process writes it');
		return found;
	}

	async peek(entries: string[]): Promise<Set<string>> {
		const known = await this.recall(entries);
		await this.remove(entries.filter((entry) => !known.has(entry)));
		return known;
	}

	async rewrite(entries: string[]): Promise<void> {
		await this.row.clear();
		await this.add([...entries, CLEAN]);
	}

	async seal(): Promise<void> {
		await this.add([CLEAN]);
	}

	async add(entries: string[]): Promise<void> {
		await this.recall(entries);
	}

	async remove(entries: string[]): Promise<void> {
		if (entries.length > 0) await this.row.remove(entries);
	}
}

/** For runs that have no place to remember anything: every record is compared in full. */
export class NoStore implements MemoryStore {
	async open() {
		return false;
	}
	async recall() {
		return new Set<string>();
	}
	async peek() {
		return new Set<string>();
	}
	async rewrite() {}
	async seal() {}
	async add() {}
	async remove() {}
}
