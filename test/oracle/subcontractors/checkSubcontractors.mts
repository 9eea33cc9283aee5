import type { CinodeSubcontractor } from '../../sandbox/index.mts';
import type { SyncRun } from '../../integration/support/sync.mts';
import type { Tenant } from '../../integration/support/tenant.mts';
import { checkActions } from '../people/checkUsers.mts';
import type { Findings } from '../support/findings.mts';
import type { Verdict } from './subcontractorOracle.mts';

/** Every subcontractor in Cinode, copied. */
export function subcontractorsNow(tenant: Tenant): CinodeSubcontractor[] {
	return structuredClone([...tenant.sandbox.cinode.store.subcontractors.values()]);
}

/** Cinode's subcontractors after a run, and what the run said, against the oracle's verdicts. */
export function checkSubcontractors(
	findings: Findings,
	before: CinodeSubcontractor[],
	after: CinodeSubcontractor[],
	verdicts: Map<number, Verdict>,
	run: SyncRun,
): void {
	checkActions(findings, verdicts, run);
	const old = new Set(before.map(({ id }) => id));
	const now = new Map(after.map((one) => [one.id, one]));
	const fresh = new Map(after.filter(({ id }) => !old.has(id)).map((one) => [one.internalIdentifier, one]));
	const written = new Set<number>();
	for (const [kleerId, { key, fields, target }] of verdicts) {
		if (!fields) continue;
		const real = target === undefined ? fresh.get(key) : now.get(target);
		findings.compare(`Kleer user ${kleerId}, key ${key}`, fields, real);
		if (real) written.add(real.id);
	}
	for (const one of after) {
		if (!old.has(one.id) && !written.has(one.id))
			findings.add(`Cinode subcontractor ${one.id} (${one.email}) shouldn't be there`);
	}
	for (const one of before) {
		if (!written.has(one.id)) findings.unchanged(`Cinode subcontractor ${one.id}`, one, now.get(one.id));
	}
}
