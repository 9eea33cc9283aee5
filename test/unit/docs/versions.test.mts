import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CURRENT_N8N, OLDEST_N8N } from '../../../scripts/n8n/versions.mjs';

describe('the n8n that is promised', () => {
	it('in the README is the oldest that npm test runs', () => {
		const [, promised] = readFileSync('README.md', 'utf8').match(/\(n8n ([\d.]+) or newer/) ?? [];
		expect(promised).toBe(OLDEST_N8N.split('.').slice(0, 2).join('.'));
	});

	it('in the page about versions are the two that npm test runs', () => {
		const text = readFileSync('docs/releasing.md', 'utf8');
		expect(text.match(/\*\*2\.[\d.]+\*\*/g)).toEqual([`**${OLDEST_N8N}**`, `**${CURRENT_N8N}**`]);
	});

	it('has the core that the integration tests run in', () => {
		const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
			devDependencies: Record<string, string>;
		};
		expect(devDependencies['n8n-core']).toBe(CURRENT_N8N);
	});
});
