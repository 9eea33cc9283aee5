import type { IExecuteFunctions } from 'n8n-workflow';
import { attempt } from '../../base';
import type { LeaseStore, MemoryStore } from '../../sync';

/**
 * Memory and lease in n8n's database, through the helper that n8n's own Remove Duplicates node uses
 * (docs/decisions.md#memory). It keeps hashes of entries in one row per node ("node") and one per workflow ("workflow"),
 * and can tell whether an entry is there only by adding it.
 */

const MODE = { mode: 'entries' } as const;
/** Stands in the row while the row is true. */
const CLEAN = 'clean';

/** What a node remembers between its runs; the row belongs to the node. */
export class N8nMemoryStore implements MemoryStore {
	constructor(private readonly helpers: IExecuteFunctions['helpers']) {}

	/** Removing an entry that isn't there changes no count: that tells without adding anything. */
	async open(): Promise<boolean> {
		const before = await this.helpers.getProcessedDataCount('node', MODE);
		if (before === 0) return false;
		await this.helpers.removeProcessed([CLEAN], 'node', MODE);
		return (await this.helpers.getProcessedDataCount('node', MODE)) < before;
	}

	async recall(entries: string[]): Promise<Set<string>> {
		const { processed } = await this.helpers.checkProcessedAndRecord(entries, 'node', MODE);
		return new Set(processed.map(String));
	}

	async rewrite(entries: string[]): Promise<void> {
		await this.helpers.clearAllProcessedItems('node', MODE);
		await this.add([...entries, CLEAN]);
	}

	async seal(): Promise<void> {
		await this.add([CLEAN]);
	}

	async add(entries: string[]): Promise<void> {
		await this.helpers.checkProcessedAndRecord(entries, 'node', MODE);
	}

	async remove(entries: string[]): Promise<void> {
		await this.helpers.removeProcessed(entries, 'node', MODE);
	}
}

/** What a push keeps from event to event: how the target keeps what is written, and what was pushed where. */
const KEPT_BY_PUSHES = ['canary ', 'met ', 'target ', 'sent changes ', 'unkept ', 'sent unseen ', 'size '];

/**
 * What pushes remember. They compare every project anyhow, so only little is kept, in the row that the order of readings
 * shares; nothing is ever rewritten, and what it is asked about is taken out again where it wasn't there.
 */
export class N8nPushStore implements MemoryStore {
	constructor(private readonly helpers: IExecuteFunctions['helpers']) {}

	async open(): Promise<boolean> {
		return true;
	}

	async recall(entries: string[]): Promise<Set<string>> {
		const kept = ours(entries);
		if (kept.length === 0) return new Set();
		const found = await this.helpers.checkProcessedAndRecord(kept, 'node', MODE);
		if (found.new.length > 0) await this.helpers.removeProcessed(found.new, 'node', MODE);
		return new Set(found.processed.map(String));
	}

	async rewrite(): Promise<void> {}

	async seal(): Promise<void> {}

	async add(entries: string[]): Promise<void> {
		const kept = ours(entries);
		if (kept.length > 0) await this.helpers.checkProcessedAndRecord(kept, 'node', MODE);
	}

	async remove(entries: string[]): Promise<void> {
		const kept = ours(entries);
		if (kept.length > 0) await this.helpers.removeProcessed(kept, 'node', MODE);
	}
}

function ours(entries: string[]): string[] {
	return entries.filter((entry) => KEPT_BY_PUSHES.some((name) => entry.startsWith(name)));
}

/** The lease of a workflow's syncs; the row belongs to the workflow. */
export class N8nLeaseStore implements LeaseStore {
	constructor(private readonly helpers: IExecuteFunctions['helpers']) {}

	async record(entries: string[]): Promise<Set<string> | undefined> {
		const outcome = await attempt(() => this.helpers.checkProcessedAndRecord(entries, 'workflow', MODE));
		if (outcome.ok) return new Set(outcome.value.processed.map(String));
		// The row's INSERT fails under its primary key when another process was first. Nothing else may pass for that.
		if (/unique|duplicate key|constraint/i.test((outcome.error as Error).message)) return undefined;
		throw outcome.error;
	}

	async size(): Promise<number> {
		return await this.helpers.getProcessedDataCount('workflow', MODE);
	}

	async clear(): Promise<void> {
		await this.helpers.clearAllProcessedItems('workflow', MODE);
	}
}
