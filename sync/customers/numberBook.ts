import { createHash } from 'node:crypto';
import { linkableOrganisationNumber, swedishDigits } from '../../rules';
import { attempt } from '../attempt';
import { VendorError } from '../errors';
import { forEachLimited } from '../pool';
import type { ListedTarget } from '../types';
import type { CinodeCustomer, CinodeCustomersApi } from './cinodeCustomer';

/** What was read of a customer is believed for a day, unless the list shows that it changed. */
const DAY_MS = 86_400_000;
/** So few details are read in any case. */
const FEW = 10;
const AT_ONCE = 8;

/** What this process has learnt of one Cinode company's customers; kept between runs. */
export interface LearntCustomers {
	/** Organisation numbers in comparable form, "" for none, by customer id. */
	numbers: Map<number, { snapshot: string; number: string; at: number }>;
	/** Organisation numbers that were searched for, with what the list of candidates was like then. */
	searched: Map<string, string>;
	/** Cinode's ids of countries, by ISO code. */
	countries: Map<string, number>;
}

export function nothingLearnt(): LearntCustomers {
	return { numbers: new Map(), searched: new Map(), countries: new Map() };
}

/**
 * Organisation numbers of Cinode's customers, which its list doesn't show: read from the details of those that
 * may be meant, or found by search, whichever takes fewer requests.
 */
export class NumberBook {
	constructor(
		private readonly api: Pick<CinodeCustomersApi, 'searchCustomers'>,
		/** Reads a customer's details, and keeps them for the plan. */
		private readonly read: (id: number) => Promise<CinodeCustomer>,
		private readonly learnt: LearntCustomers,
		private readonly now: () => number,
		/** Whether the list shows when a customer was changed; else "none" is believed in this run only. */
		private readonly showsChanges: () => boolean,
	) {}

	/** Numbers that Cinode's search refused: nobody knows whether they are there. */
	readonly refused = new Set<string>();
	private readonly readNow = new Set<number>();

	/** The number as far as it is known. */
	numberOf(target: ListedTarget): string | undefined {
		const known = this.learnt.numbers.get(target.id);
		if (known?.snapshot !== target.snapshot || this.now() - known.at >= DAY_MS) return undefined;
		return known.number || this.showsChanges() || this.readNow.has(target.id) ? known.number : undefined;
	}

	/** Learns what is needed to find the numbers among the candidates. */
	async find(numbers: string[], candidates: ListedTarget[]): Promise<void> {
		const unknown = candidates.filter((target) => this.numberOf(target) === undefined);
		const state = createHash('sha256')
			.update(JSON.stringify(candidates.map(({ snapshot }) => snapshot)))
			.digest('base64');
		const open = numbers.filter(
			(number) => !this.showsChanges() || this.learnt.searched.get(number) !== state,
		);
		if (unknown.length <= FEW || unknown.length <= open.flatMap(spellings).length) {
			return await this.learn(unknown);
		}
		const hits = new Set<number>();
		await forEachLimited(open, AT_ONCE, async (number) => {
			const outcome = await attempt(() => this.search(number));
			if (outcome.ok) {
				for (const id of outcome.value) hits.add(id);
				this.learnt.searched.set(number, state);
			} else if (isAboutOne(outcome.error)) {
				this.refused.add(number);
			} else throw outcome.error;
		});
		// The search is by parts and shows no number: only the details tell.
		await this.learn(unknown.filter(({ id }) => hits.has(id)));
	}

	private async search(number: string): Promise<number[]> {
		const ids: number[] = [];
		for (const value of spellings(number)) {
			const query = { field: 'corporateIdentityNumber', value, operator: 'contains' } as const;
			ids.push(...(await this.api.searchCustomers(query)).map(({ id }) => id));
		}
		return ids;
	}

	async learn(targets: ListedTarget[]): Promise<void> {
		await forEachLimited(targets, AT_ONCE, async ({ id, snapshot }) => {
			const outcome = await attempt(() => this.read(id));
			if (outcome.ok) {
				const number = linkableOrganisationNumber(outcome.value.corporateIdentityNumber ?? '') ?? '';
				this.learnt.numbers.set(id, { snapshot, number, at: this.now() });
				this.readNow.add(id);
			} else if (!isAboutOne(outcome.error)) {
				throw outcome.error;
			}
		});
	}
}

/** A customer that was deleted meanwhile, that the account may not see, or that Cinode fails at: the others go on. */
export function isAboutOne(error: unknown): boolean {
	return error instanceof VendorError && ['notFound', 'forbidden', 'server', 'invalid'].includes(error.kind);
}

/** The spellings that a part of the number may have in Cinode: 5566778899, 556677-8899, 556677 8899. */
function spellings(number: string): string[] {
	if (swedishDigits(number) !== number) return [number];
	return ['', '-', ' '].map((separator) => `${number.slice(0, 6)}${separator}${number.slice(6)}`);
}
