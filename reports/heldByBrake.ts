import { idEntries, idEntry, recallIds, type Notes } from '../sync';
import type { View } from './outcome';

const HELD = 'held by the safety brake';

/**
 * Whom the safety brake holds, for runs that see a part of all only: what others do says nothing about it.
 * @returns Whether it is news that it holds, or that it holds nothing any more.
 */
export async function followBrake(
	holds: boolean,
	{ seen, held }: Pick<View, 'seen' | 'held'>,
	store: Notes,
): Promise<{ isNews: boolean; isOver: boolean }> {
	const ids = [...new Set([...seen, ...held])].map(Number).filter((id) => id >= 0);
	const known = await store.peek(ids.map((id) => idEntry(HELD, id)));
	const wasHeld = (subject: string) => known.has(idEntry(HELD, Number(subject)));
	const through = seen.filter(wasHeld).map((subject) => idEntry(HELD, Number(subject)));
	if (through.length > 0) await store.remove(through);
	if (holds) {
		const isNews = !held.some(wasHeld);
		// A record that is left of an earlier time and never came again must not keep this one from ending.
		if (isNews) await stillHeld(store, true);
		await store.add(idEntries(HELD, held.map(Number)));
		return { isNews, isOver: false };
	}
	if (through.length === 0) return { isNews: false, isOver: false };
	const isOver = (await stillHeld(store)).length === 0;
	if (isOver) await stillHeld(store, true);
	return { isNews: false, isOver };
}

async function stillHeld(store: Notes, forget = false): Promise<number[]> {
	return await recallIds(HELD, async (entries) => {
		const known = await store.peek(entries);
		if (forget) await store.remove([...known]);
		return known;
	});
}
