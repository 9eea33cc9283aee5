/** As many digits as a double holds for sure: what is beyond them is its own noise. */
const SURE_DIGITS = 15;

/** A product or a sum of decimal fractions as people reckon it: 0.1 + 0.2 is 0.3. */
export function decimal(value: number): number {
	return Number(value.toPrecision(SURE_DIGITS));
}

/** Rounded to whole units, half upwards, as people reckon it: 0.575 × 100 is 57.5, so 58. */
export function roundDecimal(value: number): number {
	return Math.round(decimal(value));
}
