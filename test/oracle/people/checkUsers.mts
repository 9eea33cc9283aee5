import type { CinodeUser } from '../../sandbox/index.mts';
import type { SyncRun } from '../../integration/support/sync.mts';
import type { Tenant } from '../../integration/support/tenant.mts';
import type { Findings } from '../support/findings.mts';
import { groupBy } from '../support/groupBy.mts';
import type { Action, Before, Verdict } from './userOracle.mts';

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

/** What the run said of each record; a state that only stands on isn't told again. */
export function checkActions(
	findings: Findings,
	verdicts: Map<number, { key: string; actions: string[] }>,
	{ results, rejected, summary }: Pick<SyncRun, 'results' | 'rejected' | 'summary'>,
): void {
	const said = new Map<string, string[]>();
	const standing = summary.standing.map(({ key, action }) => ({ key, action }));
	for (const { key, action } of [...results, ...standing]) said.set(key, [...(said.get(key) ?? []), action]);
	// Of many that stand as they stood a summary lists only the first.
	const isCut = results.length + standing.length < summary.records;
	// A record without a key is named by Kleer's id.
	const refused = new Set(
		rejected.map(({ key, label }) => String(key || /Kleer id (\d+)/.exec(String(label))?.[1])),
	);
	const unfinished = results.filter(({ action }) => action === 'failed');
	const reasons = groupBy(unfinished, ({ action, error, reason }) => `${action}: ${error ?? reason}`);
	for (const [reason, list] of reasons) findings.add(`${list.length} records ${reason}`);
	for (const [kleerId, { key, actions }] of verdicts) {
		const isRefused = refused.has(String(kleerId)) || refused.has(key);
		if (isCut && !isRefused && !said.has(key)) continue;
		const real = isRefused ? ['rejected'] : (said.get(key) ?? ['unchanged']);
		if (!real.some((action) => actions.includes(action as Action)))
			findings.add(`Kleer id ${kleerId}, key ${key}: should be ${actions.join('/')}, is ${real.join('/')}`);
	}
}
