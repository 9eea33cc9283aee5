import type { IExecuteFunctions } from 'n8n-workflow';
import type { PushedMarks } from '../../../../../sync/changed/retryQueue';

const MODE = { mode: 'entries' } as const;

/** Marks in n8n's database, in the row of the workflow: Get Changed and Mark as Pushed both reach it. */
export class N8nPushedMarks implements PushedMarks {
	constructor(private readonly helpers: IExecuteFunctions['helpers']) {}

	/** The helper adds what it is asked about, so all of it is taken out again. */
	async take(ids: number[]): Promise<Set<number>> {
		const entries = ids.map(mark);
		const { processed } = await this.helpers.checkProcessedAndRecord(entries, 'workflow', MODE);
		await this.helpers.removeProcessed(entries, 'workflow', MODE);
		const marked = new Set(processed.map(String));
		return new Set(ids.filter((id) => marked.has(mark(id))));
	}

	async add(ids: number[]): Promise<void> {
		if (ids.length > 0) await this.helpers.checkProcessedAndRecord(ids.map(mark), 'workflow', MODE);
	}
}

function mark(id: number): string {
	return `pushed ${id}`;
}
