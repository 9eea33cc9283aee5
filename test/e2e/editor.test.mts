import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSecrets, startSandbox, type Sandbox } from '../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './support/accounts.mts';
import { browserMissing, launchBrowser, screenshot } from './support/browser.mts';
import { Editor } from './support/editor.mts';
import { N8n } from './support/n8n.mts';
import { tableOf } from './support/fieldModes.mts';
import { syncWrites } from './support/sync.mts';
import { template } from './support/workflow.mts';

let n8n: N8n;
let sandbox: Sandbox;
let browser: Browser;
let editor: Editor;

const look = (name: string) => screenshot(editor.page, name);

describe.skipIf(browserMissing)(
	`the users template in the editor${browserMissing ? ` (skipped: ${browserMissing})` : ''}`,
	() => {
		beforeAll(async () => {
			[n8n, sandbox, browser] = await Promise.all([N8n.start(), startSandbox(), launchBrowser()]);
			await n8n.importCredential(kleerAccount(sandbox));
			await n8n.importCredential(cinodeAccount(sandbox));
			// Other files import it under its own id, and the editor locks what another window has open.
			const { id: _id, ...workflow } = await template('users-sync');
			editor = await Editor.open(browser, n8n, await n8n.importWorkflow(workflow));
		});

		afterAll(async () => {
			await browser?.close();
			await n8n?.stop();
			await sandbox?.close();
		});

		it('shows before the first run what a node will give, so that fields can be picked', async () => {
			await editor.openNode('Map Users');
			const input = editor.page.getByTestId('ndv-input-panel');
			await input.getByText('monthlySalary').waitFor();
			await look('schema-preview');
			expect(await input.innerText()).toMatch(/employmentStartDate/);
		});

		it('opens Map Users with all of its set-up', async () => {
			await editor.openNode('Map Users');
			const labels = [
				'To Choose',
				'Key',
				'Language Name or ID',
				'Currency Name or ID',
				'Office Name or ID',
				'Roles',
				'Categories as Tags',
				'Offices by Category',
				'Field Modes',
				'Own Rows',
				'Scope',
				'More',
				'Who Has Left',
				'Key Prefix',
				'Time Zone',
				'Options',
			];
			const panel = editor.page.getByTestId('node-parameters');
			await panel.getByText('Field Modes', { exact: true }).waitFor();
			const shown = (await panel.innerText()).split('\n').map((line) => line.trim());
			// In this order, which is the order of setting up.
			expect(labels.filter((label) => shown.includes(label))).toEqual(labels);
			const places = labels.map((label) => shown.indexOf(label));
			expect(places).toEqual([...places].sort((a, b) => a - b));
			await look('map-users');
		});

		it.each([
			['languageId', ['Svenska', 'English', 'Norsk']],
			['currencyId', ['SEK (Svenska kronor)', 'EUR (Euro)']],
			['locationId', ['Provgatan 1, Stockholm', 'Provgatan 2, Göteborg', 'Provgatan 3, Malmö']],
			['permissions', ['Company User', 'Team Manager']],
		])('offers in %s what the Cinode account has: %s', async (name, expected) => {
			const choices = await editor.choices(editor.parameter(name), expected[0] ?? '');
			expect(choices).toEqual(expect.arrayContaining(expected));
			expect(choices.filter((choice) => /Owner|Admin/.test(choice))).toEqual([]);
		});

		it("offers Kleer's categories and Cinode's tags for a category row", async () => {
			const table = editor.page.getByTestId('fixed-collection-categoryTags');
			await table.getByTestId('fixed-collection-add').click();
			const category = table.getByTestId('parameter-input-category');
			expect(await editor.choices(category, 'Backend')).toEqual(
				expect.arrayContaining(['Kompetens: Backend', 'Kontor: Malmö']),
			);
			await editor.choose(category, 'Kompetens: Backend');
			const tags = await editor.choices(table.getByTestId('parameter-input-tag'), 'Mentor');
			expect(tags).toEqual(expect.arrayContaining(['- Same as the Category -', 'Mentor']));
			await look('map-users-category');
		});

		it('shows the whole mapping, every row with its source and mode', async () => {
			expect(await editor.fieldModes()).toEqual(tableOf('users'));
			await look('map-users-modes');
		});

		it('lets each field that is not locked have another mode, in its place', async () => {
			await editor.chooseMode('Phone ← Phone', 'If Empty');
			expect(await editor.fieldModes()).toEqual({ ...tableOf('users'), 'Phone ← Phone': 'If Empty' });
			const locked = editor.parameter('firstName');
			expect(await editor.choices(locked, 'Always')).toEqual(['Always (Locked)']);
			await editor.chooseMode('Phone ← Phone', 'Always');
		});

		it('opens Sync Users on Dry Run, with the leaver policies and options', async () => {
			await editor.openNode('Sync Users');
			expect(await editor.parameter('dryRun').getByRole('switch').getAttribute('aria-checked')).toBe('true');
			expect(await editor.choices(editor.parameter('leavers'), 'Disconnect')).toHaveLength(3);
			const options = await editor.choices(
				editor.page.getByTestId('collection-parameter-add').last(),
				'Allow Once',
			);
			expect(options).toEqual(
				expect.arrayContaining(['Allow Once', 'Max Creates per Run', 'Request Reserve']),
			);
			await look('sync-users');
		});

		it('executes a dry run: counts on the canvas, results and summary, nothing written', async () => {
			await editor.execute();
			// The canvas is drawn a moment after n8n says that it is done.
			await editor.page.getByText('15 items').first().waitFor();
			await look('executed');
			expect(syncWrites(sandbox.requests.all)).toEqual([]);

			await editor.openNode('Sync Users');
			const { output } = editor;
			await output.getByText(/Results.*\(10 items\)/).waitFor();
			await output.getByText('linked', { exact: true }).first().waitFor();
			expect(await output.innerText()).toMatch(/linked[\s\S]*created/);
			expect(findSecrets(await output.innerText(), sandbox.secrets())).toEqual([]);
			await look('results');
			await output.getByText(/Summary.*\(1 item\)/).click();
			await output.getByText('counts').waitFor();
			expect(findSecrets(await output.innerText(), sandbox.secrets())).toEqual([]);
			await look('summary');
		});

		// Not so its input: n8n shows there what the mapper gave, salaries included.
		it('shows no secret in the output of the report', async () => {
			await editor.openNode('Run Report');
			await editor.output.getByTestId('radio-button-json').click();
			await editor.output
				.getByText(/"title"/)
				.first()
				.waitFor();
			expect(findSecrets(await editor.output.innerText(), sandbox.secrets())).toEqual([]);
			await look('report');
		});
	},
);
