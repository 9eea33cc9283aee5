import type { Action } from '../sync';
import type { RunStatus } from './report';

/** What pages and messages call things; beside the codes, so that nothing has to be read out of a sentence. */

/** What became of a record, and in a dry run what would. */
interface Words {
	did: string;
	would: string;
}

/** In the order in which they are told and drawn. */
export const ACTION_WORDS: Record<Action | 'rejected', Words> = {
	created: { did: 'created', would: 'would be created' },
	linked: { did: 'linked', would: 'would be linked' },
	updated: { did: 'updated', would: 'would be updated' },
	unchanged: { did: 'unchanged', would: 'unchanged' },
	skipped: { did: 'skipped', would: 'would be skipped' },
	deferred: { did: 'deferred', would: 'would be deferred' },
	drift: { did: 'drift', would: 'drift' },
	conflict: { did: 'conflict', would: 'conflict' },
	rejected: { did: 'rejected', would: 'rejected' },
	failed: { did: 'failed', would: 'failed' },
};

export const STATUS_WORDS: Record<RunStatus, Words> = {
	quiet: { did: 'Nothing to do', would: 'Nothing to do' },
	changed: { did: 'Done', would: 'Something would change' },
	attention: { did: 'Needs a person', would: 'Needs a person' },
	stopped: { did: 'Stopped by the safety brake', would: 'The safety brake would stop it' },
	notRun: { did: 'Did not run', would: 'Did not run' },
};

/** @param isDryRun Whether it only would be so. */
export function word({ did, would }: Words, isDryRun: boolean): string {
	return isDryRun ? would : did;
}

/** "created", "would be created"; what isn't known is said as it is. */
export function actionWord(action: string, isDryRun: boolean): string {
	return Object.hasOwn(ACTION_WORDS, action) ? word(ACTION_WORDS[action as Action], isDryRun) : action;
}

/** "3 created", "1 would be created", in the order of the words; without the actions that aren't wanted. */
export function countWords(
	counts: Record<string, number>,
	isDryRun: boolean,
	without: readonly string[] = [],
): string[] {
	return Object.keys(ACTION_WORDS)
		.filter((action) => (counts[action] ?? 0) > 0 && !without.includes(action))
		.map((action) => `${counts[action]} ${actionWord(action, isDryRun)}`);
}
