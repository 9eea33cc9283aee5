import type { Plan } from './types';

/** What trips the safety brake (design.md 4). */
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

export interface BrakeVerdict {
	reasons: string[];
	/** What "Allow Once" has to be set to. */
	count: number;
}

export interface BrakeInput {
	plans: Plan[];
	/** How many records have a target by key, those that had one in an earlier run included. */
	linked: number;
	/** Records that had a target in an earlier run and would be created anew. */
	vanished: number;
	/** Records that the brake holds since an earlier run: they add to what is like them in this one. */
	held: { new: number; linked: number };
}

/**
 * Looks at all that a run is about to write, before it writes anything.
 * @returns `undefined` when nothing trips it; what "Allow Once" lets through trips it all the same.
 */
export function checkBrake(
	{ plans, linked, vanished, held }: BrakeInput,
	limits: BrakeLimits,
): BrakeVerdict | undefined {
	const withHeld = (count: number, heldCount: number) => (count > 0 ? count + heldCount : 0);
	const creates = withHeld(plans.filter((plan) => plan.action === 'created').length, held.new);
	const risky = withHeld(plans.filter(changesIdentity).length + vanished, held.linked);
	const jumps = withHeld(plans.filter(jumpsInSalary).length, held.linked);

	const reasons: string[] = [];
	let count = 0;
	if (creates > limits.maxCreates) {
		reasons.push(`${creates} would be created (limit ${limits.maxCreates})`);
		count += creates;
	}
	if (risky >= AT_LEAST && risky > (linked * limits.maxChangedShare) / 100) {
		reasons.push(
			`${risky} of ${linked} linked records would change status, key or e-mail, or have disappeared (limit ${limits.maxChangedShare} %)`,
		);
		count += risky;
	}
	if (jumps > limits.maxSalaryJumps) {
		reasons.push(`${jumps} salaries would more than double or halve (limit ${limits.maxSalaryJumps})`);
		count += jumps;
	}
	return reasons.length > 0 ? { reasons, count } : undefined;
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
