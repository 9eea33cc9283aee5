/**
 * Waits for a state; how long it may take is for a machine under load.
 *
 * @param what for the error
 */
export async function until<T>(
	what: string,
	look: () => T | Promise<T>,
	withinMs = 180_000,
): Promise<NonNullable<T>> {
	const end = Date.now() + withinMs;
	for (;;) {
		const seen = await look();
		if (seen) return seen;
		if (Date.now() > end) throw new Error(`Not in ${withinMs / 1000} s: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}
