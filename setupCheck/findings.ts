import { VendorError, attempt } from '../base';
import type { Scheme } from '../rules';
import type { AssumptionId } from './assumptions';
import type { Verdict } from './seen';

/** How a check ended. A note is nothing wrong, but worth knowing; unknown couldn't be asked. */
export type CheckStatus = 'ok' | 'missing' | 'note' | 'unknown';

export interface Check {
	system: 'Kleer' | 'Cinode';
	what: string;
	status: CheckStatus;
	/** What is there; counts and names of set-up, nothing of people. */
	found: string;
	/** What to do about it; absent when all is well. */
	todo?: string;
	/** The syncs that can't work without it; absent where they can, or where it is there. */
	stops?: readonly Scheme[];
}

/** All syncs. */
export const ALL: readonly Scheme[] = ['users', 'subcontractors', 'customers', 'projects'];

export interface AssumptionFinding {
	status: 'confirmed' | 'contradicted' | 'unknown';
	found: string;
}

export type Answer = Omit<Check, 'system' | 'what'>;

/** Collects what the checks say; one that fails stops no other. */
export class Findings {
	readonly checks: Check[] = [];
	readonly assumptions = new Map<AssumptionId, AssumptionFinding>();

	constructor(private readonly system: Check['system']) {}

	/**
	 * @param todo What to do when the vendor refuses.
	 * @param needs The syncs that can't work without it.
	 * @returns Whether the vendor answered.
	 */
	async check(
		what: string,
		todo: string,
		ask: () => Promise<Answer>,
		needs: readonly Scheme[] = [],
	): Promise<boolean> {
		const outcome = await attempt(ask);
		if (outcome.ok) {
			// What asks for something isn't simply there.
			const { status, todo: asked } = outcome.value;
			const stops = status === 'missing' ? (outcome.value.stops ?? needs) : [];
			const isAsking = status === 'ok' && asked !== undefined;
			this.checks.push({
				system: this.system,
				what,
				...outcome.value,
				...(stops.length > 0 ? { stops } : {}),
				status: isAsking ? 'note' : status,
			});
			return true;
		}
		const { error } = outcome;
		const isRefused =
			error instanceof VendorError && ['forbidden', 'notFound', 'unauthorized'].includes(error.kind);
		// Asked too often says nothing of rights.
		const isKnown = !(error instanceof VendorError && error.kind === 'rateLimited');
		this.checks.push({
			system: this.system,
			what,
			...(isKnown && needs.length > 0 ? { stops: needs } : {}),
			status: isRefused ? 'missing' : 'unknown',
			found: error instanceof Error ? error.message : String(error),
			todo,
		});
		return false;
	}

	assumeAll(verdicts: Iterable<[AssumptionId, Verdict]>): void {
		for (const [id, { isTrue, found }] of verdicts) this.assume(id, isTrue, found);
	}

	assume(id: AssumptionId, isTrue: boolean | undefined, found: string): void {
		const status = isTrue === undefined ? 'unknown' : isTrue ? 'confirmed' : 'contradicted';
		this.assumptions.set(id, { status, found });
	}
}

/** "12 of 14". */
export function share<T>(list: T[], has: (one: T) => boolean): { text: string; count: number } {
	const count = list.filter(has).length;
	return { text: `${count} of ${list.length}`, count };
}

/** The first few names of a list. */
export function names(list: string[], atMost = 12): string {
	const shown = list.slice(0, atMost).join(', ');
	return list.length > atMost ? `${shown} and ${list.length - atMost} more` : shown;
}
