import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSecrets, startSandbox, type Sandbox } from '../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './support/accounts.mts';
import { browserMissing, launchBrowser, screenshot } from './support/browser.mts';
import { Editor } from './support/editor.mts';
import { N8n, type CredentialInput } from './support/n8n.mts';
import { root } from './support/scripts.mts';

/**
 * The way of a new user in docs/setting-up.md: a fresh n8n with nothing but the package, and a browser. Each step
 * counts its clicks and what is typed; the sum is printed.
 */

let n8n: N8n;
let sandbox: Sandbox;
let browser: Browser;
let page: Page;
let editor: Editor;
let before: number;
const steps: Array<{ step: string; clicks: number; typed: number }> = [];

async function click(testId: string): Promise<void> {
	await page.getByTestId(testId).first().click();
	count('clicks');
}

function count(what: 'clicks' | 'typed', times = 1): void {
	const last = steps.at(-1);
	if (last) last[what] += times;
}

const step = (name: string) => steps.push({ step: name, clicks: 0, typed: 0 });
const look = async (name: string) => await screenshot(page, `new-user-${name}`);

async function enterCredential(type: string, { data }: CredentialInput): Promise<void> {
	await page.goto(`${n8n.address.url}/home/credentials/create`);
	await page.getByTestId('new-credential-type-select').getByRole('combobox').fill(type);
	count('typed');
	await page.getByTestId('new-credential-type-select-option').filter({ hasText: type }).first().click();
	count('clicks');
	await click('new-credential-type-button');
	for (const [name, value] of Object.entries(data)) {
		const field = page.getByTestId(`parameter-input-${name}`).locator('input, textarea').first();
		if (value === '' || !(await field.isVisible()) || (await field.inputValue()) === value) continue;
		if (name === 'authentication') continue;
		await field.fill(String(value));
		count('typed');
	}
	await click('credential-save-button');
	await page.getByText('Connection tested successfully').first().waitFor();
	await look(type.toLowerCase().replaceAll(' ', '-'));
}

async function importTemplate(name: string): Promise<void> {
	await page.goto(`${n8n.address.url}/workflow/new`);
	await page.getByTestId('canvas-add-button').waitFor();
	// Menu, Import, From File.
	count('clicks', 3);
	await page.getByTestId('workflow-import-input').setInputFiles(join(root, 'workflows', `${name}.json`));
	await page.getByTestId('execute-workflow-button').waitFor();
}

/** What n8n shows of an HTML node's output, in the frame it draws it in. */
async function shownPage(node: string): Promise<string> {
	await editor.openNode(node);
	count('clicks');
	const frame = editor.output.locator('iframe').contentFrame();
	await frame.locator('h1').waitFor();
	return await frame.locator('body').innerText();
}

describe.skipIf(browserMissing)(
	`a new user’s first ten minutes${browserMissing ? ` (skipped: ${browserMissing})` : ''}`,
	() => {
		beforeAll(async () => {
			[n8n, sandbox, browser] = await Promise.all([N8n.startOwn(), startSandbox(), launchBrowser()]);
			editor = await Editor.openAt(browser, n8n, '/home/credentials');
			page = editor.page;
			before = sandbox.cinode.store.users.size;
		}, 180_000);

		afterAll(async () => {
			console.log(
				[
					'\n| Step | clicks | fields typed |\n| --- | ---: | ---: |',
					...steps.map(({ step, clicks, typed }) => `| ${step} | ${clicks} | ${typed} |`),
				].join('\n'),
			);
			await browser?.close();
			await n8n?.stop();
			await sandbox?.close();
		});

		it('makes both credentials, each tested when it is saved', async () => {
			step('Kleer credential');
			await enterCredential('Kleer API', kleerAccount(sandbox));
			step('Cinode credential');
			await enterCredential('Cinode API', cinodeAccount(sandbox));
		});

		it('sees in the set-up check what is there', async () => {
			step('Set-up check');
			await importTemplate('setup-check');
			await editor.execute();
			count('clicks');
			const shown = await shownPage('Set-Up Page');
			await look('setup-check');
			expect(shown).toContain('Everything that the syncs need is there');
			expect(shown).toContain(sandbox.kleer.store.company.name);
		});

		it('sees in a dry run what would happen', async () => {
			step('Users, dry run');
			await importTemplate('users-sync');
			await editor.openNode('Map Users');
			for (const [name, choice] of [
				['languageId', 'Svenska'],
				['currencyId', 'SEK'],
				['locationId', 'Stockholm'],
			] as const) {
				await editor.choose(editor.parameter(name), choice);
				count('clicks', 2);
			}
			await editor.execute();
			// Open and close the mapper, execute.
			count('clicks', 3);
			const shown = await shownPage('Report Page');
			await look('dry-run');
			expect(shown).toMatch(/Dry run, users: \d+ created/);
			expect(findSecrets(shown, sandbox.secrets())).toEqual([]);
			expect(sandbox.cinode.store.users.size).toBe(before);
		});

		it('brings everybody over, and reads the report', async () => {
			step('Users, first sync');
			await editor.openNode('Sync Users');
			await editor.parameter('dryRun').locator('.el-switch').click();
			count('clicks', 3);
			await page.getByText('Workflow executed successfully').waitFor({ state: 'hidden', timeout: 30_000 });
			await editor.execute();
			count('clicks');
			const shown = await shownPage('Report Page');
			await look('first-sync');
			expect(shown).toMatch(/^Users: \d+ created/);
			expect(shown).toContain('What changed');
			expect(findSecrets(shown, sandbox.secrets())).toEqual([]);
			expect(sandbox.cinode.store.users.size).toBeGreaterThan(before);
		});
	},
);
