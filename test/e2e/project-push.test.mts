import axios from 'axios';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editCinodeProject, editRole, removeProject } from '../sandbox/index.mts';
import { ProjectTemplates } from './support/projectTemplates.mts';

let projects: ProjectTemplates;

beforeAll(async () => {
	projects = await ProjectTemplates.start();
	await projects.publishPush();
}, 60_000);

afterAll(async () => await projects?.stop());

const post = async (headers: Record<string, string>, body: unknown) =>
	(await axios.post(projects.webhooks[0] ?? '', body, { headers, validateStatus: () => true })).status;

describe('the trigger', () => {
	it('has registered one webhook, active, for projects and roles', () => {
		const [webhook, ...more] = [...projects.sandbox.cinode.store.webhooks.values()];
		expect(more).toEqual([]);
		expect(webhook).toMatchObject({ isActive: true });
		expect(new Set(webhook?.configurations.map(({ entityType }) => entityType))).toEqual(new Set([6, 7]));
		expect(webhook?.endpointUrl).toMatch(/\?k=[\w-]{8}$/);
	});

	it.each([
		['no secret', {}],
		['a wrong secret', { 'x-kleer-cinode-secret': 'guess' }],
	])('turns away who carries %s', async (_what, headers) => {
		expect(await post(headers as Record<string, string>, { Payload: { Id: 1 } })).toBe(401);
	});
});

describe('a project that is won', () => {
	it('appears in Kleer at once, with people, prices, dates and budget', async () => {
		projects.state('Kundportal', 'won');
		const ms = await projects.arrives('Kundportal');
		console.log(`won → in Kleer: ${Math.round(ms)} ms`);
		await projects.isQuiet();
		expect(projects.inKleer('Kundportal')).toHaveLength(1);
		const [project] = projects.inKleer('Kundportal');
		expect(project).toMatchObject({
			name: 'Kundportal',
			'fixed-price': false,
			'currency-type': 'SEK',
			'budget-amount': 64_000_000,
		});
	});

	it('follows a new role with person and rate, and a changed rate', async () => {
		const person = [...projects.sandbox.cinode.store.users.values()].find(
			({ internalIdentifier }) => internalIdentifier === '1002',
		);
		const role = projects.role('Kundportal', {
			title: 'Testare',
			rate: 990,
			contractType: 0,
			startDate: '2026-01-01T00:00:00',
			assigned: { companyUserId: person?.id ?? 0 },
		});
		const kleerId = [...projects.sandbox.kleer.store.users.values()].find(
			(user) => user['internal-id'] === 1002,
		)?.id;
		const priceIs = (price: number) => (project: { users?: unknown }) =>
			JSON.stringify(project.users).includes(`"price":${price}`);
		await projects.arrives('Kundportal', priceIs(99_000));
		expect(JSON.stringify(projects.inKleer('Kundportal')[0])).toContain(`"user":{"id":${kleerId}}`);
		editRole(projects.sandbox.cinode.store, role.id, { rate: 1010 }, { now: Date.now() });
		await projects.arrives('Kundportal', priceIs(101_000));
	});

	it('keeps what Kleer’s people added', async () => {
		const [project] = projects.inKleer('Kundportal');
		const other = [...projects.sandbox.kleer.store.users.keys()].at(-1) ?? 0;
		if (!project) throw new Error('Not there');
		project.users = [...(project.users ?? []), { user: { id: other }, activities: [] }] as never;
		editCinodeProject(
			projects.sandbox.cinode.store,
			projects.project('Kundportal').id,
			{ contractValue: 700_000 },
			{ now: Date.now() },
		);
		await projects.arrives('Kundportal', (one) => one['budget-amount'] === 70_000_000);
		expect(JSON.stringify(projects.inKleer('Kundportal')[0]?.users)).toContain(`{"id":${other}}`);
	});

	it('is not sent any more once it is lost, and follows again when it is won again', async () => {
		projects.state('Kundportal', 'lost');
		await projects.isQuiet();
		projects.sandbox.requests.clear();
		editCinodeProject(
			projects.sandbox.cinode.store,
			projects.project('Kundportal').id,
			{ contractValue: 1 },
			{ now: Date.now() },
		);
		await projects.isQuiet();
		expect(projects.writes).toEqual([]);
		editCinodeProject(
			projects.sandbox.cinode.store,
			projects.project('Kundportal').id,
			{ contractValue: 800_000 },
			{ now: Date.now() },
		);
		projects.state('Kundportal', 'won');
		await projects.arrives('Kundportal', (one) => one['budget-amount'] === 80_000_000);
	});

	it('renamed is drift: Kleer keeps its name, and nothing else is lost', async () => {
		const before = structuredClone(projects.inKleer('Kundportal')[0]);
		editCinodeProject(
			projects.sandbox.cinode.store,
			projects.project('Kundportal').id,
			{ title: 'Kundportal 2' },
			{ now: Date.now() },
		);
		await projects.isQuiet();
		const { id } = projects.project('Kundportal 2');
		expect(projects.inKleer('Kundportal 2')[0]).toEqual(before);
		editCinodeProject(projects.sandbox.cinode.store, id, { title: 'Kundportal' }, { now: Date.now() });
		await projects.isQuiet();
	});
});

