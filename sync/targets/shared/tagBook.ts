import { foldText } from '../../../rules';
import { attempt } from '../../../base/attempt';
import { VendorError, isAnswerLost } from '../../../base/errors';
import type { CinodeTag } from './tags';

/**
 * Tags by name. Cinode makes a new tag of every entry without id, even when one of that name exists; so ids are
 * looked up once, and a tag that is really new is made by one request at a time.
 */
export class TagBook {
	private ids?: Promise<Map<string, number>>;
	private queue: Promise<unknown> = Promise.resolve();
	/** Names of tags that may yet be made: the answer about them was lost. */
	private readonly pending = new Map<string, VendorError>();
	/** Tags that records were seen to carry. */
	private readonly carried = new Map<string, number>();

	constructor(private readonly list: () => Promise<CinodeTag[]>) {}

	/** Takes note of tags that a record carries: they are there, whatever the list says. */
	note(tags: readonly CinodeTag[] | null | undefined): void {
		for (const { name, id } of tags ?? []) this.carried.set(foldText(name), id);
	}

	/**
	 * Calls back with the wanted tags, with ids where they exist, and learns new ids from the reply.
	 */
	async use<Reply extends { tags?: CinodeTag[] | null }>(
		names: string[],
		write: (tags: Array<{ id?: number; name: string }>) => Promise<Reply>,
	): Promise<Reply> {
		if (names.length === 0) return await write([]);
		const resolve = async () => {
			const ids = await this.known();
			return names.map((name) => ({ id: ids.get(foldText(name)), name }));
		};
		const isKnown = (tags: Array<{ id?: number }>) => tags.every(({ id }) => id !== undefined);
		const tags = await resolve();
		if (isKnown(tags)) return await write(tags);

		const turn = this.queue.then(async () => {
			const present = await resolve();
			const reply = await this.create(present, write);
			const ids = await this.known();
			for (const tag of reply.tags ?? []) ids.set(foldText(tag.name), tag.id);
			// A reply that doesn't tell the new id: the next one asks, so that no tag is made twice.
			if (!isKnown(await resolve())) this.ids = undefined;
			return reply;
		});
		this.queue = turn.catch(() => undefined);
		return await turn;
	}

	/**
	 * Cinode makes those that have no id.
	 * @throws The error of an earlier creation whose answer was lost and which isn't seen yet.
	 */
	private async create<Reply>(
		tags: Array<{ id?: number; name: string }>,
		write: (tags: Array<{ id?: number; name: string }>) => Promise<Reply>,
	): Promise<Reply> {
		const newNames = tags.filter(({ id }) => id === undefined).map(({ name }) => foldText(name));
		for (const name of newNames) {
			const lost = this.pending.get(name);
			if (lost) throw lost;
		}
		const outcome = await attempt(() =>
			write(tags.map(({ id, name }) => (id === undefined ? { name } : { id, name }))),
		);
		if (outcome.ok) return outcome.value;
		// Whether they were made is seen when the list is read again.
		this.ids = undefined;
		if (isAnswerLost(outcome.error)) {
			for (const name of newNames) this.pending.set(name, outcome.error);
		}
		throw outcome.error;
	}

	/** @throws VendorError `unreadable` when the list shows none, though records carry some. */
	private async known(): Promise<Map<string, number>> {
		this.ids ??= this.list().then((tags) => {
			if (tags.length === 0 && this.carried.size > 0) {
				throw new VendorError(
					'Cinode',
					'unreadable',
					'Cinode lists no tags, though records carry some: no tag was made, since it may be there already',
					{ advice: 'Tried again in the next run; does it last, look at the rights of the API account' },
				);
			}
			return new Map([...this.carried, ...tags.map(({ id, name }) => [foldText(name), id] as const)]);
		});
		const asked = this.ids;
		// A failed answer is asked for again by whoever needs it next.
		asked.catch(() => {
			if (this.ids === asked) this.ids = undefined;
		});
		return await asked;
	}
}
