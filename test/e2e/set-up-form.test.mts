import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSecrets, startSandbox, type Sandbox } from '../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './support/accounts.mts';
import { browserMissing, launchBrowser, screenshot } from './support/browser.mts';
import { Editor } from './support/editor.mts';
import { FormTab } from './support/form.mts';
import { N8n, type CredentialInput } from './support/n8n.mts';
import { root } from './support/scripts.mts';
import { nodeOfType, type Workflow } from './support/workflow.mts';

/**
 * From "package installed" to the first dry run by the set-up form, in a fresh n8n and a browser: each step counts its
 * clicks and what is typed or chosen. Then the form again, after somebody worked in what it made.
 */

interface There extends Workflow {
	id: string;
	active: boolean;
	settings: Record<string, unknown>;
	tags: Array<{ name: string }>;
}

/** Clicks, fields and choices, credentials included. */
const MOST = 25;

let n8n: N8n;
let sandbox: Sandbox;
let browser: Browser;
let editor: Editor;
let page: Page;
const steps: Array<{ step: string; done: number }> = [];

const step = (name: string) => steps.push({ step: name, done: 0 });

function count(times = 1): void {
	const last = steps.at(-1);
	if (last) last.done += times;
}

const look = async (name: string, of: Page = page) => await screenshot(of, `set-up-${name}`, true);

/** In the open node: its button, what the vendor gave, Save. */
async function connect(what: string, { data }: Pick<CredentialInput, 'data'>): Promise<void> {
	await page.getByRole('button', { name: `Connect to ${what}` }).click();
	count();
	const dialog = page.getByTestId('editCredential-modal');
	await dialog.waitFor();
	for (const [name, value] of Object.entries(data)) {
		if (value === '' || name === 'authentication') continue;
		const field = dialog.getByTestId(`parameter-input-${name}`).locator('input, textarea').first();
		if ((await field.inputValue()) === value) continue;
		await field.fill(String(value));
		count();
	}
	await page.getByTestId('credential-save-button').click();
	count();
	await dialog.waitFor({ state: 'hidden' });
	await look(`connected-${what.toLowerCase()}`);
}

/** What the form made. */
async function made(): Promise<There[]> {
	const all = (await n8n.rest.workflows()) as There[];
	const tagged = all.filter(({ tags = [] }) => tags.length > 0);
	return await Promise.all(tagged.map(async ({ id }) => (await n8n.rest.workflow(id)) as There));
}

async function named(end: string): Promise<There> {
	const found = (await made()).filter(({ name }) => name.endsWith(end));
	if (found.length !== 1 || !found[0]) throw new Error(`${found.length} workflows "… ${end}"`);
	return found[0];
}

const ends = (all: There[]) => all.map(({ name }) => name.split(': ').slice(1).join(': ')).sort();

