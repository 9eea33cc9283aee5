import { SCHEMES, type ReasonCode, type Scheme } from '../rules';
import { isDryRun, type Outcome } from './outcome';
import { textsIn, whyIn, type Language, type Texts } from './texts';

/** What a person may have to look at. */
export type ProblemKind = keyof Texts['kinds'];

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
export function problemsOf(outcome: Outcome, scheme: Scheme, language?: Language): Problem[] {
	const { rejected, results, summary } = outcome;
	const { source, target } = SCHEMES[scheme];
	const { kinds } = textsIn(language);
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
		why: whyIn(language, reasonCode, why),
		...(reasonCode ? { reasonCode } : {}),
		todo: kinds[kind].todo(source, target, isDryRun(outcome)),
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
	return Object.hasOwn(textsIn().kinds, action);
}
