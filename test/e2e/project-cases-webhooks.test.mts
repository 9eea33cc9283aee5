import axios from 'axios';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { editCinodeProject, removeProject, removeRole, rolesOf } from '../sandbox/index.mts';
import { ProjectTemplates } from './support/projectTemplates.mts';
import { readExecution } from './support/scripts.mts';

/** What arrives at the webhook: in which form, how late, and from whom; and the editor's test mode. */

let projects: ProjectTemplates;
let pushId: string;

beforeAll(async () => {
	projects = await ProjectTemplates.start();
	pushId = await projects.publishPush();
	projects.state('Kundportal', 'won');
	await projects.arrives('Kundportal');
	await projects.isQuiet();
}, 90_000);

afterAll(async () => {
	await projects?.unpublishPush();
	await projects?.stop();
});

const store = () => projects.sandbox.cinode.store;
const budget = () => projects.inKleer('Kundportal')[0]?.['budget-amount'];
const edit = (patch: Parameters<typeof editCinodeProject>[2]) =>
	editCinodeProject(store(), projects.project('Kundportal').id, patch, { now: Date.now() });

/** Changes the project without telling anybody. */
function quietly(patch: Parameters<typeof editCinodeProject>[2]): void {
	Object.assign(projects.project('Kundportal'), patch);
}

/** Posts as Cinode does, with the webhook's own secret. */
async function post(body: unknown, headers: Record<string, string> = {}): Promise<number> {
	const [webhook] = store().webhooks.values();
	const [credential] = webhook?.credentials ?? [];
	const response = await axios.post(webhook?.endpointUrl ?? '', body, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			[credential?.headerName ?? '']: credential?.headerValue ?? '',
			...headers,
		},
		// As it is: what is malformed has to arrive so.
		transformRequest: (data: unknown) => (typeof data === 'string' ? data : JSON.stringify(data)),
		validateStatus: () => true,
		maxBodyLength: Infinity,
	});
	return response.status;
}

const executions = async (): Promise<Array<{ id: string; status: string }>> =>
	await projects.n8n.rest.executions(pushId);

/** What a post starts: how many executions more there are when all is quiet. */
async function startedBy(work: () => Promise<unknown>): Promise<Array<{ id: string; status: string }>> {
	const before = new Set((await executions()).map(({ id }) => id));
	await work();
	await projects.isQuiet();
	return (await executions()).filter(({ id }) => !before.has(id));
}

describe('a body names its project', () => {
	/** What the one known consumer of Cinode's webhooks reads (docs/vendors.md#cinode-webhooks), and an id. */
	const KNOWN = {
		Title: 'Kundportal',
		SalesManagers: [{ Id: 7, Fullname: 'Någon Säljare' }],
		Customer: { Id: 8, Name: 'Granstråk Energi AB' },
		EstimatedValue: 640_000,
		Currency: { Id: 1, CurrencyCode: 'SEK' },
		CurrentState: { StateTitle: 'Won' },
	};
	/** The same with other names. */
	const renamed = (value: unknown, rename: (name: string) => string): unknown => {
		if (Array.isArray(value)) return value.map((one) => renamed(one, rename));
		if (value === null || typeof value !== 'object') return value;
		const pairs = Object.entries(value).map(
			([name, inner]) => [rename(name), renamed(inner, rename)] as const,
		);
		return Object.fromEntries(pairs);
	};
	const camel = (name: string) => name.slice(0, 1).toLowerCase() + name.slice(1);
	const lower = (name: string) => name.toLowerCase();
	const upper = (name: string) => name.toUpperCase();
	const project = (id: number) => ({ WebhookId: 'w', Payload: { Id: id, ...KNOWN } });
	const role = (id: number) => ({
		WebhookId: 'w',
		Payload: { Id: 1, Title: 'Roll', ProjectId: id, Rate: 1 },
	});
	const BODIES: Array<[string, (id: number) => unknown]> = [
		['in PascalCase', project],
		['in camelCase', (id) => renamed(project(id), camel)],
		['in lower case', (id) => renamed(project(id), lower)],
		['in capitals', (id) => renamed(project(id), upper)],
		['without an envelope', (id) => project(id).Payload],
		['deeper', (id) => ({ WebhookId: 'w', Data: { Project: { Id: id } } })],
		['as text', (id) => ({ WebhookId: 'w', Payload: { ...KNOWN, Id: String(id) } })],
		['as a role of it, in PascalCase', role],
		['as a role of it, in lower case', (id) => renamed(role(id), lower)],
		['as a role of it, deeper', (id) => ({ Payload: { Id: 1, Assignment: { Id: 2, Project: { Id: id } } } })],
	];

	it.each(BODIES)('%s', async (_what, body) => {
		const kronor = 100_000 + Math.floor(Math.random() * 100_000);
		quietly({ contractValue: kronor });
		expect(await post(body(projects.project('Kundportal').id))).toBe(200);
		await projects.arrives('Kundportal', (one) => one['budget-amount'] === kronor * 100);
		await projects.isQuiet();
	});

	it('or not: nothing is read or written, and nothing fails', async () => {
		projects.sandbox.requests.clear();
		const started = await startedBy(async () => {
			expect(await post({ WebhookId: 'w', Payload: { Title: 'Namnlös' } })).toBe(200);
			expect(await post({ Something: { Else: ['entirely', 17] } })).toBe(200);
		});
		expect(started.map(({ status }) => status)).toEqual(started.map(() => 'success'));
		expect(projects.sandbox.requests.all).toEqual([]);
	});

	// The issue: "says clearly when it can't"; an id of which nothing tells whose it is gives no `problem`.
	it('or only an id of something: the trigger says that it guesses', async () => {
		const [started] = await startedBy(
			async () => await post({ WebhookId: 'w', Payload: { Id: 17, Title: 'x' } }),
		);
		const { nodes } = readExecution(await projects.n8n.rest.execution(started?.id ?? ''));
		const [json] = nodes['Cinode Trigger']?.[0]?.outputs[0]?.map((item) => item.json) ?? [];
		expect(json).toMatchObject({ projectId: 17, problem: expect.stringContaining('17') });
	});

	it('that doesn’t exist: nothing is written, and nothing fails', async () => {
		projects.sandbox.requests.clear();
		const started = await startedBy(async () => {
			expect(await post({ WebhookId: 'w', Payload: { Id: 987_654, Title: 'x', EstimatedValue: 1 } })).toBe(
				200,
			);
		});
		expect(started.map(({ status }) => status)).toEqual(['success']);
		expect(projects.writes).toEqual([]);
	});
});

