import { ensureBuild } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureN8n } from './n8n/install.mjs';
import { OLDEST_N8N } from './n8n/versions.mjs';
import { ensureQueueServers } from './queueServers.mjs';
import { onStopSignal } from './support/processes.mjs';
import { say, seconds } from './support/progress.mjs';
import { runScript } from './test/command.mjs';
import { clearRequestLog, requestLog } from './test/requestLog.mjs';
import { faultsRows, writeFaultsTable } from './test/faultsTable.mjs';
import { runVitest, testFiles } from './test/vitest.mjs';

// npm test: everything, faults in a bounded form. npm run test:quick: lint, types, units, and a few syncs in n8n's
// engine; under a minute. npm run test:faults: faults alone, every case of them; hours; words after it choose files.
const quick = process.argv.includes('--quick');
const faultsOnly = process.argv.includes('--faults');
if (faultsOnly) process.env.FAULTS = 'full';
if (quick) process.env.FAULTS = 'few';
const words = faultsOnly ? process.argv.slice(2).filter((argument) => !argument.startsWith('--')) : [];

/** What `npm run test:quick` tries of the integration tier. */
const QUICK = ['users/firstRun', 'subcontractors', 'projects/absent'].map((name) => `integration/${name}`);

/** And the units that it leaves out: each lives through weeks of runs, and together they take most of the time. */
const LONG_UNITS = [
	'nodes/changedLasting',
	'sync/runBrakeHeld',
	'sync/brakeSettles',
	'sync/customersHidden',
].map((name) => `test/unit/${name}.test.mts`);

/** @type {Map<string, import('./test/vitest.mjs').Outcome>} */
const outcomes = new Map();
const running = new Set();

onStopSignal(async () => {
	await Promise.all([...running].map((one) => one.stop(15_000)));
});

const onStart = (one) => {
	running.add(one);
	one.exited.then(() => running.delete(one));
};

/** Runs one phase and tells how it went, at once. */
async function phase(name, work) {
	const from = Date.now();
	let outcome;
	try {
		outcome = await work();
	} catch (error) {
		outcome = { passed: 0, failed: [`${name}: ${error.message}`], skipped: [], output: '' };
	}
	outcomes.set(name, outcome);
	if (process.env.FAULTS_DOCS && outcome.files) writeFaultsTable(faultsRows(outcome.files));
	const { passed, failed, skipped, output } = outcome;
	if (failed.length > 0 && output) say(`\n--- ${name} ---\n${output}\n`);
	say(
		`${failed.length > 0 ? 'FAIL' : 'ok  '} ${name.padEnd(12)} ${String(passed).padStart(4)} passed` +
			`${failed.length > 0 ? `, ${failed.length} failed` : ''}` +
			`${skipped.length > 0 ? `, ${skipped.length} skipped` : ''} in ${seconds(from)}`,
	);
	return failed.length === 0;
}

/** A step that the others need; it counts only when it fails. */
async function prepare(name, work) {
	try {
		return await work();
	} catch (error) {
		outcomes.set(name, { passed: 0, failed: [`${name}: ${error.message}`], skipped: [], output: '' });
		say(`FAIL ${name}: ${error.message}`);
		return undefined;
	}
}

async function endToEnd(only = ['e2e']) {
	const [n8n, chromium] = [
		await prepare('n8n', () => ensureN8n()),
		await prepare('chromium', ensureChromium),
	];
	if (!n8n) return;
	await phase('e2e', () =>
		runVitest('e2e', {
			only,
			config: 'test/e2e/vitest.config.mjs',
			env: { CHROMIUM: chromium, SANDBOX_REQUEST_LOG: requestLog },
			live: true,
			onStart,
		}),
	);
}

/** `npm start` as a person has it: each button of its page, a second start, ports that are taken. */
async function demo() {
	const [n8n, chromium] = [
		await prepare('n8n', () => ensureN8n()),
		await prepare('chromium', ensureChromium),
	];
	if (!n8n) return;
	await phase('demo', () =>
		runVitest('demo', {
			config: 'test/demo/vitest.config.mjs',
			env: { CHROMIUM: chromium },
			live: true,
			onStart,
		}),
	);
}

/** Every template once, and the guard against agents, in the oldest n8n that the README promises. A machine that can't have it is told so. */
async function oldestN8n() {
	try {
		await ensureN8n(OLDEST_N8N);
	} catch (error) {
		const why = `no n8n ${OLDEST_N8N} here, so NOTHING was tried on the oldest that is promised: ${error.message.split('\n')[0]}`;
		say(`\n!!!! SKIPPED: ${why}\n`);
		outcomes.set('oldest n8n', { passed: 0, failed: [], skipped: [why], output: '' });
		return;
	}
	await phase('oldest n8n', () =>
		runVitest('e2e/oldest', {
			only: ['e2e/templates', 'e2e/agents'],
			config: 'test/e2e/vitest.config.mjs',
			env: { N8N_VERSION: OLDEST_N8N, SANDBOX_REQUEST_LOG: requestLog },
			live: true,
			onStart,
		}),
	);
}

