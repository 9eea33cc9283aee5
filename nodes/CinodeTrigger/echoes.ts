/** A message that came so often in so long says nothing new. */
const OFTEN = 4;
const WITHIN_MS = 10_000;
/** It is read again so long after the run before. */
const AGAIN_MS = 15_000;
/** Messages that are remembered; older ones are forgotten first. */
const MOST = 2_000;

/**
 * Which messages come again and again, as when a sender repeats itself: what they name is read in the run that is about
 * to start, and then once more a quarter of a minute later, however often they come.
 */
export class Echoes {
	/** The last times of each message, and when a run with it started. */
	private readonly known = new Map<string, { times: number[]; ranAt: number }>();

	/** The message has come. */
	note(name: string, now: number): void {
		const { times, ranAt } = this.known.get(name) ?? { times: [], ranAt: Number.NEGATIVE_INFINITY };
		// The latest stand last.
		this.known.delete(name);
		this.known.set(name, { times: [...times, now].slice(-OFTEN), ranAt });
		const [oldest] = this.known.keys();
		if (this.known.size > MOST && oldest !== undefined) this.known.delete(oldest);
	}

	/** A run with the message has started. */
	ran(name: string, now: number): void {
		const known = this.known.get(name);
		if (known) known.ranAt = now;
	}

	/** When the message shall be read again, milliseconds since 1970; `undefined`: at once, as any other. */
	dueAt(name: string, now: number): number | undefined {
		const known = this.known.get(name);
		if (!known || known.times.length < OFTEN) return undefined;
		const since = known.times[0] ?? 0;
		const isOften = now >= since && now - since < WITHIN_MS;
		const due = known.ranAt + AGAIN_MS;
		return isOften && due > now && due <= now + AGAIN_MS ? due : undefined;
	}
}