describe.skipIf(browserMissing)(
	`the set-up form${browserMissing ? ` (skipped: ${browserMissing})` : ''}`,
	() => {
		beforeAll(async () => {
			[n8n, sandbox, browser] = await Promise.all([N8n.startOwn(), startSandbox(), launchBrowser()]);
			editor = await Editor.openAt(browser, n8n, '/home/workflows');
			page = editor.page;
			await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		}, 180_000);

		afterAll(async () => {
			const sum = steps.reduce((total, { done }) => total + done, 0);
			console.log(
				[
					'\n| Step | clicks, fields, choices |\n| --- | ---: |',
					...steps.map((one) => `| ${one.step} | ${one.done} |`),
					`| All | ${sum} |`,
				].join('\n'),
			);
			await browser?.close();
			await n8n?.stop();
			await sandbox?.close();
		});

		it('is pasted into a new workflow', async () => {
			step('New workflow, paste');
			await page.goto(`${n8n.address.url}/workflow/new`);
			await page.getByTestId('canvas-add-button').waitFor();
			count();
			const text = await readFile(join(root, 'workflows', 'set-up.json'), 'utf8');
			await page.evaluate(async (json) => await navigator.clipboard.writeText(json), text);
			await page.keyboard.press('Control+V');
			count();
			await editor.node('Look').waitFor();
			await look('pasted');
		});

		it('leads to a key of this n8n', async () => {
			step('Key of n8n');
			const [settings] = await Promise.all([
				page.context().waitForEvent('page'),
				page.getByTestId('sticky').getByRole('link', { name: 'Settings > n8n API' }).click(),
			]);
			count();
			await settings.getByRole('button', { name: 'Create API key' }).click();
			count();
			await settings.getByPlaceholder('Internal Project').fill('Set-up');
			count();
			await settings.getByRole('button', { name: 'Save' }).click();
			count();
			await settings.getByTestId('copy-input-button').click();
			count();
			await look('key', settings);
			await settings.close();
		});

		it('is connected to Kleer, Cinode and n8n in one node', async () => {
			step('Credentials');
			const apiKey = await page.evaluate(async () => await navigator.clipboard.readText());
			await editor.openNode('Look');
			count();
			await connect('Kleer', kleerAccount(sandbox));
			await connect('Cinode', cinodeAccount(sandbox));
			await connect('n8n', { data: { apiKey } });
			await editor.closeNode();
			count();
			await look('connected');
		});

		it('asks on one page, and shows the first dry run on the next', async () => {
			step('Form');
			const before = sandbox.cinode.store.users.size;
			const form = await FormTab.open(editor);
			count();
			await look('form-first', form.page);
			await form.next();
			count();
			await look('form-people', form.page);
			const people = await form.text();
			expect(people).toContain(sandbox.kleer.store.company.name);
			expect(people).toContain('Everything that the sync of users needs is there');
			expect(await form.shown('Language of new people')).toBe('Svenska');
			expect(await form.shown('Currency of new people')).toContain('SEK');
			expect(await form.ticked('Roles of new users')).toEqual(['Company User']);
			await form.next();
			count();
			await look('form-last', form.page);
			const last = await form.text();
			expect(last).toContain('5 workflows are there');
			expect(last).toMatch(/Dry run, users: \d+ would be created/);
			expect(findSecrets(last, sandbox.secrets())).toEqual([]);
			expect(sandbox.cinode.store.users.size).toBe(before);
			const links = form.page.getByRole('link', { name: 'Kleer → Cinode: users' });
			expect(await links.getAttribute('href')).toBe(
				`${n8n.address.url}/workflow/${(await named('Kleer → Cinode: users')).id}`,
			);
			await form.close();
			expect(steps.reduce((total, { done }) => total + done, 0)).toBeLessThanOrEqual(MOST);
		});

		it('has made workflows with settings and references in place, none published', async () => {
			const all = await made();
			expect(ends(all)).toEqual(
				[
					'Kleer ↔ Cinode: look-up',
					'Kleer ↔ Cinode: reports and alerts',
					'Kleer ↔ Cinode: set-up check',
					'Kleer → Cinode: subcontractors',
					'Kleer → Cinode: users',
				].sort(),
			);
			const hub = await named('reports and alerts');
			for (const { name, active, settings, nodes } of all) {
				expect(active).toBe(false);
				expect(settings).toMatchObject({
					timezone: 'Europe/Stockholm',
					saveDataErrorExecution: 'none',
					saveDataSuccessExecution: 'none',
					saveManualExecutions: false,
				});
				for (const { credentials = {} } of nodes) {
					for (const { id } of Object.values(credentials)) expect(id).toBeTruthy();
				}
				if (!/: (users|subcontractors)$/.test(name)) continue;
				expect(settings.errorWorkflow).toBe(hub.id);
				const tell = nodes.find((node) => node.name === 'Tell Reports and Alerts');
				expect(tell?.parameters.workflowId).toMatchObject({ value: hub.id });
			}
			expect(nodeOfType(await named('users'), 'cinode').parameters.dryRun).not.toBe(false);
		});

		it('keeps no execution of itself', async () => {
			const id = page.url().split('/workflow/')[1]?.split(/[?/]/)[0] ?? '';
			// The import in the editor has left the template's settings behind.
			const { settings } = (await n8n.rest.workflow(id)) as There;
			expect(settings.saveManualExecutions).toBeUndefined();
			await expect.poll(async () => await n8n.rest.executions(id), { timeout: 20_000 }).toEqual([]);
		});

		it('changes nothing when it is run again, and begins with what is there', async () => {
			const before = await made();
			const form = await FormTab.open(editor);
			await form.next();
			expect(await form.text()).toContain('In n8n already');
			expect(await form.shown('Language of new people')).toBe('Svenska');
			await form.next();
			await look('form-again', form.page);
			expect(await form.text()).toContain('Nothing was changed by hand.');
			await form.next();
			const last = await form.text();
			expect(last.match(/\bunchanged\b/g)).toHaveLength(5);
			expect(last).toMatch(/Dry run, users: \d+ would be created/);
			await form.close();
			const after = await made();
			expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
		});

		it('names what was changed by hand, on whatever property, and keeps it beside new choices', async () => {
			await editByHand(await named('Kleer → Cinode: users'));
			const form = await FormTab.open(editor);
			await form.next();
			await form.choose('Office of new people', 'Stockholm');
			await form.tick('Also set up', 'Customers');
			await form.tick('Also set up', 'Projects');
			await form.next();
			await look('form-customers', form.page);
			expect(await form.shown('Customer number')).toMatch(/^Customer Number: .+ · .+ · .+$/);
			await form.next();
			await look('form-projects', form.page);
			await form.fill('Go-live date', '2025-01-01');
			await form.next();
			await look('form-last-look', form.page);
			const review = await form.text();
			expect(review).toContain('Get Employees: Execute Once, Always Output Data, On Error');
			expect(review).toContain('Map Users: Who Has Left');
			expect(review).toContain('Sync Users: Max Creates per Run');
			expect(review).toMatch(/Kleer → Cinode: customers: is created/);
			await form.next();
			await look('form-last-again', form.page);
			await form.close();
			const all = await made();
			expect(all).toHaveLength(8);
			expect(all.filter(({ active }) => active)).toEqual([]);
			const users = await named('Kleer → Cinode: users');
			const node = (name: string) => users.nodes.find((one) => one.name === name);
			expect(node('Get Employees')).toMatchObject({
				onError: 'continueRegularOutput',
				alwaysOutputData: true,
				executeOnce: true,
			});
			expect(node('Map Users')?.parameters).toMatchObject({ leaverRule: 'endDate' });
			expect(node('Map Users')?.parameters.locationId).toBeTruthy();
			expect(node('Sync Users')?.parameters.options).toMatchObject({ maxCreates: 7 });
			expect(users.nodes.map(({ name }) => name)).toContain('Own Node');
			const push = await named('projects, push');
			expect(JSON.stringify(push.nodes)).toContain('2025-01-01');
		});

		it('puts it back when that is asked for, and leaves what wasn’t ticked alone', async () => {
			const form = await FormTab.open(editor);
			await form.next();
			expect(await form.shown('Office of new people')).toContain('Stockholm');
			expect(await form.ticked('Also set up')).toEqual(['Customers', 'Projects']);
			await form.tick('Also set up', 'Customers');
			await form.tick('Also set up', 'Projects');
			await form.next();
			await form.choose('What was changed by hand', 'Put it back');
			await form.next();
			await form.close();
			expect(await made()).toHaveLength(8);
			const users = await named('Kleer → Cinode: users');
			const node = (name: string) => users.nodes.find((one) => one.name === name);
			expect(node('Get Employees')).not.toHaveProperty('onError');
			expect(node('Get Employees')).not.toHaveProperty('executeOnce');
			expect(node('Map Users')?.parameters).toMatchObject({ leaverRule: 'firstToCome' });
			expect(node('Map Users')?.parameters.locationId).toBeTruthy();
			expect(users.nodes.map(({ name }) => name)).toContain('Own Node');
		});
	},
);

/** As somebody would in the editor. */
async function editByHand(users: There): Promise<void> {
	for (const node of users.nodes) {
		if (node.name === 'Get Employees') {
			Object.assign(node, { onError: 'continueRegularOutput', alwaysOutputData: true, executeOnce: true });
		}
		if (node.name === 'Map Users') node.parameters.leaverRule = 'endDate';
		if (node.name === 'Sync Users') {
			node.parameters.options = { ...(node.parameters.options as object), maxCreates: 7 };
		}
	}
	users.nodes.push({
		id: 'peoples-own',
		name: 'Own Node',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [1800, 300],
		parameters: {},
	});
	await n8n.rest.request('PATCH', `/workflows/${users.id}?forceSave=true`, {
		nodes: users.nodes,
		connections: users.connections,
	});
}
