import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Operations, first, id, jsons, namesIn } from './support/operations.mts';
import { Tenant } from './support/tenant.mts';

let tenant: Tenant;
beforeAll(async () => {
	tenant = await Tenant.start();
});
beforeEach(() => tenant.sandbox.reset());
afterAll(() => tenant.stop());

const HAVSVIDE = 9000;
const at = { customerId: id(HAVSVIDE) };
const each = { customerId: id('={{ $json.customerId }}') };
const customer = () => {
	const found = tenant.sandbox.cinode.store.customers.get(HAVSVIDE);
	if (!found) throw new Error('no customer');
	return found;
};
const people = () => [...tenant.sandbox.cinode.store.users.values()];

describe('Cinode, Customer Manager', () => {
	const managers = new Operations(() => tenant, 'cinode', 'customerManager');

	it.each(['adds', 'replaces'] as const)('is added beside the others where Cinode %s', async (way) => {
		tenant.sandbox.cinode.store.options.managersPost = way;
		const [one, other] = people();
		if (!one || !other) throw new Error('nobody');
		customer().managers = [one.id];
		const added = await managers.run('add', { ...at, userId: id(other.id) });
		expect(jsons(added)).toEqual([
			{
				customerId: HAVSVIDE,
				userId: other.id,
				firstName: other.firstName,
				lastName: other.lastName,
			},
		]);
		expect(customer().managers).toEqual([one.id, other.id]);
		await managers.run('add', { ...at, userId: id(other.id) });
		expect(customer().managers).toEqual([one.id, other.id]);
	});

	it('is listed up to the limit, chosen from the customer’s own, and removed', async () => {
		const ids = people()
			.slice(0, 3)
			.map((person) => person.id);
		customer().managers = [...ids];
		expect(jsons(await managers.run('getAll', { ...at, returnAll: true })).map((one) => one.userId)).toEqual(
			ids,
		);
		expect(await managers.run('getAll', { ...at, returnAll: false, limit: 2 })).toHaveLength(2);
		const shown = await managers.list('searchCustomerManagers', undefined, { operation: 'remove', ...at });
		expect(shown.results.map(({ value }) => Number(value)).sort()).toEqual([...ids].sort());
		const removed = await managers.run('remove', { ...at, managerId: id(ids[0] ?? 0) });
		expect(jsons(removed)).toEqual([{ deleted: true }]);
		expect(customer().managers).toEqual(ids.slice(1));
	});

	it('says for which item it failed, and goes on with the others', async () => {
		customer().managers = people()
			.slice(0, 1)
			.map((person) => person.id);
		const items = [{ customerId: 1 }, { customerId: HAVSVIDE }];
		const output = await managers.runFor(
			items,
			'getAll',
			{ ...each, returnAll: true },
			'continueRegularOutput',
		);
		expect(output).toMatchObject([
			{ json: { error: 'Cinode has no such record (404)', reasonCode: 'notFound' }, pairedItem: { item: 0 } },
			{ json: { customerId: HAVSVIDE }, pairedItem: { item: 1 } },
		]);
		await expect(managers.run('remove', { ...at, managerId: id(1) })).rejects.toThrow('no such record');
	});

	it('needs the customer before it can list', async () => {
		await expect(managers.list('searchCustomerManagers')).rejects.toThrow("Choose 'Customer' first");
	});
});

describe('Cinode, Customer Tag', () => {
	const tags = new Operations(() => tenant, 'cinode', 'customerTag');
	const byName = (value: string) => ({ __rl: true, mode: 'name', value });
	const companyTags = () => [...tenant.sandbox.cinode.store.tags.values()];

	it('is added by ID beside the others', async () => {
		const [one, other] = companyTags();
		if (!one || !other) throw new Error('no tags');
		customer().tags = [one.id];
		const added = await tags.run('add', { ...at, tagId: id(other.id) });
		expect(jsons(added)).toEqual([{ customerId: HAVSVIDE, id: other.id, name: other.name }]);
		expect(customer().tags).toEqual([one.id, other.id]);
		const before = companyTags().length;
		await expect(tags.run('add', { ...at, tagId: id(987654) })).rejects.toThrow('no tag with the ID 987654');
		expect(companyTags()).toHaveLength(before);
	});

	it('is added by name: one that is there is used, another is made', async () => {
		const [one] = companyTags();
		if (!one) throw new Error('no tags');
		customer().tags = [];
		const before = companyTags().length;
		expect(first(await tags.run('add', { ...at, tagId: byName(` ${one.name.toUpperCase()} `) })).id).toBe(
			one.id,
		);
		expect(companyTags()).toHaveLength(before);
		const made = first(await tags.run('add', { ...at, tagId: byName('Ramavtal 2027') }));
		expect(made.name).toBe('Ramavtal 2027');
		expect(companyTags()).toHaveLength(before + 1);
		expect(customer().tags).toEqual([one.id, made.id]);
		await expect(tags.run('add', { ...at, tagId: byName(' ') })).rejects.toThrow("'Tag' has to be filled");
	});

	it('is listed, chosen from the customer’s own, and removed, while the tag stays', async () => {
		const [one, other, third] = companyTags();
		if (!one || !other || !third) throw new Error('no tags');
		customer().tags = [one.id, other.id, third.id];
		expect(jsons(await tags.run('getAll', { ...at, returnAll: true })).map(({ name }) => name)).toEqual([
			one.name,
			other.name,
			third.name,
		]);
		expect(await tags.run('getAll', { ...at, returnAll: false, limit: 1 })).toHaveLength(1);
		const shown = await tags.list('searchCustomerTags', undefined, { operation: 'remove', ...at });
		expect(namesIn(shown).sort()).toEqual([one.name, other.name, third.name].sort());
		expect(jsons(await tags.run('remove', { ...at, tagId: id(one.id) }))).toEqual([{ deleted: true }]);
		expect(customer().tags).toEqual([other.id, third.id]);
		expect(companyTags()).toContainEqual(one);
	});

	it('says for which item it failed, and goes on with the others', async () => {
		const [one] = companyTags();
		customer().tags = [one?.id ?? 0];
		const items = [{ customerId: HAVSVIDE }, { customerId: 'x' }];
		const output = await tags.runFor(items, 'getAll', { ...each, returnAll: true }, 'continueRegularOutput');
		expect(output).toMatchObject([
			{ json: { name: one?.name }, pairedItem: { item: 0 } },
			{ json: { error: "'Customer' has to be an ID, a whole number" }, pairedItem: { item: 1 } },
		]);
	});
});

describe('the lists of a customer’s parts', () => {
	it('show contacts and addresses by what people know them by', async () => {
		const contacts = new Operations(() => tenant, 'cinode', 'customerContact');
		const addresses = new Operations(() => tenant, 'cinode', 'customerAddress');
		const [contact] = customer().contacts;
		const [address] = customer().addresses;
		const chosen = { operation: 'get', ...at };
		expect(namesIn(await contacts.list('searchCustomerContacts', 'bokvik', chosen))).toEqual([
			expect.stringContaining(String(contact?.lastName)),
		]);
		expect(await contacts.list('searchCustomerContacts', 'nobody', chosen)).toEqual({ results: [] });
		const { results } = await addresses.list('searchCustomerAddresses', undefined, chosen);
		expect(results.map(({ value }) => Number(value))).toContain(address?.id);
		expect(results.map(({ name }) => name).join()).toContain(String(address?.city));
	});
});