describe('what is no message', () => {
	it.each<[string, unknown]>([
		['an empty body', ''],
		['an empty object', '{}'],
		['null', 'null'],
		['an empty list', '[]'],
		['a number', '17'],
		['broken JSON', '{"Payload": {"Id": 1'],
		['text', 'hello'],
		['more than a megabyte', JSON.stringify({ Payload: { Id: 1, Title: 'x'.repeat(1_100_000) } })],
		['twenty megabytes', JSON.stringify({ Payload: { Id: 1, Title: 'x'.repeat(20_000_000) } })],
	])('%s is refused and starts nothing', async (_what, body) => {
		const started = await startedBy(async () => {
			expect(await post(body)).toBeGreaterThanOrEqual(400);
		});
		expect(started).toEqual([]);
	});

	it.each([5_000, 100_000])('JSON nested %i levels deep is a 400 and starts nothing', async (levels) => {
		const statuses: number[] = [];
		const started = await startedBy(async () => {
			for (const [open, close] of [
				['[', ']'],
				['{"a":', '}'],
			] as const) {
				statuses.push(await post(`{"Payload":${open.repeat(levels)}1${close.repeat(levels)}}`));
			}
		});
		expect(statuses).toEqual([400, 400]);
		expect(started).toEqual([]);
	});

	it.each<[string, string]>([
		['a form', 'application/x-www-form-urlencoded'],
		['XML', 'application/xml'],
		['plain text', 'text/plain'],
	])('%s is refused or starts nothing that reads', async (_what, type) => {
		projects.sandbox.requests.clear();
		await startedBy(async () => await post('hello', { 'content-type': type }));
		expect(projects.sandbox.requests.all).toEqual([]);
	});
});

