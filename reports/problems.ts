import { SCHEMES, type ReasonCode, type Scheme } from '../rules';
import { isDryRun, type Outcome } from './outcome';

/** @param written "was written", or in a dry run "would be written". */
type Todo = (source: string, target: string, written: string) => string;

/** What a person may have to look at, and what to do about it. */
export const PROBLEM_KINDS = {
	rejected: {
		name: 'Rejected',
		todo: (source: string) => `Correct it in ${source}; the next run takes it up`,
	},
	conflict: { name: 'Conflict', todo: () => 'Decide which record is meant, and correct the other one' },
	failed: {
		name: 'Failed',
		todo: () => 'It is tried again by itself, less and less often; if it stays, do what the vendor says',
	},
	drift: {
		name: 'Drift',
		todo: (_source: string, target: string) => `Correct it in ${target} by hand: its API can’t`,
	},
	deferred: { name: 'Deferred', todo: () => 'Nothing: it comes first in the next run' },
	warning: {
		name: 'Warning',
		todo: (_source: string, _target: string, written: string) =>
			`Look at it once; everything else ${written}`,
	},
} as const satisfies Record<string, { name: string; todo: Todo }>;

export type ProblemKind = keyof typeof PROBLEM_KINDS;

export interface Problem {
	kind: ProblemKind;
	/** What the problem is about, for memory: the source's id or the key. */
	subject: string;
	key: string;
	who: string;
	why: string;
	todo: string;
	reasonCode?: ReasonCode;
	/** It was told in an earlier run already. */
	isStanding: boolean;
}

/** Everything in an outcome that a person may have to look at. What the safety brake holds is one thing, told apart. */
export function problemsOf(outcome: Outcome, scheme: Scheme): Problem[] {
	const { rejected, results, summary } = outcome;
	const { source, target } = SCHEMES[scheme];
	const written = isDryRun(outcome) ? 'would be written' : 'was written';
	const problem = (
		kind: ProblemKind,
		{
			key,
			label,
			sourceId,
			reasonCode,
		}: { key: string; label: string; sourceId?: number; reasonCode?: ReasonCode },
		why: string,
		isStanding = false,
	): Problem => ({
		kind,
		subject: String(sourceId ?? key) || label,
		key,
		who: label,
		why,
		...(reasonCode ? { reasonCode } : {}),
		todo: PROBLEM_KINDS[kind].todo(source, target, written),
		isStanding,
	});
	return [
		...rejected.map((record) => problem('rejected', record, record.reasons.join('. '))),
		...results.flatMap((result) => {
			const { action, reason = '', reasonCode, error = '', warnings } = result;
			const why = [error, reason, ...warnings].filter(Boolean).join('. ');
			if (action === 'failed' || action === 'conflict' || action === 'drift')
				return problem(action, result, why);
			if (action === 'deferred') return reasonCode === 'heldByBrake' ? [] : problem(action, result, why);
			return warnings.length > 0 ? problem('warning', result, warnings.join('. ')) : [];
		}),
		...(summary?.standing ?? []).flatMap((record) => {
			const { action, reason, reasonCode } = record;
			const kind = isKind(action) ? action : 'warning';
			if (kind === 'warning' && action !== 'unchanged') return [];
			return reasonCode === 'heldByBrake' ? [] : problem(kind, record, reason, true);
		}),
	];
}

function isKind(action: string): action is ProblemKind {
	return Object.hasOwn(PROBLEM_KINDS, action);
}
