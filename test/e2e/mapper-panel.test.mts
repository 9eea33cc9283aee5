import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './support/accounts.mts';
import { browserMissing, launchBrowser, screenshot } from './support/browser.mts';
import { Editor } from './support/editor.mts';
import { N8n } from './support/n8n.mts';
import { nodeOfType, template } from './support/workflow.mts';

/** The mapper's panel: in groups, the first on one screen; what is required and empty, and what is gone, is said. */

let n8n: N8n;
let sandbox: Sandbox;
let browser: Browser;
let editor: Editor;

const look = (name: string) => screenshot(editor.page, name);

/** Opens a template's mapper with these parameters. */
async function openMapper(file: string, node: string, parameters: object = {}): Promise<void> {
	const { id: _id, ...workflow } = await template(file);
	const id = await n8n.importWorkflow(workflow, (copy) => {
		Object.assign(nodeOfType(copy, 'kleerCinodeMapper').parameters, parameters);
	});
	await editor.goTo(id);
	await editor.openNode(node);
}

describe.skipIf(browserMissing)(
	`the mapper’s panel${browserMissing ? ` (skipped: ${browserMissing})` : ''}`,
	() => {
		beforeAll(async () => {
			[n8n, sandbox, browser] = await Promise.all([
				N8n.start(),
				startSandbox({ linked: true }),
				launchBrowser(),
			]);
			await n8n.importCredential(kleerAccount(sandbox));
			await n8n.importCredential(cinodeAccount(sandbox));
			editor = await Editor.openAt(browser, n8n, '/home/workflows');
			await editor.page.setViewportSize({ width: 1400, height: 900 });
		});

		afterAll(async () => {
			await browser?.close();
			await n8n?.stop();
			await sandbox?.close();
		});

		/** The first group: its heading, and what is in it. */
		it.each([
			['users-sync', 'Map Users', ['keySource', 'languageId', 'currencyId', 'locationId', 'permissions']],
			['subcontractors-sync', 'Map Subcontractors', ['keySource', 'languageId', 'currencyId', 'locationId']],
			['customers-sync', 'Map Customers', ['numberSource', 'peopleKeySource', 'paymentTermsPrefix']],
			['project-push', 'Map Project', ['goLiveDate', 'numberSource', 'numberPrefix', 'stages', 'activityId']],
		])('of %s begins with what has to be chosen, on one screen', async (file, node, first) => {
			await openMapper(file, node);
			await editor.page.getByText('To Choose', { exact: true }).waitFor();
			const places = await Promise.all(first.map(async (name) => await editor.parameter(name).boundingBox()));
			const panel = await editor.page.getByTestId('node-parameters').boundingBox();
			const bottom = Math.min(900, (panel?.y ?? 0) + (panel?.height ?? 0));
			for (const box of places) {
				expect(box?.y).toBeGreaterThan(0);
				expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(bottom);
			}
			const tops = places.map((box) => box?.y ?? 0);
			expect(tops).toEqual([...tops].sort((a, b) => a - b));
			await look(`panel-${file}`);
		});

		it('goes on with tables, field modes, own rows and scope, and ends with the rest', async () => {
			await openMapper('users-sync', 'Map Users');
			const panel = editor.page.getByTestId('node-parameters');
			const headings = [
				'To Choose',
				'Categories as Tags',
				'Offices by Category',
				'Field Modes',
				'Own Rows',
				'Scope',
				'More',
				'Options',
			];
			await panel.getByText('More', { exact: true }).waitFor();
			const shown = (await panel.innerText()).split('\n').map((line) => line.trim());
			expect(shown.filter((line) => headings.includes(line))).toEqual(headings);
		});

		it('marks the go-live date while it is empty, on the canvas too', async () => {
			await openMapper('project-push', 'Map Project');
			await editor.parameter('goLiveDate').waitFor();
			const row = editor.page.getByTestId('node-parameters').getByTestId('parameter-issues');
			await expect.poll(async () => await row.count()).toBe(1);
			await editor.closeNode();
			await editor.node('Map Project').getByTestId('node-issues').waitFor();
		});

		it('names what the accounts don’t have any more, in words', async () => {
			await openMapper('project-push', 'Map Project', {
				goLiveDate: '2026-01-01T00:00:00',
				stages: ['4|17', '714|99', '714|2218'],
				activityId: 999,
				dimensionEntry: '4101|Gamla Kontoret',
				dimensionsByTeam: { rows: [{ teamId: 77, category: '4199|Malmö Hamn' }] },
			});
			const panel = editor.page.getByTestId('node-parameters');
			for (const text of [
				'Not in Cinode: stage 17 of pipeline 4',
				'Not in Cinode: stage 99 of ',
				'Not in Kleer: activity 999',
				'Kontor: Stockholm (chosen as Gamla Kontoret)',
				'Not in Cinode: team 77',
				'Not in Kleer: Malmö Hamn',
			]) {
				await expect.poll(async () => await shownIn(text), { message: text, timeout: 15_000 }).toBe(true);
			}
			expect(await panel.getByText('4|17').count()).toBe(0);
			await look('panel-missing');
		});

		it('names a tag that isn’t there as one to be made', async () => {
			await openMapper('users-sync', 'Map Users', {
				categoryTags: { rows: [{ category: '4201|Backend', tag: 'Gammal' }] },
			});
			await expect
				.poll(async () => await shownIn('Gammal (not in Cinode: made when it is needed)'), {
					timeout: 15_000,
				})
				.toBe(true);
		});
	},
);

/** Whether the open panel shows the text, as a text or as what a dropdown holds. */
async function shownIn(text: string): Promise<boolean> {
	const panel = editor.page.getByTestId('node-parameters');
	const inputs = await panel.locator('input').all();
	const values = await Promise.all(inputs.map(async (input) => await input.inputValue()));
	return [...values, await panel.innerText()].some((shown) => shown.includes(text));
}
