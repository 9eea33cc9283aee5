import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { ProjectTemplates } from '../e2e/support/projectTemplates.mts';
import { full } from '../extent.mts';
import { endStateOf, type RecordedRequest } from '../sandbox/index.mts';
import {
	foresee,
	happen,
	PARTS,
	SYNCS,
	undisturbed,
	WORLD,
	type Day,
	type Part,
	type SyncName,
	type Undisturbed,
} from './support/company.mts';
import { DeadLeases, holderOf } from './support/deadLeases.mts';
import { runsOf } from './support/runs.mts';
import { AllTemplates } from './support/templates.mts';
import { killWhoAsks, killWorker, restarted } from './support/workers.mts';

/**
 * In full nothing is hurried: a dead holder's lease takes its minutes, and a project whose event and first two tries by
 * the catch-up died with their workers comes again after half an hour at the latest.
 */
const WITHIN_MS = full ? 2_700_000 : 300_000;
const REFUSES_FOR_MS = 6_000;
const { workers } = inject('cluster');

/** What makes something new in each part. */
const CREATES: Record<Part, { method: string; path: RegExp }> = {
	projects: { method: 'PUT', path: /client-project/ },
	users: { method: 'POST', path: /\/companies\/\d+\/users$/ },
	subcontractors: { method: 'POST', path: /\/companies\/\d+\/subcontractors$/ },
	customers: { method: 'POST', path: /\/companies\/\d+\/customers$/ },
};
/** Of eight: in the middle. */
const FOURTH = 4;

/** Each takes half a minute: n8n's time to notice, and the worker's to be back. */
const STRUCK: Part[] = full ? PARTS : ['projects', 'users', 'customers'];

let right: Undisturbed;
let projects: ProjectTemplates;
let templates: AllTemplates;
let dead: DeadLeases | undefined;

beforeAll(async () => {
	right = await undisturbed();
	// With the vendor's limits: 40 requests in two seconds for all processes together.
	projects = await ProjectTemplates.start({ ...WORLD, limits: true });
	foresee(projects.sandbox);
	templates = await AllTemplates.publish(projects);
	dead = new DeadLeases(SYNCS.map((name) => templates.ids[name]));
}, WITHIN_MS);

afterAll(async () => {
	await dead?.stop();
	await templates?.remove();
	await projects?.stop();
}, WITHIN_MS);

/** Waits for two more runs of a sync that work and find nothing to do; their requests to Cinode. */
async function quietRuns(name: SyncName): Promise<number[]> {
	const { n8n } = projects;
	const before = (await runsOf(n8n, templates.ids[name])).at(-1)?.id ?? 0;
	return await vi.waitUntil(
		async () => {
			const runs = await runsOf(n8n, templates.ids[name], before);
			const quiet = runs.filter(({ works, wrote }) => works && !wrote);
			return quiet.length >= 2 && quiet.map(({ summary }) => summary.requests.cinode);
		},
		{ timeout: WITHIN_MS, interval: 1_000 },
	);
}

/** Waits until both systems are as they are at a company where nothing went wrong. */
async function endsRight(day: Day): Promise<void> {
	await vi.waitFor(() => expect(endStateOf(projects.sandbox)).toEqual(right.ends[day]), {
		timeout: WITHIN_MS,
		interval: 500,
	});
}

/** Lets something happen in a part, kills the worker that brings it over in the middle of that, and awaits the next. */
async function strike(part: Part): Promise<{ worker: string; silence: Promise<void> }> {
	const { method, path } = CREATES[part];
	const killed = killWhoAsks(method, path, FOURTH);
	happen(projects.sandbox, part, 'Ask');
	const worker = await killed;
	const silence = keepsSilent(part, Date.now());
	// It may come to its end before the next line does.
	silence.catch(() => {});
	await restarted(worker, 120_000);
	return { worker: worker.name, silence };
}

/** While a dead run holds the lease, no other run writes. */
async function keepsSilent(part: Part, since: number): Promise<void> {
	const id = templates.ids[part];
	const holder = await holderOf(id);
	expect(holder, `who holds the lease of ${part}`).toBeDefined();
	const { method, path } = CREATES[part];
	const writes = () =>
		projects.sandbox.requests.all.filter((one) => one.method === method && path.test(one.path));
	// What was under way when it died may still arrive.
	const later = () => writes().filter(({ at }) => at > since + 1_000);
	if (part === 'projects') {
		// Other events wait for this lease, so whether the holder lives can't be told by which executions are still running.
		await new Promise((resolve) => setTimeout(resolve, 3_000));
		expect(later()).toEqual([]);
		if (full) return;
		const isFree = async () => {
			await dead?.expire(id);
			return (await holderOf(id)) !== holder;
		};
		return void (await vi.waitUntil(isFree, { timeout: WITHIN_MS, interval: 500 }));
	}
	const found = await vi.waitUntil(() => dead?.found.find((one) => one.id === id && one.holder === holder), {
		timeout: WITHIN_MS,
		interval: 200,
	});
	expect(later().filter(({ at }) => at < found.at)).toEqual([]);
}

