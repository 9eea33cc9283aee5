import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSteps } from './support/engine.mts';
import { Operations, first, id, jsons } from './support/operations.mts';
import { Tenant } from './support/tenant.mts';

let tenant: Tenant;
beforeAll(async () => {
	tenant = await Tenant.start({ subcontractors: 7, linked: true });
});
afterAll(() => tenant.stop());

const cinode = (resource: string) => new Operations(() => tenant, 'cinode', resource);
const filtered = async (resource: string, filters: IDataObject) =>
	jsons(await cinode(resource).run('getAll', { returnAll: true, filters }));

describe('Cinode, filters that are done here', () => {
	it('find people by the whole ID and number, also the disconnected', async () => {
		const person = tenant.cinodeUser('Björkvide');
		Object.assign(person, { internalIdentifier: '1001', employmentNumber: '77' });
		const ids = async (filters: IDataObject) => (await filtered('user', filters)).map((one) => one.id);
		expect(await ids({ internalIdentifier: '1001' })).toEqual([person.id]);
		expect(await ids({ internalIdentifier: '100' })).toEqual([]);
		expect(await ids({ employmentNumber: '77' })).toEqual([person.id]);
		expect(await ids({ employmentNumber: '77', internalIdentifier: '1002' })).toEqual([]);
		expect(await ids({ includeDisconnected: true, internalIdentifier: '1001' })).toEqual([person.id]);
	});

	it('find subcontractors by the whole ID', async () => {
		const [one] = [...tenant.sandbox.cinode.store.subcontractors.values()].filter(
			({ status }) => status === 1,
		);
		if (!one) throw new Error('no subcontractor');
		one.internalIdentifier = '9042';
		const ids = async (internalIdentifier: string) =>
			(await filtered('subcontractor', { internalIdentifier })).map((found) => found.id);
		expect(await ids('9042')).toEqual([one.id]);
		expect(await ids('904')).toEqual([]);
	});

	it('find customers that carry all of some tags, by name or ID', async () => {
		const { tags } = tenant.sandbox.cinode.store;
		const [one, other] = [...tags.values()];
		if (!one || !other) throw new Error('no tags');
		const [both, single] = [...tenant.sandbox.cinode.store.customers.values()].filter(({ status }) => status);
		if (!both || !single) throw new Error('no customers');
		for (const customer of tenant.sandbox.cinode.store.customers.values()) customer.tags = [];
		both.tags = [one.id, other.id];
		single.tags = [one.id];
		const ids = async (wanted: Array<string | number>) =>
			(await filtered('customer', { tags: wanted })).map((customer) => customer.id);
		expect((await ids([one.name])).sort()).toEqual([both.id, single.id].sort());
		expect(await ids([one.name, other.id])).toEqual([both.id]);
		expect(await ids(['no such tag'])).toEqual([]);
	});
});

describe('Cinode, Customer Contact, simplified', () => {
	it('has ten fields at most, and all of them where that is asked for', async () => {
		const contacts = cinode('customerContact');
		const at = { customerId: id(9000), returnAll: true };
		const simple = first(await contacts.run('getAll', at));
		expect(simple).toMatchObject({ lastName: expect.any(String) });
		expect(Object.keys(simple).length).toBeLessThanOrEqual(10);
		const raw = first(await contacts.run('getAll', { ...at, simple: false }));
		expect(raw).toMatchObject({ ...simple, createdDateTime: expect.any(String) });
		const one = { customerId: id(9000), partId: id(simple.id as number) };
		expect(first(await contacts.run('get', one))).toEqual(simple);
		expect(first(await contacts.run('get', { ...one, simple: false }))).toEqual(raw);
	});
});

describe('an item that fails', () => {
	it('leaves by the error output, and the others by the first', async () => {
		const parameters = { resource: 'tag', operation: 'get', tagId: id('={{ $json.tag }}') };
		const [tag] = tenant.sandbox.cinode.store.tags.values();
		const step = { name: 'Node', type: 'cinode', parameters, onError: 'continueErrorOutput' as const };
		const output = await runSteps(tenant.credentials, [{ tag: 987654 }, { tag: tag?.id ?? 0 }], [step]);
		expect(output('Node')).toMatchObject([{ json: { id: tag?.id }, pairedItem: { item: 1 } }]);
		expect(output('Node', 1)).toMatchObject([
			{
				json: {
					error: 'Cinode has no such record (404)',
					details: { reasonCode: 'notFound' },
					tag: 987654,
				},
			},
		]);
	});
});
