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
let isOpen = false;

const look = (name: string) => screenshot(editor.page, name);
const without = browserMissing ? ` (skipped: ${browserMissing})` : '';

/** Opens a template; under an id of its own, since the editor locks what another window has open. */
async function open(scheme: string): Promise<void> {
	const { id: _id, ...workflow } = await template(`${scheme}-sync`);
	const id = await n8n.importWorkflow(workflow);
	if (isOpen) return await editor.goTo(id);
	editor = await Editor.open(browser, n8n, id);
	isOpen = true;
}

/** That the open panel shows all of these, one below the other. */
async function expectInOrder(labels: string[]): Promise<void> {
	const panel = editor.page.getByTestId('node-parameters');
	for (const label of labels) await panel.getByText(label, { exact: true }).first().waitFor();
	const shown = (await panel.innerText()).split('\n').map((line) => line.trim());
	const places = labels.map((label) => shown.indexOf(label));
	expect(places).toEqual([...places].sort((a, b) => a - b));
	expect(places[0]).toBeGreaterThanOrEqual(0);
}

/** The fields whose mode can be changed. */
/** Executes the workflow, still on Dry Run, and waits until the canvas shows the counts of items. */
async function dryRun(...counts: string[]): Promise<void> {
	sandbox.requests.clear();
	await editor.execute();
	for (const count of counts) await editor.page.getByText(count, { exact: true }).first().waitFor();
}

/** Opens the report's item as a table: n8n shows the page's file first where an item has one. */
async function openReport(): Promise<void> {
	await editor.openNode('Run Report');
	await editor.output.getByText('Table', { exact: true }).click();
}

/** That nothing was written, and that the open node's output, once it shows this, holds no secret. */
async function expectHarmless(text: string | RegExp): Promise<void> {
	await editor.output.getByText(text).first().waitFor();
	expect(findSecrets(await editor.output.innerText(), sandbox.secrets())).toEqual([]);
	expect(syncWrites(sandbox.requests.all)).toEqual([]);
}

