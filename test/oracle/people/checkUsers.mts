import type { CinodeUser } from '../../sandbox/index.mts';
import type { SyncRun } from '../../integration/support/sync.mts';
import type { Tenant } from '../../integration/support/tenant.mts';
import type { Findings } from '../support/findings.mts';
import { groupBy } from '../support/groupBy.mts';
import type { Before, Verdict } from './userOracle.mts';

/** Everybody in Cinode, copied, with tags by name. */
export function usersNow(tenant: Tenant): Before[] {
	return [...tenant.sandbox.cinode.store.users.values()].map((user) => shown(tenant, user));
}

function shown(tenant: Tenant, { tags, ...user }: CinodeUser): Before {
	return { ...structuredClone(user), tags: tenant.tagNames(tags) };
}

/** Cinode's users after a run, and what the run said, against the oracle's verdicts. */
export function checkUsers(
	findings: Findings,
	before: Before[],
	after: Before[],
	verdicts: Map<number, Verdict>,
	run: SyncRun,
): void {
	checkActions(findings, verdicts, run);
	const old = new Map(before.map((user) => [user.id, user]));
	const now = new Map(after.map((user) => [user.id, user]));
	const fresh = new Map(after.filter(({ id }) => !old.has(id)).map((user) => [user.email, user]));
	const written = new Set<number>();
	for (const [kleerId, { key, fields, target }] of verdicts) {
		if (!fields) continue;
		const real = target === undefined ? fresh.get(fields.email ?? '') : now.get(target);
		const { updatedDateTime: _time, ...expected } = fields;
		findings.compare(`Kleer user ${kleerId}, key ${key}`, expected, real);
		if (real) written.add(real.id);
	}
	for (const user of before) {
		if (!written.has(user.id)) findings.unchanged(`Cinode user ${user.id}`, user, now.get(user.id));
	}
	for (const user of fresh.values()) {
		if (!written.has(user.id)) findings.add(`Cinode user ${user.id} (${user.email}) shouldn't be there`);
	}
}

/** How many of those that stand as they stood a summary lists; of the others it says only how many. */
const STANDING_LISTED = 100;
/** What a record can stand in without being told again. */
const STANDING = ['skipped', 'conflict', 'drift'];

interface Told {
	key: string;
	/** What results call it. */
	label: string;
	actions: string[];
}

/** What the run said of each record; a state that only stands on isn't told again. */
export function checkActions(
	findings: Findings,
	verdicts: Map<number, Told>,
	{ results, rejected, summary }: Pick<SyncRun, 'results' | 'rejected' | 'summary'>,
): void {
	const said = new Map<string, string[]>();
	const why = new Map<string, string>();
	for (const { label, action, reason } of [...results, ...summary.standing]) {
		said.set(label, [...(said.get(label) ?? []), action]);
		if (reason) why.set(label, ` (${reason})`);
	}
	for (const { label } of rejected) said.set(String(label), ['rejected']);
	const isListCut = summary.standing.length >= STANDING_LISTED;
	const unfinished = results.filter(({ action }) => action === 'failed');
	const reasons = groupBy(unfinished, ({ action, error, reason }) => `${action}: ${error ?? reason}`);
	for (const [reason, list] of reasons) findings.add(`${list.length} records ${reason}`);
	for (const [kleerId, { key, label, actions }] of verdicts) {
		const told = said.get(label);
		if (!told && isListCut && actions.some((action) => STANDING.includes(action))) continue;
		const real = told ?? ['unchanged'];
		if (!real.some((action) => actions.includes(action))) {
			const found = `${real.join('/')}${why.get(label) ?? ''}`;
			findings.add(`Kleer id ${kleerId}, key ${key}: should be ${actions.join('/')}, is ${found}`);
		}
	}
	for (const action of STANDING) checkCount(findings, action, [...verdicts.values()], summary);
}

/** People that no list names are at least counted. */
function checkCount(
	findings: Findings,
	action: string,
	verdicts: Told[],
	{ counts }: SyncRun['summary'],
): void {
	const able = verdicts.filter(({ actions }) => actions.includes(action));
	const least = able.filter(({ actions }) => actions.length === 1).length;
	const count = counts[action as keyof typeof counts];
	if (count < least || count > able.length)
		findings.add(`${count} records are ${action}, should be from ${least} to ${able.length}`);
}
