import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { cinodeAccount, kleerAccount } from '../test/e2e/support/accounts.mts';
import { launchBrowser } from '../test/e2e/support/browser.mts';
import { Editor } from '../test/e2e/support/editor.mts';
import { FormTab } from '../test/e2e/support/form.mts';
import { SCOPES } from '../tenant/n8nApi.ts';
import { launchN8n, type LaunchedN8n } from '../test/e2e/support/process.mts';
import { readExecution } from '../test/e2e/support/scripts.mts';
import { nodeOfType, template, type Workflow, type WorkflowNode } from '../test/e2e/support/workflow.mts';
import { OFFICE_IDS, editPerson, startSandbox, type Sandbox } from '../test/sandbox/index.mts';
import { N8nRest } from './n8n/rest.mjs';
import { Demo } from './start/content.mjs';
import { demoWorkflows } from './start/demo.mjs';
import { root } from './support/paths.mjs';

/** `npm run screenshots`: the pictures that the docs show, into docs/images; `-- sandbox` only that of the sandbox, `-- set-up` only those of the form, `-- look-up` only that of one record, `-- mapper` only those of the mapper. */

const folder = join(root, 'docs', 'images');
const WIDTH = 1400;
/** Down to the rows of Field Modes. */
const MAPPER_HEIGHT = 1700;
const MAX_KB = 250;

interface Area {
	x: number;
	y: number;
	width: number;
	height: number;
}

async function picture(page: Page, name: string, clip: Area): Promise<void> {
	// The mouse leaves a tooltip where it rests.
	await page.mouse.move(5, 5);
	await page.waitForTimeout(600);
	const path = join(folder, `${name}.png`);
	await page.screenshot({ path, clip });
	const kb = Math.round((await stat(path)).size / 1024);
	console.log(`${name}.png ${clip.width} × ${clip.height}, ${kb} KB${kb > MAX_KB ? ', too large!' : ''}`);
	if (kb > MAX_KB) process.exitCode = 1;
}

async function bottomOf(locator: Locator): Promise<number> {
	const box = await locator.boundingBox();
	return box ? Math.ceil(box.y + box.height) : 0;
}

/** Everything on the canvas and nothing of n8n around it. */
async function canvas(editor: Editor, name: string): Promise<void> {
	const { page } = editor;
	await page.setViewportSize({ width: 1600, height: 1000 });
	await page.waitForTimeout(500);
	await page.getByTestId('zoom-to-fit').click();
	await page.waitForTimeout(800);
	const boxes = await page
		.locator('[data-test-id=canvas-node], [data-test-id=sticky]')
		.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
	const top = Math.floor(Math.min(...boxes.map((box) => box.top))) - 20;
	// What a node is called stands below it.
	const bottom = Math.ceil(Math.max(...boxes.map((box) => box.bottom))) + 60;
	const left = Math.min(...boxes.map((box) => box.left));
	const right = Math.max(...boxes.map((box) => box.right));
	const x = Math.round((left + right - WIDTH) / 2);
	await picture(page, name, { x, y: top, width: WIDTH, height: bottom - top });
}

/** The empty form of a credential, as n8n shows it. */
async function credential({ page }: Editor, n8n: string, type: string, name: string): Promise<void> {
	await page.setViewportSize({ width: 1200, height: 900 });
	await page.goto(`${n8n}/home/credentials/create`);
	await page.getByTestId('new-credential-type-select').getByRole('combobox').fill(type);
	await page.getByTestId('new-credential-type-select-option').filter({ hasText: type }).first().click();
	await page.getByTestId('new-credential-type-button').click();
	await page.getByTestId('credential-save-button').waitFor();
	await page.waitForTimeout(800);
	const box = await page.getByTestId('editCredential-modal').boundingBox();
	if (!box) throw new Error(`No form of ${type}`);
	await picture(page, name, {
		x: Math.floor(box.x),
		y: Math.floor(box.y),
		width: Math.ceil(box.width),
		height: Math.ceil(box.height),
	});
}

async function mapper(editor: Editor): Promise<void> {
	const { page } = editor;
	await page.setViewportSize({ width: WIDTH, height: MAPPER_HEIGHT });
	await editor.openNode('Map Users');
	await editor.choose(editor.parameter('languageId'), 'Svenska');
	await editor.choose(editor.parameter('currencyId'), 'SEK');
	await editor.choose(editor.parameter('locationId'), 'Stockholm');
	const table = page.getByTestId('fixed-collection-categoryTags');
	await table.getByTestId('fixed-collection-add').click();
	await editor.choose(table.getByTestId('parameter-input-category'), 'Kompetens: Backend');
	await editor.blur();
	await picture(page, 'mapper', { x: 0, y: 0, width: WIDTH, height: MAPPER_HEIGHT });
	await ownRows(editor);
}

