import { describe, expect, it } from 'vitest';
import { VendorError, type VendorErrorKind } from '../../../base';
import { Tenant, people, person } from '../support/fakeTarget.mts';
import type { VolatileStore } from '../support/volatileStore.mts';

const vendor = (kind: VendorErrorKind, message = `Cinode said ${kind}`) =>
	new VendorError('Cinode', kind, message);

describe('sensitive values', () => {
	const rich = person('1', { baseSalary: 45_123 });

	it('appear in results as "changed"', async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '1', email: '1@firma.se', phone: '1', salary: 43_210 });
		const { results, summary } = await tenant.run([rich]);
		expect(results[0]!.changes).toEqual([{ field: 'salary', from: 'changed', to: 'changed' }]);
		expect(JSON.stringify([results, summary])).not.toMatch(/45123|43210/);
	});

	it('appear in clear where the switch is on', async () => {
		const { results } = await new Tenant().run([rich], { showSensitive: true });
		expect(results[0]!.changes).toContainEqual({ field: 'salary', from: null, to: 45_123 });
	});

	it("are taken out of the vendor's messages", async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '1', email: '1@firma.se', phone: '1', salary: 43_210 });
		tenant.target.failApply = () => vendor('invalid', 'BaseSalary: 45123 is too far from 43210');
		const { results } = await tenant.run([rich]);
		expect(results[0]!.error).toMatch(/^BaseSalary: \S+ is too far from \S+$/);
		expect(results[0]!.error).not.toMatch(/\d/);
	});

	it('are in no entry of the memory', async () => {
		const tenant = new Tenant();
		await tenant.run([rich]);
		const entries = JSON.stringify([...(tenant.store as VolatileStore).entries]);
		expect(entries).not.toMatch(/45123|firma|Person/);
	});

	it("are taken out of the vendor's messages whole when one is the beginning of another", async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '1', email: '1@firma.se', phone: '1', salary: 45 });
		tenant.target.failApply = () => vendor('invalid', 'BaseSalary: 45123 is refused');
		const { results } = await tenant.run([rich]);
		expect(results[0]!.error).toMatch(/^BaseSalary: \S+ is refused$/);
		expect(results[0]!.error).not.toMatch(/\d/);
	});

	it.each([
		['a vendor', vendor('forbidden', 'BaseSalary: 45123 is refused')],
		['our own code', new TypeError('45123 is no text')],
	])('are taken out of an error of %s that stops the run', async (_whose, thrown) => {
		const tenant = new Tenant();
		tenant.target.failApply = () => thrown;
		const everybody = people(3, { baseSalary: 45_123 });
		const error: unknown = await tenant.run(everybody).catch((caught: unknown) => caught);
		expect(error).toBeInstanceOf(Error);
		expect(`${(error as Error).message} ${(error as Error).stack}`).not.toMatch(/45123/);
		if (thrown instanceof VendorError) expect(error).toMatchObject({ kind: 'forbidden', vendor: 'Cinode' });
	});
});
