import type { MemoryStore, Notes } from '../memory/store';

/** What a push keeps from event to event: how the target keeps what is written, and what was pushed where. */
const KEPT = ['canary ', 'met ', 'target ', 'sent changes ', 'unkept ', 'sent unseen ', 'size '];

/**
 * What pushes remember. They compare every project anyhow, so only little is kept, in the row that the order of readings
 * shares; nothing is ever rewritten.
 */
export class PushMemory implements MemoryStore {
	constructor(private readonly notes: Notes) {}

	async open(): Promise<boolean> {
		return true;
	}

	async recall(entries: string[]): Promise<Set<string>> {
		return await this.peek(entries);
	}

	async peek(entries: string[]): Promise<Set<string>> {
		return await this.notes.peek(kept(entries));
	}

	async rewrite(): Promise<void> {}

	async seal(): Promise<void> {}

	async add(entries: string[]): Promise<void> {
		await this.notes.add(kept(entries));
	}

	async remove(entries: string[]): Promise<void> {
		await this.notes.remove(kept(entries));
	}
}

function kept(entries: string[]): string[] {
	return entries.filter((entry) => KEPT.some((name) => entry.startsWith(name)));
}
