import type { MappedRecord } from '../../rules';
import { attempt } from '../../base/attempt';
import type { Canary } from './canary';
import { defersTheRest, stopsTheRun } from '../../base/errors';
import type { RunMemory } from '../memory/runMemory';
import { sentEntries, wasSent } from '../memory/sentChanges';
import { isKeptForm, unkeptDrift } from '../targets/shared/kept';
import type { Applied, Plan, PlannedChange } from '../contract/plan';
import type { SchemeTarget } from '../contract/schemeTarget';

const NOT_READ_BACK =
	'Written, but could not be read back to see whether all was kept; the next compare looks';

/** Holds what was written against what the target shows of it (docs/decisions.md#what-was-sent-is-what-is-there). */
export class WriteCheck {
	/** Every write is read back, whatever its answer shows. */
	private readsBack = false;
	private unkept: PlannedChange[] = [];

	/** @param remember Takes entries that become true. */
	constructor(
		private readonly target: SchemeTarget,
		private readonly memory: RunMemory,
		private readonly canary: Canary,
		private readonly remember: (entries: string[]) => void,
	) {}

	/**
	 * Reads back all that a task writes.
	 * @returns The changes that weren't kept.
	 */
	async readingBack(task: () => Promise<void>): Promise<PlannedChange[]> {
		this.readsBack = true;
		this.unkept = [];
		try {
			await task();
		} finally {
			this.readsBack = false;
		}
		return this.unkept;
	}

	/**
	 * What was written, with what the target shows of it: by its own answers, or by one more reading where they don't show
	 * it and no write has shown yet that this tenant keeps it, or where the same was sent before.
	 */
	async seen(plan: Plan, applied: Applied): Promise<Applied> {
		const { memory, target } = this;
		const unshown = plan.changes.filter(({ name }) => applied.unshown?.includes(name));
		const mustLook = unshown.some(
			(change) => !this.canary.isShown(change) || wasSent(memory, plan.record, change, 'sent unseen'),
		);
		if (!this.readsBack && !mustLook) {
			this.remember(sentEntries(memory, plan.record, unshown, 'sent unseen'));
			return applied;
		}
		const outcome = await attempt(() => target.readBack(plan, applied.targetId));
		if (!outcome.ok) {
			// The record is written all the same; the next compare looks at it.
			if (stopsTheRun(outcome.error) || defersTheRest(outcome.error)) throw outcome.error;
			return { ...applied, warnings: [...applied.warnings, NOT_READ_BACK] };
		}
		const unkept = outcome.value;
		const there = unshown.filter(({ name }) => !unkept.some((change) => change.name === name));
		this.remember(this.canary.shownEntries(there));
		return { ...applied, unkept };
	}

	/** Remembers what the target doesn't show of a write, and returns the changes that weren't kept in any form. */
	note(record: MappedRecord, applied: Applied | undefined): PlannedChange[] {
		const all = applied?.unkept ?? [];
		this.remember(sentEntries(this.memory, record, all, 'unkept'));
		const unkept = all.filter(({ from, to }) => !isKeptForm(to, from));
		this.unkept.push(...unkept);
		return unkept;
	}
}

/** The result of a write that wasn't kept whole: an update is drift; a new record stays new, with a warning. */
export function asKept(plan: Plan, unkept: PlannedChange[], { links }: Pick<SchemeTarget, 'links'>): Plan {
	if (unkept.length === 0) return plan;
	const reason = unkeptDrift(unkept, links.system).reason;
	if (plan.action !== 'updated') return { ...plan, warnings: [...plan.warnings, reason] };
	const kept = plan.changes.filter(({ name }) => !unkept.some((change) => change.name === name));
	return { ...plan, action: 'drift', changes: [...kept, ...unkept], reason, reasonCode: 'notKept' };
}
