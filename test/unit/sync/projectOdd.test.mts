import { describe, expect, it } from 'vitest';
import { ProjectsTenant, broker, kleerProject } from '../support/projects.mts';

describe('a project that Kleer has without a number', () => {
	it('of the same client and name is a conflict that says what to do, and gets no twin', async () => {
		const tenant = new ProjectsTenant(kleerProject({ number: '' }));
		const result = await tenant.pushOne();
		expect(result.action).toBe('conflict');
		expect(result.reason).toMatch(/same name and no number.*give it the number/);
		expect(tenant.kleer.projects).toHaveLength(1);
	});

	it('or without a name hinders no other', async () => {
		const odd = kleerProject({ id: 901 });
		Reflect.deleteProperty(odd, 'number');
		Reflect.deleteProperty(odd, 'name');
		const tenant = new ProjectsTenant(kleerProject(), odd);
		expect((await tenant.pushOne({ contractValue: 1 })).action).toBe('updated');
	});
});

describe('a broker whose customer number several clients have', () => {
	it('is an error, and no one gets the invoice by chance', async () => {
		const tenant = new ProjectsTenant(kleerProject());
		tenant.kleer.clients.push({ id: 77, 'foreign-id': '1002', name: 'Mäklarhuset (gammal)' });
		const result = await tenant.pushOne({ intermediator: broker });
		expect(result.action).toBe('failed');
		expect(result.error).toMatch(/1002.*who the broker is/);
	});
});
