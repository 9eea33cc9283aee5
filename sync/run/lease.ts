import { MINUTE_MS } from '../../base';
import { LeaseLostError } from '../../base/errors';
import type { Clock } from '../../base/clock';
import type { EntryRow } from '../memory/row';

type LeaseStore = Pick<EntryRow, 'record' | 'size' | 'clear'>;

/** A lease holds for this long after it was last renewed, at least. */
const HOLDS_FOR_MS = 3 * MINUTE_MS;
const SLOT_MS = MINUTE_MS;
const RENEW_AFTER_MS = 20_000;
/** The wait after a take-over: long enough for another taker's write to arrive. */
const SETTLE_MS = 1_500;

const LOOK_AGAIN_MS = 250;
/** Counted, not timed, since a clock may be set. Five minutes: longer than a dead run's lease holds. */
const LOOKS = 1_200;
/** A row that looks the same for so long may be a dead run's. */
const LOOKS_UNTIL_DOUBT = 30;

/**
 * One run at a time (docs/decisions.md#lease). Time is cut into slots; a living holder has entries for the present slot and
 * the next ones. A run that finds the present slot's entry ends quietly.
 */
export class Lease {
	private verifiedAt = 0;
	private lost = false;
	private renewal?: Promise<void>;
	private readonly owner: string;

	private constructor(
		private readonly store: LeaseStore,
		private readonly clock: Clock,
		owner: string,
	) {
		this.owner = `owner ${owner}`;
	}

	/**
	 * @param owner A text that no other run has.
	 * @returns `undefined` when another run holds the lease.
	 */
	static async take(store: LeaseStore, clock: Clock, owner: string): Promise<Lease | undefined> {
		const lease = new Lease(store, clock, owner);
		const [present] = lease.slots();
		if (present === undefined) return undefined;
		const before = await store.size();
		const found = await store.record([lease.owner, present]);
		if (!found || found.has(present)) return undefined;
		const isFree = before === 0 && (await store.size()) === 2;
		// A run that finds no entry of its own has lost its place to another that wrote at the same moment.
		if (!(await store.record(lease.entries()))?.has(lease.owner)) return undefined;
		if (!isFree) return await lease.takeOver();
		// A run that read the row before our slots were in it may just have written it back without them.
		if (!(await store.record(lease.entries()))?.has(lease.owner)) return undefined;
		lease.verifiedAt = clock.now();
		return lease;
	}

	/**
	 * Waits until the lease is free and takes it. Asking writes into the row, and what is written late may fall on the
	 * next holder's, which then looks held until it runs out; so a waiting run only looks, and asks when the row is gone,
	 * or has been the same for some time.
	 * @param looks How often it looks, a quarter of a second apart.
	 * @returns `undefined` when others held the lease all the time; that is five minutes unless `looks` says otherwise.
	 */
	static async waitFor(
		store: LeaseStore,
		clock: Clock,
		owner: string,
		looks = LOOKS,
	): Promise<Lease | undefined> {
		let size = 0;
		let looksAlike = 0;
		for (let look = 0; look < looks; look++) {
			if (look > 0) await clock.sleep(LOOK_AGAIN_MS);
			const before = size;
			size = await store.size();
			looksAlike = size === before ? looksAlike + 1 : 0;
			if (size > 0 && looksAlike < LOOKS_UNTIL_DOUBT) continue;
			looksAlike = 0;
			const lease = await Lease.take(store, clock, owner);
			if (lease) return lease;
		}
		return undefined;
	}

	/**
	 * Reads the lease again if the last reading is some time ago. To be called before every write.
	 * @throws LeaseLostError when another run has it.
	 */
	async check(): Promise<void> {
		if (this.lost) throw new LeaseLostError();
		if (this.clock.now() - this.verifiedAt < RENEW_AFTER_MS) return;
		this.renewal ??= this.renew().finally(() => {
			this.renewal = undefined;
		});
		await this.renewal;
	}

	async release(): Promise<void> {
		if (this.lost) return;
		const isMine = await this.isMine();
		// Asking has put our owner into whatever row is there: it would pass for ours from now on.
		this.lost = true;
		if (isMine) await this.store.clear();
	}

	/**
	 * Deletes the row of a holder that is dead. Only one of several takers may come as far, since a second one would
	 * delete the new holder's row.
	 */
	private async takeOver(): Promise<Lease | undefined> {
		if (!(await this.settle())) return undefined;
		await this.store.clear();
		const found = await this.store.record(this.entries());
		return !found || found.size > 0 ? undefined : await this.settle();
	}

	/** Waits until the writes of others have arrived, and looks which run is left. */
	private async settle(): Promise<Lease | undefined> {
		await this.clock.sleep(SETTLE_MS);
		if (!(await this.isMine())) return undefined;
		this.verifiedAt = this.clock.now();
		return this;
	}

	private async renew(): Promise<void> {
		const found = await this.store.record(this.entries());
		if (!found?.has(this.owner)) {
			this.lost = true;
			throw new LeaseLostError();
		}
		this.verifiedAt = this.clock.now();
	}

	private async isMine(): Promise<boolean> {
		return (await this.store.record([this.owner]))?.has(this.owner) ?? false;
	}

	private entries(): string[] {
		return [this.owner, ...this.slots()];
	}

	private slots(): string[] {
		const present = Math.floor(this.clock.now() / SLOT_MS);
		const count = HOLDS_FOR_MS / SLOT_MS + 1;
		return Array.from({ length: count }, (_, index) => `slot ${present + index}`);
	}
}