describe('an event older than what was pushed', () => {
	it('delivered late, after a newer push, writes nothing', async () => {
		const { id } = projects.project('Kundportal');
		const old = { WebhookId: 'w', Payload: { Id: id, Title: 'Äldre', EstimatedValue: 1, ContractValue: 1 } };
		edit({ contractValue: 300_000 });
		await projects.arrives('Kundportal', (one) => one['budget-amount'] === 30_000_000);
		await projects.isQuiet();
		const before = structuredClone(projects.inKleer('Kundportal'));
		projects.sandbox.requests.clear();
		const started = await startedBy(async () => expect(await post(old)).toBe(200));
		expect(started).toHaveLength(1);
		expect(projects.writes).toEqual([]);
		expect(projects.inKleer('Kundportal')).toEqual(before);
	});

	it('that is read slowly never overwrites what a newer one wrote', async () => {
		const { id } = projects.project('Kundportal');
		const path = new RegExp(`/projects/${id}$`);
		let [held, release] = [0, () => {}];
		const gate = new Promise<void>((resolve) => (release = resolve));
		// The first reading's answer, with the old value in it, is held back.
		const stop = projects.sandbox.onRequest(async (phase, { system, path: at, method }) => {
			if (phase !== 'after' || system !== 'cinode' || method !== 'GET' || !path.test(at)) return;
			if (held++ === 0) await gate;
		});
		edit({ contractValue: 310_000 });
		await vi.waitUntil(() => held > 0, { timeout: 20_000, interval: 20 });
		edit({ contractValue: 320_000 });
		await projects.sandbox.webhooks.settled();
		// Either the second event has been pushed by now, or it waits for the first.
		await vi
			.waitUntil(() => budget() === 32_000_000, { timeout: 5_000, interval: 50 })
			.catch(() => undefined);
		release();
		await projects.isQuiet();
		stop();
		expect(budget()).toBe(32_000_000);
	});

	it('that a role was deleted, for one that is gone: the project is right', async () => {
		const role = projects.role('Kundportal', { title: 'Kort', rate: 990 });
		removeRole(store(), role.id, { now: Date.now() });
		edit({ contractValue: 330_000 });
		await projects.arrives('Kundportal', (one) => one['budget-amount'] === 33_000_000);
		await projects.isQuiet();
		expect(projects.inKleer('Kundportal')).toHaveLength(1);
	});
});

describe('a project deleted before it is read', () => {
	it('fails nothing, writes nothing, and stays in Kleer', async () => {
		const { id } = projects.project('Realtidsmotor');
		editCinodeProject(store(), id, {}, { now: Date.now() });
		await projects.arrives('Realtidsmotor');
		await projects.isQuiet();
		const before = structuredClone(projects.inKleer('Realtidsmotor'));
		projects.sandbox.requests.clear();
		const started = await startedBy(async () => {
			editCinodeProject(store(), id, { contractValue: 1 }, { now: Date.now() });
			for (const role of rolesOf(store(), id)) removeRole(store(), role.id, { now: Date.now() });
			removeProject(store(), id);
		});
		expect(started.length).toBeGreaterThan(0);
		expect(started.map(({ status }) => status)).toEqual(started.map(() => 'success'));
		expect(projects.writes).toEqual([]);
		const after = [...projects.sandbox.kleer.store.clientProjects.values()];
		expect(after.filter(({ number }) => number === String(id))).toEqual(before);
	});
});

describe('"Listen for test event" in the editor', () => {
	/** As the editor asks: the whole saved workflow, started at the trigger. */
	const listen = async () =>
		(await projects.n8n.rest.request('POST', `/workflows/${pushId}/run`, {
			triggerToStartFrom: { name: 'Cinode Trigger' },
			destinationNode: { nodeName: 'Cinode Trigger', mode: 'inclusive' },
		})) as { waitingForWebhook?: boolean };
	const testUrls = () => projects.webhooks.filter((url) => url.includes('/webhook-test/'));

	it('registers a webhook beside the published one, takes one event, and takes its own away again', async () => {
		const published = projects.webhooks;
		expect(published).toHaveLength(1);
		expect(await listen()).toMatchObject({ waitingForWebhook: true });
		await vi.waitUntil(() => testUrls().length > 0, { timeout: 20_000, interval: 50 });
		expect(testUrls()).toHaveLength(1);
		expect(projects.webhooks).toHaveLength(2);

		const started = await startedBy(async () => {
			edit({ contractValue: 340_000 });
			await vi.waitUntil(() => testUrls().length === 0, { timeout: 20_000, interval: 50 });
		});
		expect(projects.webhooks).toEqual(published);
		const modes = await Promise.all(
			started.map(async ({ id }) => (await projects.n8n.rest.execution(id)).mode as string),
		);
		expect(modes.filter((mode) => mode === 'manual')).toHaveLength(1);
		// The published one has done its work as always.
		await projects.arrives('Kundportal', (one) => one['budget-amount'] === 34_000_000);
	});

	it('turns away a wrong secret too, and goes on listening', async () => {
		await listen();
		await vi.waitUntil(() => testUrls().length > 0, { timeout: 20_000, interval: 50 });
		const [url = ''] = testUrls();
		const wrong = { 'x-kleer-cinode-secret': 'guess' };
		const response = await axios.post(
			url,
			{ Payload: { Id: 1 } },
			{ headers: wrong, validateStatus: () => true },
		);
		expect(response.status).toBe(401);
		await projects.n8n.rest.request('DELETE', `/test-webhook/${pushId}`).catch(() => undefined);
		await vi.waitUntil(() => testUrls().length === 0, { timeout: 20_000, interval: 50 });
		expect(projects.webhooks).toHaveLength(1);
	});
});
