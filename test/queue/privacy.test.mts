import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { around, runOnSchedule } from '../e2e/support/privacy.mts';
import { ProjectTemplates } from '../e2e/support/projectTemplates.mts';
import { allLogs } from './support/logs.mts';
import { dump } from './support/postgres.mts';
import { redisDump } from './support/redis.mts';

let projects: ProjectTemplates;

/** Everything that the cluster has stored and printed, byte for byte as text. */
async function written(): Promise<string> {
	const { postgres, redis } = inject('cluster');
	const texts = [await dump(postgres), await allLogs()].map((text) =>
		Buffer.from(text, 'utf8').toString('latin1'),
	);
	return [...texts, await redisDump(redis)].join('\n');
}

beforeAll(async () => {
	projects = await ProjectTemplates.start({ linked: false });
});

afterAll(async () => await projects?.stop());

describe('after syncs and pushes by several processes', () => {
	beforeAll(async () => {
		const { n8n, sandbox } = projects;
		const { users, subcontractors, customers } = sandbox.cinode.store;
		await Promise.all([
			runOnSchedule(n8n, 'users', users),
			runOnSchedule(n8n, 'subcontractors', subcontractors),
			runOnSchedule(n8n, 'customers', customers),
		]);
		// As it ships: n8n keeps no executions of it.
		await projects.publishPush({ keep: false });
		// A customer that the sync has linked.
		projects.edit('Kundportal', { customerId: projects.project('Lagerstyrning 2.0').customerId });
		projects.state('Kundportal', 'won');
		await projects.arrives('Kundportal');
		await projects.isQuiet();
	}, 180_000);

	it('PostgreSQL, Redis and all logs hold no personal numbers, accounts, birth dates, tokens or keys', async () => {
		const text = await written();
		// Each of them is there at all.
		for (const sign of ['kleerApi', 'REDIS', 'n8n worker is now ready', 'Enqueued execution']) {
			expect(text).toContain(sign);
		}
		// Short numbers, such as salaries, turn up in so much text by chance.
		const secrets = projects.sandbox.secrets().filter((secret) => secret.length >= 8);
		expect(secrets.length).toBeGreaterThan(50);
		expect(secrets.map((secret) => around(text, secret)).filter(Boolean)).toEqual([]);
	});
});
