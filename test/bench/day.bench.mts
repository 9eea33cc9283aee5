import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { at } from '../integration/support/clock.mts';
import { runSteps } from '../integration/support/engine.mts';
import { push } from '../integration/support/projects.mts';
import type { TemplateScheme } from '../integration/support/sync.mts';
import { FULL_SETUP, Tenant } from '../integration/support/tenant.mts';
import { editCinodeProject, editClient, editSupplier, hirePerson } from '../sandbox/index.mts';
import { printTable } from './support/tables.mts';

/**
 * What a day costs Cinode, the day after the first sync of a company without conflicts: users and subcontractors every 5 minutes, customers and the
 * projects' catch-up every hour, events of projects as they come, 2 % of all records changed, and the full compare.
 */

const COMPANY = { people: 1000, clients: 300, subcontractors: 20, projects: 100 };
const RUNS = 288;
const EVENTS = 60;
/** Cinode allows 10,000 a day for all integrations together. */
const AT_MOST = 4000;
const OPTIONS = { maxCreates: 100_000, perTwoSeconds: 37 };
const DAY_BEFORE = '2026-11-22T12:00:00Z';
const DAY = Date.parse('2026-11-23T00:00:00Z');
const WEBHOOK = 'https://n8n.example.com/webhook/kleer-cinode-project-push/webhook';

/** Requests and runs by kind. */
const kinds = new Map<
	string,
	{ runs: number; requests: number; writes: number; most: number; refused: number }
>();
let tenant: Tenant;

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

afterAll(() => {
	const all = [...kinds];
	const sum = (of: 'requests' | 'writes' | 'refused') => all.reduce((total, [, kind]) => total + kind[of], 0);
	printTable(
		`A day: ${Object.entries(COMPANY)
			.map(([what, count]) => `${count.toLocaleString('en-GB')} ${what}`)
			.join(', ')}`,
		['kind', 'runs', 'requests', 'of them writes', 'most in a run', 'refused'],
		[
			...all.map(([kind, { runs, requests, writes, most, refused }]) => [
				...[kind, runs, requests, writes, most, refused],
			]),
			['all', '', sum('requests'), sum('writes'), '', sum('refused')],
		],
		'A day',
	);
});

it('stays far below the day’s limit', { timeout: 3_600_000 }, async () => {
	at(DAY_BEFORE);
	tenant = await Tenant.start({ ...COMPANY, linked: true });
	tenant.sandbox.webhooks.options.drop = 1;
	await theDayBefore();
	kinds.clear();
	enforceLimits();

	for (let run = 0; run < RUNS; run++) {
		at(DAY + run * 300_000);
		change(run);
		await sync('users');
		await sync('subcontractors');
		if (run % 12 === 0) {
			await sync('customers');
			await catchUp();
		}
		if (run % Math.floor(RUNS / EVENTS) === 2) await event(run);
	}
	const requests = [...kinds.values()].reduce((total, kind) => total + kind.requests, 0);
	expect(tenant.sandbox.cinode.store.limits.plan.usedToday).toBe(requests);
	expect([...kinds.values()].map(({ refused }) => refused)).toEqual([...kinds.values()].map(() => 0));
	expect(requests).toBeLessThan(AT_MOST);
});

async function theDayBefore(): Promise<void> {
	for (let hour = 0; hour < 3; hour++) {
		at(Date.parse(DAY_BEFORE) + hour * 3_600_000);
		for (const scheme of ['users', 'subcontractors', 'customers'] as const) await sync(scheme);
		await catchUp();
	}
}

function enforceLimits(): void {
	const { limits, options } = tenant.sandbox.cinode.store;
	Object.assign(limits.plan, { perWindow: 40, perDay: 10_000, usedToday: 0 });
	Object.assign(options, { enforceLimits: true, enforceTokenLimit: true, enforceRoleSearchLimit: true });
}

