import { VendorError } from '../../base/errors';
import type { Clock } from '../../base/clock';

export interface Pace {
	/** Requests in two seconds. */
	perTwoSeconds: number;
	/** The day's last requests, kept for others. */
	reserve: number;
}

/** What a reply says about the limits (facts/cinode.md 1.2). Absent when the header was. */
export interface LimitHeaders {
	/** Left in the present window. */
	remaining?: number;
	/** Seconds until the window ends. */
	resetSeconds?: number;
	dailyLeft?: number;
}

const PROBE_AFTER_MS = 3_600_000;
/** Whatever a header says. */
const MOST_PAUSE_S = 60;

/** At most that many requests are under way at once. */
const UNDER_WAY = 40;

/**
 * Spaces requests evenly, so that a delayed batch can't arrive together with the next one, and follows what
 * the vendor says. One per company and process (design.md 4, Polite).
 */
export class RequestLimiter {
	private nextSlot = 0;
	/** When the requests of the last two seconds were really sent. */
	private sent: number[] = [];
	private pausedUntil = 0;
	private left: number | null = null;
	private leftOn = '';
	private heardAt = 0;
	private latest = 0;

	constructor(private readonly clock: Clock) {}

	/** Today's requests that the vendor says are left; `null` before it said anything today. */
	get dailyLeft(): number | null {
		return this.leftOn === this.utcDay() ? this.left : null;
	}

	/**
	 * Waits for this request's turn.
	 * @throws VendorError `budgetSpent` when only the reserve is left of the day's requests.
	 */
	async turn(pace: Pace): Promise<void> {
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
		for (;;) {
			const now = this.now();
			const at = Math.max(now, this.nextSlot, this.pausedUntil);
			this.nextSlot = at + 2000 / pace.perTwoSeconds;
			if (at > now) await this.clock.sleep(at - now);
			// A process that was busy wakes several at once, so what was really sent is counted as well. Whoever finds
			// no room keeps its slot: a new one would be lost to everybody.
			for (let wait = this.untilRoom(pace); wait > 0 && !this.isPaused; wait = this.untilRoom(pace)) {
				await this.clock.sleep(wait);
			}
			// A pause that began meanwhile holds for this one too, which then takes a new slot.
			if (this.isPaused) continue;
			this.sent.push(this.clock.now());
			return;
		}
	}

	/** A clock that was set back must not hold everybody until it is as late again. */
	private now(): number {
		const now = this.clock.now();
		if (now < this.latest - 1000) {
			this.nextSlot = 0;
			this.pausedUntil = 0;
			this.sent = [];
		}
		this.latest = now;
		return now;
	}

	private get isPaused(): boolean {
		return this.pausedUntil > this.clock.now();
	}

	/** Milliseconds until one more fits into the last two seconds. */
	private untilRoom({ perTwoSeconds }: Pace): number {
		const now = this.clock.now();
		this.sent = this.sent.filter((at) => at > now - 2000);
		const first = this.sent[this.sent.length - perTwoSeconds];
		return first === undefined ? 0 : Math.max(1, first + 2000 - now);
	}

	/** Takes note of a reply's headers. */
	heed({ remaining, resetSeconds, dailyLeft }: LimitHeaders): void {
		if (dailyLeft !== undefined) {
			const counted = this.dailyLeft;
			// A little more than counted is a reply that doesn't know of those under way; much more is news.
			const isLate = counted !== null && dailyLeft > counted && dailyLeft - counted <= UNDER_WAY;
			if (!isLate) this.left = dailyLeft;
			this.leftOn = this.utcDay();
			this.heardAt = this.clock.now();
		}
		if (remaining !== undefined && remaining <= 0 && resetSeconds !== undefined)
			this.pause(Math.min(resetSeconds, MOST_PAUSE_S) * 1000);
	}

	/** Nobody sends anything for a while: the vendor said 429. */
	pause(ms: number): void {
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
