import { inject } from 'vitest';
import { full } from '../../extent.mts';
import { letLeaseExpire } from './lease.mts';
import { query } from './postgres.mts';
import { executions } from './runs.mts';

const LOOK_EVERY_MS = 1_500;
const RUNNING = `status in ('new', 'running', 'waiting')`;

/**
 * Finds leases whose holders are dead and lets their time run out, which takes three to four minutes by itself. A
 * holder is dead when all executions that had begun by the time it was first seen have ended, and the lease is still
 * its own. With FAULTS=full nothing is hurried.
 */
export class DeadLeases {
	/** Leases that were held by the dead, in the order in which that was found out. */
	readonly found: Array<{ id: string; holder: string; at: number }> = [];
	private readonly seen = new Map<string, { holder: string; latest: number }>();
	private stopped = false;
	private readonly work: Promise<void>;

	constructor(private readonly workflowIds: string[]) {
		this.work = this.look();
	}

	async stop(): Promise<void> {
		this.stopped = true;
		await this.work;
	}

	/** For a lease that is known to be a dead holder's. On a busy machine that may fail; then it is tried again. */
	async expire(id: string): Promise<void> {
		if (!full) await letLeaseExpire(id).catch((error: unknown) => console.warn(`${id}:`, error));
	}

	private async look(): Promise<void> {
		while (!this.stopped) {
			await Promise.all(
				this.workflowIds.map(async (id) => {
					await this.lookAt(id).catch((error: unknown) => console.warn(`${id}:`, error));
				}),
			);
			await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
		}
	}

	private async lookAt(id: string): Promise<void> {
		const holder = await holderOf(id);
		if (!holder) return void this.seen.delete(id);
		const before = this.seen.get(id);
		if (before?.holder !== holder) {
			const [latest = 0] = (await executions(id, 'true')).slice(-1);
			this.seen.set(id, { holder, latest });
			return;
		}
		if ((await executions(id, `${RUNNING} and id <= ${before.latest}`)).length > 0) return;
		// It may have ended between the two looks.
		if ((await holderOf(id)) !== holder) return;
		const isKnown = this.found.some((one) => one.id === id && one.holder === holder);
		if (!isKnown) this.found.push({ id, holder, at: Date.now() });
		await this.expire(id);
	}
}

/** The sign of the run that holds the workflow's lease, as n8n stores it. */
export async function holderOf(workflowId: string): Promise<string | undefined> {
	const where = `"workflowId" = '${workflowId}' and context = ''`;
	const [row] = await query(inject('cluster').postgres, `select value from processed_data where ${where}`);
	return row ? (JSON.parse(row) as { data: string[] }).data[0] : undefined;
}
