import { describe, expect, it } from 'vitest';
import { Tenant, person } from '../support/fakeTarget.mts';

describe('someone never synced who may not be created', () => {
	const auditor = { ...person('1'), notCreated: 'No payroll row in Kleer' };

	it('is skipped, also where the e-mail would link', async () => {
		const tenant = new Tenant();
		tenant.target.add({ email: '1@firma.se', phone: 'old' });
		const { results } = await tenant.run([auditor]);
		expect(results).toMatchObject([{ action: 'skipped', reason: 'No payroll row in Kleer' }]);
		expect(tenant.target.applied).toEqual([]);
	});

	it('is skipped where the e-mail is another person’s: nothing would be done about it', async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '77', email: '1@firma.se', phone: 'old' });
		const { results, summary } = await tenant.run([auditor]);
		expect(results).toMatchObject([{ action: 'skipped', reason: 'No payroll row in Kleer' }]);
		expect(summary.counts.conflict).toBe(0);
	});

	it.each([
		['is skipped when inactive, though key and e-mail are on two', false, 'skipped'],
		['is a conflict when active, where key and e-mail are on two', true, 'conflict'],
	])('%s', async (_what, active, action) => {
		const tenant = new Tenant();
		tenant.target.add({ key: '1', email: 'annan@firma.se' });
		tenant.target.add({ email: '1@firma.se' });
		const { results } = await tenant.run([{ ...auditor, active }]);
		expect(results).toMatchObject([{ action }]);
		expect(tenant.target.applied).toEqual([]);
	});

	it('but carries the key already is kept right', async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '1', email: '1@firma.se', phone: 'old' });
		expect((await tenant.run([auditor])).results).toMatchObject([{ action: 'updated' }]);
	});
});
