import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ProjectTemplates } from '../e2e/support/projectTemplates.mts';
import { letLeaseExpire } from './support/lease.mts';
import { killWhoAsks, restarted } from './support/workers.mts';

let projects: ProjectTemplates;
let pushId: string;

beforeAll(async () => {
	projects = await ProjectTemplates.start();
	pushId = await projects.publishPush();
});

afterAll(async () => await projects?.stop());

describe('a worker that is killed while it writes, with the lease in its hands', () => {
	it('leaves nothing that the others and a catch-up don’t put right', async () => {
		const titles = projects.addMany('Avbrutet', 12);
		const killed = killWhoAsks('PUT', /client-project/, 4);
		for (const title of titles) projects.state(title, 'won');
		const worker = await killed;
		const before = titles.filter((title) => projects.inKleer(title).length > 0).length;
		// Nobody else goes on while the lease holds.
		expect(before).toBeLessThanOrEqual(4);
		await letLeaseExpire(pushId);
		const arrived = () => titles.filter((title) => projects.inKleer(title).length > 0).length;
		// The others’ events were only waiting.
		await vi.waitUntil(() => arrived() > before, { timeout: 60_000, interval: 100 });
		await restarted(worker);
		const catchUp = await projects.catchUp();
		await catchUp.run();
		await vi.waitUntil(() => arrived() === titles.length, { timeout: 60_000, interval: 100 });
		await projects.isQuiet();
		expect(titles.map((title) => projects.inKleer(title).length)).toEqual(titles.map(() => 1));
		expect(titles.map((title) => projects.inKleer(title)[0]?.['budget-amount'])).toEqual(
			titles.map((_, index) => 100_000 * (index + 1)),
		);
	});
});
