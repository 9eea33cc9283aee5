import type { Notes } from '../memory/store';

/** Which projects were pushed: Mark as Pushed says so, and Get Changed reads it once. Both reach the workflow's row. */
export class PushedMarks {
	constructor(private readonly notes: Notes) {}

	/** Which of these are marked; the marks are over then. */
	async take(ids: number[]): Promise<Set<number>> {
		const marked = await this.notes.peek(ids.map(mark));
		await this.notes.remove([...marked]);
		return new Set(ids.filter((id) => marked.has(mark(id))));
	}

	async add(ids: number[]): Promise<void> {
		await this.notes.add(ids.map(mark));
	}
}

function mark(id: number): string {
	return `pushed ${id}`;
}