/** Searching roles has a limit of its own, once a minute, which a quick catch-up meets by itself. */
const isRefused = ({ system, status, path }: RecordedRequest) =>
	system === 'cinode' && status === 429 && !/\/(token|roles)$/.test(path);

describe('all syncs on their schedules and events', () => {
	it(
		'come to the right end although workers are killed one after another in the middle of their writes',
		async () => {
			const strikes = [];
			for (const part of STRUCK) strikes.push(await strike(part));
			for (const part of PARTS) if (!STRUCK.includes(part)) happen(projects.sandbox, part, 'Ask');
			await Promise.all(strikes.map(async ({ silence }) => await silence));
			await endsRight('Ask');
			const struck = new Set(strikes.map(({ worker }) => worker));
			const [spared = workers[0]!] = workers.filter(({ name }) => !struck.has(name));
			for (const part of PARTS) happen(projects.sandbox, part, 'Björk');
			killWorker(spared);
			await endsRight('Björk');
			await restarted(spared, 120_000);
		},
		3 * WITHIN_MS,
	);

	it('made no project twice in Kleer, and no person twice in Cinode', () => {
		const { kleer, cinode } = projects.sandbox;
		const doubled = (keys: Array<string | null>) =>
			keys.filter((key, index) => key && keys.indexOf(key) !== index);
		const people = [...cinode.store.users.values(), ...cinode.store.subcontractors.values()];
		expect(doubled([...kleer.store.clientProjects.values()].map(({ number }) => number))).toEqual([]);
		expect(doubled(people.map(({ internalIdentifier }) => internalIdentifier))).toEqual([]);
		expect(doubled(people.map(({ email }) => email))).toEqual([]);
		expect(doubled([...cinode.store.customers.values()].map((one) => one.identification))).toEqual([]);
	});

	it.each(SYNCS)('never had two runs at once that wrote: %s', async (name) => {
		const runs = (await runsOf(projects.n8n, templates.ids[name])).filter(({ wrote }) => wrote);
		const { method, path } = CREATES[name];
		const writes = projects.sandbox.requests.all.filter(
			(one) => one.method === method && path.test(one.path),
		);
		expect(writes.length).toBeGreaterThanOrEqual(16);
		const during = writes.map(({ at }) => runs.filter(({ from, to }) => from <= at && at <= to));
		// What a killed run wrote is in none: n8n doesn't know how long it worked.
		expect(during.filter((some) => some.length > 1)).toEqual([]);
		// And those that lived to tell of it are found by their times.
		const creating = runs.filter(({ summary }) => summary.counts.created > 0);
		expect(creating).not.toEqual([]);
		const without = creating.filter(({ from, to }) => !writes.some(({ at }) => from <= at && at <= to));
		expect(without).toEqual([]);
	});

	it('cost no more without changes than in regular mode', async () => {
		const costs = await Promise.all(SYNCS.map(async (name) => [name, await quietRuns(name)] as const));
		for (const [name, requests] of costs) {
			for (const count of requests) expect(count, name).toBe(right.costs[name]);
		}
	});

	it('were refused for their number only now and then: three workers know nothing of each other', () => {
		const all = projects.sandbox.requests.all.filter(({ system }) => system === 'cinode');
		const refused = all.filter(isRefused);
		console.log(`${refused.length} of ${all.length} requests were answered with 429`);
		expect(refused.length).toBeLessThan(all.length / 10);
	});

	it(
		'survive that Cinode refuses everything for a while, and are no storm meanwhile',
		async () => {
			const { sandbox } = projects;
			sandbox.requests.clear();
			let over = 0;
			const end = sandbox.onRequest((_phase, { method, path }) => {
				if (over || method !== CREATES.users.method || !CREATES.users.path.test(path)) return;
				const fault = sandbox.faults.add({ system: 'cinode', path: '/v0', kind: 'status', status: 429 });
				over = Date.now() + REFUSES_FOR_MS;
				setTimeout(() => sandbox.faults.remove(fault), REFUSES_FOR_MS);
			});
			for (const part of PARTS) happen(sandbox, part, 'Cypress');
			await endsRight('Cypress');
			end();
			const refused = sandbox.requests.all.filter(isRefused);
			console.log(`${refused.length} requests were made while Cinode refused all`);
			expect(refused.length).toBeGreaterThan(0);
			// At their pace three workers would make more than 300.
			expect(refused.length).toBeLessThan(30);
			const runs = await Promise.all(SYNCS.map((name) => runsOf(projects.n8n, templates.ids[name])));
			expect(runs.flat().filter(({ summary }) => summary.counts.failed > 0)).toEqual([]);
		},
		WITHIN_MS,
	);
});
