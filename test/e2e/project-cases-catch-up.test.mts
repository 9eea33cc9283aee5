import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	addCinodeCustomer,
	addCinodeProject,
	addCinodeUser,
	addClient,
	addDays,
	editCinodeProject,
	editCinodeUser,
	hirePerson,
	type NewProject,
} from '../sandbox/index.mts';
import { ProjectTemplates } from './support/projectTemplates.mts';
import { readExecution } from './support/scripts.mts';
import { nodeOfType } from './support/workflow.mts';

/** What webhooks can't bring, and what failed when they came: the catch-up repairs it. */

let projects: ProjectTemplates;
let pushId: string;
let catchUp: { run(): Promise<number> };

beforeAll(async () => {
	projects = await ProjectTemplates.start();
	pushId = await projects.publishPush();
	catchUp = await projects.catchUp();
}, 90_000);

afterAll(async () => {
	await projects?.unpublishPush();
	await projects?.stop();
});

const store = () => projects.sandbox.cinode.store;
const kleer = () => projects.sandbox.kleer.store;
const day = (days: number) => addDays(projects.sandbox.today(), days);
const edit = (title: string, patch: Parameters<typeof editCinodeProject>[2]) =>
	editCinodeProject(store(), projects.project(title).id, patch, { now: Date.now() });
const budget = (title: string) => (projects.inKleer(title)[0]?.['budget-amount'] ?? 0) / 100;

function make(title: string, given: Partial<NewProject> = {}): void {
	const [customer] = [...store().customers.values()].filter((one) => one.name.startsWith('Havsvide'));
	const [person] = [...store().users.values()].filter((one) => one.internalIdentifier === '1002');
	addCinodeProject(
		store(),
		{
			title,
			customerId: customer?.id ?? 0,
			state: 'won',
			contractValue: 1000,
			roles: [
				{
					rate: 1000,
					startDate: day(-10),
					endDate: day(90),
					assigned: { companyUserId: person?.id ?? 0 },
				},
			],
			...given,
		},
		Date.now(),
	);
}

/** Whatever happens in Cinode now, no webhook tells. */
async function unheard(work: () => void): Promise<void> {
	projects.sandbox.webhooks.options.drop = 1;
	work();
	await projects.sandbox.webhooks.settled();
	projects.sandbox.webhooks.options.drop = 0;
}

/** One run, however it ends: with Kleer down it may fail. */
async function run(): Promise<void> {
	await catchUp.run().catch(() => undefined);
	await projects.isQuiet();
}

async function nothingMore(): Promise<void> {
	projects.sandbox.requests.clear();
	await run();
	expect(projects.writes).toEqual([]);
}

/** Summaries of the push's latest executions, the newest first. */
async function summaries(): Promise<Array<Record<string, unknown>>> {
	const latest = (await projects.n8n.rest.executions(pushId)).slice(0, 3) as Array<{ id: string }>;
	const executions = await Promise.all(latest.map(async ({ id }) => await projects.n8n.rest.execution(id)));
	return executions
		.flatMap((one) => readExecution(one).nodes['Sync Projects'] ?? [])
		.flatMap(({ outputs }) => outputs[1] ?? [])
		.map(({ json }) => json);
}

async function setMaxCreates(options: object): Promise<void> {
	const workflow = await projects.n8n.rest.workflow(pushId);
	Object.assign(nodeOfType(workflow, 'kleer').parameters, { options });
	await projects.n8n.rest.request('PATCH', `/workflows/${pushId}?forceSave=true`, workflow);
	await projects.n8n.publish(pushId);
}

describe('years of won projects on day one', () => {
	it(
		'are held by the brake, which says why, and come once they are allowed',
		{ timeout: 180_000 },
		async () => {
			await unheard(() => {
				for (let index = 1; index <= 40; index++) make(`Gammalt ${index}`);
				for (let year = 1; year <= 30; year++) {
					const roles = [{ rate: 900, startDate: '2019-01-01', endDate: '2024-12-31' }];
					make(`Arkiv ${year}`, { roles });
				}
			});
			const before = kleer().clientProjects.size;
			await run();
			expect(kleer().clientProjects.size).toBe(before);
			const [held] = (await summaries()).filter(({ brake }) => brake);
			const brake = held?.brake as { count: number; reasons: string[] };
			// The 40, and what the seed has won; the projects that ended before go-live don't count.
			expect(brake.count).toBeGreaterThanOrEqual(40);
			expect(brake.count).toBeLessThan(50);
			expect(brake.reasons.join()).toContain(String(brake.count));

			// Not allowed: the next run stops at it again, and forgets nobody.
			await run();
			expect(kleer().clientProjects.size).toBe(before);

			await setMaxCreates({ allowOnce: brake.count });
			await run();
			expect(kleer().clientProjects.size).toBe(before + brake.count);
			for (let index = 1; index <= 40; index++) expect(projects.inKleer(`Gammalt ${index}`)).toHaveLength(1);
			for (let year = 1; year <= 30; year++) expect(projects.inKleer(`Arkiv ${year}`)).toEqual([]);
			await setMaxCreates({});
			await nothingMore();
		},
	);
});

