/** A seeded random (mulberry32): the same seed gives the same numbers in every run. */
export function random(seed: number): () => number {
	let state = (seed * 0x9e3779b1) >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/** One of the list, by the given random. */
export function pick<T>(next: () => number, list: readonly T[]): T {
	return list[Math.floor(next() * list.length)] as T;
}
