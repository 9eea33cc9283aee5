import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { ProjectTemplates } from '../e2e/support/projectTemplates.mts';
import { full } from '../extent.mts';
import type { RecordedRequest } from '../sandbox/index.mts';
import {
	foresee,
	happen,
	PARTS,
	SYNCS,
	undisturbed,
	WORLD,
	type Day,
	type Part,
	type Undisturbed,
} from './support/company.mts';
import { DeadLeases, holderOf } from './support/deadLeases.mts';
import { letLeaseExpire } from './support/lease.mts';
import type { MemberAddress } from './support/member.mts';
import { runsOf } from './support/runs.mts';
import { stateOf } from './support/state.mts';
import { AllTemplates } from './support/templates.mts';
import { killWhoAsks, killWorker, restarted } from './support/workers.mts';

/** In full nothing is hurried: a dead holder's lease takes its minutes, one after another. */
const WITHIN_MS = full ? 1_200_000 : 300_000;
const { workers } = inject('cluster');

/** In the middle of each part's writes: of eight new ones the fourth. */
const FOURTH: Record<Part, [string, RegExp]> = {
	projects: ['PUT', /client-project/],
	users: ['POST', /\/companies\/\d+\/users$/],
	subcontractors: ['POST', /\/companies\/\d+\/subcontractors$/],
	customers: ['POST', /\/companies\/\d+\/customers$/],
};

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
	for (const name of SYNCS) await quietRuns(name, 1);
}, WITHIN_MS);

afterAll(async () => {
	await dead?.stop();
	await projects?.stop();
}, WITHIN_MS);

/** Waits for so many more runs of a sync that work and find nothing to do; their requests to Cinode. */
async function quietRuns(name: (typeof SYNCS)[number], count: number): Promise<number[]> {
	const before = (await runsOf(projects.n8n, templates.ids[name])).at(-1)?.id ?? 0;
	const quiet = async () =>
		(await runsOf(projects.n8n, templates.ids[name], before)).filter(({ works, wrote }) => works && !wrote);
	await vi.waitUntil(async () => (await quiet()).length >= count, { timeout: WITHIN_MS, interval: 1_000 });
	return (await quiet()).map(({ summary }) => summary.requests.cinode);
}

/** Waits until both systems are as they are at a company where nothing went wrong. */
async function endsRight(day: Day): Promise<void> {
	const { sandbox } = projects;
	await vi.waitFor(() => expect(stateOf(sandbox)).toEqual(right.ends[day]), {
		timeout: WITHIN_MS,
		interval: 1_000,
	});
}

/** Lets something happen in a part, and kills the worker that brings it over, in the middle of that. */
async function strike(part: Part, day: Day): Promise<MemberAddress> {
	const killed = killWhoAsks(...FOURTH[part], 4);
	happen(projects.sandbox, part, day);
	const worker = await killed;
	const id = templates.ids[part];
	const holder = await holderOf(id);
	expect(holder, `the lease of ${part}`).toBeDefined();
	// Others wait for this one, so that it can't be told by whether anybody is still running.
	if (part === 'projects') await expired(id);
	await restarted(worker, 120_000);
	if (part === 'projects') return worker;
	await vi.waitUntil(() => dead?.found.includes(`${id} ${holder}`), { timeout: WITHIN_MS, interval: 500 });
	return worker;
}

/** Nobody works while a dead run's lease holds; then it is let go. */
async function expired(id: string): Promise<void> {
	const { clientProjects } = projects.sandbox.kleer.store;
	const before = clientProjects.size;
	await new Promise((resolve) => setTimeout(resolve, 2_000));
	expect(clientProjects.size).toBe(before);
	if (!full) await letLeaseExpire(id);
}

const refused = ({ system, status, path }: RecordedRequest) =>
	// Searching roles has a limit of its own, once a minute, which a quick catch-up meets on purpose.
	system === 'cinode' && status === 429 && !/\/(token|roles)$/.test(path);

describe('all syncs on their schedules and events', () => {
	it(
		'come to the right end although workers are killed one after another in the middle of their writes',
		async () => {
			const struck = new Set<string>();
			for (const part of PARTS) struck.add((await strike(part, 'Ask')).name);
			await endsRight('Ask');
			for (const part of PARTS) happen(projects.sandbox, part, 'Björk');
			for (const worker of workers) {
				killWorker(worker);
				await restarted(worker, 120_000);
			}
			await endsRight('Björk');
			console.log('struck', [...struck], 'dead', dead?.found);
		},
		2 * WITHIN_MS,
	);

	it('made no project twice in Kleer, and nobody twice in Cinode', () => {
		const { kleer, cinode } = projects.sandbox;
		const numbers = [...kleer.store.clientProjects.values()].map(({ number }) => number);
		expect(new Set(numbers).size).toBe(numbers.length);
		const people = [...cinode.store.users.values(), ...cinode.store.subcontractors.values()];
		const keys = people.map(({ internalIdentifier }) => internalIdentifier).filter(Boolean);
		expect(new Set(keys).size).toBe(keys.length);
		const customers = [...cinode.store.customers.values()].map(({ identification }) => identification);
		expect(new Set(customers).size).toBe(customers.length);
	});

	it.each(SYNCS)('never worked two at once: %s', async (name) => {
		const runs = (await runsOf(projects.n8n, templates.ids[name])).filter(({ wrote }) => wrote);
		expect(runs.length).toBeGreaterThan(1);
		const writes = projects.sandbox.requests.all
			.filter(({ system, method, path }) => system === 'cinode' && method !== 'GET' && path.includes(name))
			.filter(({ path }) => !/search$/.test(path));
		expect(writes.length).toBeGreaterThan(8);
		for (const { at, route } of writes) {
			const during = runs.filter(({ from, to }) => from <= at && at <= to);
			// A killed run has left nothing in n8n that says when it worked.
			expect(during.length, `${route} in runs ${during.map(({ id }) => id).join(', ')}`).toBeLessThan(2);
		}
	});

	it('cost no more without changes than in regular mode', async () => {
		for (const name of SYNCS) {
			const costs = await quietRuns(name, 2);
			console.log(name, costs, right.costs[name]);
			expect(Math.min(...costs), name).toBe(right.costs[name]);
		}
	});

	it(
		'survive that the vendor refuses everything for a while, and are no storm',
		async () => {
			const { sandbox } = projects;
			const all = sandbox.requests.all.filter(({ system }) => system === 'cinode');
			console.log('429 until now', all.filter(refused).length, 'of', all.length);
			sandbox.requests.clear();
			let over = 0;
			const end = sandbox.onRequest((_phase, { method, path }) => {
				if (over || method !== 'POST' || !FOURTH.users[1].test(path)) return;
				const fault = sandbox.faults.add({ system: 'cinode', path: '/v0', kind: 'status', status: 429 });
				over = Date.now() + 6_000;
				setTimeout(() => sandbox.faults.remove(fault), 6_000);
			});
			for (const part of PARTS) happen(sandbox, part, 'Cypress');
			await endsRight('Cypress');
			end();
			const during = sandbox.requests.all.filter(refused);
			console.log(
				'429',
				during.length,
				during.map(({ at, route }) => `${at - over + 6000} ${route}`),
			);
			expect(during.length).toBeGreaterThan(0);
			expect(during.length).toBeLessThan(40);
		},
		WITHIN_MS,
	);
});
