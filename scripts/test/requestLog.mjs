import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../support/paths.mjs';

/** Every request that the nodes made in the tests, as JSON lines; test/contract holds it against the vendors' specs. */
export const requestLog = join(scratch, 'test', 'requests.jsonl');

/** The sandbox appends, so each run starts with none. */
export function clearRequestLog() {
	rmSync(requestLog, { force: true });
}
