export type Attempt<T> = { ok: true; value: T } | { ok: false; error: unknown };

/** Runs a task and gives its error as a value, for a caller that decides by the error and may pass it on. */
export async function attempt<T>(task: () => Promise<T>): Promise<Attempt<T>> {
	return await task().then(
		(value) => ({ ok: true as const, value }),
		(error: unknown) => ({ ok: false as const, error }),
	);
}
