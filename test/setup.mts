import fc from 'fast-check';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { full } from './extent.mts';

// n8n-core writes a config file where it is imported without these.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-test-'));
process.env.N8N_ENCRYPTION_KEY ??= 'only-for-tests';
process.env.NO_PROXY = '127.0.0.1,localhost';

// Generated cases of every property that doesn't say otherwise.
fc.configureGlobal({ numRuns: full ? 10_000 : 100 });
