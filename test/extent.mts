/** `npm run test:faults` sets this; `npm test` takes a share of the cases, so that it stays short. */
export const full = process.env.FAULTS === 'full';

/** `npm run test:quick` sets this. */
const few = process.env.FAULTS === 'few';

const SHARE = 25;
const FEW = 20;

/** How many cases of a generated test run: all of them, or a share of them but never fewer than `least`. */
export function cases(all: number, least = 100): number {
	if (few) return Math.min(all, FEW);
	return full ? all : Math.min(all, Math.max(least, Math.ceil(all / SHARE)));
}
