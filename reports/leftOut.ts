/** A record about which nothing is done on purpose, and why. */
export interface LeftOut {
	who: string;
	key: string;
	why: string;
}

/** Of one reason more are counted only. */
const NAMED = 50;

/** The same reason once, with the records that it is about; the most frequent first. */
export function groupLeftOut(list: LeftOut[]): Array<{ why: string; who: string[]; more: number }> {
	const groups = new Map<string, string[]>();
	for (const { why, who } of list) groups.set(why, [...(groups.get(why) ?? []), who]);
	return [...groups]
		.map(([why, who]) => ({ why, who: who.slice(0, NAMED), more: Math.max(0, who.length - NAMED) }))
		.sort((a, b) => b.who.length + b.more - a.who.length - a.more);
}
