import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hirePerson } from '../sandbox/index.mts';
import { browserMissing, launchBrowser, screenshot } from './support/browser.mts';
import { Editor } from './support/editor.mts';
import { N8n } from './support/n8n.mts';
import { ProjectTemplates } from './support/projectTemplates.mts';
import { SyncTemplate } from './support/syncTemplate.mts';
import { REPORTS, keepExecutions, template, type Workflow } from './support/workflow.mts';

/** What people read after a run, as a browser shows it: at the width of n8n's output pane, and at a screen's. */

const PAGES = ['dry run', 'run', 'last runs', 'set-up', 'catch-up’s dry run'] as const;

/** What templates of texts take for something else, as n8n's HTML node does. */
const NAMES = [
	'Ann $& Dollar',
	'Bo $` Dollar',
	"Cia $' Dollar",
	'Dan $$ Dollar',
	'Eva $< Dollar',
	'Ib $1 Dollar',
];

const html = new Map<string, string>();
let projectWrites: string[] | undefined;
let n8n: N8n;
let browser: Browser;

/** What an HTML node gave in a run by hand. */
async function pageOf(id: string, trigger: string, node: string): Promise<string> {
	const execution = await n8n.run(id, trigger);
	if (execution.error) throw new Error(execution.error.message);
	return String(execution.nodes[node]?.at(-1)?.outputs[0]?.[0]?.json.html ?? '');
}

beforeAll(async () => {
	const users = await SyncTemplate.start('users');
	n8n = users.n8n;
	for (const [index, name] of NAMES.entries()) {
		const person = { name, email: `name${index}@exempelkonsult.example` };
		hirePerson(users.sandbox.kleer.store, person, users.sandbox.today());
	}
	try {
		html.set('dry run', (await users.preview()).page);
		html.set('run', (await users.sync()).page);
		for (let run = 0; run < 3; run++) await users.sync();
		const { rest } = n8n;
		const hub = (await rest.workflow(REPORTS)) as { settings: object };
		const settings = { ...hub.settings, saveManualExecutions: true };
		await rest.request('PATCH', `/workflows/${REPORTS}`, { ...hub, settings });
		html.set('last runs', await pageOf(REPORTS, 'Show the Last Runs', 'Page of the Last Runs'));
		const check = await n8n.importWorkflow(await template('setup-check'), keepExecutions);
		html.set('set-up', await pageOf(check, 'When Clicked', 'Set-Up Page'));
	} finally {
		await users.stop();
	}
	const projects = await ProjectTemplates.start();
	n8n = projects.n8n;
	try {
		await projects.publishPush({ sync: { dryRun: true } });
		html.set('catch-up’s dry run', await (await projects.catchUp()).page());
		projectWrites = projects.writes;
	} finally {
		await projects.stop();
	}
	if (!browserMissing) browser = await launchBrowser();
}, 240_000);

afterAll(async () => await browser?.close());

it('the projects’ dry run through the catch-up has a page, and writes nothing', () => {
	const page = html.get('catch-up’s dry run');
	expect(page).toMatch(/<h1[^>]*>Dry run, projects: \d+ would be created/);
	expect(page).toContain('What would change');
	expect(projectWrites).toEqual([]);
});

it('the page of the last runs shows runs that are alike as one line, with who and why', () => {
	const page = html.get('last runs');
	expect(page).toMatch(/3 runs, all alike/);
	expect(page).toMatch(
		/Rut Balansén \(Kleer id \d+\): rejected: Kleer has no value in &#39;Internal ID&#39;/,
	);
});

