import type { CinodeTag } from '../../../models/cinode/people';
import { foldText, type TagSet } from '../../../rules';
import type { PlannedChange } from '../../contract/plan';

export type { CinodeTag };

export interface TagPlan {
	change: PlannedChange;
	/** Tags that stay. */
	kept: CinodeTag[];
	removed: CinodeTag[];
	/** Names of tags to add. */
	wanted: string[];
}

/** Adds and removes only the managed tags; people's own stay. `undefined`: nothing to do. */
export function planTags(tags: TagSet, present: CinodeTag[]): TagPlan | undefined {
	const isIn = (name: string, names: string[]) => names.some((other) => foldText(other) === foldText(name));
	const isManaged = (name: string) => isIn(name, tags.managed) || isNumbered(name, tags.numbered ?? []);
	const stays = ({ name }: CinodeTag) => !isManaged(name) || isIn(name, tags.set);
	const kept = present.filter(stays);
	const names = kept.map(({ name }) => name);
	const wanted = tags.set.filter((name) => !isIn(name, names));
	if (wanted.length === 0 && kept.length === present.length) return undefined;
	return {
		change: {
			name: 'tags',
			field: 'Tags',
			from: present.map(({ name }) => name).join(', ') || null,
			to: [...names, ...wanted].join(', ') || null,
		},
		kept,
		removed: present.filter((tag) => !stays(tag)),
		wanted,
	};
}

/** "BV=30", but neither "BV=30 net" nor "BV=". */
function isNumbered(name: string, prefixes: string[]): boolean {
	return prefixes.some((prefix) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)));
}
