import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserMissing, launchBrowser, openEditor, screenshot } from './support/browser.mts';
import { N8n } from './support/n8n.mts';
import { template } from './support/workflow.mts';

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
		const allowed =
			/^(package\.json|README\.md|LICENSE\.md|CHANGELOG\.md|workflows\/[\w-]+\.json|dist\/.+\.(js|d\.ts|json|svg))$/;
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
		const whileStarting = (await n8n.log()).split('Editor is now accessible')[0] ?? '';
		expect(whileStarting.split('\n').filter((line) => /kleer|cinode/i.test(line))).toEqual([]);
	});
});

describe.skipIf(browserMissing)(
	`in the editor${browserMissing ? ` (skipped: ${browserMissing})` : ''}`,
	() => {
		let browser: Browser;

		beforeAll(async () => {
			browser = await launchBrowser();
		});

		afterAll(async () => {
			await browser?.close();
		});

		it("the nodes are found by the vendor's name", async () => {
			const page = await openEditor(browser, n8n, '/workflow/new');
			await page.getByTestId('node-creator-plus-button').click();
			await page.getByTestId('node-creator-search-bar').fill('kleer');
			const names = page.getByTestId('node-creator-item-name');
			await names.filter({ hasText: /^Kleer$/ }).waitFor();
			await names.filter({ hasText: /^Kleer Cinode Mapper$/ }).waitFor();
			await screenshot(page, 'node-creator');
		});

		it('the users template opens with every node known', async () => {
			const workflow = await template('users-sync');
			const id = await n8n.importWorkflow(workflow);
			const page = await openEditor(browser, n8n, `/workflow/${id}`);
			for (const { name, type } of workflow.nodes) {
				if (type.endsWith('stickyNote')) continue;
				await page.getByTestId('canvas-node').filter({ hasText: name }).first().waitFor();
			}
			// What n8n shows on a node whose package it doesn't have.
			expect(await page.getByText(/install this node|unrecognized node|unknown node/i).count()).toBe(0);
			await screenshot(page, 'users-sync');
		});
	},
);