async function sync(scheme: TemplateScheme): Promise<void> {
	const mapper = { users: FULL_SETUP, subcontractors: { languageId: 1 }, customers: {} }[scheme];
	const { summary } = await tenant.syncScheme(scheme, { mapper, options: OPTIONS });
	expect(summary.counts.failed).toBe(0);
	note(scheme);
}

/** The template's two branches: the webhook is there, and what changed is pushed and marked. */
async function catchUp(): Promise<void> {
	const project = { resource: 'project', goLiveDate: '2025-01-01', timeZone: 'Europe/Stockholm' };
	const webhook = { webhookUrl: WEBHOOK, entities: ['companyProject', 'role'] };
	const workflowId = `${tenant.workflowId}-catch-up`;
	const run = async (parameters: object) => {
		const step = { name: 'Node', type: 'cinode', parameters: { ...parameters } };
		return (await runSteps(tenant.credentials, [{}], [step], { workflowId }))('Node');
	};
	tenant.sandbox.requests.clear();
	await run({ resource: 'webhook', operation: 'ensure', ...webhook, actions: ['updated'] });
	note('webhook: ensure');
	tenant.sandbox.requests.clear();
	const changed = await run({ ...project, operation: 'getChanged', stages: [], repeat: true });
	note('projects: catch-up');
	tenant.sandbox.requests.clear();
	const ids = changed.map(({ json }) => json.projectId as number);
	if (ids.length === 0) return;
	// The first day's projects are more than the brake lets through at once.
	const { summary } = await push(tenant, ids, { sync: { options: { maxCreates: 100_000 } } });
	if (summary) expect(summary.counts.deferred).toBe(0);
	note('projects: pushed by catch-up');
	if (summary) await run({ resource: 'project', operation: 'markPushed', projectIds: summary.settled });
}

/** Somebody edits a project, and the webhook's event is pushed. */
async function event(run: number): Promise<void> {
	const { store } = tenant.sandbox.cinode;
	const projects = [...store.projects.values()];
	const project = projects[run % projects.length];
	if (!project) throw new Error('The seed has no project');
	editCinodeProject(store, project.id, { description: `Beskriven ${run}` }, { now: Date.now() });
	tenant.sandbox.requests.clear();
	await push(tenant, [project.id]);
	note('projects: pushed by an event');
}

/** 2 % over the day: 20 people, 6 customers, one supplier; and one new person. */
function change(run: number): void {
	const { store } = tenant.sandbox.kleer;
	if (run % 14 === 7) {
		const rows = [...store.payroll.values()];
		const row = rows[(run * 3) % rows.length];
		if (row) row.phone = `08-123 ${String(run).padStart(4, '0')}`;
	}
	if (run % 48 === 20) {
		const client = [...store.clients.values()][run];
		if (client) editClient(store, client.name, { phone: `08-123 ${run}` });
	}
	const [supplier] = store.suppliers.values();
	if (run === 100 && supplier) editSupplier(store, supplier.id, { name: 'Nya Namnet AB' });
	if (run === 130) {
		const person = { name: 'Nora Nyström', email: 'nora@exempelkonsult.example', categories: [4201] };
		hirePerson(store, person, tenant.sandbox.today());
	}
}

function note(kind: string): void {
	const { all } = tenant.sandbox.requests;
	const asked = all.filter(({ system, path }) => system === 'cinode' && path !== '/token');
	const reads = asked.filter(({ method, path }) => method === 'GET' || /\/search$|\/roles$/.test(path));
	const one = kinds.get(kind) ?? { runs: 0, requests: 0, writes: 0, most: 0, refused: 0 };
	kinds.set(kind, {
		runs: one.runs + 1,
		requests: one.requests + asked.length,
		writes: one.writes + asked.length - reads.length,
		most: Math.max(one.most, asked.length),
		refused: one.refused + asked.filter(({ status }) => [403, 429].includes(status)).length,
	});
}
