import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { full } from '../extent.mts';
import { endStateOf, type Sandbox, type SandboxOptions } from '../sandbox/index.mts';
import { tried } from '../tried.mts';
import { letLeasesExpire } from './support/leases.mts';
import { N8n } from './support/n8n.mts';
import { ProjectTemplates } from './support/projectTemplates.mts';
import { SyncTemplate, type Scheme } from './support/syncTemplate.mts';

/** `kill -9` of a real n8n in the middle of its writes; every cut point is in test/faults/killing.mts. */

/** How far the writes had come. */
const SHARES = full ? [0.01, 0.2, 0.35, 0.5, 0.65, 0.8] : [0.5];
const TIMEOUT_MS = SHARES.length * 120_000;

let n8n: N8n;

beforeAll(async () => {
	n8n = await N8n.startOwn();
});

afterAll(async () => await n8n?.stop());

/** Kills n8n at the nth request that writes, before or after the server acted; the answer never arrives. */
async function killAt(sandbox: Sandbox, nth: number, phase: 'before' | 'after'): Promise<void> {
	let seen = 0;
	let dead = false;
	let end = () => {};
	await new Promise<void>((resolve) => {
		end = sandbox.onRequest((when, { method, path }) => {
			if (dead) return 'drop';
			if (method === 'GET' || /token|search/.test(path)) return;
			if (when === 'before') seen++;
			if (seen !== nth || when !== phase) return;
			dead = true;
			resolve();
			return 'drop';
		});
	});
	await n8n.kill();
	end();
	tried('kill -9');
}

async function restart(): Promise<void> {
	await letLeasesExpire(n8n.address.userFolder);
	await n8n.restart();
}

describe.each<[Scheme, SandboxOptions]>([
	['users', {}],
	['subcontractors', { subcontractors: 7 }],
	['customers', { clients: 9 }],
])('a first %s sync', (scheme, world) => {
	let undisturbed: Record<string, unknown>;
	let writes: number;

	beforeAll(async () => {
		const whole = await SyncTemplate.start(scheme, world, n8n);
		await whole.sync();
		undisturbed = endStateOf(whole.sandbox);
		writes = whole.writes.length;
		await whole.forget();
		await whole.sandbox.close();
		expect(writes).toBeGreaterThan(3);
	});

	it('of an n8n that is killed is put right by its next runs', { timeout: TIMEOUT_MS }, async () => {
		for (const [index, share] of SHARES.entries()) {
			const nth = Math.ceil(writes * share);
			const template = await SyncTemplate.start(scheme, world, n8n);
			const { sandbox } = template;
			const killed = killAt(sandbox, nth, index % 2 === 0 ? 'after' : 'before');
			const unpublish = await template.publishQuick();
			await killed;
			expect(endStateOf(sandbox)).not.toEqual(undisturbed);
			await restart();
			await vi.waitFor(() => expect(endStateOf(sandbox)).toEqual(undisturbed), {
				timeout: 60_000,
				interval: 500,
			});
			await unpublish();
			const { summary } = await template.sync();
			expect(summary.counts).toMatchObject({ created: 0, linked: 0, updated: 0, failed: 0 });
			expect(template.writes).toEqual([]);
			await template.forget();
			await sandbox.close();
		}
	});
});

describe('a push of projects', () => {
	it('of an n8n that is killed is put right by the catch-up', async () => {
		const projects = await ProjectTemplates.start({}, n8n);
		const { sandbox } = projects;
		await projects.publishPush();
		const titles = projects.addMany('Avbrutet', 6);
		const killed = killAt(sandbox, 3, 'after');
		for (const title of titles) projects.state(title, 'won');
		await killed;
		expect(titles.filter((title) => projects.inKleer(title).length > 0).length).toBeLessThan(titles.length);
		await restart();
		const catchUp = await projects.catchUp();
		await catchUp.run();
		await projects.isQuiet();
		expect(titles.map((title) => projects.inKleer(title).length)).toEqual(titles.map(() => 1));
		expect(titles.map((title) => projects.inKleer(title)[0]?.['budget-amount'])).toEqual(
			titles.map((_, index) => 100_000 * (index + 1)),
		);
		await projects.unpublishPush();
		await sandbox.close();
	});
});
