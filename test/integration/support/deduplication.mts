import { createHash } from 'node:crypto';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
} from 'n8n-workflow';

/**
 * What n8n's server does for `checkProcessedAndRecord`, over a map instead of a database: one row per node or
 * workflow, md5 of each entry, the first record of a row an INSERT that fails when the row is there by then
 * (docs/decisions.md#memory).
 */
export class MemoryDeduplicator {
	readonly rows = new Map<string, string[]>();
	/** While true nothing is read or written any more, as after a kill: a caller that still asks ends there. */
	dead = false;

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	) {
		const name = rowName(scope, context);
		this.refuseWhenDead();
		// The server reads first and writes later; another process may come between.
		const row = this.rows.get(name)?.slice();
		await Promise.resolve();
		this.refuseWhenDead();
		const hashes = items.map(hash);
		if (!row) {
			if (this.rows.has(name)) throw new Error('UNIQUE constraint failed: processed_data.workflowId');
			this.rows.set(name, hashes);
			return { new: items, processed: [] };
		}
		if (options.mode !== 'entries') throw new Error('only entries');
		const known = new Set(row);
		const result = { new: [] as DeduplicationItemTypes[], processed: [] as DeduplicationItemTypes[] };
		for (const [index, item] of items.entries()) {
			const entry = hashes[index] as string;
			if (known.has(entry)) {
				result.processed.push(item);
			} else {
				result.new.push(item);
				row.push(entry);
			}
		}
		if (this.rows.has(name)) this.rows.set(name, row);
		return result;
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	) {
		this.refuseWhenDead();
		const row = this.rows.get(rowName(scope, context));
		for (const item of items) {
			const at = row?.indexOf(hash(item)) ?? -1;
			if (at >= 0) row?.splice(at, 1);
		}
	}

	async clearAllProcessedItems(scope: DeduplicationScope, context: ICheckProcessedContextData) {
		this.refuseWhenDead();
		this.rows.delete(rowName(scope, context));
	}

	async getProcessedDataCount(scope: DeduplicationScope, context: ICheckProcessedContextData) {
		this.refuseWhenDead();
		return this.rows.get(rowName(scope, context))?.length ?? 0;
	}

	private refuseWhenDead(): void {
		if (this.dead) throw new Error('This process was killed');
	}

	asDeduplicator(): IDataDeduplicator {
		return this as unknown as IDataDeduplicator;
	}
}

function rowName(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData): string {
	return `${workflow.id} ${scope === 'node' ? node?.id : ''}`;
}

function hash(item: DeduplicationItemTypes): string {
	return createHash('md5').update(String(item)).digest('base64');
}
