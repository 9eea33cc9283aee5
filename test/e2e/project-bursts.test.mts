import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProjectTemplates } from './support/projectTemplates.mts';

/** Many events at the same moment: gathered into few runs, answered at once, and each project right. */

let projects: ProjectTemplates;

beforeAll(async () => {
	projects = await ProjectTemplates.start();
	await projects.publishPush();
	projects.state('Kundportal', 'won');
	await projects.arrives('Kundportal');
}, 90_000);

beforeEach(async () => {
	await projects.isQuiet();
	projects.sandbox.requests.clear();
});

afterAll(async () => {
	await projects?.unpublishPush();
	await projects?.stop();
});

/** The executions of the work, when all is quiet. */
async function startedBy(work: () => Promise<unknown>): Promise<Array<{ id: string; status: string }>> {
	const before = new Set((await projects.runs()).map(({ id }) => id));
	await work();
	await projects.isQuiet();
	return (await projects.runs()).filter(({ id }) => !before.has(id));
}

/** Holds the answers to readings of projects until they are let go. */
function holdReadings(): { isHeld: Promise<void>; release(): void } {
	let release = () => {};
	let tell = () => {};
	const gate = new Promise<void>((resolve) => (release = resolve));
	const isHeld = new Promise<void>((resolve) => (tell = resolve));
	const stop = projects.sandbox.onRequest(async (phase, { system, method, path }) => {
		if (phase !== 'before' || system !== 'cinode' || method !== 'GET' || !/\/projects\/\d+$/.test(path))
			return;
		tell();
		await gate;
	});
	return {
		isHeld,
		release: () => {
			stop();
			release();
		},
	};
}

describe('many projects that are won at once', () => {
	it('are all in Kleer once, by few runs, more than the brake lets a catch-up create', async () => {
		const titles = projects.addMany('Skur', 40);
		const started = await startedBy(async () => {
			for (const title of titles) projects.state(title, 'won');
			await vi.waitUntil(() => titles.every((title) => projects.inKleer(title).length > 0), {
				timeout: 60_000,
				interval: 50,
			});
		});
		for (const title of titles) {
			expect(projects.inKleer(title)).toHaveLength(1);
			const budget = (projects.project(title).contractValue ?? 0) * 100;
			expect(projects.inKleer(title)[0]).toMatchObject({ name: title, 'budget-amount': budget });
		}
		expect(started.length).toBeLessThan(20);
		expect(started.map(({ status }) => status)).toEqual(started.map(() => 'success'));
		// Each with its role, and the people once.
		expect(projects.sandbox.requests.count({ system: 'cinode' })).toBeLessThanOrEqual(40 * 2.2);
	});

	it('hold nobody up for one that can’t be read, and one that Kleer refuses', async () => {
		const titles = projects.addMany('Trasig', 8);
		const [unread = '', refused = '', ...others] = titles;
		const { id } = projects.project(unread);
		projects.sandbox.faults.add({ system: 'cinode', path: `/projects/${id}$`, kind: 'status', status: 403 });
		// Another project of that name and client has another number.
		projects.edit(refused, { title: 'Kundportal' });
		for (const title of titles) if (title !== refused) projects.state(title, 'won');
		await vi.waitUntil(() => others.every((title) => projects.inKleer(title).length === 1), {
			timeout: 60_000,
			interval: 50,
		});
		await projects.isQuiet();
		projects.sandbox.faults.clear();
		expect(projects.inKleer(unread)).toEqual([]);
	});
});

describe('events that come while a run works', () => {
	it('are answered at once, and go into another run within two seconds, though the first still works', async () => {
		const [first = '', ...later] = projects.addMany('Väntan', 4);
		const { isHeld, release } = holdReadings();
		const started = await startedBy(async () => {
			expect(await projects.post(first)).toBe(200);
			await isHeld;
			const running = async () => (await projects.runs()).filter(({ status }) => status === 'running');
			expect(await running()).toHaveLength(1);
			// Nobody answers Cinode's webhook but the trigger: all runs are held.
			for (const title of later) expect(await projects.post(title)).toBe(200);
			await vi.waitUntil(async () => (await running()).length === 2, { timeout: 30_000, interval: 50 });
			release();
		});
		expect(started).toHaveLength(2);
	});
});

describe('the same events again and again', () => {
	it('cost a handful of runs and requests', async () => {
		const titles = projects.addMany('Eko', 7);
		const started = await startedBy(async () => {
			expect(new Set(await projects.replay(titles, 300))).toEqual(new Set([200]));
		});
		const requests = projects.sandbox.requests.count({ system: 'cinode' });
		console.log(`300 replays: ${started.length} runs, ${requests} requests to Cinode`);
		// Each project at least once, and no run for each event.
		expect(requests).toBeGreaterThanOrEqual(14);
		expect(started.length).toBeLessThan(30);
	});
});
