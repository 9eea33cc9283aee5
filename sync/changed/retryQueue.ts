import { HOUR_MS } from '../../base';
import type { MemorySession } from '../memory/memorySession';
import type { PushedMarks } from './pushedMarks';

/**
 * How long a project waits after it was handed over once, twice, … without having been pushed, in hours. Quarters keep
 * a schedule of every five minutes from using up the quick attempts at once; an hourly one doesn't feel them.
 */
const WAITS_H = [0, 0.25, 0.25, 2, 2, 2, 2, 2, 2, 12];
/**
 * Many that were handed over together come again all together, since a part of them could pass under the safety brake
 * that holds them all. A pause bounds their cost instead: no more than so many an hour on average. A project that
 * failed alone isn't paused, and a few that are left of many wait like a few.
 */
const REPEATS_AN_HOUR = 100;
const PAUSES_H = [2, 6, 12, 24, 48];

/**
 * What was handed over and not marked as pushed: handed over again, the longer it lasts the more rarely, so that a
 * project heals without an event of its own (a customer that Kleer didn't know, Kleer being down).
 */
export class RetryQueue {
	/** Attempts by project. */
	private readonly waiting = new Map<number, number>();
	private readonly due = new Set<number>();
	private told = new Set<string>();
	/** Entries of the pauses that aren't over. */
	private pauses: string[] = [];

	/** @param isImpatient Nobody waits: a person started the run. */
	static async recall(
		ids: number[],
		memory: MemorySession,
		marks: Pick<PushedMarks, 'take'>,
		now: number,
		isImpatient: boolean,
	): Promise<RetryQueue> {
		const handedOver = new RetryQueue();
		const owed = await memory.ask(ids.map(owes));
		const open = ids.filter((id) => owed.has(owes(id)));
		const pushed = open.length > 0 ? await marks.take(open) : new Set<number>();
		const left = open.filter((id) => !pushed.has(id));
		const pauses = PAUSES_H.flatMap((hours) => waits('all', hours, now));
		const told = (handedOver.told = await memory.ask([
			...pauses,
			...left.flatMap((id) =>
				WAITS_H.flatMap((wait, index) => [attempt(id, index + 1), ...waits(id, wait, now)]),
			),
			...left.map(amongMany),
		]));
		handedOver.pauses = pauses.filter((entry) => told.has(entry));
		for (const id of left) {
			const attempts = WAITS_H.filter((_, index) => told.has(attempt(id, index + 1))).length;
			handedOver.waiting.set(id, attempts);
			const isWaiting = WAITS_H.some((wait) => waits(id, wait, now).some((entry) => told.has(entry)));
			if (isImpatient || !isWaiting) handedOver.due.add(id);
		}
		const many = [...handedOver.due].filter((id) => told.has(amongMany(id)));
		const pause = waits('all', pauseFor(many.length), now);
		const isPaused = many.length > REPEATS_AN_HOUR && !isImpatient && pause.some((entry) => told.has(entry));
		if (isPaused) for (const id of many) handedOver.due.delete(id);
		return handedOver;
	}

	isDue(id: number): boolean {
		return this.due.has(id);
	}

	/** Those that were handed over and aren't pushed yet. */
	get left(): number[] {
		return [...this.waiting.keys()];
	}

	/** Whether it was handed over as often as is counted. */
	isOld(id: number): boolean {
		return (this.waiting.get(id) ?? 0) >= WAITS_H.length;
	}

	forget(id: number): void {
		this.waiting.delete(id);
		this.due.delete(id);
	}

	/** What to remember about those that are handed over now, and about those that go on waiting. */
	entries(handedOver: Set<number>, changed: Set<number>, now: number): string[] {
		const isMany = handedOver.size > REPEATS_AN_HOUR;
		const news = [...handedOver].flatMap((id) => {
			const before = changed.has(id) ? 0 : (this.waiting.get(id) ?? 0);
			const attempts = Math.min(before + 1, WAITS_H.length);
			return [
				...this.attempts(id, attempts),
				...waits(id, WAITS_H[attempts - 1] ?? 0, now).slice(0, 1),
				...(isMany ? [amongMany(id)] : []),
			];
		});
		const waiting = [...this.waiting]
			.filter(([id]) => !handedOver.has(id))
			.flatMap(([id, attempts]) => [
				...this.attempts(id, attempts),
				...[...waits(id, WAITS_H[attempts - 1] ?? 0, now), amongMany(id)].filter((entry) =>
					this.told.has(entry),
				),
			]);
		return [...news, ...waiting, ...this.pauses, ...(isMany ? pausesAfter(handedOver.size, now) : [])];
	}

	private attempts(id: number, attempts: number): string[] {
		return [owes(id), ...Array.from({ length: attempts }, (_, index) => attempt(id, index + 1))];
	}
}

function owes(id: number): string {
	return `owed ${id}`;
}

function attempt(id: number, number: number): string {
	return `owed ${id} ${number}`;
}

/** It was handed over together with more than a hundred. */
function amongMany(id: number): string {
	return `owed ${id} among many`;
}

function pauseFor(count: number): number {
	return PAUSES_H.find((hours) => hours * REPEATS_AN_HOUR >= count) ?? PAUSES_H.at(-1) ?? 0;
}

/** Every pause up to the one for so many: how many will be left, and so how long they wait, isn't known yet. */
function pausesAfter(count: number, now: number): string[] {
	return PAUSES_H.filter((hours) => hours <= pauseFor(count)).flatMap((hours) =>
		waits('all', hours, now).slice(0, 1),
	);
}

/** A wait counts in its present window and the next one: between one and two times its length. */
function waits(id: number | 'all', hours: number, now: number): string[] {
	if (hours === 0) return [];
	const window = Math.floor(now / (hours * HOUR_MS));
	return [`wait ${id} ${hours} ${window}`, `wait ${id} ${hours} ${window - 1}`];
}
