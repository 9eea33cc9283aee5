/** Runs of one name in this process, one after another: only processes have to fight for what they share. */
const queues = new Map<string, Promise<void>>();

/** Waits until all that came before has ended; gives the turn, which must be ended. */
export async function inTurn(name: string): Promise<{ end(): void }> {
	let end = () => {};
	const mine = new Promise<void>((resolve) => {
		end = resolve;
	});
	const before = queues.get(name) ?? Promise.resolve();
	const last = before.then(async () => await mine);
	queues.set(name, last);
	void last.then(() => {
		if (queues.get(name) === last) queues.delete(name);
	});
	await before;
	return { end };
}
