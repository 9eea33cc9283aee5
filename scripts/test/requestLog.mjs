import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scratch } from '../support/paths.mjs';

/** Every request that the nodes made in the tests, as JSON lines; test/contract holds it against the vendors' specs. */
export const requestLog = join(scratch, 'test', 'requests.jsonl');

/** The sandbox appends, so each run starts with none; in a fresh checkout there is no folder for it yet. */
export function clearRequestLog() {
	mkdirSync(dirname(requestLog), { recursive: true });
	rmSync(requestLog, { force: true });
}
