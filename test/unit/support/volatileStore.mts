import { SignedSet, type EntryRow } from '../../../sync';

/** A row of n8n's database, and what its helper does with it. */
export class VolatileRow implements EntryRow {
	entries = new Set<string>();
	/** A process that was killed takes nothing out any more. */
	isKilled = false;
	/** How often it was asked. */
	asked = 0;

	async record(entries: string[]) {
		this.asked++;
		const known = new Set(entries.filter((entry) => this.entries.has(entry)));
		for (const entry of entries) this.entries.add(entry);
		return known;
	}

	async remove(entries: string[]) {
		if (this.isKilled) throw new Error('killed');
		for (const entry of entries) this.entries.delete(entry);
	}

	async size() {
		return this.entries.size;
	}

	async clear() {
		this.entries.clear();
	}
}

/** Keeps the set in this object. */
export class VolatileStore extends SignedSet {
	constructor(private readonly shown = new VolatileRow()) {
		super(shown);
	}

	/** All that is remembered, as it stands there. */
	get entries(): ReadonlySet<string> {
		return this.shown.entries;
	}
}
