import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Operations, first, id, jsons, namesIn } from './support/operations.mts';
import { Tenant } from './support/tenant.mts';

let tenant: Tenant;
beforeAll(async () => {
	tenant = await Tenant.start();
});
beforeEach(() => tenant.sandbox.reset());
afterAll(() => tenant.stop());

describe('Cinode, Tag', () => {
	const tags = new Operations(() => tenant, 'cinode', 'tag');
	const stored = () => [...tenant.sandbox.cinode.store.tags.values()];

	it('gives all, some, or those that match', async () => {
		const all = jsons(await tags.run('getAll', { returnAll: true }));
		expect(all).toEqual(stored().map((tag) => ({ id: tag.id, name: tag.name })));
		expect(await tags.run('getAll', { returnAll: false, limit: 2 })).toHaveLength(2);
		const [one] = stored();
		const found = await tags.run('getAll', {
			returnAll: true,
			filters: { term: one?.name.toUpperCase() ?? '' },
		});
		expect(jsons(found)).toContainEqual({ id: one?.id, name: one?.name });
		expect(await tags.run('getAll', { returnAll: true, filters: { term: 'no such tag' } })).toEqual([]);
		expect(namesIn(await tags.list('searchTags', one?.name))).toContain(one?.name);
	});

	it('gives one with its type, and says for which item there is none', async () => {
		const [one] = stored();
		const items = [{ tag: one?.id ?? 0 }, { tag: 987654 }];
		const parameters = { tagId: id('={{ $json.tag }}') };
		const output = await tags.runFor(items, 'get', parameters, 'continueRegularOutput');
		expect(output).toMatchObject([
			{ json: { id: one?.id, name: one?.name, type: expect.any(String) }, pairedItem: { item: 0 } },
			{ json: { error: 'Cinode has no such record (404)', reasonCode: 'notFound' }, pairedItem: { item: 1 } },
		]);
	});
});

describe('Cinode, Team', () => {
	const teams = new Operations(() => tenant, 'cinode', 'team');

	it('gives all, some, those that match, and one with more', async () => {
		expect(jsons(await teams.run('getAll', { returnAll: true }))).toEqual([
			{ id: 401, name: 'Systemutveckling', description: null },
			{ id: 402, name: 'Ledning', description: null },
		]);
		expect(await teams.run('getAll', { returnAll: false, limit: 1 })).toHaveLength(1);
		const found = await teams.run('getAll', { returnAll: true, filters: { term: 'LEDN' } });
		expect(jsons(found).map((team) => team.id)).toEqual([402]);
		const simple = first(await teams.run('get', { teamId: id(401) }));
		expect(simple).toMatchObject({ id: 401, costCenter: null });
		expect(simple).not.toHaveProperty('links');
		expect(first(await teams.run('get', { teamId: id(401), simple: false }))).toHaveProperty('links');
		expect(namesIn(await teams.list('searchTeams', 'led'))).toEqual(['Ledning']);
	});

	it('gives its members, each paired with its team', async () => {
		const [one, other] = [...tenant.sandbox.cinode.store.users.values()];
		if (!one || !other) throw new Error('nobody');
		one.teamId = 401;
		other.teamId = 402;
		const items = [{ team: 402 }, { team: 999 }, { team: 401 }];
		const parameters = { teamId: id('={{ $json.team }}'), returnAll: true };
		const output = await teams.runFor(items, 'getMembers', parameters, 'continueRegularOutput');
		expect(output).toMatchObject([
			{ json: { teamId: 402, userId: other.id, lastName: other.lastName }, pairedItem: { item: 0 } },
			{ json: { error: 'Cinode has no such record (404)', reasonCode: 'notFound' }, pairedItem: { item: 1 } },
			{ json: { teamId: 401, userId: one.id }, pairedItem: { item: 2 } },
		]);
		other.teamId = 401;
		const limited = { teamId: id(401), returnAll: false, limit: 1 };
		expect(await teams.run('getMembers', limited)).toHaveLength(1);
	});
});

