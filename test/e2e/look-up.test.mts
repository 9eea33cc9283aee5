import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCinodeUser, editPerson, findSecrets, startSandbox, type Sandbox } from '../sandbox/index.mts';
import { cinodeAccount, kleerAccount } from './support/accounts.mts';
import { browserMissing, launchBrowser, screenshot } from './support/browser.mts';
import { Editor } from './support/editor.mts';
import { FormTab } from './support/form.mts';
import { N8n } from './support/n8n.mts';
import { nodeOfType, template, type Workflow } from './support/workflow.mts';

/** The look-up's form in a real n8n and a browser: what would happen to this one, and what happened to it. */

const SCHEMES = ['users-sync', 'subcontractors-sync', 'customers-sync', 'project-push'] as const;
const WIDE = { width: 1400, height: 1000 };
const NOTHING = 'n8n-nodes-base.noOp';
/** Whose identity is protected, from the first run on. */
const PROTECTED = 1003;
const CATEGORY = 4777;
const NARROW = { width: 320, height: 900 };

let n8n: N8n;
let sandbox: Sandbox;
let browser: Browser;
let editor: Editor;
const ids: Record<string, string> = {};

function writing(workflow: Workflow): void {
	const sync = nodeOfType(workflow, workflow.name.includes('projects') ? 'kleer' : 'cinode');
	sync.parameters.dryRun = false;
	const { parameters } = nodeOfType(workflow, 'kleerCinodeMapper');
	if (workflow.name.endsWith('users')) {
		const options = { protectedCategories: [`${CATEGORY}|Grupp S`], protectedPeople: 'nameAndEmail' };
		parameters.options = { ...(parameters.options as object), ...options };
	}
	if ('languageId' in parameters) parameters.languageId = 1;
	if ('goLiveDate' in parameters) parameters.goLiveDate = '2025-01-01';
}

const kleerUser = (key: number) => {
	const user = [...sandbox.kleer.store.users.values()].find((one) => one['internal-id'] === key);
	if (!user) throw new Error(`Nobody has the key ${key}`);
	return user;
};

const phoneInCinode = (key: number) =>
	[...sandbox.cinode.store.users.values()].find(
		({ internalIdentifier }) => internalIdentifier === String(key),
	)?.phone;

/** Requests that wrote something since the log was cleared. */
const writes = () =>
	sandbox.requests.all.filter(({ method, path }) => method !== 'GET' && !/search$|token/.test(path));

/** The page once more. */
async function again(form: FormTab): Promise<string> {
	await form.pick('What now?', 'Look again');
	await form.next();
	return await form.text();
}

/** Fills the form in, and gives the page's text. */
async function lookUp(scheme: string, record: string): Promise<FormTab> {
	const form = await FormTab.open(editor);
	await form.page.setViewportSize(WIDE);
	await form.choose('What is it', scheme);
	await form.fill('Key, e-mail', record);
	await form.next();
	return form;
}

/** The page as people see it, wide and narrow. */
async function picture(form: FormTab, name: string): Promise<void> {
	for (const [size, viewport] of [
		['1400', WIDE],
		['320', NARROW],
	] as const) {
		await form.page.setViewportSize(viewport);
		await screenshot(form.page, `look-up-${name}-${size}`, true);
	}
	await form.page.setViewportSize(WIDE);
}

async function done(form: FormTab): Promise<void> {
	await form.pick('What now?', 'Done');
	await form.next();
	await form.close();
}

