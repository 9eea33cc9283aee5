import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserMissing, launchBrowser, openEditor, screenshot } from './support/browser.mts';
import { N8n } from './support/n8n.mts';

let n8n: N8n;

beforeAll(async () => {
	n8n = await N8n.start();
});

afterAll(async () => {
	await n8n?.stop();
});

describe('the packed package', () => {
	it('holds what n8n needs and nothing else', () => {
		const { packageFolder } = n8n.address;
		const files = readdirSync(packageFolder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => relative(packageFolder, join(entry.parentPath, entry.name)));
		const allowed = /^(package\.json|README\.md|LICENSE\.md|CHANGELOG\.md|workflows\/[\w-]+\.json|dist\/.+\.(js|d\.ts|json|svg))$/;
		expect(files.filter((file) => !allowed.test(file))).toEqual([]);
		expect(files.filter((file) => /test|sandbox|tsbuildinfo/.test(file))).toEqual([]);
	});

	it('offers every node under its own name', async () => {
		const manifest = JSON.parse(await readFile(join(n8n.address.packageFolder, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[] };
		};
		const offered = await n8n.packageNodeTypes();
		const expected = manifest.n8n.nodes.map((path) => {
			const name = basename(path, '.node.js');
			return `n8n-nodes-kleer-cinode.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
		});
		// n8n makes a tool of its own of nodes that an agent may use.
		expect(offered.filter((name) => !name.endsWith('Tool')).sort()).toEqual(expected.sort());
	});

	it('loads without a complaint', async () => {
		const lines = (await n8n.log()).split('\n').filter((line) => /kleer|cinode/i.test(line));
		expect(lines.filter((line) => /error|fail|could not|couldn't|not found/i.test(line))).toEqual([]);
	});

	it.skipIf(browserMissing)(
		`can be found in the editor${browserMissing ? ` (skipped: ${browserMissing})` : ''}`,
		async () => {
			const browser = await launchBrowser();
			try {
				const page = await openEditor(browser, n8n, '/workflow/new');
				await page.getByTestId('canvas-add-button').click();
				await page.getByTestId('node-creator-search-bar').fill('cinode');
				await page.getByTestId('node-creator-item-name').getByText('Cinode').first().waitFor();
				await screenshot(page, 'node-creator');
			} finally {
				await browser.close();
			}
		},
	);
});
