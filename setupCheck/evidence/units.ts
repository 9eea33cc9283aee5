import type { Verdict } from '../seen';

/**
 * Whether figures are öre or kronor. No figure leaves this function: only which unit fits more of them.
 * @param kronor What such a figure lies between, in kronor.
 */
export function unitOf(figures: number[], kronor: { from: number; to: number }, what: string): Verdict {
	const above = figures.filter((figure) => figure > 0);
	const fits = (unit: number) =>
		above.filter((figure) => figure / unit >= kronor.from && figure / unit <= kronor.to).length;
	const [ore, whole] = [fits(100), fits(1)];
	if (ore === whole) return { isTrue: undefined, found: `The ${what} fit neither unit better` };
	return {
		isTrue: ore > whole,
		found: `${Math.max(ore, whole)} of ${above.length} ${what} read as ${ore > whole ? 'öre' : 'kronor'}`,
	};
}