describe.skipIf(browserMissing)(`in the editor${without}`, () => {
	beforeAll(async () => {
		[n8n, sandbox, browser] = await Promise.all([
			N8n.start(),
			startSandbox({ subcontractors: 7 }),
			launchBrowser(),
		]);
		await n8n.importCredential(kleerAccount(sandbox));
		await n8n.importCredential(cinodeAccount(sandbox));
	});

	afterAll(async () => {
		await browser?.close();
		await n8n?.stop();
		await sandbox?.close();
	});

	describe('the customers template', () => {
		beforeAll(async () => await open('customers'));

		it('opens Map Customers with its set-up in the order of setting up', async () => {
			await editor.openNode('Map Customers');
			await expectInOrder([
				'To Choose',
				'Customer Number',
				'Key of People',
				'Tags',
				'Terms of Payment as Tag',
				'Categories as Tags',
				'Field Modes',
				'Own Rows',
				'Scope',
				'More',
				'Key Prefix',
				'Options',
			]);
			await look('map-customers');
		});

		it('offers both Kleer fields for the customer number', async () => {
			const choices = await editor.choices(editor.parameter('numberSource'), 'Customer Number');
			expect(choices).toEqual(['Customer Number', 'API ID']);
		});

		it('shows the whole mapping, every row with its source and mode', async () => {
			expect(await editor.fieldModes()).toEqual(tableOf('customers'));
		});

		it("offers Kleer's categories for a row of them", async () => {
			const table = editor.page.getByTestId('fixed-collection-categoryTags');
			await table.getByTestId('fixed-collection-add').click();
			const choices = await editor.choices(table.getByTestId('parameter-input-category'), 'Industri');
			expect(choices).toEqual(expect.arrayContaining(['Bransch: Industri', 'Bransch: Handel']));
			await look('map-customers-category');
		});

		it('opens Sync Customers on Dry Run, with its policies and options', async () => {
			await editor.openNode('Sync Customers');
			expect(await editor.parameter('dryRun').getByRole('switch').getAttribute('aria-checked')).toBe('true');
			await expectInOrder([
				'Dry Run',
				'Link by Name',
				'Inactive Clients',
				'Our Reference',
				'Reactivate',
				'Countries',
				'Options',
			]);
			const inactive = await editor.choices(editor.parameter('inactive'), 'Set Inactive');
			expect(inactive).toEqual(['Do Nothing', 'Set Inactive']);
			const responsible = await editor.choices(editor.parameter('responsible'), 'Be the Only One');
			expect(responsible).toEqual(['Add to Those Responsible', 'Be the Only One']);
			const table = editor.page.getByTestId('fixed-collection-countries');
			await table.getByTestId('fixed-collection-add').click();
			await table.getByTestId('parameter-input-countryId').waitFor();
			await look('sync-customers');
			await table.getByTestId('fixed-collection-delete').first().click({ force: true });
		});

		it('executes a dry run: counts on the canvas, nothing written, and no secret in the results', async () => {
			await dryRun('13 items', '11 items');
			await look('customers-executed');
			await editor.openNode('Sync Customers');
			await expectHarmless(/Results.*\(11 items\)/);
			expect(await editor.output.innerText()).toMatch(/conflict[\s\S]*linked[\s\S]*created/);
			await look('customers-results');
			await editor.output.getByText(/Summary.*\(1 item\)/).click();
			await expectHarmless('counts');
			await look('customers-summary');
		});

		it('shows in the report what needs a person, and no secret', async () => {
			await openReport();
			// Rejected by the mapper and found by the sync, in one run.
			await expectHarmless('Rönnfors Bygg AB (Kleer id 310005)');
			await expectHarmless('Sjövide Spel AB (K1013)');
			await look('customers-report');
		});
	});

	describe('the subcontractors template', () => {
		beforeAll(async () => await open('subcontractors'));

		it('opens Map Subcontractors with its set-up in the order of setting up', async () => {
			await editor.openNode('Map Subcontractors');
			await expectInOrder([
				'To Choose',
				'Key',
				'Language Name or ID',
				'Currency Name or ID',
				'Office Name or ID',
				'Offices by Category',
				'Field Modes',
				'Own Rows',
				'Scope',
				'More',
				'Key Prefix',
				'Time Zone',
				'Options',
			]);
			await look('map-subcontractors');
		});

		it('shows the whole mapping, every row with its source and mode', async () => {
			expect(await editor.fieldModes()).toEqual(tableOf('subcontractors'));
		});

		it.each([
			['currencyId', ['SEK (Svenska kronor)', 'EUR (Euro)']],
			['locationId', ['Provgatan 1, Stockholm', 'Provgatan 2, Göteborg', 'Provgatan 3, Malmö']],
			['languageId', ['Svenska', 'English', 'Norsk']],
		])('offers in %s what the Cinode account has: %s', async (name, expected) => {
			const choices = await editor.choices(editor.parameter(name), expected[0] ?? '');
			expect(choices).toEqual(expect.arrayContaining(expected));
		});

		it('opens Sync Subcontractors on Dry Run, and says that Cinode takes no changes', async () => {
			await editor.openNode('Sync Subcontractors');
			expect(await editor.parameter('dryRun').getByRole('switch').getAttribute('aria-checked')).toBe('true');
			const notice = editor.page.getByText(/creates subcontractors but can’t change them/);
			await notice.first().waitFor();
			await look('sync-subcontractors');
		});

		it('executes a dry run once a language is chosen: counts, nothing written, no secret', async () => {
			await editor.openNode('Map Subcontractors');
			await editor.choose(editor.parameter('languageId'), 'Svenska');
			await look('map-subcontractors-language');
			await dryRun('19 items', '7 items');
			await look('subcontractors-executed');
			await editor.openNode('Sync Subcontractors');
			await expectHarmless(/Results.*\(7 items\)/);
			expect(await editor.output.innerText()).toMatch(/conflict[\s\S]*drift[\s\S]*created/);
			await look('subcontractors-results');
			await openReport();
			await expectHarmless('Runar von Askviken (1018)');
			await look('subcontractors-report');
		});
	});
});
