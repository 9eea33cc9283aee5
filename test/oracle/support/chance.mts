import { random } from '../../sandbox/seed/random.mts';

/** Seeded choices: the same seed makes the same company in every run. */
export class Chance {
	private readonly next: () => number;

	constructor(seed: number) {
		this.next = random(seed);
	}

	/** Whole, both ends included. */
	int(from: number, to: number): number {
		return from + Math.floor(this.next() * (to - from + 1));
	}

	one<T>(list: readonly T[]): T {
		return list[this.int(0, list.length - 1)] as T;
	}

	/** True in that share of the cases, 0 to 1. */
	yes(share: number): boolean {
		return this.next() < share;
	}

	/** One of the names, as often as its weight says. */
	weighted<Name extends string>(weights: Record<Name, number>): Name {
		const names = Object.keys(weights) as Name[];
		let left = this.next() * names.reduce((sum, name) => sum + weights[name], 0);
		for (const name of names) {
			left -= weights[name];
			if (left < 0) return name;
		}
		return names[0] as Name;
	}
}
