import { counted } from '../../rules';
import type { Plan } from '../contract/plan';

/** What trips the safety brake (docs/decisions.md#brake). */
export interface BrakeLimits {
	maxCreates: number;
	/** Percent of the linked records. */
	maxChangedShare: number;
	/** Salaries that more than double or halve. */
	maxSalaryJumps: number;
	/** The count that was shown and may pass; 0 for none. */
	allowOnce: number;
}

/** The fields that hold the key, by scheme. */
const KEY_FIELDS = ['internalIdentifier', 'identification'];

/** Below this many records no share is alarming. */
const AT_LEAST = 10;

/** What a record can have in common with those that trip the brake. */
export const CAUSES = ['new', 'identity', 'salary'] as const;
export type Cause = (typeof CAUSES)[number];

export interface BrakeVerdict {
	reasons: string[];
	tripped: Cause[];
	/** What "Allow Once" has to be set to. */
	count: number;
}

export interface BrakeInput {
	plans: Candidate[];
	/** How many records have a target by key, those that had one in an earlier run included. */
	linked: number;
	/** Linked records that changed: planned in this run, and left to the next ones. */
	changed: { now: number; later: number };
	/** Records that the brake holds since an earlier run: they add to what is like them in this one. */
	held: Record<Cause, number>;
}

/** What a run is about to do to a record. */
export interface Candidate {
	plan: Plan;
	/** It had a target in an earlier run and would be created anew. */
	hasVanished: boolean;
}

/**
 * Looks at all that a run is about to write, before it writes anything.
 * @returns `undefined` when nothing trips it; what "Allow Once" lets through trips it all the same.
 */
export function checkBrake(
	{ plans, linked, changed, held }: BrakeInput,
	limits: BrakeLimits,
): BrakeVerdict | undefined {
	const causes = plans.flatMap(causesOf);
	const countOf = (cause: Cause) => {
		const count = causes.filter((one) => one === cause).length;
		return count > 0 ? count + held[cause] : 0;
	};
	const counts = { new: countOf('new'), identity: countOf('identity'), salary: countOf('salary') };
	return verdictOf(counts, { linked, changed }, limits);
}

/** What so many of each cause come to; `undefined` when that is within the limits. */
export function verdictOf(
	counts: Record<Cause, number>,
	{ linked, changed }: Pick<BrakeInput, 'linked' | 'changed'>,
	limits: BrakeLimits,
): BrakeVerdict | undefined {
	const { identity, salary } = counts;
	// What is left to the next runs is taken for like what is seen: else a large change would pass in parts.
	const { now, later } = changed;
	const judged = later > 0 ? Math.round((linked * now) / (now + later)) : linked;
	const isOver: Record<Cause, boolean> = {
		new: counts.new > limits.maxCreates,
		identity: identity >= AT_LEAST && identity > (judged * limits.maxChangedShare) / 100,
		salary: salary > limits.maxSalaryJumps,
	};
	const tripped = CAUSES.filter((cause) => isOver[cause]);
	if (tripped.length === 0) return undefined;
	const more =
		later > 0
			? `; ${counted(later, 'more that changed was', 'more that changed were')} not looked at yet`
			: '';
	const reasons: Record<Cause, string> = {
		new: `${counts.new} would be created (limit ${limits.maxCreates})`,
		identity: `${identity} of ${counted(linked, 'linked record')} would change status, key or e-mail, or have disappeared (limit ${limits.maxChangedShare} %)${more}`,
		salary: `${counted(salary, 'salary', 'salaries')} would more than double or halve (limit ${limits.maxSalaryJumps})`,
	};
	return {
		reasons: tripped.map((cause) => reasons[cause]),
		tripped,
		count: tripped.reduce((sum, cause) => sum + counts[cause], 0),
	};
}

/** What a record has in common with those that trip the brake. */
export function causesOf({ plan, hasVanished }: Candidate): Cause[] {
	const causes: Cause[] = [];
	if (plan.action === 'created') causes.push('new');
	if (hasVanished || changesIdentity(plan)) causes.push('identity');
	if (jumpsInSalary(plan)) causes.push('salary');
	return causes;
}

/** A first link fills an empty key, and a start day makes people active: both are expected. */
function changesIdentity(plan: Plan): boolean {
	if (plan.action === 'created') return false;
	return plan.changes.some(
		({ name, from, to }) =>
			(name === 'status' && !(from === 'PreActive' && to === 'Active')) ||
			(KEY_FIELDS.includes(name) && from !== null && from !== '') ||
			(name === 'email' && from !== null && from !== ''),
	);
}

function jumpsInSalary(plan: Plan): boolean {
	return plan.changes.some(({ name, from, to }) => {
		const before = Number(from);
		const after = Number(to);
		return name === 'baseSalary' && before > 0 && after > 0 && (after > before * 2 || after < before / 2);
	});
}
