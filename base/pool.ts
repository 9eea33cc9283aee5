/**
 * Runs a task for every item, a few at a time, in order of start. The first error stops further starts, and is
 * thrown when what had begun has ended.
 */
export async function forEachLimited<T>(
	items: readonly T[],
	atOnce: number,
	task: (item: T, index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	let failure: { error: unknown } | undefined;
	const worker = async () => {
		while (next < items.length && !failure) {
			const index = next++;
			try {
				await task(items[index] as T, index);
			} catch (error) {
				failure ??= { error };
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
	if (failure) throw failure.error;
}
