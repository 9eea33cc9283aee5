import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
	addCinodeCustomer,
	addCinodeProject,
	addCinodeUser,
	addClient,
	addDays,
	editCinodeProject,
	editCinodeUser,
	editRole,
	hirePerson,
	removeRole,
	type KleerClientProject,
	type NewProject,
} from '../sandbox/index.mts';
import { ProjectTemplates } from './support/projectTemplates.mts';
import { readExecution } from './support/scripts.mts';

/** The cases of a project's life, by real webhooks; each in all its forms is in test/integration/projects. */

let projects: ProjectTemplates;
let pushId: string;

const INTERVIEW = { pipelineId: 714, stageId: 2244 };
const AGREED = { pipelineId: 714, stageId: 2218 };
const CONTRACT_SENT = { pipelineId: 709, stageId: 2226 };

beforeAll(async () => {
	projects = await ProjectTemplates.start();
	pushId = await projects.publishPush({ mapper: { stages: ['714|2218', '709|2226'] } });
}, 60_000);

afterAll(async () => {
	await projects?.unpublishPush();
	await projects?.stop();
});

const store = () => projects.sandbox.cinode.store;
const now = () => ({ now: Date.now() });
const day = (days: number) => addDays(projects.sandbox.today(), days);
const edit = (title: string, patch: Parameters<typeof editCinodeProject>[2]) =>
	editCinodeProject(store(), projects.project(title).id, patch, now());
const customer = (name: string) => {
	const found = [...store().customers.values()].find((one) => one.name.startsWith(name));
	if (!found) throw new Error(`No customer ${name}`);
	return found.id;
};
const client = (name: string) =>
	[...projects.sandbox.kleer.store.clients.values()].find((one) => one.name.startsWith(name))?.id;
/** Somebody whom both know, by the key. */
const person = (key: number) => ({
	cinode:
		[...store().users.values()].find(({ internalIdentifier }) => internalIdentifier === String(key))?.id ?? 0,
	kleer:
		[...projects.sandbox.kleer.store.users.values()].find((user) => user['internal-id'] === key)?.id ?? 0,
});
const roleOf = (key: number, rate: number) => ({
	rate,
	startDate: day(-10),
	endDate: day(90),
	assigned: { companyUserId: person(key).cinode },
});

function make(title: string, given: Partial<NewProject> = {}): void {
	const project = {
		title,
		customerId: customer('Havsvide'),
		state: 'won' as const,
		...AGREED,
		contractValue: 1000,
	};
	addCinodeProject(store(), { ...project, roles: [roleOf(1002, 1000)], ...given }, Date.now());
}

const budgetIs = (kronor: number) => (project: KleerClientProject) =>
	project['budget-amount'] === kronor * 100;
function prices(title: string): Record<number, number | undefined> {
	const users = projects.inKleer(title)[0]?.users ?? [];
	return Object.fromEntries(users.map((row) => [row.user.id, row.activities?.[0]?.price]));
}

/** One event more changes nothing in Kleer. */
async function nothingMore(title: string): Promise<void> {
	await projects.isQuiet();
	expect(projects.inKleer(title)).toHaveLength(1);
	projects.sandbox.requests.clear();
	edit(title, {});
	await projects.isQuiet();
	expect(projects.writes).toEqual([]);
}

/** What the latest executions said to a person about the project. */
async function told(title: string): Promise<string> {
	const latest = (await projects.n8n.rest.executions(pushId)).slice(0, 12) as Array<{ id: string }>;
	const executions = await Promise.all(latest.map(async ({ id }) => await projects.n8n.rest.execution(id)));
	return executions
		.flatMap((one) => readExecution(one).nodes['Run Report'] ?? [])
		.flatMap(({ outputs }) => outputs.flat())
		.flatMap(({ json }) => json.toLookAt as Array<{ who: string; why: string }>)
		.filter(({ who }) => who.includes(title))
		.map(({ why }) => why)
		.join('\n');
}

/** n8n keeps an execution a moment after it has ended. */
async function isTold(title: string, what: RegExp): Promise<void> {
	await vi.waitUntil(async () => what.test(await told(title)), { timeout: 15_000, interval: 300 });
}

describe('open → selected stage → won → lost → won again', () => {
	it('is one project that follows while it is eligible', async () => {
		make('Livet', { state: 'open', ...INTERVIEW });
		await projects.isQuiet();
		expect(projects.inKleer('Livet')).toEqual([]);
		edit('Livet', AGREED);
		await projects.arrives('Livet', budgetIs(1000));
		projects.state('Livet', 'won');
		edit('Livet', { contractValue: 2000 });
		await projects.arrives('Livet', budgetIs(2000));
		projects.state('Livet', 'lost');
		edit('Livet', { contractValue: 3000 });
		await projects.isQuiet();
		expect(projects.inKleer('Livet').map(budgetIs(2000))).toEqual([true]);
		projects.state('Livet', 'won');
		await projects.arrives('Livet', budgetIs(3000));
		await nothingMore('Livet');
	});
});

