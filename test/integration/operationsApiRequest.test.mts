import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Operations, first, jsons } from './support/operations.mts';
import { Tenant } from './support/tenant.mts';

// Waits between tries are not what is tested here.
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async () => await new Promise((resolve) => setImmediate(resolve)),
}));

let tenant: Tenant;
beforeAll(async () => {
	tenant = await Tenant.start();
});
beforeEach(() => {
	tenant.sandbox.reset();
	tenant.sandbox.requests.clear();
});
afterAll(() => tenant.stop());

const cinode = new Operations(() => tenant, 'cinode', 'apiRequest');
const kleer = new Operations(() => tenant, 'kleer', 'apiRequest');
const sent = () => tenant.sandbox.requests.all.filter(({ path }) => path !== '/token');

describe('Cinode, API Request', () => {
	it('gives a list as one item per record, as it is', async () => {
		const items = await cinode.run('send', { path: '/users' });
		expect(items.length).toBeGreaterThan(1);
		expect(first(items)).toHaveProperty('companyUserId');
		expect(items.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
		expect(sent()).toMatchObject([
			{ method: 'GET', path: expect.stringMatching(/^\/v0\.1\/companies\/\d+\/users$/) },
		]);
	});

	it('gives the company itself for an empty path, also as a full response', async () => {
		const { companyId } = tenant.sandbox.cinode;
		expect(first(await cinode.run('send', { path: '' }))).toMatchObject({ id: companyId });
		const full = first(await cinode.run('send', { path: '/', options: { fullResponse: true } }));
		expect(full).toMatchObject({
			statusCode: 200,
			headers: { 'x-daily-requests-left': expect.any(String) },
			body: { id: companyId },
		});
	});

	it('sends a body, also one that is no text, and asks the version that is chosen', async () => {
		const created = await cinode.run('send', {
			method: 'POST',
			path: 'customers',
			body: '{ "name": "Från API AB" }',
		});
		const { id } = first(created);
		expect(tenant.cinodeCustomer('Från API AB').id).toBe(id);
		const [tag] = [...tenant.sandbox.cinode.store.tags.values()];
		await cinode.runFor([{ tag: { id: tag?.id } }], 'send', {
			method: 'POST',
			apiVersion: 'v0.2',
			path: `/customers/${id}/tags`,
			body: '={{ $json.tag }}',
		});
		expect(tenant.cinodeCustomer('Från API AB').tags).toEqual([tag?.id]);
		expect(sent().map(({ path }) => path.slice(0, 5))).toEqual(['/v0.1', '/v0.2']);
	});

	it('sends a patch with its own content type, and nothing at all where the body is empty', async () => {
		const { id } = tenant.cinodeCustomer('Havsvide');
		const patch = [{ op: 'replace', path: '/phone', value: '08-99' }];
		const parameters = { method: 'PATCH', path: `/customers/${id}`, body: JSON.stringify(patch) };
		expect(first(await cinode.run('send', parameters))).toMatchObject({ phone: '08-99' });
		const [webhook] = jsons(
			await cinode.run('send', {
				method: 'POST',
				path: '/webhooks',
				body: '{"isActive":true,"endpointUrl":"https://n8n.example.com/x"}',
			}),
		);
		const gone = await cinode.run('send', { method: 'DELETE', path: `/webhooks/${webhook?.id}`, body: ' ' });
		expect(jsons(gone)).toEqual([{}]);
		expect(sent().at(-1)?.body).toBeUndefined();
	});

	it('adds query parameters to those in the path', async () => {
		const queryParameters = {
			parameters: [
				{ name: 'q', value: 'å & ä' },
				{ name: ' ', value: 'dropped' },
			],
		};
		await cinode.run('send', { path: '/tags?a=1', queryParameters });
		expect(sent()[0]).toMatchObject({
			path: expect.stringMatching(/\/tags$/),
			query: { a: '1', q: 'å & ä' },
		});
	});

	it.each([
		['https://evil.example/users', "can't be a whole address"],
		['//evil.example/users', "can't be a whole address"],
		['/../2/users', "can't hold dots as a step"],
		['/users/%2e%2e/%2E%2E/2', "can't hold dots as a step"],
		['/users\\..\\2', "can't hold dots as a step"],
		['/users#x', "can't hold dots as a step"],
		['/v0.1/companies/2/users', 'begins below the company'],
	])('refuses the path %s and asks nothing', async (path, message) => {
		await expect(cinode.run('send', { path })).rejects.toThrow(message);
		expect(sent()).toEqual([]);
	});

	it('says what is wrong, for the item that it is wrong with', async () => {
		const { id } = tenant.cinodeCustomer('Havsvide');
		const items = [{ path: '/customers/1' }, { path: `/customers/${id}` }, { path: 'http://x/' }];
		const output = await cinode.runFor(items, 'send', { path: '={{ $json.path }}' }, 'continueRegularOutput');
		expect(output).toMatchObject([
			{ json: { error: 'Cinode has no such record (404)', reasonCode: 'notFound' }, pairedItem: { item: 0 } },
			{ json: { id }, pairedItem: { item: 1 } },
			{ json: { error: expect.stringContaining("'Path'") }, pairedItem: { item: 2 } },
		]);
		const broken = { method: 'POST', path: '/customers', body: '{ "name": ' };
		await expect(cinode.run('send', broken)).rejects.toThrow("'JSON Body' has to be valid JSON");
	});

	it('repeats a read that fails, never a write', async () => {
		const fault = { system: 'cinode' as const, kind: 'status' as const, status: 503, times: 1 };
		tenant.sandbox.faults.add({ ...fault, path: '/tags$' });
		expect((await cinode.run('send', { path: '/tags' })).length).toBeGreaterThan(0);
		tenant.sandbox.faults.add({ ...fault, path: '/customers$' });
		const write = { method: 'POST', path: '/customers', body: '{"name":"Två gånger AB"}' };
		await expect(cinode.run('send', write)).rejects.toThrow('Cinode failed (503)');
		expect(tenant.sandbox.requests.count({ method: 'POST', path: /customers$/ })).toBe(1);
	});
});

describe('Kleer, API Request', () => {
	it('gives the answer as it is', async () => {
		const user = tenant.kleerUser('Björkvide');
		const listed = first(await kleer.run('send', { path: '/user' }));
		expect(Object.keys(listed)).toEqual(['users']);
		expect(first(await kleer.run('send', { path: `user/${user.id}` }))).toMatchObject({ name: user.name });
		const full = first(await kleer.run('send', { path: '/info', options: { fullResponse: true } }));
		expect(full).toMatchObject({ statusCode: 200, body: { orgno: expect.any(String) } });
	});

	it('changes a client, and says what Kleer refused', async () => {
		const [client] = tenant.sandbox.kleer.store.clients.values();
		const path = `/client/${client?.id}`;
		const present = first(await kleer.run('send', { path }));
		const body = JSON.stringify({ ...present, phone: '08-77' });
		expect(first(await kleer.run('send', { method: 'POST', path, body }))).toEqual({ id: client?.id });
		expect(first(await kleer.run('send', { path })).phone).toBe('08-77');
		const refused = { method: 'POST', path, body: '{"id":1}' };
		await expect(kleer.run('send', refused)).rejects.toThrow('Kleer failed');
	});
});
