import { foldText } from '../../rules';
import type { CinodeTag, CinodeUser } from './cinodeUser';

/**
 * Tags by name. Cinode makes a new tag of every entry without id, even when one of that name exists; so ids are
 * looked up once, and a tag that is really new is made by one request at a time.
 */
export class TagBook {
	private ids?: Promise<Map<string, number>>;
	private queue: Promise<unknown> = Promise.resolve();

	constructor(private readonly list: () => Promise<CinodeTag[]>) {}

	/**
	 * Calls back with the wanted tags, with ids where they exist, and learns new ids from the reply.
	 */
	async use(
		names: string[],
		write: (tags: Array<{ id?: number; name: string }>) => Promise<CinodeUser>,
	): Promise<CinodeUser> {
		if (names.length === 0) return await write([]);
		const ids = await this.known();
		const resolve = () => names.map((name) => ({ id: ids.get(foldText(name)), name }));
		if (resolve().every(({ id }) => id !== undefined)) return await write(resolve());

		const turn = this.queue.then(async () => {
			const user = await write(resolve().map(({ id, name }) => (id === undefined ? { name } : { id, name })));
			for (const tag of user.tags ?? []) ids.set(foldText(tag.name), tag.id);
			return user;
		});
		this.queue = turn.catch(() => undefined);
		return await turn;
	}

	private async known(): Promise<Map<string, number>> {
		this.ids ??= this.list().then((tags) => new Map(tags.map(({ id, name }) => [foldText(name), id])));
		return await this.ids;
	}
}