describe('moved between two eligible pipelines', () => {
	it('stays one project and follows', async () => {
		make('Flytten', { state: 'open' });
		await projects.arrives('Flytten');
		edit('Flytten', CONTRACT_SENT);
		edit('Flytten', { contractValue: 4000 });
		await projects.arrives('Flytten', budgetIs(4000));
		await nothingMore('Flytten');
	});
});

describe('a role', () => {
	it('added, changed in rate, dates and person, and removed, arrives each time', async () => {
		make('Rollerna');
		await projects.arrives('Rollerna');
		const role = projects.role('Rollerna', roleOf(1003, 1100));
		const priceOf = (key: number, price: number) => () => prices('Rollerna')[person(key).kleer] === price;
		await projects.arrives('Rollerna', priceOf(1003, 110_000));
		editRole(store(), role.id, { rate: 1200 }, now());
		await projects.arrives('Rollerna', priceOf(1003, 120_000));
		editRole(store(), role.id, { startDate: day(-50), endDate: day(300) }, now());
		await projects.arrives(
			'Rollerna',
			(one) => one['opening-date'] === day(-50) && one['closing-date'] === day(300),
		);
		editRole(store(), role.id, { assigned: { companyUserId: person(1001).cinode } }, now());
		await projects.arrives('Rollerna', priceOf(1001, 120_000));
		removeRole(store(), role.id, now());
		await projects.arrives('Rollerna', (one) => one['closing-date'] === day(90));
		await nothingMore('Rollerna');
		// Time may have been reported: nobody is taken off.
		expect(Object.keys(prices('Rollerna')).map(Number).sort()).toEqual(
			[1001, 1002, 1003].map((key) => person(key).kleer).sort(),
		);
	});
});

describe('a broker', () => {
	it('added and removed arrives', async () => {
		make('Mäklat');
		await projects.arrives('Mäklat');
		edit('Mäklat', { intermediatorId: customer('Granstråk') });
		await projects.arrives('Mäklat', (one) => one['broker-client']?.id === client('Granstråk'));
		edit('Mäklat', { intermediatorId: null });
		await projects.arrives('Mäklat', (one) => (one['broker-client'] ?? null) === null);
		await nothingMore('Mäklat');
	});
});

describe('a budget that is cleared', () => {
	it('leaves Kleer’s, and a new one arrives', async () => {
		make('Budgeten');
		await projects.arrives('Budgeten', budgetIs(1000));
		edit('Budgeten', { contractValue: null });
		await projects.isQuiet();
		expect(projects.inKleer('Budgeten').map(budgetIs(1000))).toEqual([true]);
		edit('Budgeten', { estimatedValue: 7000 });
		await projects.arrives('Budgeten', budgetIs(7000));
		await nothingMore('Budgeten');
	});
});

describe('a person who is not synced yet', () => {
	let companyUserId: number;

	it('is a warning, and the rest goes through', async () => {
		const who = { firstName: 'Nykomna', lastName: 'Ekorre', email: 'nykomna@exempel.example' };
		companyUserId = addCinodeUser(store(), who, Date.now()).id;
		make('Nykomlingen', {
			roles: [roleOf(1002, 1000), { ...roleOf(1003, 1440), assigned: { companyUserId } }],
		});
		await projects.arrives('Nykomlingen', budgetIs(1000));
		await projects.isQuiet();
		await isTold('Nykomlingen', /Nykomna Ekorre/);
		await nothingMore('Nykomlingen');
	});

	it('comes by the next event, once they are synced', async () => {
		const user = hirePerson(projects.sandbox.kleer.store, { name: 'Nykomna Ekorre' }, day(0));
		editCinodeUser(store(), companyUserId, { internalIdentifier: String(user['internal-id']) }, now());
		edit('Nykomlingen', { contractValue: 1001 });
		await projects.arrives('Nykomlingen', budgetIs(1001));
		expect(prices('Nykomlingen')[user.id]).toBe(144_000);
		await nothingMore('Nykomlingen');
	});
});

describe('a customer unknown to Kleer', () => {
	it('is an error that names it, and the next event heals it once it is there', async () => {
		const { id: customerId } = addCinodeCustomer(
			store(),
			{ name: 'Prospekt Nord AB', identification: 'K7777' },
			Date.now(),
		);
		make('Okänd', { customerId });
		await projects.isQuiet();
		expect(projects.inKleer('Okänd')).toEqual([]);
		await isTold('Okänd', /K7777 \(Prospekt Nord AB\).*customers sync/);
		addClient(projects.sandbox.kleer.store, { name: 'Prospekt Nord AB', 'foreign-id': 'K7777' });
		edit('Okänd', { contractValue: 1001 });
		await projects.arrives('Okänd', budgetIs(1001));
		await nothingMore('Okänd');
	});
});

describe('many projects won within a second', () => {
	it('arrive once each', async () => {
		const titles = Array.from({ length: 12 }, (_, index) => `Många ${index + 1}`);
		for (const title of titles) make(title, { state: 'open', ...INTERVIEW });
		await projects.isQuiet();
		for (const title of titles) projects.state(title, 'won');
		for (const title of titles) await projects.arrives(title);
		await projects.isQuiet();
		expect(titles.map((title) => projects.inKleer(title).length)).toEqual(titles.map(() => 1));
	});
});
