import type { IExecuteFunctions } from 'n8n-workflow';
import type { MappedRecord } from '../../../rules';

const MODE = { mode: 'entries' } as const;
const SECOND_MS = 1000;
/** Two readings within the same slot are taken for equally old. */
const SLOT_MS = 10;
/** Nobody waits longer between reading and writing. */
const MAX_AGE_S = 600;
/** The row is begun anew before it grows without end. */
const MAX_ENTRIES = 20_000;

/**
 * Of two readings of one project the older must not overwrite what the newer one wrote. n8n's database keeps when
 * the written ones were read, as entries, since that is all that its helper can keep. To be used under the lease.
 */
export class ReadingOrder {
	constructor(private readonly helpers: IExecuteFunctions['helpers']) {}

	/** Whether a later reading of the record's source was written already. */
	async isOlder(record: MappedRecord, now: number): Promise<boolean> {
		const at = Date.parse(record.readAt ?? '');
		if (!(at > 0)) return false;
		const second = Math.floor(at / SECOND_MS);
		const last = Math.min(Math.floor(now / SECOND_MS), second + MAX_AGE_S);
		const entries: string[] = [];
		for (let later = second + 1; later <= last; later++) entries.push(this.ofSecond(record, later));
		const slotsEnd = ((second + 1) * SECOND_MS) / SLOT_MS;
		for (let slot = Math.floor(at / SLOT_MS) + 1; slot < slotsEnd; slot++) {
			entries.push(this.ofSlot(record, slot));
		}
		if (entries.length === 0) return false;
		// The helper adds what it is asked about, so what wasn't there is taken out again.
		const found = await this.helpers.checkProcessedAndRecord(entries, 'node', MODE);
		if (found.new.length > 0) await this.helpers.removeProcessed(found.new, 'node', MODE);
		return found.processed.length > 0;
	}

	/** The record as it was read is written. */
	async note(records: MappedRecord[]): Promise<void> {
		const entries = records.flatMap((record) => {
			const at = Date.parse(record.readAt ?? '');
			if (!(at > 0)) return [];
			return [
				this.ofSecond(record, Math.floor(at / SECOND_MS)),
				this.ofSlot(record, Math.floor(at / SLOT_MS)),
			];
		});
		if (entries.length === 0) return;
		if ((await this.helpers.getProcessedDataCount('node', MODE)) > MAX_ENTRIES) {
			await this.helpers.clearAllProcessedItems('node', MODE);
		}
		await this.helpers.checkProcessedAndRecord(entries, 'node', MODE);
	}

	private ofSecond({ sourceId, key }: MappedRecord, second: number): string {
		return `${sourceId ?? key} read in second ${second}`;
	}

	private ofSlot({ sourceId, key }: MappedRecord, slot: number): string {
		return `${sourceId ?? key} read in slot ${slot}`;
	}
}
