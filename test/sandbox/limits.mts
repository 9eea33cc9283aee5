export interface LimitState {
	allowed: boolean;
	limit: number;
	remaining: number;
	/** Seconds until the window has room again. */
	reset: number;
	dailyLeft: number;
}

/**
 * One budget: so many per window and so many per UTC day (docs/vendors.md#cinode-limits). The window slides, the
 * strictest reading: a client that keeps to it also keeps to fixed windows. A refused request costs nothing.
 */
export class Limiter {
	/** Requests used on `day`; tests may set it, to stand near the day's end of the budget. */
	usedToday = 0;
	private day = '';
	private recent: number[] = [];

	constructor(
		public perWindow: number,
		public perDay: number,
		private readonly windowMs = 2000,
	) {}

	/** Counts one request, unless it is over the limit and the limit is enforced. */
	take(now: number, enforced: boolean): LimitState {
		this.turn(now);
		const allowed = !enforced || (this.recent.length < this.perWindow && this.usedToday < this.perDay);
		if (allowed) {
			this.recent.push(now);
			this.usedToday++;
		}
		const oldest = this.recent[0] ?? now;
		return {
			allowed,
			limit: this.perWindow,
			remaining: Math.max(0, this.perWindow - this.recent.length),
			reset: Math.max(0, Math.ceil((oldest + this.windowMs - now) / 1000)),
			dailyLeft: this.dailyLeft(now),
		};
	}

	dailyLeft(now: number): number {
		this.turn(now);
		return Math.max(0, this.perDay - this.usedToday);
	}

	private turn(now: number): void {
		const day = new Date(now).toISOString().slice(0, 10); // The day resets at 00:00 UTC.
		if (this.day && day !== this.day) this.usedToday = 0;
		this.day = day;
		this.recent = this.recent.filter((at) => at > now - this.windowMs);
	}
}