/** The same in n8n's queue mode: several processes over PostgreSQL and Redis. */
async function queueMode(only = ['queue']) {
	if (!(await prepare('n8n', () => ensureN8n()))) return;
	const servers = await prepare('queue servers', ensureQueueServers);
	await phase('queue', async () =>
		servers
			? await runVitest('queue', {
					only,
					config: 'test/queue/vitest.config.mjs',
					env: { SANDBOX_REQUEST_LOG: requestLog },
					live: true,
					onStart,
				})
			: { passed: 0, failed: [], skipped: ['test/queue: no PostgreSQL or no Redis'], output: '' },
	);
}

/** The nodes' requests are recorded for the contract tests; those that test the sandbox itself are wrong on purpose. */
async function integration() {
	await phase('integration', () =>
		runVitest('integration', {
			only: quick ? QUICK : undefined,
			exclude: ['test/integration/sandbox/**'],
			env: { SANDBOX_REQUEST_LOG: requestLog },
			onStart,
		}),
	);
}

/** Killing a sync at request after request takes its time, and so does an oracle; only npm test does that. */
async function faults() {
	for (const tier of ['faults', 'oracle']) {
		const only = testFiles(tier, words);
		if (only.length === 0) continue;
		await phase(tier, () =>
			runVitest(tier, {
				only,
				config: 'test/faults/vitest.config.mjs',
				env: { SANDBOX_REQUEST_LOG: requestLog },
				onStart,
			}),
		);
	}
}

async function sandboxAndFaults() {
	await phase('sandbox', () => runVitest('integration/sandbox', { onStart }));
	await faults();
}

/** Everything that is generated or broken, in full: 10,000 cases of each property, every request of every story. */
async function allFaults() {
	const config = 'test/faults/vitest.config.mjs';
	const of = (tier, names) =>
		testFiles(tier, words).filter(
			(file) => !names || names.some((name) => file.endsWith(`${name}.test.mts`)),
		);
	const some = async (files, work) => (files.length > 0 ? await work(files) : undefined);
	const inOneProcess = (name, tier) => (only) =>
		phase(name, () => runVitest(tier, { only, config, onStart }));
	await some(of('unit'), inOneProcess('properties', 'unit'));
	await some(of('integration', ['quietMonth']), inOneProcess('quiet months', 'integration'));
	await faults();
	await some(of('e2e', ['killed', 'project-push', 'project-cases-webhooks', 'privacy', 'twins']), endToEnd);
	await some(of('queue'), queueMode);
}

await prepare('dependencies', ensureDependencies);
clearRequestLog();
if (outcomes.size === 0 && faultsOnly) {
	if (await prepare('build', async () => (await ensureBuild(), true))) await allFaults();
} else if (outcomes.size === 0) {
	const built = prepare('build', async () => {
		await ensureBuild();
		return true;
	});
	// Two chains for two cores. What runs alone in the end is the real n8n: it is the one that minds being slowed.
	await Promise.all([
		built
			.then(() =>
				phase('unit', () =>
					runVitest('unit', { shared: true, exclude: quick ? LONG_UNITS : undefined, onStart }),
				),
			)
			.then(integration),
		built
			.then(() => phase('lint', () => runScript('lint', { onStart })))
			.then(() => phase('typecheck', () => runScript('typecheck', { onStart })))
			.then(() => (quick ? undefined : sandboxAndFaults())),
	]);
	if (quick)
		say(
			'(left out: four long units, most of integration, faults, the oracle, e2e, demo and queue mode; npm test runs them)',
		);
	else if (await built) {
		await endToEnd();
		// The demo mostly waits for its schedules, which leaves room beside it.
		await Promise.all([demo(), oldestN8n().then(() => queueMode())]);
	}
	if (!quick) await phase('contract', () => runVitest('contract', { onStart }));
}

const all = [...outcomes.values()];
const failed = all.flatMap((outcome) => outcome.failed);
const skipped = all.flatMap((outcome) => outcome.skipped);
const passed = all.reduce((sum, outcome) => sum + outcome.passed, 0);

say(`\nAll of it took ${seconds()}`);
for (const name of skipped) say(`skipped: ${name}`);
// First lines only: the rest was shown when it happened.
for (const name of failed) say(`failed: ${name.split('\n')[0]}`);
say(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
