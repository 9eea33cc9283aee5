import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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
/** Address of the workflow that all syncs report to. */
let hub: string;
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

/** In the workflow's settings: an import in the editor brings none of the template's. */
async function settings(choices: Record<string, string>): Promise<void> {
	await click('workflow-menu');
	await page.getByRole('menuitem', { name: 'Settings', exact: true }).click();
	count('clicks');
	await page.getByTestId('workflow-settings-dialog').waitFor();
	await look('settings-before');
	for (const [name, choice] of Object.entries(choices)) {
		await editor.choose(page.getByTestId(`workflow-settings-${name}`), choice);
		count('clicks', 2);
	}
	await look('settings');
	// What carries the id is as wide as the dialog; its middle isn't the button.
	await page.getByTestId('workflow-settings-save-button').getByRole('button').click();
	count('clicks');
	await page.getByTestId('workflow-settings-dialog').waitFor({ state: 'hidden' });
}

async function publish(): Promise<void> {
	await click('workflow-open-publish-modal-button');
	await click('workflow-publish-button');
	await page.getByTestId('workflow-publish-button').waitFor({ state: 'hidden' });
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

		it('publishes reports and alerts', async () => {
			step('Reports and alerts');
			await importTemplate('error-alert');
			await publish();
			await page.getByText('Published').first().waitFor();
			hub = page.url();
			await look('reports-published');
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
			// The workflow that it names has another id after an import in the editor.
			await editor.executeUntilRed('Tell Reports and Alerts');
			await look('tell-red');
			// Open and close the mapper, execute.
			count('clicks', 3);
			const shown = await shownPage('Report Page');
			await look('dry-run');
			expect(shown).toMatch(/Dry run, users: \d+ would be created/);
			expect(shown).toContain("'Roles' are not chosen");
			expect(findSecrets(shown, sandbox.secrets())).toEqual([]);
			expect(sandbox.cinode.store.users.size).toBe(before);
		});

		it('chooses reports and alerts, and has n8n keep nothing', async () => {
			step('Users, reports and settings');
			await editor.openNode('Tell Reports and Alerts');
			const choice = editor.parameter('workflowId');
			await editor.choose(choice.getByTestId('rlc-mode-selector'), 'From list');
			await choice.getByTestId('rlc-input').first().click();
			await page.getByTestId('rlc-item').filter({ hasText: 'reports and alerts' }).first().click();
			// Open, two of the mode, two of the list, close.
			count('clicks', 6);
			await look('tell');
			await editor.closeNode();
			await settings({
				'error-workflow': 'reports and alerts',
				timezone: 'Europe/Stockholm',
				'save-failed-executions': 'Do not save',
				'save-success-executions': 'Do not save',
				'save-manual-executions': 'Do not save',
			});
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

		it('publishes it, and finds its first scheduled run among the last runs', async () => {
			step('Users, published');
			const users = page.url().split('/workflow/')[1]?.split(/[?/]/)[0];
			if (!users) throw new Error(`Not in a workflow: ${page.url()}`);
			await editor.openNode('Every 5 Minutes');
			// Nobody but a test has no five minutes.
			await editor.parameter('minutesInterval').locator('input').fill('1');
			await editor.closeNode();
			sandbox.requests.clear();
			await publish();
			await look('published');
			await vi.waitUntil(() => sandbox.requests.count({ system: 'cinode' }) > 0, { timeout: 90_000 });
			const isRunning = async () => await n8n.rest.executions(users, { status: ['new', 'running'] });
			await vi.waitFor(async () => expect(await isRunning()).toEqual([]), { timeout: 30_000 });
			await page.goto(hub);
			await page.getByTestId('execute-workflow-button').waitFor();
			await editor.executeFrom('Show the Last Runs');
			count('clicks');
			const shown = await shownPage('Page of the Last Runs');
			await look('last-runs');
			// The first by hand could not be told: reports and alerts wasn't chosen yet.
			expect(shown).toContain('Kleer → Cinode: users');
			const executions = (await n8n.rest.executions(users)) as Array<{ mode: string }>;
			expect(executions.filter(({ mode }) => mode === 'trigger')).toEqual([]);
		});
	},
);
