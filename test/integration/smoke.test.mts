import { expect, it } from 'vitest';
import { startSandbox } from '../sandbox/index.mts';
import { credentialsFor } from './support/engine.mts';
import { syncUsers } from './support/people.mts';

it('smoke', async () => {
	const sandbox = await startSandbox();
	const credentials = credentialsFor(sandbox);
	const run = await syncUsers(credentials);
	console.log(JSON.stringify(run.employees, null, 1).slice(0, 3000));
	console.log(JSON.stringify(run.mapped[0], null, 1));
	console.log(JSON.stringify(run.rejected, null, 1));
	console.log(JSON.stringify(run.results, null, 1).slice(0, 9000));
	console.log(JSON.stringify(run.summary, null, 1));
	console.log(sandbox.requests.byRoute());
	sandbox.requests.clear();
	const again = await syncUsers(credentials);
	console.log(JSON.stringify(again.results, null, 1));
	console.log(JSON.stringify(again.summary, null, 1));
	console.log(sandbox.requests.byRoute());
	expect(again.summary.counts.unchanged).toBeGreaterThan(0);
	await sandbox.close();
});
