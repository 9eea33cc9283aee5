import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Tenant } from './support/tenant.mts';

/** A Kleer credential that is switched to another company, which happens to have the same ids. */

let tenant: Tenant;
let other: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start();
	other = await Tenant.start();
});

afterEach(async () => {
	await tenant.stop();
	await other.stop();
});

/** The same workflow and the same Cinode, but the other company's token in Kleer's credential. */
const switched = () => ({ ...tenant.credentials, kleerApi: other.credentials.kleerApi });

describe('a memory', () => {
	it('belongs to both companies: the other one’s people are met for the first time', async () => {
		await tenant.sync();
		const before = JSON.stringify([...tenant.sandbox.cinode.store.users.values()]);
		for (const user of other.sandbox.kleer.store.users.values()) {
			Object.assign(user, { name: `Någon Annan${user.id}`, email: `annan${user.id}@example.org` });
		}
		for (const row of other.sandbox.kleer.store.payroll.values()) row['monthly-salary'] = 9_900_000;
		const run = await tenant.withCredentials(switched()).sync();
		expect(JSON.stringify([...tenant.sandbox.cinode.store.users.values()])).toBe(before);
		expect(run.summary.counts).toMatchObject({ updated: 0, created: 0, linked: 0 });
		expect(run.summary.counts.conflict).toBeGreaterThan(5);
		expect(run.results.find(({ action }) => action === 'conflict')?.reason).toMatch(/e-mail/);
	});

	it('of the first company is still there when the credential is switched back', async () => {
		await tenant.sync();
		await tenant.withCredentials(switched()).sync({ sync: { dryRun: true } });
		const { summary } = await tenant.sync();
		expect(summary.counts.unchanged).toBeGreaterThan(5);
		expect(tenant.writes).toEqual([]);
	});
});
