import { createHash } from 'node:crypto';
import type { MappedRecord } from '../../rules';
import type { ListedTarget } from '../contract/listedTarget';
import type { Plan } from '../contract/plan';
import type { LinkRules, SchemeTarget } from '../contract/schemeTarget';

/**
 * Creations beside another workflow that syncs the same, in another process or another n8n, which no lease sees
 * (docs/decisions.md#lease covers one workflow). The window is made small, and what falls into it is told.
 */

/**
 * The same records in an order that differs from workflow to workflow, so that two seldom create one at once. Updates
 * come first, and then creations that waited in an earlier run. Where keys or e-mails are unique the target refuses
 * doubles itself.
 */
export function inOwnOrder<T extends { record: MappedRecord; plan: Plan; history: { deferred: boolean } }>(
	work: T[],
	workflow: string,
	{ unique }: Pick<LinkRules, 'unique'>,
): T[] {
	if (unique) return work;
	const rankOf = ({ plan, record: { key }, history }: T) => {
		if (plan.action !== 'created') return '';
		const digest = createHash('sha256').update(`${workflow} ${key}`).digest('hex');
		return `${history.deferred ? 'waited' : 'waits'} ${digest}`;
	};
	return work
		.map((one) => ({ one, rank: rankOf(one) }))
		.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
		.map(({ one }) => one);
}

/** Of records that were created just now, those that the target has more than once. */
export async function foundTwice(
	created: MappedRecord[],
	target: SchemeTarget,
): Promise<Array<{ record: MappedRecord; targets: ListedTarget[] }>> {
	if (created.length === 0 || !target.listAnew) return [];
	const listed = await target.listAnew();
	const byKey = new Map<string, ListedTarget[]>();
	for (const one of listed) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one]);
	return created.flatMap((record) => {
		const targets = (byKey.get(record.key) ?? []).filter(
			({ confirmingValues }) =>
				!target.links.isAlwaysConfirmed ||
				target.confirmingValues(record).some((trait) => confirmingValues.includes(trait)),
		);
		return targets.length > 1 ? [{ record, targets }] : [];
	});
}

/** What to say of a record that another workflow made meanwhile. */
export function appearedReason(system: string): string {
	return `It has come into ${system} since this run began, by another workflow or by hand: the next run meets it`;
}

/** What to say of one that is there twice. */
export function twiceReason(system: string, targets: ListedTarget[], noun: string): string {
	const ids = targets.map(({ id }) => id).sort((a, b) => a - b);
	return (
		`${system} has it ${targets.length} times (ids ${ids.join(', ')}): another workflow created the same ${noun} at the same moment. ` +
		`Remove all but one in ${system}, and unpublish one of the workflows`
	);
}
