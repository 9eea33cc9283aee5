/**
 * What a sync remembers between runs: a set of short texts, nothing readable. It only saves requests; identity
 * lives in the two systems (docs/decisions.md#memory).
 */
export interface MemoryStore {
	/** Withdraws the sign that the set is true, and says whether it stood there. */
	open(): Promise<boolean>;
	/** Which of the entries are in the set. A store may have to add all of them in order to tell. */
	recall(entries: string[]): Promise<Set<string>>;
	/** Makes the set exactly these entries, and true. */
	rewrite(entries: string[]): Promise<void>;
	/** Gives the sign back: nothing was added since the set was opened. */
	seal(): Promise<void>;
	/** Adds entries to a set that is true. */
	add(entries: string[]): Promise<void>;
	remove(entries: string[]): Promise<void>;
}

/** For runs that have no place to remember anything: every record is compared in full. */
export class NoStore implements MemoryStore {
	async open() {
		return false;
	}
	async recall() {
		return new Set<string>();
	}
	async rewrite() {}
	async seal() {}
	async add() {}
	async remove() {}
}

/** Keeps the set in this object: for tests and for runs within one process. */
export class VolatileStore implements MemoryStore {
	private entries = new Set<string>();
	private clean = false;

	async open() {
		const wasClean = this.clean;
		this.clean = false;
		return wasClean;
	}

	async recall(entries: string[]) {
		const known = new Set(entries.filter((entry) => this.entries.has(entry)));
		for (const entry of entries) this.entries.add(entry);
		return known;
	}

	async rewrite(entries: string[]) {
		this.entries = new Set(entries);
		this.clean = true;
	}

	async seal() {
		this.clean = true;
	}

	async add(entries: string[]) {
		for (const entry of entries) this.entries.add(entry);
	}

	async remove(entries: string[]) {
		for (const entry of entries) this.entries.delete(entry);
	}
}
