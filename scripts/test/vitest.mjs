import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, scratch } from '../support/paths.mjs';
import { startProcess } from '../support/processes.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {string[]} failed one line per failure
 * @property {string[]} skipped names of what was left out
 * @property {string} output what the tool printed, shown when something failed
 * @property {any[]} [files] vitest's report of each test file
 */

/**
 * The test files of a tier with one of the words in their paths, or all; paths below test/.
 *
 * @param {string} tier folder below test/
 * @param {string[]} words
 */
export function testFiles(tier, words) {
	return readdirSync(join(root, 'test', tier), { recursive: true })
		.map((file) => `${tier}/${file}`)
		.filter((file) => file.endsWith('.test.mts'))
		.filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
}

/**
 * Runs vitest over one folder of tests and counts.
 *
 * @param {string} tier folder below test/
 * @param {{ only?: string[], shared?: boolean, exclude?: string[], config?: string, env?: Record<string, string | undefined>, live?: boolean, onStart: (running: import('../support/processes.mjs').Running) => void }} options
 *   `only`: files or their beginnings, below test/; `shared`: files share a process, which spares loading everything anew for each
 * @returns {Promise<Outcome>}
 */
export async function runVitest(tier, { only, shared = false, exclude, config, env, live = false, onStart }) {
	const report = join(scratch, 'test', `${tier.replaceAll('/', '-')}.json`);
	rmSync(report, { force: true });
	const args = [
		'run',
		...(only ?? [tier]).map((path) => `test/${path}`),
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${report}`,
	];
	if (config) args.push('--config', config);
	if (shared) args.push('--no-isolate');
	for (const pattern of exclude ?? []) args.push('--exclude', pattern);
	const lines = [];
	const running = startProcess(`${tier} tests`, join(root, 'node_modules', '.bin', 'vitest'), args, {
		cwd: root,
		// Its output goes through a pipe, so it can't see for itself whether colours are wanted.
		env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }), ...env },
		onLine: (line) => (live ? process.stdout.write(`${line}\n`) : lines.push(line)),
	});
	onStart(running);
	const { code, signal } = await running.exited;
	const outcome = existsSync(report)
		? count(JSON.parse(readFileSync(report, 'utf8')))
		: { passed: 0, failed: [], skipped: [] };
	// A crash, an unhandled error or an empty tier is no success, even where no single test failed.
	if (outcome.failed.length === 0 && (code !== 0 || outcome.passed === 0)) {
		outcome.failed.push(
			`test/${tier}: vitest ended with ${signal ?? `code ${code}`}, ${outcome.passed} tests passed`,
		);
	}
	return { ...outcome, output: lines.join('\n') };
}

/** @param {any} report what vitest's JSON reporter wrote */
function count(report) {
	const outcome = { passed: 0, failed: [], skipped: [], files: report.testResults };
	for (const file of report.testResults) {
		const name = relative(root, file.name);
		for (const test of file.assertionResults) {
			if (test.status === 'passed') outcome.passed += 1;
			else if (test.status === 'failed') outcome.failed.push(`${name}: ${test.fullName}`);
			else outcome.skipped.push(`${name}: ${test.fullName}`);
		}
		// A file that can't even be loaded has no tests to count.
		if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')) {
			outcome.failed.push(`${name}: ${(file.message ?? '').split('\n')[0] || 'failed outside of its tests'}`);
		}
	}
	return outcome;
}
