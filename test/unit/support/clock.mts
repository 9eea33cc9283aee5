import type { Clock } from '../../../base';

/** Time that stands still until a test moves it; sleepers wake in the order of their times. */
export class FakeClock implements Clock {
	private sleepers: Array<{ at: number; wake: () => void }> = [];

	constructor(private time = Date.parse('2026-11-23T10:00:00Z')) {}

	now(): number {
		return this.time;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => this.sleepers.push({ at: this.time + Math.max(0, ms), wake }));
	}

	setBack(ms: number): void {
		this.time -= ms;
	}

	/** Lets everything happen that falls in the next milliseconds. */
	async advance(ms: number): Promise<void> {
		const end = this.time + ms;
		for (;;) {
			await settle();
			const next = this.sleepers.sort((a, b) => a.at - b.at)[0];
			if (!next || next.at > end) break;
			this.sleepers.shift();
			this.time = Math.max(this.time, next.at);
			next.wake();
		}
		this.time = end;
		await settle();
	}
}

/** Lets promises that are ready go on. */
export async function settle(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
