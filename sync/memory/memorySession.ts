import type { MemoryStore } from './store';

/**
 * One run's view of a memory that can tell what it holds only by adding what it is asked about. So a run opens it (which
 * takes the sign "true" away), asks all it wants, and settles: the set is rewritten to what was really there. A run that
 * is killed in between leaves a set that no run believes.
 */
export class MemorySession {
	private trusted = false;
	private readonly known = new Set<string>();
	/** Asking adds an entry to the store, so a second question about it would always be answered with yes. */
	private readonly asked = new Set<string>();
	private mustRewrite = false;
	private isClosing = false;
	private queue: Promise<void> = Promise.resolve();

	constructor(private readonly store: MemoryStore) {}

	/** Whether anything is remembered at all. */
	get isTrusted(): boolean {
		return this.trusted;
	}

	async open(): Promise<void> {
		this.trusted = await this.store.open();
	}

	/** Asks which entries are there, and says it; none where nothing is remembered. */
	async ask(entries: string[]): Promise<Set<string>> {
		const news = [...new Set(entries)].filter((entry) => !this.asked.has(entry));
		if (this.trusted && news.length > 0) {
			for (const entry of news) this.asked.add(entry);
			const found = await this.store.recall(news);
			if (found.size < news.length) this.mustRewrite = true;
			for (const entry of found) this.known.add(entry);
		}
		return new Set(entries.filter((entry) => this.known.has(entry)));
	}

	/** Whether the entry was there, of those that were asked about. */
	has(entry: string): boolean {
		return this.known.has(entry);
	}

	/** Drops an entry of the present set, so that settling leaves it out. */
	drop(entry: string): void {
		if (this.known.delete(entry)) this.mustRewrite = true;
	}

	/** Ends the asking: from now on only `remember` and `forget`. What wasn't asked about is gone. */
	async settle(): Promise<void> {
		if (this.trusted && !this.mustRewrite) await this.store.seal();
		else await this.store.rewrite([...this.known]);
	}

	/** Ends a run that asked only part of what it would have: what it added by asking goes, and all else stays. */
	async abandon(): Promise<void> {
		// Nothing is believed of a memory that broke while closing.
		if (!this.trusted || this.isClosing) return;
		await this.store.remove([...this.asked].filter((entry) => !this.known.has(entry)));
		await this.store.seal();
	}

	/**
	 * Ends a run that knows all that the next one shall find.
	 * @param isAll Whether nothing else that was there is needed any more.
	 */
	async close(entries: string[], isAll: boolean): Promise<void> {
		this.isClosing = true;
		if (isAll || !this.trusted) {
			await this.store.rewrite(entries);
			return;
		}
		const kept = new Set(entries);
		await this.store.remove([...this.asked].filter((entry) => !kept.has(entry)));
		await this.store.add(entries);
		await this.store.seal();
	}

	async remember(entries: string[]): Promise<void> {
		if (entries.length > 0) await this.inTurn(() => this.store.add(entries));
	}

	async forget(entries: string[]): Promise<void> {
		if (entries.length > 0) await this.inTurn(() => this.store.remove(entries));
	}

	/** The store reads and writes its whole set: two changes at once would lose one. */
	private async inTurn(change: () => Promise<void>): Promise<void> {
		const turn = this.queue.then(change);
		this.queue = turn.catch(() => undefined);
		await turn;
	}
}
