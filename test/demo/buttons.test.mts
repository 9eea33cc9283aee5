import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { N8nRest, readExecution, type Execution } from '../e2e/support/scripts.mts';
import { browserMissing, launchBrowser, screenshot } from '../e2e/support/browser.mts';
import { Demo, freePorts } from './support/demo.mts';
import { changedOn, SandboxState, type Row, type Side } from './support/sandbox.mts';
import { until } from './support/until.mts';

/** Every button of the sandbox's page on a fresh demo, with its effect in the other system. */

interface Button {
	act: string;
	/** Where it changes something. */
	side: Side;
	/** Whether both sides show what it leads to. */
	isDone(row: Row): boolean;
}

const digits = (phone: unknown) =>
	String(phone ?? '')
		.replace(/\D/g, '')
		.replace(/^46/, '0');
const samePhone = ({ kleer, cinode }: Row) => digits(kleer.phone) === digits(cinode?.phone);

const BUTTONS: Record<string, Button[]> = {
	people: [
		{ act: 'raise', side: 'kleer', isDone: ({ kleer, cinode }) => cinode.salary === kleer.salary / 100 },
		{ act: 'phone', side: 'kleer', isDone: samePhone },
		{
			act: 'rate',
			side: 'kleer',
			isDone: ({ kleer, cinode }) => cinode.availability === Math.round(kleer.level * 100),
		},
		{
			act: 'hire',
			side: 'kleer',
			isDone: ({ by, kleer, cinode }) =>
				by === 'key' &&
				cinode.salary === kleer.salary / 100 &&
				cinode.tags.every((tag: string) => kleer.categories.includes(tag)) &&
				cinode.tags.length === 1 &&
				kleer.categories.includes(cinode.office),
		},
		{ act: 'leave', side: 'kleer', isDone: ({ kleer, cinode }) => cinode.end === kleer.end },
		{ act: 'byhand', side: 'cinode', isDone: samePhone },
	],
	subcontractors: [
		{
			act: 'consultant',
			side: 'kleer',
			isDone: ({ by, kleer, cinode }) =>
				by === 'key' && cinode.subcontractor && cinode.company === kleer.company,
		},
	],
	customers: [
		{
			act: 'client',
			side: 'kleer',
			isDone: ({ by, kleer, cinode }) =>
				by === 'key' && kleer.categories.every((name: string) => cinode.tags.includes(name)),
		},
		{
			act: 'terms',
			side: 'kleer',
			isDone: ({ kleer, cinode }) => cinode.tags.includes(`BV=${kleer.paymentDays}`),
		},
		{ act: 'clientPhone', side: 'kleer', isDone: samePhone },
		{
			act: 'move',
			side: 'kleer',
			isDone: ({ kleer, cinode }) =>
				cinode.addresses.some(({ street1 }: { street1: string }) => street1 === kleer.address.address1),
		},
		{ act: 'deactivate', side: 'kleer', isDone: ({ cinode }) => cinode.status === 0 },
		{ act: 'customerByhand', side: 'cinode', isDone: samePhone },
	],
};

/** In Cinode's API nobody can change a subcontractor: the report names the person and says why. */
const DRIFT: Array<Pick<Button, 'act' | 'side'>> = [
	{ act: 'rename', side: 'kleer' },
	{ act: 'subByhand', side: 'cinode' },
];

let demo: Demo;
let sandbox: SandboxState;
let rest: N8nRest;
let browser: Browser;
let page: Page;

async function show(tab: string): Promise<void> {
	await page.goto(`${demo.page}#${tab}`);
	await page.locator('#rows tr').first().waitFor();
}

/** Presses a button; gives the row that changed on that side. */
async function press(tab: string, { act, side }: Pick<Button, 'act' | 'side'>): Promise<Row> {
	const before = await sandbox.rows(tab);
	await page.locator(`nav [data-act="${act}"]`).click();
	return await until(`"${act}" changes something in ${side}`, async () =>
		changedOn(side, before, await sandbox.rows(tab)),
	);
}

