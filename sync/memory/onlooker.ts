import type { MemoryStore } from './store';

/**
 * A memory that is only looked at: what asking adds goes at once, nothing else is written, and `leave` gives back the
 * sign that the set is true. To be used under the lease, since a run that asked in between would find what isn't so.
 */
export class Onlooker implements MemoryStore {
	private wasTrue = false;

	constructor(private readonly store: MemoryStore) {}

	async open(): Promise<boolean> {
		this.wasTrue = await this.store.open();
		return this.wasTrue;
	}

	async recall(entries: string[]): Promise<Set<string>> {
		return await this.peek(entries);
	}

	async peek(entries: string[]): Promise<Set<string>> {
		return entries.length > 0 ? await this.store.peek(entries) : new Set();
	}

	async rewrite(): Promise<void> {}
	async seal(): Promise<void> {}
	async add(): Promise<void> {}
	async remove(): Promise<void> {}

	/** Leaves the memory as it was found. */
	async leave(): Promise<void> {
		if (this.wasTrue) await this.store.seal();
		this.wasTrue = false;
	}
}