/** Two rows of one's own, with what they give the first record. */
async function ownRows(editor: Editor): Promise<void> {
	const { page } = editor;
	await page.getByText('Execute the node').click();
	await page
		.getByText(/\d+ items/)
		.first()
		.waitFor();
	const table = page.getByTestId('fixed-collection-ownRows');
	const rows = [
		['Mobility', '50'],
		['Title', "={{ $json.categories.find(({ dimension }) => dimension === 'Kompetens')?.name }}"],
	] as const;
	for (const [index, [field, value]] of rows.entries()) {
		await table.getByTestId('fixed-collection-add').click();
		await editor.choose(table.locator('div[data-test-id=parameter-input-field]').nth(index), field);
		await table.getByTestId('parameter-input-value').nth(index).locator('input').focus();
		// n8n makes an expression of the first sign, and closes brackets by itself: pasted text is taken as it is.
		if (value.startsWith('=')) await page.keyboard.type('=');
		await page.keyboard.insertText(value.replace(/^=/, ''));
		await editor.blur();
	}
	await table.getByText('Backend').first().waitFor();
	await page.setViewportSize({ width: WIDTH, height: 1300 });
	const title = page.getByTestId('node-parameters').getByText('Own Rows', { exact: true });
	await title.evaluate((element) => element.scrollIntoView({ block: 'start' }));
	const heading = await title.boundingBox();
	const box = await table.boundingBox();
	if (!box || !heading) throw new Error('No own rows');
	const top = Math.ceil(heading.y);
	const bottom = await bottomOf(table.getByTestId('fixed-collection-add'));
	await picture(page, 'own-rows', {
		x: Math.floor(box.x) - 20,
		y: top,
		width: Math.ceil(box.width) + 40,
		height: bottom + 10 - top,
	});
}

function writing(workflow: Workflow): Workflow {
	nodeOfType(workflow, 'cinode').parameters.dryRun = false;
	Object.assign(nodeOfType(workflow, 'kleerCinodeMapper').parameters, {
		languageId: 1,
		currencyId: 1,
		locationId: OFFICE_IDS[0],
		permissions: [200],
		categoryTags: { rows: [{ category: '4201|Backend' }, { category: '4202|Frontend' }] },
	});
	Object.assign(workflow.settings, { saveManualExecutions: true });
	return workflow;
}

/** The pages as a browser shows them: a run's report, the last runs, the set-up check. */
async function pages(browser: Browser, rest: N8nRest, usersSync: string): Promise<void> {
	const hub = await rest.saveWorkflow(kept(await template('error-alert')));
	await rest.publish(hub.id);
	const execution = async (id: string, trigger: string) =>
		readExecution(await rest.ended(await rest.runManually(id, trigger)));
	// A few runs, so that the last ones show something.
	for (let run = 0; run < 4; run++) await execution(usersSync, 'Every 5 Minutes');
	const check = await rest.saveWorkflow(kept(await template('setup-check')));
	for (const [name, id, trigger, node] of [
		['run-report', usersSync, 'Every 5 Minutes', 'Report Page'],
		['run-history', hub.id, 'Show the Last Runs', 'Page of the Last Runs'],
		['setup-check', check.id, 'When Clicked', 'Set-Up Page'],
	] as const) {
		const { nodes } = await execution(id, trigger);
		// Executions are kept for these pictures only; the report says so.
		const html = String(nodes[node]?.at(-1)?.outputs[0]?.[0]?.json.html ?? '').replace(
			/<p [^>]*>n8n may keep [\s\S]*?<\/p>/,
			'',
		);
		const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
		await page.setContent(html);
		await picture(page, name, { x: 0, y: 0, width: 1000, height: 700 });
		await page.close();
	}
}

function kept(workflow: Workflow): Workflow {
	Object.assign(workflow.settings, { saveManualExecutions: true });
	return workflow;
}

/** The users template as it comes, in the editor. */
async function usersSync(
	browser: Browser,
	n8n: LaunchedN8n,
	rest: N8nRest,
	sandbox: Sandbox,
): Promise<Editor> {
	await rest.saveCredential(kleerAccount(sandbox));
	await rest.saveCredential(cinodeAccount(sandbox));
	const { id } = await rest.saveWorkflow(await template('users-sync'));
	return await Editor.open(browser, n8n, id);
}

/** The templates as they come, in the editor, and the pages that their runs make. */
async function templates(browser: Browser, n8n: LaunchedN8n, rest: N8nRest, sandbox: Sandbox): Promise<void> {
	const workflow = await template('users-sync');
	const editor = await usersSync(browser, n8n, rest, sandbox);
	await canvas(editor, 'workflow');
	await mapper(editor);
	for (const name of ['customers-sync', 'project-push', 'project-catch-up', 'error-alert']) {
		const other = await rest.saveWorkflow(await template(name));
		await canvas(await Editor.open(browser, n8n, other.id), name);
	}
	await credential(editor, n8n.address.url, 'Kleer API', 'credential-kleer');
	await credential(editor, n8n.address.url, 'Cinode API', 'credential-cinode');

	const { id: _id, ...syncing } = writing(structuredClone(workflow));
	const second = await rest.saveWorkflow(syncing);
	await rest.ended(await rest.runManually(second.id, nodeOfType(workflow, 'scheduleTrigger').name));
	await pages(browser, rest, second.id);
}