/** Waits until the row is as it should be; gives it. */
async function arrives(tab: string, { act, side, isDone }: Button, pressed: Row): Promise<Row> {
	const who = JSON.stringify(pressed);
	return await until(`what "${act}" changed is in the other system: ${who}`, async () => {
		const row = (await sandbox.rows(tab)).find((one) => one[side]?.id === pressed[side].id);
		return row?.cinode && row.kleer && isDone(row) ? row : undefined;
	});
}

/** The results of a workflow's runs after the given one. */
async function resultsAfter(workflowId: string, after: number) {
	const ended = (await rest.executions(workflowId)).filter(
		({ id, status }: { id: string; status: string }) => Number(id) > after && status === 'success',
	);
	const runs: Execution[] = await Promise.all(
		ended.map(async ({ id }: { id: string }) => readExecution(await rest.execution(id)) as Execution),
	);
	return runs.flatMap(({ nodes }) =>
		Object.values(nodes).flatMap(([run]) =>
			(run?.outputs ?? []).flat().filter(({ json }) => typeof json.action === 'string'),
		),
	);
}

async function latest(workflowId: string): Promise<number> {
	const [last] = await rest.executions(workflowId);
	return Number(last?.id ?? 0);
}

describe.skipIf(browserMissing)(
	`the sandbox's page in a fresh demo${browserMissing ? ` (skipped: ${browserMissing})` : ''}`,
	() => {
		beforeAll(async () => {
			demo = new Demo(await freePorts());
			sandbox = new SandboxState(demo.page);
			browser = await launchBrowser();
			page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
			await demo.says('All schedules have run once');
			rest = await new N8nRest(demo.n8n).login();
		});

		afterAll(async () => {
			await browser?.close();
			await demo?.stop();
			await demo?.forget();
		});

		it('two projects are won and both arrive in Kleer at once, whatever customer they are for', async () => {
			await show('projects');
			for (const _click of [1, 2, 3]) {
				const { cinode } = await press('projects', { act: 'win', side: 'cinode' });
				const from = Date.now();
				const row = await arrives(
					'projects',
					{ act: 'win', side: 'cinode', isDone: ({ by }) => by === 'key' },
					{ cinode, kleer: null, by: null },
				);
				console.log(`${cinode.title} was in Kleer after ${Date.now() - from} ms`);
				expect(row.kleer).toMatchObject({ name: cinode.title, client: cinode.customer, active: true });
				// As the person sees it.
				const line = page.locator('#rows tr').filter({ hasText: cinode.title });
				await line.locator('td.link.key').waitFor();
				expect(await line.getByText('not in Kleer').count()).toBe(0);
			}
			await screenshot(page, 'demo-projects');
		});

		it('a new rate and a new role show in Kleer', async () => {
			await show('projects');
			const rated = await press('projects', { act: 'roleRate', side: 'cinode' });
			await arrives(
				'projects',
				{
					act: 'roleRate',
					side: 'cinode',
					isDone: ({ kleer, cinode }) =>
						cinode.roles
							.filter(({ person }: { person: string }) =>
								kleer.people.some(({ name }: { name: string }) => name === person),
							)
							.every(({ person, rate }: { person: string; rate: number }) =>
								kleer.people.some(
									({ name, prices }: { name: string; prices: number[] }) =>
										name === person && prices.includes(rate),
								),
							),
				},
				rated,
			);
			const people = (row: Row) => row.kleer.people.map(({ name }: { name: string }) => name);
			const withRole = await press('projects', { act: 'role', side: 'cinode' });
			const before = people(withRole);
			const after = await arrives(
				'projects',
				{ act: 'role', side: 'cinode', isDone: (row) => people(row).length === before.length + 1 },
				withRole,
			);
			expect(people(after)).toEqual(expect.arrayContaining(before));
		});

		it('what is entered in Kleer by hand stays, and of a lost project nothing more is sent', async () => {
			await show('projects');
			const edited = await press('projects', { act: 'projectByhand', side: 'kleer' });
			const { poNumber } = edited.kleer;
			expect(poNumber).toMatch(/^PO-/);
			const push = 'kleerCinodeProjectPush';
			const after = await latest(push);
			const { cinode, kleer } = await press('projects', { act: 'lose', side: 'cinode' });
			const told = await until('the push says that nothing more is sent', async () =>
				(await resultsAfter(push, after)).find(
					({ json }) => json.action === 'skipped' && json.key === String(cinode.id),
				),
			);
			expect(String(told.json.reason)).not.toBe('');
			const rows = await sandbox.rows('projects');
			const lost = rows.find((row) => row.cinode?.id === cinode.id);
			expect(lost?.kleer).toMatchObject({ id: kleer.id, active: true });
			expect(rows.find((row) => row.kleer?.id === edited.kleer.id)?.kleer.poNumber).toBe(poNumber);
		});

		for (const [tab, buttons] of Object.entries(BUTTONS)) {
			it(`every button above ${tab} shows in Cinode`, async () => {
				await show(tab);
				// An edit by hand in the moments between a run's reading and its writing waits for the day's compare.
				for (const side of ['kleer', 'cinode'] as const) {
					const pressed = [];
					for (const button of buttons.filter((one) => one.side === side)) {
						pressed.push({ button, row: await press(tab, button) });
					}
					for (const { button, row } of pressed) await arrives(tab, button, row);
				}
				await screenshot(page, `demo-${tab}`);
			});
		}

		it('what Cinode cannot change of a subcontractor is drift in the report, by name', async () => {
			await show('subcontractors');
			for (const button of DRIFT) {
				const after = await latest('kleerCinodeSubcontractors');
				const { kleer } = await press('subcontractors', button);
				await until(`the report calls "${button.act}" drift`, async () =>
					(await resultsAfter('kleerCinodeSubcontractors', after)).some(
						({ json }) => json.action === 'drift' && String(json.key) === String(kleer.internalId),
					),
				);
			}
		});

		it('who no longer works through a supplier stays in Cinode', async () => {
			await show('subcontractors');
			const after = await latest('kleerCinodeSubcontractors');
			const { kleer, cinode } = await press('subcontractors', { act: 'untie', side: 'kleer' });
			expect(kleer.company).toBeNull();
			await until('the next run has ended', async () => {
				const runs = await rest.executions('kleerCinodeSubcontractors');
				return runs.some(
					({ id, status }: { id: string; status: string }) => Number(id) > after + 1 && status === 'success',
				);
			});
			const rows = await sandbox.rows('subcontractors');
			expect(rows.some((row) => row.cinode?.id === cinode?.id)).toBe(true);
		});

		it('covers every button of the page', async () => {
			const tried = [
				...Object.values(BUTTONS).flatMap((buttons) => buttons.map(({ act }) => act)),
				...DRIFT.map(({ act }) => act),
				...['win', 'roleRate', 'role', 'projectByhand', 'lose', 'untie', 'reset'],
			];
			const there = new Set<string>();
			for (const tab of ['people', 'subcontractors', 'customers', 'projects']) {
				await show(tab);
				const acts = await page
					.locator('nav [data-act]')
					.evaluateAll((all) => all.map((one) => one.getAttribute('data-act') ?? ''));
				acts.forEach((act) => there.add(act));
			}
			expect([...there].sort()).toEqual([...tried].sort());
		});

		it('Start over begins anew on both sides', async () => {
			await show('projects');
			await page.locator('nav [data-act="reset"]').click();
			await page.getByText('Both systems are as they were at the start').waitFor({ timeout: 120_000 });
			expect((await sandbox.rows('projects')).some(({ cinode }) => cinode?.title === 'Kundportal')).toBe(
				true,
			);
			await until('the syncs link customers and projects again', async () => {
				const { customers, projects } = await sandbox.read();
				return customers.linked >= 9 && projects.linked >= 2;
			});
			const { cinode } = await press('projects', { act: 'win', side: 'cinode' });
			await arrives(
				'projects',
				{ act: 'win', side: 'cinode', isDone: ({ by }) => by === 'key' },
				{ cinode, kleer: null, by: null },
			);
		});
	},
);
