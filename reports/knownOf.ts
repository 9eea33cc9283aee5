import type { MemoryStore } from '../sync';

/**
 * Which of the entries are remembered, and no others afterwards. The memory isn't opened: several runs share it at the
 * same moment, and one would take the other's knowledge away.
 */
export async function knownOf(entries: string[], store: MemoryStore): Promise<Set<string>> {
	if (entries.length === 0) return new Set();
	const known = await store.recall(entries);
	await store.remove(entries.filter((entry) => !known.has(entry)));
	return known;
}