describe('Kleer down', () => {
	it('while events arrive, then back: the catch-up brings all of it', { timeout: 180_000 }, async () => {
		make('Drift A');
		make('Drift B');
		await projects.arrives('Drift A');
		await projects.arrives('Drift B');
		await run();
		const { faults } = projects.sandbox;
		faults.add({ system: 'kleer', kind: 'status', status: 500 });
		edit('Drift A', { contractValue: 2000 });
		edit('Drift B', { contractValue: 2001 });
		make('Drift C');
		await projects.isQuiet();
		// It comes round while Kleer is still down, too.
		await run();
		edit('Drift B', { contractValue: 3001 });
		await projects.isQuiet();
		faults.clear();
		expect([budget('Drift A'), budget('Drift B')]).toEqual([1000, 1000]);
		expect(projects.inKleer('Drift C')).toEqual([]);

		await run();
		expect([budget('Drift A'), budget('Drift B'), budget('Drift C')]).toEqual([2000, 3001, 1000]);
		expect(projects.inKleer('Drift C')).toHaveLength(1);
		await nothingMore();
	});

	it('for one write: the catch-up tries that project again', { timeout: 120_000 }, async () => {
		const { faults } = projects.sandbox;
		faults.add({
			system: 'kleer',
			method: 'PUT',
			path: 'client-project',
			kind: 'status',
			status: 500,
			times: 1,
		});
		await unheard(() => make('Ett fel'));
		await run();
		faults.clear();
		await run();
		expect(projects.inKleer('Ett fel')).toHaveLength(1);
		await nothingMore();
	});
});

describe('healed by the catch-up', () => {
	it('a customer unknown to Kleer, once it is there', { timeout: 120_000 }, async () => {
		const { id: customerId } = addCinodeCustomer(
			store(),
			{ name: 'Prospekt Syd AB', identification: 'K8888' },
			Date.now(),
		);
		make('Okänd', { customerId });
		await projects.isQuiet();
		await run();
		expect(projects.inKleer('Okänd')).toEqual([]);
		addClient(kleer(), { name: 'Prospekt Syd AB', 'foreign-id': 'K8888' });
		await run();
		expect(projects.inKleer('Okänd')).toHaveLength(1);
		await nothingMore();
	});

	it('a person who is synced now', { timeout: 120_000 }, async () => {
		const who = { firstName: 'Nykomna', lastName: 'Ekorre', email: 'nykomna@exempel.example' };
		const { id: companyUserId } = addCinodeUser(store(), who, Date.now());
		make('Nykomlingen', { roles: [{ rate: 1440, startDate: day(-1), assigned: { companyUserId } }] });
		await projects.arrives('Nykomlingen');
		await projects.isQuiet();
		const user = hirePerson(kleer(), { name: 'Nykomna Ekorre' }, day(0));
		const internalIdentifier = String(user['internal-id']);
		editCinodeUser(store(), companyUserId, { internalIdentifier }, { now: Date.now() });
		await run();
		expect(projects.inKleer('Nykomlingen')[0]?.users.map((one) => one.user.id)).toEqual([user.id]);
		await nothingMore();
	});

	it('what was lost, and nothing while nothing is', { timeout: 120_000 }, async () => {
		make('Hörd');
		await projects.arrives('Hörd');
		await run();
		await unheard(() => {
			edit('Hörd', { contractValue: 5000 });
			make('Ohörd');
		});
		expect(budget('Hörd')).toBe(1000);
		await run();
		expect(budget('Hörd')).toBe(5000);
		expect(projects.inKleer('Ohörd')).toHaveLength(1);
		await nothingMore();
	});
});
