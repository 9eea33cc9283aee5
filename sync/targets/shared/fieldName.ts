import type { PublishedRule } from '../../../rules';

/** What isn't a row of the table. */
const OTHERS: Record<string, string> = { tags: 'Tags', status: 'Status' };

/** What results call a field: the name of its row in the table. */
export function fieldName(name: string, rules: readonly PublishedRule[]): string {
	return rules.find(({ field }) => field === name)?.target ?? OTHERS[name] ?? name;
}
