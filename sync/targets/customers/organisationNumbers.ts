import { DAY_MS } from '../../../base';
import { createHash } from 'node:crypto';
import { linkableOrganisationNumber } from '../../../rules';
import { attempt } from '../../../base/attempt';
import { VendorError } from '../../../base/errors';
import { forEachLimited } from '../../../base/pool';
import type { ListedTarget } from '../../contract/listedTarget';
import type { CinodeCustomer, CinodeCustomersApi, CinodeListedCustomer } from './cinodeCustomer';
import { searchNumber, searchesFor } from './searchNumber';

/** What was read of a customer is believed for a day, unless the list shows that it changed. */
const BELIEVED_MS = DAY_MS;
/** So few details are read in any case. */
const FEW = 10;
const AT_ONCE = 8;

/** What this process has learnt of one Cinode company's customers; kept between runs. */
export interface LearntCustomers {
	/** Organisation numbers in comparable form, "" for none, by customer id. */
	numbers: Map<number, { listState: string; number: string; at: number }>;
	/** Organisation numbers that were searched for: what the list of candidates was like then, and which customers were found. */
	searched: Map<string, { state: string; hits: number[] }>;
	/** Cinode's ids of countries, by ISO code. */
	countries: Map<string, number>;
	/** Customers that the plain list leaves out, how many pages it took to see them, and whether one has a key of ours. */
	hidden?: { at: number; pages: number; customers: Map<number, CinodeListedCustomer>; areOurs: boolean };
}

export function nothingLearnt(): LearntCustomers {
	return { numbers: new Map(), searched: new Map(), countries: new Map() };
}

/**
 * Organisation numbers of Cinode's customers, which its list doesn't show: read from the details of those that
 * may be meant, or found by search, whichever takes fewer requests.
 */
export class OrganisationNumbers {
	constructor(
		private readonly api: Pick<CinodeCustomersApi, 'searchCustomers'>,
		/** Reads a customer's details, and keeps them for the plan. */
		private readonly read: (id: number) => Promise<CinodeCustomer>,
		private readonly learnt: LearntCustomers,
		private readonly now: () => number,
		/** Whether the list shows when a customer was changed; else "none" is believed in this run only. */
		private readonly showsChanges: () => boolean,
	) {}

	/** Numbers that Cinode refused to search for, or whose customers it refused to show: whether they are there isn't known. */
	readonly refused = new Set<string>();
	private readonly readNow = new Set<number>();

	/** The number as far as it is known. */
	numberOf(target: ListedTarget): string | undefined {
		const known = this.learnt.numbers.get(target.id);
		if (known?.listState !== target.listState || this.now() - known.at >= BELIEVED_MS) return undefined;
		return known.number || this.showsChanges() || this.readNow.has(target.id) ? known.number : undefined;
	}

	/** Learns what is needed to find the numbers among the candidates. */
	async find(numbers: string[], candidates: ListedTarget[]): Promise<void> {
		const unknown = candidates.filter((target) => this.numberOf(target) === undefined);
		const state = createHash('sha256')
			.update(JSON.stringify(candidates.map(({ listState }) => listState)))
			.digest('base64');
		const open = numbers.filter(
			(number) => !this.showsChanges() || this.learnt.searched.get(number)?.state !== state,
		);
		const isEach = unknown.length <= FEW || unknown.length <= sum(open.map(searchesFor));
		const refusedEach = isEach ? await this.learn(unknown) : [];
		if (isEach && refusedEach.length === 0) return;
		await forEachLimited(open, AT_ONCE, async (number) => {
			const outcome = await attempt(() => searchNumber(this.api, number));
			if (outcome.ok) {
				this.learnt.searched.set(number, { state, hits: outcome.value.map(({ id }) => id) });
			} else if (isAboutOne(outcome.error)) {
				this.refused.add(number);
			} else throw outcome.error;
		});
		// What was found earlier counts, too: its details are believed for a day only.
		const hitsOf = (number: string) => this.learnt.searched.get(number)?.hits ?? [];
		const hits = new Set(numbers.flatMap(hitsOf));
		// The search is by parts and shows no number: only the details tell.
		const found = isEach ? refusedEach : await this.learn(unknown.filter(({ id }) => hits.has(id)));
		const unread = new Set(found.map(({ id }) => id));
		for (const number of numbers) {
			if (hitsOf(number).some((id) => unread.has(id))) this.refused.add(number);
		}
	}

	/** @returns Those that are there, but that Cinode doesn't show. */
	async learn(targets: ListedTarget[]): Promise<ListedTarget[]> {
		const refused: ListedTarget[] = [];
		await forEachLimited(targets, AT_ONCE, async (target) => {
			const { id, listState } = target;
			const outcome = await attempt(() => this.read(id));
			if (outcome.ok) {
				const number = linkableOrganisationNumber(outcome.value.corporateIdentityNumber ?? '') ?? '';
				this.learnt.numbers.set(id, { listState, number, at: this.now() });
				this.readNow.add(id);
			} else if (!isAboutOne(outcome.error)) {
				throw outcome.error;
			} else if ((outcome.error as VendorError).kind !== 'notFound') {
				refused.push(target);
			}
		});
		return refused;
	}
}

/** A customer that was deleted meanwhile, that the account may not see, or that Cinode fails at: the others go on. */
export function isAboutOne(error: unknown): boolean {
	return error instanceof VendorError && ['notFound', 'forbidden', 'server', 'invalid'].includes(error.kind);
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