describe.skipIf(browserMissing)(`the look-up${browserMissing ? ` (skipped: ${browserMissing})` : ''}`, () => {
	beforeAll(async () => {
		[n8n, sandbox, browser] = await Promise.all([N8n.startOwn(), startSandbox(), launchBrowser()]);
		await n8n.importCredential(kleerAccount(sandbox));
		await n8n.importCredential(cinodeAccount(sandbox));
		for (const name of SCHEMES) ids[name] = await n8n.importWorkflow(await template(name), writing);
		ids['look-up'] = await n8n.importWorkflow(await template('look-up'));
		Object.assign(kleerUser(PROTECTED), { dimensions: { 'dimension-entries': [{ id: CATEGORY }] } });
		await n8n.run(ids['users-sync'] ?? '', 'Every 5 Minutes');
		editor = await Editor.openAt(browser, n8n, `/workflow/${ids['look-up']}`);
	}, 240_000);

	afterAll(async () => {
		await browser?.close();
		await n8n?.stop();
		await sandbox?.close();
	});

	it('tells of a person in step: rows, memory and history, within 20 requests', async () => {
		sandbox.requests.clear();
		const form = await lookUp('Users', '1002');
		const text = await form.text();
		await picture(form, 'in-step');
		expect(text).toContain('In step: a run would write nothing');
		expect(text).toContain('Met by its key in Cinode');
		expect(text).toMatch(/Base Salary\s+Monthly Salary\s+hidden\s+hidden/);
		expect(text).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d\s+created/);
		expect(findSecrets(text, sandbox.secrets())).toEqual([]);
		expect(sandbox.requests.all.length).toBeLessThanOrEqual(20);
		expect(writes()).toEqual([]);
		await done(form);
	});

	it('syncs one that changed, alone, and says what came of it', async () => {
		for (const key of [1002, 1004]) {
			const { id } = kleerUser(key);
			editPerson(sandbox.kleer.store, id, { payroll: { phone: `08-${key} 55 66` } });
		}
		const form = await lookUp('Users', String(kleerUser(1002).email));
		await picture(form, 'changed');
		expect(await form.text()).toContain('A run by hand: would be updated (Phone)');
		expect(writes()).toEqual([]);
		await form.pick('What now?', 'Sync this one now');
		await form.next();
		await picture(form, 'synced');
		expect(await form.text()).toContain('Users, one record: 1 updated');
		expect(phoneInCinode(1002)).toBe('08-1002 55 66');
		expect(phoneInCinode(1004)).not.toBe('08-1004 55 66');
		await form.pick('What now?', 'Look again');
		await form.next();
		const text = await form.text();
		expect(text).toContain('In step: a run would write nothing');
		await expect.poll(async () => await again(form), { timeout: 30_000 }).toMatch(/updated\s+Phone/);
		await done(form);
	});

	it('tells of one that failed: how often, when it is tried again, and what was said', async () => {
		sandbox.faults.add({
			system: 'cinode',
			method: 'PATCH',
			path: '/users/\\d+$',
			kind: 'status',
			status: 400,
			body: { errors: { phone: ['not allowed'] } },
		});
		await n8n.run(ids['users-sync'] ?? '', 'Every 5 Minutes');
		sandbox.faults.clear();
		const form = await lookUp('Users', '1004');
		await picture(form, 'failed');
		const text = await form.text();
		expect(text).toContain('Failed once in this state');
		expect(text).toMatch(/Next tried at \d{4}-\d\d-\d\d/);
		expect(text).toContain('not allowed');
		await done(form);
	});

	it('tells of a conflict: each candidate, and why none is chosen', async () => {
		const { email } = kleerUser(1006);
		const { store } = sandbox.cinode;
		const own = [...store.users.values()].find(({ internalIdentifier }) => internalIdentifier === '1006');
		Object.assign(own ?? {}, { email: 'gammal@exempelkonsult.example' });
		addCinodeUser(store, { firstName: 'Nils', lastName: 'Annan', email }, Date.now());
		const form = await lookUp('Users', '1006');
		await picture(form, 'conflict');
		const text = await form.text();
		expect(text).toContain('Conflict: nothing is written until a person has decided');
		expect(text).toContain('Nils Annan');
		await done(form);
	});

	it('tells of nobody', async () => {
		const form = await lookUp('Users', '990077');
		await picture(form, 'unknown');
		expect(await form.text()).toContain('nothing would happen');
		expect(await form.text()).not.toContain('Sync this one now');
		await done(form);
	});

	it('tells of a protected person by the key alone, and no value', async () => {
		const { name, email } = kleerUser(PROTECTED);
		const byName = await lookUp('Users', name);
		expect(await byName.text()).toContain('nothing would happen');
		await done(byName);
		const form = await lookUp('Users', String(PROTECTED));
		await picture(form, 'protected');
		const text = await form.text();
		expect(text).toContain(`Users: ${PROTECTED}`);
		for (const part of [...name.split(' '), email]) expect(text).not.toContain(part);
		await done(form);
	});

	it('tells of a customer, by its name, and of a subcontractor', async () => {
		const customer = await lookUp('Customers', 'Havsvide Logistik AB');
		await picture(customer, 'customer');
		expect(await customer.text()).toContain('Customers: Havsvide Logistik AB');
		await done(customer);
		const subcontractor = await lookUp('Subcontractors', '990077');
		expect(await subcontractor.text()).toContain('nothing would happen');
		await done(subcontractor);
	});

	it('shows nothing where it is published: anybody could open it', async () => {
		// n8n publishes nothing that refers to what isn't.
		const published = await n8n.importWorkflow(await template('look-up'), (workflow) => {
			delete workflow.id;
			for (const node of workflow.nodes) {
				if (node.type.endsWith('.executeWorkflow')) Object.assign(node, { type: NOTHING, parameters: {} });
			}
		});
		await n8n.publish(published);
		const page = await browser.newPage();
		await page.goto(`${n8n.address.url}/form/kleer-cinode-look-up`);
		await page.getByLabel('Key, e-mail').fill('1002');
		sandbox.requests.clear();
		await page.locator('#submit-btn').click();
		await page.getByText('Unpublish it').waitFor({ timeout: 60_000 });
		expect(sandbox.requests.all).toEqual([]);
		await page.close();
		await n8n.unpublish(published);
	});

	it('tells of a project, by its number and by its title', async () => {
		const [project] = [...sandbox.cinode.store.projects.values()];
		const byNumber = await lookUp('Projects', String(project?.id));
		await picture(byNumber, 'project');
		expect(await byNumber.text()).toContain(project?.title ?? '?');
		await done(byNumber);
		const byTitle = await lookUp('Projects', project?.title ?? '');
		expect(await byTitle.text()).toContain(String(project?.id));
		await done(byTitle);
	});

	it('leaves no execution behind, of itself or of the syncs that it asked', async () => {
		for (const id of [ids['look-up'], ids['users-sync'], ids['project-push']]) {
			await expect.poll(async () => await n8n.rest.executions(id ?? ''), { timeout: 20_000 }).toEqual([]);
		}
	});

	it('is in Swedish where set-up says so: the page, and what a person chooses on it', async () => {
		const workflow = await template('look-up');
		nodeOfType(workflow, 'kleerCinodeMapper').parameters.reportLanguage = 'sv';
		await n8n.rest.saveWorkflow(workflow);
		await editor.page.close();
		editor = await Editor.openAt(browser, n8n, `/workflow/${ids['look-up']}`);
		const { id } = kleerUser(1004);
		editPerson(sandbox.kleer.store, id, { payroll: { phone: '08-1004 77 88' } });
		const form = await lookUp('Users', '1004');
		await picture(form, 'swedish');
		expect(await form.text()).toContain('En körning för hand: skulle ändras (Phone)');
		await form.pick('Vad nu?', 'Synka den här nu');
		await form.next();
		expect(phoneInCinode(1004)).toBe('08-1004 77 88');
		await form.pick('Vad nu?', 'Titta igen');
		await form.next();
		expect(await form.text()).toContain('Lika på båda sidor');
		await form.pick('Vad nu?', 'Klart');
		await form.next();
		expect(await form.text()).toContain('Du kan stänga fliken.');
		await form.close();
	});
});
