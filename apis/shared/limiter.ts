import { HOUR_MS } from '../../base';
import { VendorError } from '../../base/errors';
import type { Clock } from '../../base/clock';

export interface Pace {
	/** Requests in two seconds. */
	perTwoSeconds: number;
	/** The day's last requests, kept for others. */
	reserve: number;
	/** Whether it is a share of Cinode's usual limit, and so grows and shrinks with what the vendor says of the plan. */
	followsPlan?: boolean;
}

/** What a reply says about the limits (docs/vendors.md#cinode-limits). Absent when the header was. */
export interface LimitHeaders {
	/** Requests that the plan allows in a window. */
	limit?: number;
	/** Left in the present window. */
	remaining?: number;
	/** Seconds until the window ends. */
	resetSeconds?: number;
	dailyLeft?: number;
}

const PROBE_AFTER_MS = HOUR_MS;
/** Whatever a header says. */
const MOST_PAUSE_S = 60;

/** At most that many requests are under way at once. */
const UNDER_WAY = 40;

const WINDOW_MS = 2000;
/** Cinode's usual limit, and the most that is believed. */
const USUAL_LIMIT = 40;
const MOST_LIMIT = 400;
/** After a refusal nothing larger than the usual is believed for so long. */
const DOUBT_MS = HOUR_MS;
/** A request that waits for another's answer, which may come any moment, looks again after this. */
const LOOK_MS = 10;

/**
 * Keeps to a number of requests in any two seconds, and follows what the vendor says. The vendor counts a request
 * somewhere between its being sent and its answer, which on a busy machine may lie far apart: so each takes its place
 * from the one until two seconds after the other. One per company and process (docs/decisions.md#polite).
 */
export class RequestLimiter {
	/** Requests that were sent and aren't answered yet. */
	private open = 0;
	/** When the others were answered, as far as they still count. */
	private answered: number[] = [];
	/** Counts how often the clock was set back: older requests don't count any more. */
	private epoch = 0;
	private nextSlot = 0;
	private pausedUntil = 0;
	private limit = USUAL_LIMIT;
	private doubtsUntil = 0;
	private left: number | null = null;
	private leftOn = '';
	private heardAt = 0;
	private latest = 0;
	private queue: Promise<unknown> = Promise.resolve();

	constructor(private readonly clock: Clock) {}

	/** Today's requests that the vendor says are left; `null` before it said anything today. */
	get dailyLeft(): number | null {
		return this.leftOn === this.utcDay() ? this.left : null;
	}

	/**
	 * Waits for this request's turn.
	 * @returns What has to be called when the answer is there, or will never be.
	 * @throws VendorError `budgetSpent` when only the reserve is left of the day's requests.
	 */
	async turn(pace: Pace): Promise<() => void> {
		const left = this.dailyLeft;
		if (left !== null && left <= pace.reserve && !this.mayProbe()) {
			throw new VendorError(
				'Cinode',
				'budgetSpent',
				`Only ${left} of Cinode's requests are left today, and ${pace.reserve} are kept in reserve`,
				{ advice: 'The rest follows after midnight UTC. The limit is at Administration > API in Cinode' },
			);
		}
		// Counted at once: the replies of those that are under way come too late for the reserve.
		if (this.left !== null) this.left = Math.max(0, this.left - 1);
		const turn = this.queue.then(async () => await this.untilRoom(pace));
		this.queue = turn;
		await turn;
		this.open++;
		const { epoch } = this;
		let isAnswered = false;
		return () => {
			if (isAnswered || epoch !== this.epoch) return;
			isAnswered = true;
			this.open--;
			this.answered.push(this.clock.now());
		};
	}

	/** The first in the queue waits until one more fits; all others wait for it. */
	private async untilRoom(pace: Pace): Promise<void> {
		for (;;) {
			const now = this.now();
			const perWindow = this.perWindow(pace);
			const wait = Math.max(this.pausedUntil - now, this.nextSlot - now, this.untilOneIsOver(perWindow, now));
			if (wait <= 0) {
				// In half of the time at least: some are answered before the last ones are sent.
				this.nextSlot = now + WINDOW_MS / 2 / perWindow;
				return;
			}
			await this.clock.sleep(wait);
		}
	}

	/** Requests that this pace allows in two seconds, as far as is known of the plan. */
	perWindow({ perTwoSeconds, followsPlan }: Pace): number {
		if (!followsPlan) return perTwoSeconds;
		return Math.max(1, Math.floor((perTwoSeconds * this.limit) / USUAL_LIMIT));
	}

	/** Milliseconds until one more fits, as far as is known. */
	private untilOneIsOver(perWindow: number, now: number): number {
		const over = this.answered.findIndex((at) => at > now - WINDOW_MS);
		if (over !== 0) this.answered.splice(0, over < 0 ? this.answered.length : over);
		const tooMany = this.open + this.answered.length - perWindow;
		if (tooMany < 0) return 0;
		const last = this.answered[tooMany];
		return last === undefined ? LOOK_MS : Math.max(1, last + WINDOW_MS - now);
	}

	/** A clock that was set back must not hold all requests until it is as late again. */
	private now(): number {
		const now = this.clock.now();
		if (now < this.latest - 1000) {
			this.nextSlot = 0;
			this.pausedUntil = 0;
			this.doubtsUntil = 0;
			this.answered = [];
			this.open = 0;
			this.epoch++;
		}
		this.latest = now;
		return now;
	}

	/** Takes note of a reply's headers. */
	heed({ limit, remaining, resetSeconds, dailyLeft }: LimitHeaders): void {
		if (limit !== undefined && limit > 0) {
			const most = this.clock.now() < this.doubtsUntil ? USUAL_LIMIT : MOST_LIMIT;
			this.limit = Math.min(limit, most);
		}
		if (dailyLeft !== undefined) {
			const counted = this.dailyLeft;
			// A little more than counted is a reply that doesn't know of those under way; much more is news.
			const isLate = counted !== null && dailyLeft > counted && dailyLeft - counted <= UNDER_WAY;
			if (!isLate) this.left = dailyLeft;
			this.leftOn = this.utcDay();
			this.heardAt = this.clock.now();
		}
		if (remaining !== undefined && remaining <= 0 && resetSeconds !== undefined)
			this.hold(Math.min(resetSeconds, MOST_PAUSE_S) * 1000);
	}

	/** No request is sent for a while: the vendor said 429. */
	pause(ms: number): void {
		this.doubtsUntil = this.clock.now() + DOUBT_MS;
		this.limit = Math.min(this.limit, USUAL_LIMIT);
		this.hold(ms);
	}

	private hold(ms: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + ms);
	}

	/** Once an hour a single request may ask whether the day's count still holds: clocks differ around midnight. */
	private mayProbe(): boolean {
		if (this.clock.now() - this.heardAt < PROBE_AFTER_MS) return false;
		this.heardAt = this.clock.now();
		return true;
	}

	/** The vendor's day begins at midnight UTC. */
	private utcDay(): string {
		return new Date(this.clock.now()).toISOString().slice(0, 10);
	}
}
