import { Echoes } from './echoes';

/** What a gathering needs to know of the time and of its workflow's runs. */
export interface GatheringWorld {
	now(): number;
	sleep(ms: number): Promise<void>;
	/** How many pushes of the workflow ended in this process, and when the last one did. */
	lastEnd(): { count: number; at: number } | undefined;
	/** How many subjects that were not read lately are worth a run of their own: they don't wait for more. */
	enough(): number;
}

/** The longest wait of an event; n8n itself needs the rest of two seconds to start a run on a busy machine. */
const LONGEST_MS = 1_600;
/** How long after a run's end, and after the last event, others are still waited for. */
const WINDOW_MS = 150;
/** How long a run counts as working when its end isn't told, as in queue mode; events may be farther apart there. */
const ASSUMED_MS = 1_000;
const UNTOLD_WINDOW_MS = 400;
/** The longest wait of events that are enough for a run of their own, since workers may read side by side. */
const UNTOLD_ENOUGH_MS = 300;
/** A subject that was read in a run so short ago isn't new. */
const LATELY_MS = 10_000;
/** How many subjects are remembered for that. */
const MOST_SUBJECTS = 2_000;
const LOOK_MS = 10;
/** How long an echo waits. */
const ECHO_LOOK_MS = 100;

/**
 * Gathers the events of one trigger. The first starts a run at once; those that arrive while it works, or shortly after,
 * go together into the next one. The call that brought the first of them holds them. Only a message that comes again and
 * again waits longer than two seconds: see `Echoes`.
 */
export class Gathering<T> {
	private waiting?: { events: Map<string, T>; fresh: Set<unknown>; since: number; latest: number };
	private readonly echoes = new Echoes();
	/** When a run with each subject started last, the latest at the end. */
	private readonly ranAt = new Map<unknown, number>();
	/** Echoes that wait, and until when; there while a call holds them. */
	private waitingEchoes?: { events: Map<string, T>; dueAt: number };
	private run = { startedAt: Number.NEGATIVE_INFINITY, endsBefore: 0 };

	/** @param subjectOf What an event is about: several of one subject cost its reading once. */
	constructor(
		private readonly world: GatheringWorld,
		private readonly nameOf: (event: T) => string,
		private readonly subjectOf: (event: T) => unknown,
	) {}

	/**
	 * Hands events in.
	 * @returns Those that the caller starts a run with, doubles once; none where another call will.
	 */
	async add(events: T[]): Promise<T[]> {
		const now = this.world.now();
		for (const event of events) this.echoes.note(this.nameOf(event), now);
		const dues = events.map((event) => this.echoes.dueAt(this.nameOf(event), now));
		const isEcho = dues.every((due) => due !== undefined);
		return isEcho ? await this.hold(events, Math.min(...dues)) : await this.gather(events);
	}

	/** Holds echoes until the first of them is due. */
	private async hold(events: T[], dueAt: number): Promise<T[]> {
		const isHeld = this.waitingEchoes !== undefined;
		const echoes = (this.waitingEchoes ??= { events: new Map<string, T>(), dueAt });
		for (const event of events) echoes.events.set(this.nameOf(event), event);
		echoes.dueAt = Math.min(echoes.dueAt, dueAt);
		if (isHeld) return [];
		const since = this.world.now();
		for (let now = since; now < echoes.dueAt && now >= since; now = this.world.now()) {
			await this.world.sleep(ECHO_LOOK_MS);
		}
		this.waitingEchoes = undefined;
		return await this.gather([...echoes.events.values()]);
	}

	private async gather(events: T[]): Promise<T[]> {
		if (this.waiting) {
			this.put(this.waiting, events);
			return [];
		}
		const now = this.world.now();
		const batch = { events: new Map<string, T>(), fresh: new Set<unknown>(), since: now, latest: now };
		this.put(batch, events);
		if (this.isBusy(now)) {
			this.waiting = batch;
			while (!this.isDue(batch)) await this.world.sleep(LOOK_MS);
			this.waiting = undefined;
			this.leaveEchoes(batch.events);
			if (batch.events.size === 0) return [];
		}
		const startedAt = this.world.now();
		this.run = { startedAt, endsBefore: this.world.lastEnd()?.count ?? 0 };
		for (const [name, event] of batch.events) {
			this.echoes.ran(name, startedAt);
			this.noteRun(this.subjectOf(event), startedAt);
		}
		return [...batch.events.values()];
	}

	/** Moves events that became echoes while they waited to the other echoes, if a call holds those. */
	private leaveEchoes(events: Map<string, T>): void {
		const now = this.world.now();
		for (const [name, event] of this.waitingEchoes ? events : []) {
			const dueAt = this.echoes.dueAt(name, now);
			if (dueAt === undefined || !this.waitingEchoes) continue;
			events.delete(name);
			this.waitingEchoes.events.set(name, event);
			this.waitingEchoes.dueAt = Math.min(this.waitingEchoes.dueAt, dueAt);
		}
	}

	private put(batch: NonNullable<Gathering<T>['waiting']>, events: T[]): void {
		for (const event of events) {
			// It takes the place of the last one, since events between may be about the same subject.
			batch.events.delete(this.nameOf(event));
			batch.events.set(this.nameOf(event), event);
			if (this.isFresh(this.subjectOf(event))) batch.fresh.add(this.subjectOf(event));
		}
		batch.latest = this.world.now();
	}

	private isFresh(subject: unknown): boolean {
		const at = this.ranAt.get(subject);
		return at === undefined || Math.abs(this.world.now() - at) > LATELY_MS;
	}

	private noteRun(subject: unknown, at: number): void {
		this.ranAt.delete(subject);
		this.ranAt.set(subject, at);
		if (this.ranAt.size <= MOST_SUBJECTS) return;
		const [oldest] = this.ranAt.keys();
		this.ranAt.delete(oldest);
	}

	/** @param assumed How long a run is taken to work in a process that is never told of an end. */
	private isWorking(now: number, assumed: number): boolean {
		const { startedAt, endsBefore } = this.run;
		const end = this.world.lastEnd();
		if (end && end.count > endsBefore) return false;
		// The end of a run without a push is never told, also where other ends were.
		return now - startedAt < (end ? LONGEST_MS : assumed);
	}

	/** Whether a run works, or ended a moment ago. */
	private isBusy(now: number): boolean {
		const end = this.world.lastEnd();
		const isJustOver = end !== undefined && end.count > this.run.endsBefore && now - end.at < WINDOW_MS;
		return isJustOver || this.isWorking(now, ASSUMED_MS);
	}

	private isDue({ fresh, since, latest }: NonNullable<Gathering<T>['waiting']>): boolean {
		const now = this.world.now();
		// A clock that was set back must not hold anything.
		if (now - since >= LONGEST_MS || now < since) return true;
		if (fresh.size >= this.world.enough()) return !this.isWorking(now, UNTOLD_ENOUGH_MS);
		const window = this.world.lastEnd() ? WINDOW_MS : UNTOLD_WINDOW_MS;
		return !this.isBusy(now) && now - latest >= window;
	}
}