describe.skipIf(browserMissing)(
	`in a browser${browserMissing ? ` (skipped: ${browserMissing})` : ''}`,
	() => {
		async function show(name: string, width: number) {
			const page = await browser.newPage({ viewport: { width, height: 900 } });
			await page.setContent(html.get(name) ?? '');
			return page;
		}

		it.each(
			PAGES.flatMap((name) => [320, 500, 900, 1000, 1150, 1400].map((width) => [name, width] as const)),
		)('the page of the %s fits %d px: nothing is cut off, nothing scrolls sideways', async (name, width) => {
			const page = await show(name, width);
			const { needed, beyond, torn } = await page.evaluate(() => ({
				needed: document.documentElement.scrollWidth,
				beyond: Array.from(document.querySelectorAll('body *'))
					.filter((one) => one.getBoundingClientRect().right > window.innerWidth + 0.5)
					.map((one) => one.textContent),
				// A word of a few letters on two lines; an address may break.
				torn: Array.from(document.querySelectorAll('.r > div'))
					.flatMap((cell) => Array.from(cell.childNodes))
					.flatMap((text) => {
						if (text.nodeType !== Node.TEXT_NODE) return [];
						const words = [
							...(text.textContent ?? '').matchAll(/(?<![\p{L}\d.@-])\p{L}{2,14}(?![\p{L}\d.@-])/gu),
						];
						return words.flatMap(({ 0: word, index }) => {
							const range = document.createRange();
							range.setStart(text, index);
							range.setEnd(text, index + word.length);
							return range.getClientRects().length > 1 ? [word] : [];
						});
					}),
			}));
			await screenshot(page, `page-${name.replaceAll(/\W+/g, '-')}-${width}`);
			await page.close();
			expect(needed).toBeLessThanOrEqual(width);
			expect(beyond).toEqual([]);
			expect(torn).toEqual([]);
		});

		it.each(['dry run', 'run'])('the page of the %s shows names as they are', async (name) => {
			const page = await show(name, 900);
			const text = await page.locator('body').innerText();
			for (const one of NAMES) expect(text).toContain(one);
			await page.close();
		});

		it.each(PAGES)('the page of the %s uses a screen’s width, as a table', async (name) => {
			const page = await show(name, 1400);
			const table = page.locator('.t').first();
			expect((await table.boundingBox())?.width).toBeGreaterThan(1300);
			const [first, second] = await table.locator('.r').nth(1).locator('> div').all();
			expect((await first?.boundingBox())?.y).toBe((await second?.boundingBox())?.y);
			await page.close();
		});

		it('open assumptions are one part that opens with a click', async () => {
			const page = await show('set-up', 700);
			const inside = page.locator('.f').first();
			expect((await inside.boundingBox())?.height).toBe(0);
			await page.getByText('assumptions are open').click();
			expect((await inside.boundingBox())?.height).toBeGreaterThan(500);
			await page.mouse.click(5, 5);
			expect((await inside.boundingBox())?.height).toBeGreaterThan(500);
			await page.close();
		});

		it.each(PAGES)('n8n’s own output pane shows the page of the %s so', async (name) => {
			const own = await N8n.start();
			const id = await own.importWorkflow(htmlWorkflow(html.get(name) ?? ''));
			const editor = await Editor.open(browser, own, id);
			await editor.execute();
			await editor.openNode('Page');
			const frame = editor.output.locator('iframe').contentFrame();
			await frame.locator('h1').waitFor();
			const [needed = 0, width = 0] = await frame
				.locator('body')
				.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
			await screenshot(editor.page, `page-in-n8n-${name.replaceAll(/\W+/g, '-')}`);
			await editor.page.close();
			await own.stop();
			expect(width).toBeLessThan(900);
			expect(needed).toBeLessThanOrEqual(width);
		});
	},
);

/** A workflow that shows a page as n8n shows it. */
function htmlWorkflow(page: string): Workflow {
	const node = { typeVersion: 1, position: [0, 0] as [number, number] };
	return {
		name: 'A page',
		nodes: [
			{ ...node, id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
			{
				...node,
				id: 'page',
				name: 'Page',
				type: 'n8n-nodes-base.html',
				typeVersion: 1.2,
				position: [300, 0],
				parameters: { operation: 'generateHtmlTemplate', html: page },
			},
		],
		connections: { Start: { main: [[{ node: 'Page', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
