import { HOUR_MS } from '../../base';
import type { Scheme } from '../../rules';

/** What only one workflow may write: two would create each new record twice. */
export interface ClaimedSync {
	scheme: Scheme;
	/** The company that is written to, with its host. */
	company: string;
	keyPrefix: string;
}

export interface ClaimingWorkflow {
	id: string;
	name: string;
}

/** A copy that was unpublished is believed to be so after this time, where its schedule isn't known. */
const UNKNOWN_MS = HOUR_MS;
/** Clocks and long runs are given this much. */
const LEAST_MS = 600_000;
/** A workflow that missed so many of its intervals no longer runs. */
const INTERVALS = 2;

/** Which workflow of this process syncs what. Other processes have claims of their own. */
export class WorkflowClaims {
	private readonly claims = new Map<string, ClaimingWorkflow & { until: number }>();

	/**
	 * Claims a sync for a workflow. A run by hand claims nothing, since its workflow may not be published, but it ends
	 * another one's claim: whichever schedule comes next has it then.
	 * @param run `everyMs` is the longest time between two runs; absent where no schedule starts them.
	 * @returns The other workflow that has it, if one has.
	 */
	claim(
		{ scheme, company, keyPrefix }: ClaimedSync,
		workflow: ClaimingWorkflow,
		run: { now: number; byHand: boolean; everyMs?: number },
	): ClaimingWorkflow | undefined {
		const sync = JSON.stringify([scheme, company, keyPrefix]);
		const held = this.claims.get(sync);
		if (run.byHand) {
			if (held && held.id !== workflow.id) this.claims.delete(sync);
			return undefined;
		}
		if (held && held.id !== workflow.id && run.now < held.until) return held;
		const lasts = run.everyMs ? Math.max(LEAST_MS, run.everyMs * INTERVALS) : UNKNOWN_MS;
		this.claims.set(sync, { id: workflow.id, name: workflow.name, until: run.now + lasts });
		return undefined;
	}
}
