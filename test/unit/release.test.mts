import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../scripts/support/paths.mjs';

interface Step {
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
}

interface Job {
	permissions?: Record<string, string>;
	needs?: string;
	steps: Step[];
}

const folder = join(root, '.github', 'workflows');
const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));
const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');
const workflow = (file: string) =>
	parse(textOf(file)) as { permissions?: Record<string, string>; jobs: Record<string, Job> };

describe.each(files)('the GitHub workflow %s', (file) => {
	const steps = Object.values(workflow(file).jobs).flatMap((job) => job.steps);

	it('pins every action by its commit, and names the version', () => {
		const lines = textOf(file)
			.split('\n')
			.filter((line) => line.includes('uses:'));
		expect(lines.length).toBeGreaterThan(0);
		for (const line of lines) {
			expect(line).toMatch(/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
		}
	});

	it('leaves no token behind for what runs after the checkout', () => {
		const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
		expect(checkouts.length).toBe(1);
		for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false });
	});

	it('gives no right to every job', () => {
		expect(Object.values(workflow(file).permissions ?? {}).filter((right) => right !== 'read')).toEqual([]);
	});
});

describe('the job that may publish', () => {
	const { jobs } = workflow('publish.yml');
	const able = Object.entries(jobs).filter(([, { permissions }]) => permissions?.['id-token'] === 'write');

	it('is one, and may do nothing else', () => {
		expect(able.map(([name]) => name)).toEqual(['publish']);
		expect(able[0]?.[1].permissions).toEqual({ 'id-token': 'write' });
	});

	it('holds only the package that another job has built and tested, and runs nothing of it', () => {
		const [, publish] = able[0] ?? [];
		const { steps = [], needs } = publish ?? {};
		expect(steps.flatMap(({ uses = '' }) => /actions\/([a-z-]+)@/.exec(uses)?.[1] ?? [])).toEqual([
			'download-artifact',
			'setup-node',
		]);
		const runs = steps.flatMap(({ run }) => run ?? []);
		expect(runs).toEqual(['npm publish ./*.tgz --provenance --access public --ignore-scripts']);
		const build = jobs[needs ?? '']?.steps.flatMap(({ run }) => run ?? []);
		expect(build).toEqual(
			expect.arrayContaining(['npm ci --ignore-scripts', 'npm test', 'npm pack --ignore-scripts']),
		);
	});
});
