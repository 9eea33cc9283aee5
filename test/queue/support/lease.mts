import { inject } from 'vitest';
import { slotHashes } from '../../e2e/support/leases.mts';
import { query } from './postgres.mts';

/**
 * Lets the time of a dead holder's lease run out at once, since three minutes are too long for a test: the slots from
 * now on, which n8n stores as hashes, leave its row; the holder's own sign stays, as it would.
 */
export async function letLeaseExpire(workflowId: string): Promise<void> {
	const { postgres } = inject('cluster');
	const where = `"workflowId" = '${workflowId}' and context = ''`;
	const [stored] = await query(postgres, `select value from processed_data where ${where}`);
	if (!stored) throw new Error(`No lease of workflow ${workflowId} is held`);
	const [holder = ''] = (JSON.parse(stored) as { data: string[] }).data;
	const slots = slotHashes();
	for (;;) {
		const [row] = await query(postgres, `select value from processed_data where ${where}`);
		const value = row && (JSON.parse(row) as { data: string[] });
		// Whoever takes it over begins a new row.
		if (!value || !value.data.includes(holder)) return;
		const data = value.data.filter((entry) => !slots.includes(entry));
		if (data.length < value.data.length) {
			const aged = JSON.stringify({ ...value, data });
			// A run that waits for the lease also writes the row; then it is read again.
			await query(
				postgres,
				`update processed_data set value = '${aged}' where ${where} and value = '${row}'`,
			);
		}
		if (await isTakenOver(where, holder)) return;
	}
}

/** Gives runs that wait a moment to notice. */
async function isTakenOver(where: string, holder: string): Promise<boolean> {
	await new Promise((resolve) => setTimeout(resolve, 3_000));
	const [row] = await query(inject('cluster').postgres, `select value from processed_data where ${where}`);
	return !row?.includes(holder);
}