describe('fifty events within a second', () => {
	it('doubled and out of order, make one project, right at the end', { timeout: 120_000 }, async () => {
		Object.assign(projects.sandbox.webhooks.options, { duplicate: 0.3, shuffle: true });
		projects.state('Intranät', 'won');
		for (let value = 1; value <= 50; value++) {
			editCinodeProject(
				projects.sandbox.cinode.store,
				projects.project('Intranät').id,
				{ contractValue: value * 1000 },
				{ now: Date.now() },
			);
		}
		await projects.arrives('Intranät', (one) => one['budget-amount'] === 5_000_000);
		await projects.isQuiet();
		expect(projects.inKleer('Intranät')).toHaveLength(1);
		expect(projects.inKleer('Intranät')[0]?.['budget-amount']).toBe(5_000_000);
		Object.assign(projects.sandbox.webhooks.options, { duplicate: 0, shuffle: false });
	});
});

describe('webhooks of which 30 % are lost, 30 % doubled, and all shuffled', () => {
	it('and the catch-up bring every project over, once and right', { timeout: 180_000 }, async () => {
		// The catch-up runs more often here than Cinode would have it.
		projects.sandbox.cinode.store.options.enforceRoleSearchLimit = false;
		const titles = projects.addMany('Oväder', 12);
		const catchUp = await projects.catchUp();
		await catchUp.run();
		await projects.isQuiet();
		Object.assign(projects.sandbox.webhooks.options, { drop: 0.3, duplicate: 0.3, shuffle: true });
		for (const title of titles) projects.state(title, 'won');
		for (const step of [1, 2, 3]) {
			for (const [index, title] of titles.entries()) {
				projects.edit(title, { contractValue: 10_000 * (index + 1) + step });
			}
		}
		await projects.isQuiet();
		Object.assign(projects.sandbox.webhooks.options, { drop: 0, duplicate: 0, shuffle: false });
		await catchUp.run();
		await projects.isQuiet();
		expect(titles.map((title) => projects.inKleer(title).map((one) => one['budget-amount']))).toEqual(
			titles.map((_, index) => [1_000_000 * (index + 1) + 300]),
		);
	});
});

describe('the catch-up', () => {
	it('brings what a lost webhook missed, and mends the webhook', { timeout: 120_000 }, async () => {
		const { sandbox } = projects;
		const url = projects.webhooks[0];
		const catchUp = await projects.catchUp();
		await catchUp.run();
		await projects.isQuiet();
		sandbox.webhooks.options.drop = 1;
		editCinodeProject(
			sandbox.cinode.store,
			projects.project('Kundportal').id,
			{ contractValue: 900_000 },
			{ now: Date.now() },
		);
		await sandbox.webhooks.settled();
		sandbox.webhooks.options.drop = 0;
		sandbox.cinode.store.webhooks.clear();
		await catchUp.run();
		await projects.arrives('Kundportal', (one) => one['budget-amount'] === 90_000_000);
		expect(projects.webhooks).toEqual([url]);
	});
});

describe('a project that is gone before it is read', () => {
	it('stops nothing', async () => {
		const { sandbox } = projects;
		const { id } = projects.project('Datalager');
		editCinodeProject(sandbox.cinode.store, id, { contractValue: 5 }, { now: Date.now() });
		removeProject(sandbox.cinode.store, id);
		await projects.isQuiet();
		projects.state('Kundportal', 'won');
		await projects.isQuiet();
		expect(projects.inKleer('Kundportal')).toHaveLength(1);
	});
});

describe('unpublished', () => {
	it('takes its own webhook with it, and no other', async () => {
		const { webhooks } = projects.sandbox.cinode.store;
		const [ours] = webhooks.values();
		if (!ours) throw new Error('No webhook');
		const id = 'ffffffff-0000-4000-8000-000000000000';
		webhooks.set(id, { ...ours, id, endpointUrl: 'https://other.example/hook' });
		await projects.unpublishPush();
		expect(projects.webhooks).toEqual(['https://other.example/hook']);
	});
});
