import type { IExecuteFunctions } from 'n8n-workflow';
import { attempt } from '../../base';
import type { EntryRow } from '../../sync';

const MODE = { mode: 'entries' } as const;

/**
 * A row of n8n's database, through the helper that n8n's own Remove Duplicates node uses (docs/decisions.md#memory). It keeps
 * hashes of entries, in one row per node ("node") and one per workflow ("workflow").
 */
export class N8nRow implements EntryRow {
	constructor(
		private readonly helpers: IExecuteFunctions['helpers'],
		private readonly scope: 'node' | 'workflow' = 'node',
	) {}

	async record(entries: string[]): Promise<Set<string> | undefined> {
		const outcome = await attempt(() => this.helpers.checkProcessedAndRecord(entries, this.scope, MODE));
		if (outcome.ok) return new Set(outcome.value.processed.map(String));
		// The row's INSERT fails under its primary key when another process was first. Nothing else may pass for that.
		if (/unique|duplicate key|constraint/i.test((outcome.error as Error).message)) return undefined;
		throw outcome.error;
	}

	async remove(entries: string[]): Promise<void> {
		await this.helpers.removeProcessed(entries, this.scope, MODE);
	}

	async size(): Promise<number> {
		return await this.helpers.getProcessedDataCount(this.scope, MODE);
	}

	async clear(): Promise<void> {
		await this.helpers.clearAllProcessedItems(this.scope, MODE);
	}
}
