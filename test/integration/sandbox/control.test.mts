import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04' });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function control(method: string, path: string, body?: unknown): Promise<any> {
	const response = await fetch(`${sandbox.kleer.url}/sandbox/${path}`, {
		method,
		...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
	});
	expect(response.status).toBe(200);
	return response.json();
}

describe('control over HTTP', () => {
	it('shows both sides paired, without personal numbers and salaries unless asked', async () => {
		const state = await control('GET', 'state');
		expect(state.rows).toHaveLength(14);
		expect(state.rows[0]).toMatchObject({
			by: 'email',
			kleer: { ssn: '•••', salary: '•••' },
			cinode: { id: 5002 },
		});
		const text = JSON.stringify(state);
		const shown = sandbox.secrets().filter((secret) => secret.length > 6 && text.includes(secret));
		expect(shown).toEqual([]);
		const open = await control('GET', 'state?sensitive=1&limit=3');
		expect(open.rows).toHaveLength(3);
		expect(open.rows[0].kleer).toMatchObject({ ssn: '19630101-2388', salary: 3_100_300 });
	});

	it('shows clients beside customers, without sole traders’ numbers unless asked', async () => {
		const row = (state: { customers: { rows: { kleer: { name: string } | null }[] } }, name: string) =>
			state.customers.rows.find((one) => one.kleer?.name === name);
		const state = await control('GET', 'state');
		expect(state.customers).toMatchObject({ clients: 13, customers: 7, linked: 0 });
		expect(row(state, 'Havsvide Logistik AB')).toMatchObject({
			by: 'number',
			cinode: { name: 'Havsvide Logistik' },
		});
		expect(row(state, 'Granstråk Energi AB')).toMatchObject({ by: 'name' });
		// Departments share a number: it tells nothing, but the name does.
		expect(row(state, 'Region Norrvide, Folktandvården')).toMatchObject({ by: 'name' });
		expect(row(state, 'Region Norrvide, Verksamhets-IT')).toMatchObject({ by: null });
		// Another system's id is there.
		expect(row(state, 'Sjövide Spel AB')).toMatchObject({ by: null });
		expect(row(state, 'Klintåkers Måleri')).toMatchObject({ kleer: { orgno: '•••', vat: '•••' } });
		const open = row(await control('GET', 'state?sensitive=1'), 'Klintåkers Måleri');
		expect(open).toMatchObject({ kleer: { orgno: expect.stringMatching(/^\d{6}-\d{4}$/) } });
	});

	it('edits clients, suppliers, and the users that work for them', async () => {
		const { store } = sandbox.kleer;
		const client = await control('POST', 'kleer/clients', { name: 'Ny AB' });
		expect(store.clients.get(client.id)).toMatchObject({ name: 'Ny AB', 'foreign-id': 'K1014' });
		await control('GET', 'state');
		await control('POST', 'kleer/clients/310001', { 'payment-days': 5, address: { state: 'Kiruna' } });
		const { customers } = await control('GET', 'state');
		expect(customers.rows[0].kleer).toMatchObject({ paymentDays: 5, address: { state: 'Kiruna' } });
		expect(Object.keys(customers.rows[0].changed).sort()).toEqual(['kleer.address', 'kleer.paymentDays']);
		await control('DELETE', `kleer/clients/${client.id}`);
		expect(store.clients.has(client.id)).toBe(false);

		const supplier = await control('POST', 'kleer/suppliers', { name: 'Eget AB' });
		await control('POST', `kleer/suppliers/${supplier.id}`, { orgno: '559905-0009' });
		await control('POST', 'kleer/people/210002/supplier', { supplierId: supplier.id });
		const tied = (await control('GET', 'state')).rows[1].kleer;
		expect(tied).toMatchObject({ company: 'Eget AB', orgno: '559905-0009', moreCompanies: [] });
		await control('POST', 'kleer/people/210002/supplier', { supplierId: null });
		expect((await control('GET', 'state')).rows[1].kleer).toMatchObject({ company: null, orgno: null });
	});

	it('edits and adds people, and the state marks what changed', async () => {
		await control('GET', 'state');
		await control('POST', 'kleer/people/210001', {
			user: { name: 'Åsa Ny' },
			payroll: { phone: '42' },
			salary: 4_000_000,
		});
		expect(sandbox.kleer.store.users.get(210001)?.name).toBe('Åsa Ny');
		const hired = await control('POST', 'kleer/people', {
			name: 'Nils Nyman',
			email: 'n@x.example',
			salary: 3_900_000,
		});
		expect(sandbox.kleer.store.payroll.get(hired.id)).toMatchObject({ 'monthly-salary': 3_900_000 });
		const state = await control('GET', 'state');
		expect(Object.keys(state.rows[0].changed).sort()).toEqual(['kleer.name', 'kleer.phone', 'kleer.salary']);
		const row = state.rows.find((one: { kleer: { id: number } | null }) => one.kleer?.id === hired.id);
		expect(Object.keys(row.changed)).toEqual(['kleer.*']);
	});

	it('edits Cinode by hand, with or without a trace', async () => {
		const before = sandbox.cinode.store.users.get(5002)?.updatedDateTime;
		await control('POST', 'cinode/users/5002', { title: 'Chef', bump: false, tagNames: ['Egen'] });
		expect(sandbox.cinode.store.users.get(5002)).toMatchObject({ title: 'Chef', updatedDateTime: before });
		await control('POST', 'cinode/users/5002', { phone: '1' });
		expect(sandbox.cinode.store.users.get(5002)?.updatedDateTime).not.toBe(before);
		expect((await control('GET', 'requests')).all).toEqual([]);
	});

	it('sets faults and switches, and starts anew', async () => {
		const { store } = sandbox.kleer;
		await control('POST', 'faults', { system: 'kleer', kind: 'status', status: 503 });
		const url = `${sandbox.kleer.baseUrl}/company/1/user`;
		expect((await fetch(url)).status).toBe(503);
		await control('DELETE', 'faults');
		expect((await fetch(url)).status).toBe(401);
		await control('POST', 'options', { kleer: { rights: [], emptyList: 'bare' }, cinode: { levels: [180] } });
		expect([store.rights.size, store.options.emptyList]).toEqual([0, 'bare']);
		await control('POST', 'reset', { people: 24 });
		expect([store.users.size, store.rights.size]).toEqual([24, 9]);
		expect(sandbox.kleer.store).toBe(store);
		sandbox.reset({ people: 12 });
	});

	it('serves the page on both', async () => {
		for (const { url } of [sandbox.kleer, sandbox.cinode]) {
			const page = await fetch(`${url}/`);
			expect(page.headers.get('content-type')).toContain('text/html');
			const html = await page.text();
			const modules = [...html.matchAll(/from '(\/sandbox\/page\/\w+\.mjs)'/g)].map(([, path]) => path);
			expect(modules).toHaveLength(6);
			for (const path of modules) {
				const script = await fetch(`${url}${path}`);
				expect(script.headers.get('content-type')).toContain('text/javascript');
			}
		}
	});
});
