import { LARGEST_PAGE } from '../../../models/cinode/codes';
import { DAY_MS } from '../../../base';
import { comparableKey, type MappedCustomer } from '../../../rules';
import { attempt } from '../../../base/attempt';
import { forEachLimited } from '../../../base/pool';
import type { CinodeCustomersApi, CinodeListedCustomer } from './cinodeCustomer';
import { isAboutOne, type LearntCustomers } from './organisationNumbers';
import { searchNumber } from './searchNumber';

const AT_ONCE = 8;
/** What this process saw is believed for so long where the search's first page says nothing else. */
const BELIEVED_MS = DAY_MS;
/**
 * Customers that the plain list leaves out: inactive ones, where it doesn't show them (docs, Assumptions), and any that an
 * answer lacks. Before anybody is created the search says how many there are, so that nobody is made a second time.
 */
export class HiddenCustomers {
	private shown = new Set<number>();
	private listShowsInactive = false;
	private keys: ReadonlySet<string> = new Set();
	private found?: CinodeListedCustomer[];
	/** Keys whose search Cinode refused: whether they are there isn't known. */
	readonly unsearched = new Set<string>();

	constructor(
		private readonly api: Pick<CinodeCustomersApi, 'searchCustomerPage' | 'searchCustomers'>,
		private readonly learnt: LearntCustomers,
		private readonly now: () => number,
	) {}

	/** @returns What belongs into the list too, as far as earlier runs had to do with it; else nothing is asked. */
	async besides(listed: CinodeListedCustomer[], showsInactive: boolean): Promise<CinodeListedCustomer[]> {
		this.shown = new Set(listed.map(({ id }) => id));
		this.listShowsInactive = showsInactive;
		if (showsInactive || !this.learnt.hidden?.areOurs) return [];
		this.found = await this.all();
		return this.found ?? [];
	}

	/** Told the keys of all records, of which hidden customers may carry some. */
	note(keys: ReadonlySet<string>): void {
		this.keys = keys;
		if (!this.learnt.hidden || !this.found) return;
		this.learnt.hidden.areOurs = this.found.some((customer) => keys.has(keyOf(customer)));
	}

	/**
	 * @param unmatched Those of the newcomers that would be created.
	 * @returns Those that may be the newcomers and aren't in the list yet.
	 */
	async lookFor(newcomers: MappedCustomer[], unmatched: MappedCustomer[]): Promise<CinodeListedCustomer[]> {
		// A list that shows inactive ones may still lack some; that matters to those alone that would be made twice.
		const asking = this.listShowsInactive ? unmatched : newcomers;
		if (this.found || asking.length === 0) return [];
		this.found = await this.all();
		this.note(this.keys);
		return this.found ?? (await this.oneByOne(newcomers));
	}

	/** @returns `undefined` where the search doesn't give all customers. */
	private async all(): Promise<CinodeListedCustomer[] | undefined> {
		const outcome = await attempt(async () => (await this.asKnown()) ?? (await this.page()));
		if (outcome.ok) return outcome.value && [...outcome.value.values()];
		if (!isAboutOne(outcome.error)) throw outcome.error;
		return undefined;
	}

	/** Where it took more than a page: those that changed lately come first, and the rest is as it was if it adds up. */
	private async asKnown(): Promise<Map<number, CinodeListedCustomer> | undefined> {
		const { hidden } = this.learnt;
		if (!hidden || hidden.pages === 1 || this.now() - hidden.at >= BELIEVED_MS) return undefined;
		const { result, totalItems } = await this.api.searchCustomerPage({
			sortBy: 'updated',
			page: 1,
			itemsPerPage: LARGEST_PAGE,
		});
		const found = this.unlisted([...hidden.customers.values(), ...result]);
		if (found.size !== totalItems - this.shown.size) return undefined;
		hidden.customers = found;
		return found;
	}

	/** The inactive come first, so that few pages hold them all; if they don't, every page is read. */
	private async page(): Promise<Map<number, CinodeListedCustomer> | undefined> {
		const seen = new Map<number, CinodeListedCustomer>();
		for (let page = 1; ; page++) {
			const before = seen.size;
			const { result, totalItems } = await this.api.searchCustomerPage({
				sortBy: 'status',
				page,
				itemsPerPage: LARGEST_PAGE,
			});
			for (const customer of result) seen.set(customer.id, customer);
			const found = this.unlisted([...seen.values()]);
			const isPast =
				result.some(({ id }) => this.shown.has(id)) && found.size >= totalItems - this.shown.size;
			if (isPast || seen.size >= totalItems) {
				this.learnt.hidden = {
					at: this.now(),
					pages: page,
					customers: found,
					areOurs: this.learnt.hidden?.areOurs === true,
				};
				return found;
			}
			if (seen.size === before) return undefined;
		}
	}

	private unlisted(customers: CinodeListedCustomer[]): Map<number, CinodeListedCustomer> {
		return new Map(customers.flatMap((one) => (this.shown.has(one.id) ? [] : [[one.id, one] as const])));
	}

	/** By key and number, where Cinode doesn't search without a filter. */
	private async oneByOne(newcomers: MappedCustomer[]): Promise<CinodeListedCustomer[]> {
		const found = new Map<number, CinodeListedCustomer>();
		await forEachLimited(newcomers, AT_ONCE, async ({ key, linkNumber }) => {
			const note = (customers: CinodeListedCustomer[]) => {
				for (const one of customers) if (!this.shown.has(one.id)) found.set(one.id, one);
			};
			const outcome = await attempt(async () => {
				const query = { field: 'identification', value: key, operator: 'equals' } as const;
				// The search may be by parts.
				note((await this.api.searchCustomers(query)).filter((one) => keyOf(one) === key));
				if (linkNumber) note(await searchNumber(this.api, linkNumber));
			});
			if (outcome.ok) return;
			if (!isAboutOne(outcome.error)) throw outcome.error;
			this.unsearched.add(key);
		});
		return [...found.values()];
	}
}

function keyOf({ identification }: CinodeListedCustomer): string {
	return comparableKey(identification);
}
