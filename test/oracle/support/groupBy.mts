/** A list's members by what they have in common. */
export function groupBy<Key, Member>(
	list: Iterable<Member>,
	keyOf: (one: Member) => Key,
): Map<Key, Member[]> {
	const groups = new Map<Key, Member[]>();
	for (const one of list) {
		const key = keyOf(one);
		const group = groups.get(key);
		if (group) group.push(one);
		else groups.set(key, [one]);
	}
	return groups;
}
