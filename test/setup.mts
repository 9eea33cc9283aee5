import fc from 'fast-check';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { full } from './extent.mts';
import { startInTheMorning } from './morning.mts';
import { tried } from './tried.mts';

// n8n-core writes a config file where it is imported without these.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-test-'));
process.env.N8N_ENCRYPTION_KEY ??= 'only-for-tests';
process.env.NO_PROXY = '127.0.0.1,localhost';

// Generated cases of every property that doesn't say otherwise. `npm test` takes the same ones each time, so that it
// judges the change and not the draw; new ones are drawn by `npm run test:faults`.
fc.configureGlobal(full ? { numRuns: 10_000 } : { numRuns: 100, seed: 20_261_123 });

// Files that share a process install it again each: only the first one counts.
fc.installGlobalPlugin((index) =>
	index === 0 ? { onAllRunsComplete: ({ numRuns }) => tried('cases', numRuns) } : {},
);

// In the other tiers a real n8n keeps its own time.
if (/\/test\/(integration|faults)\//.test(expect.getState().testPath ?? '')) startInTheMorning();
