import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCHEMES } from '../../rules/index.ts';
import { startSandbox, type Sandbox } from '../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './support/accounts.mts';
import { browserMissing, launchBrowser, screenshot } from './support/browser.mts';
import { Editor } from './support/editor.mts';
import { N8n } from './support/n8n.mts';
import { syncWrites } from './support/sync.mts';
import { template } from './support/workflow.mts';

let n8n: N8n;
let sandbox: Sandbox;
let browser: Browser;
let editor: Editor;

const look = (name: string) => screenshot(editor.page, name);
const table = () => editor.page.getByTestId('fixed-collection-ownRows');
/** The parts of a row; n8n calls a part of its own "field", too. */
const field = (row = 0) => table().locator('div[data-test-id=parameter-input-field]').nth(row);
const value = (row = 0) => table().getByTestId('parameter-input-value').nth(row);
/** n8n's red signs within the table. */
const marked = async () => await table().getByTestId('parameter-issues').count();

async function addRow(): Promise<void> {
	await table().getByTestId('fixed-collection-add').click();
}

/** As somebody pastes it: the first sign makes it an expression. */
async function typeExpression(input: Locator, text: string): Promise<void> {
	await input.locator('input').focus();
	await editor.page.keyboard.type('=');
	await editor.page.keyboard.insertText(text);
	await editor.blur();
}

describe.skipIf(browserMissing)(
	`rows of one’s own in the editor${browserMissing ? ` (skipped: ${browserMissing})` : ''}`,
	() => {
		beforeAll(async () => {
			[n8n, sandbox, browser] = await Promise.all([N8n.start(), startSandbox(), launchBrowser()]);
			await n8n.importCredential(kleerAccount(sandbox));
			await n8n.importCredential(cinodeAccount(sandbox));
			// Other files import it under its own id, and the editor locks what another window has open.
			const { id: _id, ...workflow } = await template('users-sync');
			editor = await Editor.open(browser, n8n, await n8n.importWorkflow(workflow));
			await editor.openNode('Map Users');
			await table().scrollIntoViewIfNeeded();
			await addRow();
		});

		afterAll(async () => {
			await browser?.close();
			await n8n?.stop();
			await sandbox?.close();
		});

		it('are marked while they lack a field or a value', async () => {
			await field().waitFor();
			expect(await marked()).toBe(2);
			await look('own-rows-empty');
		});

		it('offer every further field, and neither key, status nor log-in', async () => {
			const further = SCHEMES.users.furtherFields.map(({ target }) => target);
			expect((await editor.choices(field(), 'Title')).sort()).toEqual([...further].sort());
			expect(further).not.toEqual(expect.arrayContaining(['Email']));
		});

		it('take a whole number where the field is one', async () => {
			await editor.choose(field(), 'Mobility');
			const input = value().locator('input');
			for (const [typed, kept] of [
				['tolv', ''],
				['12', '12'],
			] as const) {
				await input.click();
				await editor.page.keyboard.type(typed);
				await editor.blur();
				expect(await input.inputValue()).toBe(kept);
			}
			expect(await marked()).toBe(0);
			await look('own-rows-number');
		});

		it('take text and an expression, whose value for the first record is shown', async () => {
			await editor.closeNode();
			await editor.execute();
			await editor.openNode('Map Users');
			await table().scrollIntoViewIfNeeded();
			await addRow();
			await editor.choose(field(1), 'Title');
			await typeExpression(value(1), '{{ $json.name.toUpperCase() }}');
			await look('own-rows-expression');
			await table().getByText('ÅSA BJÖRKVIDE').waitFor();
			expect(await marked()).toBe(0);
			await look('own-rows-expression');
		});

		it('are in the next dry run', async () => {
			await editor.execute();
			await editor.openNode('Sync Users');
			await editor.output.getByTestId('radio-button-table').click();
			await editor.output.getByText('JÖRGEN VON STENSJÖ').first().waitFor();
			await editor.output.getByText('Mobility').first().waitFor();
			await look('own-rows-dry-run');
			expect(syncWrites(sandbox.requests.all)).toEqual([]);
		});
	},
);
