import { ensureBuild } from '../build.mjs';
import { owner } from '../n8n/environment.mjs';
import { ensureN8n } from '../n8n/install.mjs';
import { placeBuild } from '../n8n/package.mjs';
import { N8nRest } from '../n8n/rest.mjs';
import { startN8nServer } from '../n8n/server.mjs';
import { onStopSignal } from '../support/processes.mjs';
import { say, seconds } from '../support/progress.mjs';
import { commandWithOthers, refuseBusyPorts, wantedPorts } from './choosePorts.mjs';
import { claim, demoFolder, runningIn, sweepLeftovers } from './claim.mjs';
import { Demo } from './content.mjs';
import { demoWorkflows } from './demo.mjs';
import { reportFirstSyncs } from './report.mjs';
import { startSandbox } from './sandbox.mjs';

/** Starts everything and returns when it runs; the process then lives until it is stopped. */
export async function start() {
	const ports = wantedPorts();
	const addresses = { n8n: `http://localhost:${ports.n8n}`, sandbox: `http://localhost:${ports.kleer}` };
	await sweepLeftovers();
	const userFolder = demoFolder(ports.n8n);
	await refuseSecondStart(userFolder, ports);
	await refuseBusyPorts(ports);
	const claimed = claim(userFolder, { about: addresses, ports: Object.values(ports) });
	if (!claimed) await refuseSecondStart(userFolder, ports);
	process.once('exit', claimed.release);

	const children = childrenThatLiveAndDieTogether((child) => claimed.addChild(child.pid));
	const [workflows, n8n] = [await demoWorkflows(), await prepared(userFolder)];

	let demo;
	const [sandbox, server] = await Promise.all([
		startSandbox({
			ports: { kleer: ports.kleer, cinode: ports.cinode },
			onSpawn: children.adopt,
			async onStartOver() {
				if (!demo) throw new Error('n8n is still starting.');
				await demo.startOver();
			},
		}),
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
	demo = new Demo(rest, { ...sandbox, workflows, userFolder });
	await demo.begin();
	const report = await reportFirstSyncs(rest, workflows);

	say(`
Running, ${seconds()} after the start.

  n8n                ${addresses.n8n}
  log in with        ${owner.email} / ${owner.password}
  the sandbox        ${addresses.sandbox}  (what Kleer and Cinode hold)
  n8n's own log      ${server.logFile}

Ctrl-C stops it all. Waiting for the first syncs …`);
	await report.wait();
}

/** A checkout that runs already says so, and where. */
async function refuseSecondStart(userFolder, ports) {
	const running = runningIn(userFolder);
	if (!running) return;
	const { n8n, sandbox } = running.about;
	throw new Error(
		[
			`This checkout is running already (process ${running.pid}):`,
			`  n8n          ${n8n}`,
			`  the sandbox  ${sandbox}`,
			'Ctrl-C where it was started stops it. A second one beside it gets a database of its own:',
			`  ${await commandWithOthers(ports)}`,
		].join('\n'),
	);
}

/** Build, n8n and the package in its place. */
async function prepared(userFolder) {
	await ensureBuild();
	const n8n = await ensureN8n();
	await placeBuild(userFolder);
	return n8n;
}

/** Stops all children on Ctrl-C, and when one of them ends by itself. */
function childrenThatLiveAndDieTogether(onAdopt) {
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
			onAdopt(child);
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
