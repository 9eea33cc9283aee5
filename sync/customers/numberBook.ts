import { linkableOrganisationNumber, swedishDigits } from '../../rules';
import { attempt } from '../attempt';
import { VendorError } from '../errors';
import { forEachLimited } from '../pool';
import type { ListedTarget } from '../types';
import type { CinodeCustomer, CinodeCustomersApi } from './cinodeCustomer';

/** What was read of a customer is believed for a day, unless the list shows that it changed. */
const DAY_MS = 86_400_000;
/** What a search found is believed for an hour: a newcomer that stays in conflict isn't searched every run. */
const HOUR_MS = 3_600_000;
/** So few details are read in any case. */
const FEW = 10;
const AT_ONCE = 8;

/** What this process has learnt of one Cinode company's customers; kept between runs. */
export interface LearntCustomers {
	/** Organisation numbers in comparable form, "" for none, by customer id. */
	numbers: Map<number, { snapshot: string; number: string; at: number }>;
	/** When an organisation number was last searched for. */
	searched: Map<string, number>;
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
	) {}

	/** The number as far as it is known. */
	numberOf(target: ListedTarget): string | undefined {
		const known = this.learnt.numbers.get(target.id);
		const isValid = known?.snapshot === target.snapshot && this.now() - known.at < DAY_MS;
		return isValid ? known.number : undefined;
	}

	/** Learns what is needed to find the numbers among the candidates. */
	async find(numbers: string[], candidates: ListedTarget[]): Promise<void> {
		const unknown = candidates.filter((target) => this.numberOf(target) === undefined);
		const open = numbers.filter((number) => this.now() - (this.learnt.searched.get(number) ?? 0) >= HOUR_MS);
		const searches = open.flatMap(spellings);
		if (unknown.length <= FEW || unknown.length <= searches.length) {
			return await this.learn(unknown);
		}
		const hits = new Set<number>();
		await forEachLimited(searches, AT_ONCE, async (value) => {
			const found = await this.api.searchCustomers({
				field: 'corporateIdentityNumber',
				value,
				operator: 'contains',
			});
			for (const { id } of found) hits.add(id);
		});
		for (const number of open) this.learnt.searched.set(number, this.now());
		// The search is by parts and shows no number: only the details tell.
		await this.learn(unknown.filter(({ id }) => hits.has(id)));
	}

	async learn(targets: ListedTarget[]): Promise<void> {
		await forEachLimited(targets, AT_ONCE, async ({ id, snapshot }) => {
			const outcome = await attempt(() => this.read(id));
			if (outcome.ok) {
				const number = linkableOrganisationNumber(outcome.value.corporateIdentityNumber ?? '') ?? '';
				this.learnt.numbers.set(id, { snapshot, number, at: this.now() });
			} else if (!isAboutOne(outcome.error)) {
				throw outcome.error;
			}
		});
	}
}

/** A customer that was deleted meanwhile, or that the account may not see: the others go on. */
function isAboutOne(error: unknown): boolean {
	return error instanceof VendorError && ['notFound', 'forbidden'].includes(error.kind);
}

/** The spellings that a part of the number may have in Cinode: 5566778899 and 556677-8899. */
function spellings(number: string): string[] {
	return swedishDigits(number) === number ? [number, `${number.slice(0, 6)}-${number.slice(6)}`] : [number];
}