/** The set-up form: its workflow, its page of people, and the page that it ends with. */
async function setUpForm(browser: Browser, n8n: LaunchedN8n, rest: N8nRest, sandbox: Sandbox): Promise<void> {
	const credentials: WorkflowNode['credentials'] = {};
	const key = { label: 'Set-up', expiresAt: null, scopes: SCOPES };
	const { rawApiKey } = (await rest.request('POST', '/api-keys', key)) as { rawApiKey: string };
	const own = { name: 'n8n account', type: 'n8nSetUpApi', data: { apiKey: rawApiKey, baseUrl: '' } };
	for (const credential of [kleerAccount(sandbox), cinodeAccount(sandbox), own]) {
		await rest.saveCredential(credential);
		credentials[credential.type] = { id: null, name: credential.name };
	}
	const workflow = await template('set-up');
	for (const node of workflow.nodes) {
		if (node.parameters.operation === 'setUp') node.credentials = { ...credentials };
	}
	const { id } = await rest.saveWorkflow(workflow);
	const editor = await Editor.open(browser, n8n, id);
	await canvas(editor, 'set-up');
	const form = await FormTab.open(editor);
	await form.page.setViewportSize({ width: 760, height: 1000 });
	await form.next();
	await picture(form.page, 'set-up-people', { x: 0, y: 70, width: 760, height: 900 });
	await form.next();
	await form.page.setViewportSize({ width: 1000, height: 700 });
	await picture(form.page, 'set-up-last', { x: 0, y: 0, width: 1000, height: 700 });
	await form.close();
}

/** The page of one person, whose phone has changed since the last run. */
async function lookUp(browser: Browser, n8n: LaunchedN8n, rest: N8nRest, sandbox: Sandbox): Promise<void> {
	await rest.saveCredential(kleerAccount(sandbox));
	await rest.saveCredential(cinodeAccount(sandbox));
	const hub = await rest.saveWorkflow(await template('error-alert'));
	await rest.publish(hub.id);
	for (const name of ['subcontractors-sync', 'customers-sync', 'project-push']) {
		await rest.saveWorkflow(await template(name));
	}
	const users = await rest.saveWorkflow(writing(await template('users-sync')));
	await rest.ended(await rest.runManually(users.id, 'Every 5 Minutes'));
	const { kleer } = sandbox;
	const person = [...kleer.store.users.values()].find((user) => user['internal-id'] === 1002);
	editPerson(kleer.store, person?.id ?? 0, { payroll: { phone: '08-123 45 67' } });
	const { id } = await rest.saveWorkflow(await template('look-up'));
	const form = await FormTab.open(await Editor.open(browser, n8n, id));
	await form.page.setViewportSize({ width: 1200, height: 1330 });
	await form.fill('Key, e-mail', '1002');
	await form.next();
	await picture(form.page, 'look-up', { x: 0, y: 70, width: 1200, height: 1260 });
	await form.pick('What now?', 'Done');
	await form.next();
	await form.close();
}

/** What `npm start` shows when a project has just been won. */
async function demo(browser: Browser, rest: N8nRest, sandbox: Sandbox, userFolder: string): Promise<void> {
	sandbox.reset();
	const credentials = [kleerAccount(sandbox), cinodeAccount(sandbox)];
	const workflows = await demoWorkflows();
	await new Demo(rest, { credentials, workflows, userFolder, page: `${sandbox.kleer.url}/` }).begin();
	const page = await browser.newPage({ viewport: { width: WIDTH, height: 1000 } });
	await page.goto(`${sandbox.kleer.url}/#projects`);
	// The first of the seed's that is won already, and the catch-up brings.
	const linked = (title: string) =>
		page.locator('#rows tr').filter({ hasText: title }).locator('td.link.key');
	await linked('Datalager').waitFor({ timeout: 180_000 });
	// Their marks have faded by then.
	await page.waitForTimeout(30_000);
	await page.locator('nav [data-act="win"]').click();
	await linked('Kundportal').waitFor();
	await picture(page, 'sandbox', { x: 0, y: 0, width: WIDTH, height: await bottomOf(page.locator('main')) });
}

const only = process.argv[2];
await mkdir(folder, { recursive: true });
const sandbox = await startSandbox({ subcontractors: 7 });
const browser = await launchBrowser();
const n8n = await launchN8n();
try {
	const rest = new N8nRest(n8n.address.url).resume(n8n.address.session);
	if (!only || only === 'set-up') await setUpForm(browser, n8n, rest, sandbox);
	if (!only || only === 'look-up') await lookUp(browser, n8n, rest, sandbox);
	if (!only) await templates(browser, n8n, rest, sandbox);
	if (only === 'mapper') await mapper(await usersSync(browser, n8n, rest, sandbox));
	if (!only || only === 'sandbox') await demo(browser, rest, sandbox, n8n.address.userFolder);
} finally {
	await browser.close();
	await n8n.stop();
	await sandbox.close();
}
