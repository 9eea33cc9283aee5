import type { Scheme } from '../../rules';
import type { CanaryWrite } from '../../sync';
import { ASSUMPTIONS, type Assumption, type AssumptionId } from '../assumptions';
import type { AssumptionFinding } from '../findings';

/** The first writes of a sync that were read back, as n8n's data table keeps them; no values. */
export interface CanaryRow {
	scheme: Scheme;
	/** YYYY-MM-DD. */
	day: string;
	kept: CanaryWrite[];
	unkept: CanaryWrite[];
}

/** An item that is such a row; `undefined` when it is something else. */
export function readCanaryRow(item: object): CanaryRow | undefined {
	const { canary } = item as { canary?: unknown };
	if (typeof canary !== 'string' || canary === '') return undefined;
	try {
		const row = JSON.parse(canary) as CanaryRow;
		return Array.isArray(row.kept) && Array.isArray(row.unkept) ? row : undefined;
	} catch {
		return undefined;
	}
}

/** What the syncs' first writes say to the assumptions that only a write can answer; the latest counts. */
export function canaryEvidence(rows: CanaryRow[]): Map<AssumptionId, AssumptionFinding> {
	const found = new Map<AssumptionId, AssumptionFinding>();
	for (const row of [...rows].sort((a, b) => a.day.localeCompare(b.day))) {
		for (const { id, shownBy } of ASSUMPTIONS as readonly Assumption[]) {
			if (!shownBy) continue;
			const isShown = (write: CanaryWrite) =>
				shownBy.schemes.includes(row.scheme) &&
				write.how === shownBy.how &&
				(!shownBy.fields || shownBy.fields.includes(write.field));
			if (row.unkept.some(isShown))
				found.set(id as AssumptionId, {
					status: 'contradicted',
					found: `Written by the sync on ${row.day} and not kept`,
				});
			else if (row.kept.some(isShown))
				found.set(id as AssumptionId, {
					status: 'confirmed',
					found: `Written by the sync and read back on ${row.day}`,
				});
		}
	}
	return found;
}
