import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ensureN8n, runToEnd } from './scripts.mts';

/** Longer than a lease can hold (sync/run/lease.ts). */
const MINUTES = 6;
const SLOT_MS = 60_000;

/** The slots that a lease may hold by now, as n8n keeps them: deduplication-helper.js there. */
export function slotHashes(): string[] {
	const present = Math.floor(Date.now() / SLOT_MS);
	return Array.from({ length: MINUTES + 1 }, (_, index) =>
		createHash('md5')
			.update(`slot ${present + index}`)
			.digest('base64'),
	);
}

/** Only n8n's own Node has SQLite in it. */
const AGE = `
const { DatabaseSync } = require('node:sqlite');
const [file, slots] = [process.argv[1], JSON.parse(process.argv[2])];
const database = new DatabaseSync(file);
for (const row of database.prepare("select workflowId, value from processed_data where context = ''").all()) {
	const value = JSON.parse(row.value);
	value.data = value.data.filter((entry) => !slots.includes(entry));
	database
		.prepare("update processed_data set value = ? where workflowId = ? and context = ''")
		.run(JSON.stringify(value), row.workflowId);
}
database.close();
`;

/** Lets the leases of a dead n8n run out at once, since three minutes are too long for a test. */
export async function letLeasesExpire(userFolder: string): Promise<void> {
	const { node } = await ensureN8n();
	const file = join(userFolder, '.n8n', 'database.sqlite');
	await runToEnd('letting leases expire', node, ['-e', AGE, file, JSON.stringify(slotHashes())]);
}