describe('Cinode, Role', () => {
	const roles = new Operations(() => tenant, 'cinode', 'role');
	const staffed = () => {
		const role = [...tenant.sandbox.cinode.store.roles.values()].find(({ assigned }) => assigned);
		if (!role?.assigned) throw new Error('no role with somebody in it');
		return { role, person: role.assigned.companyUserId };
	};

	it('gets one, simplified or as Cinode gives it', async () => {
		const { role, person } = staffed();
		const at = { projectId: id(role.projectId), roleId: id(role.id) };
		const simple = first(await roles.run('get', at));
		expect(simple).toMatchObject({
			id: role.id,
			title: role.title,
			rate: role.rate,
			assigned: { userId: person },
		});
		expect(Object.keys(simple).length).toBeLessThanOrEqual(10);
		const raw = first(await roles.run('get', { ...at, simple: false }));
		expect(raw).toMatchObject({ assigned: { companyUserId: person }, skills: [] });
	});

	it('gets a project’s in one request; rates and people with one more for each', async () => {
		const { role, person } = staffed();
		const ofProject = [...tenant.sandbox.cinode.store.roles.values()].filter(
			({ projectId }) => projectId === role.projectId,
		);
		const at = { projectId: id(role.projectId), returnAll: true };
		tenant.sandbox.requests.clear();
		const listed = jsons(await roles.run('getAll', at));
		expect(listed.map((one) => one.id).sort()).toEqual(ofProject.map((one) => one.id).sort());
		expect(listed[0]).not.toHaveProperty('rate');
		expect(tenant.sandbox.requests.count({ path: /\/projects\// })).toBe(1);
		const full = jsons(await roles.run('getAll', { ...at, options: { inFull: true } }));
		expect(full.find((one) => one.id === role.id)).toMatchObject({
			rate: role.rate,
			assigned: { userId: person },
		});
		expect(tenant.sandbox.requests.count({ path: /\/projects\// })).toBe(2 + ofProject.length);
		expect(await roles.run('getAll', { ...at, returnAll: false, limit: 1 })).toHaveLength(1);
		const list = await roles.list('searchRoles', role.title ?? '', { operation: 'get', ...at });
		expect(list.results.map(({ value }) => value)).toContain(String(role.id));
	});

	it('says for which item there is none', async () => {
		const { role } = staffed();
		const items = [{ project: 1 }, { project: role.projectId }];
		const parameters = { projectId: id('={{ $json.project }}'), roleId: id(role.id) };
		const output = await roles.runFor(items, 'get', parameters, 'continueRegularOutput');
		expect(output).toMatchObject([
			{ json: { error: 'Cinode has no such record (404)', reasonCode: 'notFound' }, pairedItem: { item: 0 } },
			{ json: { id: role.id }, pairedItem: { item: 1 } },
		]);
	});
});

describe('Cinode, Webhook', () => {
	const webhooks = new Operations(() => tenant, 'cinode', 'webhook');
	const URL_OF_TRIGGER = 'https://n8n.example.com/webhook/3f2a/webhook';
	const ensure = { entities: ['companyProject'], actions: ['updated'] };
	/** In an n8n at that host, as a rule with its own address. */
	const ensureAt = async (host: string, webhookUrl = `https://${host}/webhook/3f2a/webhook`) =>
		jsons(
			await webhooks.runFor([{}], 'ensure', { ...ensure, webhookUrl }, undefined, {
				address: `https://${host}`,
			}),
		);

	it('is listed without its secret, and deleted by what the list gives', async () => {
		await ensureAt('n8n.example.com');
		const [shown] = jsons(await webhooks.run('getAll', { returnAll: true }));
		expect(shown).toMatchObject({ isActive: true, endpointUrl: expect.stringContaining(URL_OF_TRIGGER) });
		expect(JSON.stringify(shown)).not.toContain('headerValue');
		const { results } = await webhooks.list('searchWebhooks', 'n8n.example');
		expect(results.map(({ value }) => value)).toEqual([shown?.id]);
		expect(jsons(await webhooks.run('delete', { webhookId: id(String(shown?.id)) }))).toEqual([
			{ deleted: true },
		]);
		expect(tenant.sandbox.cinode.store.webhooks.size).toBe(0);
	});

	it('says what Cinode can tell about where an expression gives something else', async () => {
		const given = { ...ensure, webhookUrl: URL_OF_TRIGGER, entities: ['Project'] };
		await expect(
			webhooks.runFor([{}], 'ensure', given, undefined, { address: 'https://n8n.example.com' }),
		).rejects.toThrow("'Entities' holds something that Cinode doesn't tell about");
	});

	describe('of the same path', () => {
		const hosts = () =>
			[...tenant.sandbox.cinode.store.webhooks.values()]
				.map(({ endpointUrl }) => new URL(endpointUrl).host)
				.sort();
		/** Another n8n that uses the same template. */
		const another = (host: string, query: string) => {
			const [first] = tenant.sandbox.cinode.store.webhooks.values();
			if (!first) throw new Error('No webhook to copy');
			const endpointUrl = `https://${host}/webhook/3f2a/webhook${query}`;
			const copy = { ...first, id: '00000000-0000-4000-8000-00000000000a', endpointUrl };
			tenant.sandbox.cinode.store.webhooks.set(copy.id, copy);
		};

		beforeEach(() => tenant.sandbox.cinode.store.webhooks.clear());

		it.each(['?k=another8', ''])('another n8n’s is left alone and told by its host (%s)', async (query) => {
			await ensureAt('one.example.com');
			another('two.example.com', query);
			const [told] = await ensureAt('one.example.com');
			expect(told).toMatchObject({ webhook: 'unchanged' });
			expect(String(told?.warnings)).toContain('two.example.com');
			expect(JSON.stringify(told)).not.toContain('another8');
			expect(hosts()).toEqual(['one.example.com', 'two.example.com']);
		});

		it('an old address with the same secret is replaced, and told', async () => {
			await ensureAt('old.example.com');
			const [told] = await ensureAt('new.example.com');
			expect(told).toMatchObject({ webhook: 'replaced' });
			expect(String(told?.warnings)).toContain('old.example.com');
			expect(hosts()).toEqual(['new.example.com']);
		});

		it.each([
			['another header', { isBasicAuthentication: false, headerName: 'x-other' }],
			['user and password', { isBasicAuthentication: true, headerName: 'x-kleer-cinode-secret' }],
		])('ours with %s is replaced', async (_what, shown) => {
			await ensureAt('one.example.com');
			const [ours] = tenant.sandbox.cinode.store.webhooks.values();
			if (ours) ours.credentials = ours.credentials.map((one) => ({ ...one, ...shown }));
			expect(await ensureAt('one.example.com')).toEqual([{ webhook: 'replaced' }]);
			expect(await ensureAt('one.example.com')).toEqual([{ webhook: 'unchanged' }]);
			const [now] = tenant.sandbox.cinode.store.webhooks.values();
			expect(now?.credentials).toMatchObject([{ headerName: 'x-kleer-cinode-secret' }]);
		});

		it.each([
			['in another case', (name: string | null) => (name ?? '').toUpperCase()],
			['that isn’t shown', () => null],
		])('ours with a header %s is right', async (_what, change) => {
			await ensureAt('one.example.com');
			const [ours] = tenant.sandbox.cinode.store.webhooks.values();
			for (const credential of ours?.credentials ?? []) credential.headerName = change(credential.headerName);
			expect(await ensureAt('one.example.com')).toEqual([{ webhook: 'unchanged' }]);
		});

		it.each([
			'https://evil.example.com/webhook/3f2a/webhook',
			'https://one.example.com.evil.example/webhook/3f2a/webhook',
			'https://one.example.com@evil.example/webhook/3f2a/webhook',
			'https://one.example.com:8443/webhook/3f2a/webhook',
			'http://one.example.com/webhook/3f2a/webhook',
		])('never registers %s, which is not this n8n', async (url) => {
			await expect(ensureAt('one.example.com', url)).rejects.toThrow(
				"'Webhook URL' is not an address of this n8n",
			);
			expect(hosts()).toEqual([]);
			expect(tenant.sandbox.requests.count({ path: /webhooks/ })).toBe(0);
		});

		it('one of our host with a stale secret is replaced without a word', async () => {
			await ensureAt('one.example.com');
			const [ours] = tenant.sandbox.cinode.store.webhooks.values();
			if (ours) ours.endpointUrl = 'https://one.example.com/webhook/3f2a/webhook?k=stale888';
			expect(await ensureAt('one.example.com')).toEqual([{ webhook: 'replaced' }]);
			expect(hosts()).toEqual(['one.example.com']);
		});
	});

	it('says which item’s isn’t there or is no ID, without asking Cinode for the latter', async () => {
		const gone = '00000000-0000-4000-8000-000000000000';
		tenant.sandbox.requests.clear();
		const output = await webhooks.runFor(
			[{ webhook: gone }, { webhook: '../users/5002' }],
			'delete',
			{ webhookId: id('={{ $json.webhook }}') },
			'continueRegularOutput',
		);
		expect(output).toMatchObject([
			{ json: { error: 'Cinode has no such record (404)', reasonCode: 'notFound' }, pairedItem: { item: 0 } },
			{ json: { error: "'Webhook' has to be an ID, a UUID" }, pairedItem: { item: 1 } },
		]);
		expect(tenant.sandbox.requests.count({ method: 'DELETE' })).toBe(1);
	});
});
