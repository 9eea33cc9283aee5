import type { Texts } from './texts';

/** What became of something, and in a dry run what would. */
interface Words {
	did: string;
	would: string;
}

/** @param isDryRun Whether it only would be so. */
export function word({ did, would }: Words, isDryRun: boolean): string {
	return isDryRun ? would : did;
}

/** "created", "would be created"; what isn't known is said as it is. */
export function actionWord({ actions }: Texts, action: string, isDryRun: boolean): string {
	return Object.hasOwn(actions, action) ? word(actions[action as keyof typeof actions], isDryRun) : action;
}

/** "3 created", "1 would be created", in the order of the words; without the actions that aren't wanted. */
export function countWords(
	texts: Texts,
	counts: Record<string, number>,
	isDryRun: boolean,
	without: readonly string[] = [],
): string[] {
	return Object.keys(texts.actions)
		.filter((action) => (counts[action] ?? 0) > 0 && !without.includes(action))
		.map((action) => `${counts[action]} ${actionWord(texts, action, isDryRun)}`);
}
