import { MINUTE_MS } from '../../base';

/** What is kept is read again after this long: people and clients change seldom, and every event needs them. */
const KEPT_MS = 3 * MINUTE_MS;

/** Replies that are kept for a few minutes per process; a failure isn't. */
export class Kept<Reply> {
	private readonly replies = new Map<string, { at: number; reply: Promise<Reply> }>();

	/**
	 * The reply that is kept, else a new one.
	 * @param since One that was asked for before isn't good enough, milliseconds since 1970.
	 */
	async get(
		name: string,
		read: () => Promise<Reply>,
		since: number = Date.now() - KEPT_MS + 1,
	): Promise<Reply> {
		const known = this.replies.get(name);
		if (known && known.at >= since) return await known.reply;
		const mine = { at: Date.now(), reply: read() };
		this.replies.set(name, mine);
		mine.reply.catch(() => {
			// A newer one may have taken its place.
			if (this.replies.get(name) === mine) this.replies.delete(name);
		});
		return await mine.reply;
	}
}
