import type { MemoryStore } from '../memory/store';

/** One run's view of a memory that can tell what it holds only by adding what it is asked about. */
export class Remembered {
	private readonly asked = new Set<string>();
	private readonly known = new Set<string>();
	private isClosing = false;

	private constructor(
		private readonly store: MemoryStore,
		/** Whether anything is remembered at all. */
		readonly exists: boolean,
	) {}

	static async open(store: MemoryStore): Promise<Remembered> {
		return new Remembered(store, await store.open());
	}

	/** Which of the entries were there when the run began. */
	async ask(entries: string[]): Promise<Set<string>> {
		const news = entries.filter((entry) => !this.asked.has(entry));
		if (this.exists && news.length > 0) {
			for (const entry of news) this.asked.add(entry);
			for (const entry of await this.store.recall(news)) this.known.add(entry);
		}
		return new Set(entries.filter((entry) => this.known.has(entry)));
	}

	/**
	 * What the next run shall find.
	 * @param isAll Whether nothing else that was there is needed any more.
	 */
	async close(entries: string[], isAll: boolean): Promise<void> {
		this.isClosing = true;
		if (isAll || !this.exists) {
			await this.store.rewrite(entries);
			return;
		}
		const kept = new Set(entries);
		await this.store.remove([...this.asked].filter((entry) => !kept.has(entry)));
		await this.store.add(entries);
		await this.store.seal();
	}

	/** After a failure: as it was before the run. What broke while closing is believed by nobody. */
	async restore(): Promise<void> {
		if (!this.exists || this.isClosing) return;
		await this.store.remove([...this.asked].filter((entry) => !this.known.has(entry)));
		await this.store.seal();
	}
}
