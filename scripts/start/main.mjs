import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuild } from '../build.mjs';
import { owner } from '../n8n/environment.mjs';
import { ensureN8n } from '../n8n/install.mjs';
import { placeBuild } from '../n8n/package.mjs';
import { N8nRest } from '../n8n/rest.mjs';
import { startN8nServer } from '../n8n/server.mjs';
import { cache, root } from '../support/paths.mjs';
import { isBusy, portFrom } from '../support/ports.mjs';
import { onStopSignal } from '../support/processes.mjs';
import { say, seconds } from '../support/progress.mjs';
import { bringContent } from './content.mjs';
import { demoWorkflows } from './demo.mjs';
import { reportFirstSyncs } from './report.mjs';
import { startSandbox } from './sandbox.mjs';

/**
 * Kept between starts: n8n's first start in an empty folder takes longer, and what was edited there stays. Outside the
 * checkout, or `npm run lint` would go through the editor that n8n unpacks there.
 */
const userFolder = join(cache, 'start', createHash('sha256').update(root).digest('hex').slice(0, 12));

/** Starts everything and returns when it runs; the process then lives until it is stopped. */
export async function start() {
	const ports = {
		n8n: portFrom('N8N_PORT', 5678),
		kleer: portFrom('KLEER_PORT', 7401),
		cinode: portFrom('CINODE_PORT', 7402),
	};
	await refuseBusyPorts({ N8N_PORT: ports.n8n, KLEER_PORT: ports.kleer, CINODE_PORT: ports.cinode });

	const children = childrenThatLiveAndDieTogether();
	await mkdir(userFolder, { recursive: true });
	const [workflows, n8n] = [await demoWorkflows(), await prepared()];

	const [sandbox, server] = await Promise.all([
		startSandbox({ kleer: ports.kleer, cinode: ports.cinode }, children.adopt),
		startN8nServer({
			n8n,
			userFolder,
			port: ports.n8n,
			env: { EXECUTIONS_DATA_PRUNE_MAX_COUNT: '500', N8N_WEBHOOK_URL: `http://127.0.0.1:${ports.n8n}/` },
			onSpawn: children.adopt,
		}),
	]);
	children.areComplete();
	const rest = await new N8nRest(server.url).login();
	const report = await reportFirstSyncs(rest, workflows);
	await bringContent(rest, { credentials: sandbox.credentials, workflows, userFolder });

	say(`
Running, ${seconds()} after the start.

  n8n                http://localhost:${ports.n8n}
  log in with        ${owner.email} / ${owner.password}
  the sandbox        ${sandbox.page}  (what Kleer and Cinode hold)
  n8n's own log      ${server.logFile}

Ctrl-C stops it all. Waiting for the first sync …`);
	await report.wait();
}

/** Build, n8n and the package in its place. */
async function prepared() {
	await ensureBuild();
	const n8n = await ensureN8n();
	await placeBuild(userFolder);
	return n8n;
}

async function refuseBusyPorts(ports) {
	for (const [variable, port] of Object.entries(ports)) {
		if (await isBusy(port)) {
			throw new Error(
				`Port ${port} is in use; give another one with ${variable}, e.g. ${variable}=${port + 1000} npm start`,
			);
		}
	}
}

/** Stops all children on Ctrl-C, and when one of them ends by itself. */
function childrenThatLiveAndDieTogether() {
	const children = [];
	const stopAll = () => Promise.all(children.map((child) => child.stop()));
	onStopSignal(async () => {
		say('\nStopping …');
		await stopAll();
		say('Stopped.');
	});
	let complete = false;
	return {
		/** From now on the end of one is news; before, it is an error of the start itself. */
		areComplete: () => (complete = true),
		/** @param {import('../support/processes.mjs').Running} child */
		adopt(child) {
			children.push(child);
			child.exited.then(async ({ code, signal }) => {
				if (!complete || children.some((one) => one.stopping)) return;
				say(
					`\n${child.name} has ended (${signal ?? `exit code ${code}`}), so the rest stops too.\n${child.tail()}`,
				);
				await stopAll();
				process.exit(1);
			});
		},
	};
}
