import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cinodeEndState, findSecrets, startSandbox, type Sandbox } from '../../sandbox/index.mts';

let sandbox: Sandbox;
const TRADER = '630101-2388';

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04' });
});
// By the control, which also forgets what the page has seen.
beforeEach(() => control('POST', 'reset', { emptyCinode: true }));
afterAll(() => sandbox.close());

// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function control(method: string, path: string, body?: object, status = 200): Promise<any> {
	const response = await fetch(`${sandbox.cinode.url}/sandbox/${path}`, {
		method,
		...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
	});
	expect(response.status).toBe(status);
	return response.json();
}

const addSub = (given: object = {}) =>
	control('POST', 'cinode/subcontractors', {
		firstName: 'Siv',
		lastName: 'Österå',
		email: 'siv@osterakonsult.example',
		...given,
	});
const addCustomer = (given: object = {}) =>
	control('POST', 'cinode/customers', { name: 'Skogsalv Energi AB', ...given });

describe('by hand', () => {
	it('subcontractors are added, edited and deleted', async () => {
		const { id, ...made } = await addSub({ password: 'sivs-lösenord', tagNames: ['Egen'] });
		expect([made.status, made.password, made.tags.length]).toEqual([1, undefined, 1]);
		await control('POST', `cinode/subcontractors/${id}`, { phone: '1', status: 0 });
		const { subcontractors } = sandbox.cinode.store;
		expect(subcontractors.get(id)).toMatchObject({
			phone: '1',
			status: 0,
			email: 'siv@osterakonsult.example',
		});
		await control('DELETE', `cinode/subcontractors/${id}`);
		expect(subcontractors.has(id)).toBe(false);
		await control('DELETE', `cinode/subcontractors/${id}`, undefined, 500);
		await control('POST', `cinode/subcontractors/${id}`, { phone: '2' }, 500);
	});

	it('customers are added, edited with or without a trace, and deleted', async () => {
		const contacts = [{ firstName: 'Bo', lastName: 'Ek' }];
		const { id } = await addCustomer({ contacts, addresses: [{ street1: 'Box 1' }], tagNames: ['BV=30'] });
		const { customers, tags } = sandbox.cinode.store;
		const customer = customers.get(id);
		expect(customer?.contacts[0]).toMatchObject({ id: expect.any(Number), firstName: 'Bo', phone1: null });
		expect(customer?.addresses[0]).toMatchObject({
			id: expect.any(Number),
			street1: 'Box 1',
			addressType: 0,
		});
		expect(tags.get(customer?.tags[0] ?? 0)?.name).toBe('BV=30');
		const before = customer?.updatedDateTime;
		await control('POST', `cinode/customers/${id}`, { phone: '1', bump: false });
		expect(customer).toMatchObject({ phone: '1', updatedDateTime: before, lastTouchDateTime: before });
		await new Promise((resolve) => setTimeout(resolve, 2));
		await control('POST', `cinode/customers/${id}`, { phone: '2' });
		expect(customer?.updatedDateTime).not.toBe(before);
		await control('DELETE', `cinode/customers/${id}`);
		expect(customers.has(id)).toBe(false);
	});

	it('switches are set', async () => {
		await control('POST', 'options', { cinode: { subcontractorUpdates: 'patch', managersPost: 'replaces' } });
		expect(sandbox.cinode.store.options).toMatchObject({
			subcontractorUpdates: 'patch',
			managersPost: 'replaces',
		});
	});
});

describe('the state', () => {
	it('shows subcontractors among the people, and customers beside clients, by key or number', async () => {
		const [person] = sandbox.kleer.store.users.values();
		const [first, second] = [...sandbox.kleer.store.clients.values()].filter((client) => client.orgno);
		await addSub({ internalIdentifier: String(person?.['internal-id']), companyName: 'Österå AB' });
		await addCustomer({ identification: first?.['foreign-id'], phone: '1' });
		await addCustomer({ corporateIdentityNumber: second?.orgno.replace('-', ''), name: 'Andra' });
		await addCustomer({ name: 'Tredje' });
		const state = await control('GET', 'state');
		expect([state.users, state.subcontractors, state.customers.customers]).toEqual([1, 1, 3]);
		expect(state.rows[0]).toMatchObject({
			kleer: { id: person?.id },
			cinode: { subcontractor: true, company: 'Österå AB' },
			by: 'key',
		});
		const row = (id: number | undefined) =>
			state.customers.rows.find((one: { kleer: { id: number } | null }) => one.kleer?.id === id);
		expect(row(first?.id)).toMatchObject({ cinode: { phone: '1' }, by: 'key' });
		expect(row(second?.id)).toMatchObject({ cinode: { name: 'Andra' }, by: 'number' });
		expect(state.customers.rows.at(-1)).toMatchObject({ kleer: null, cinode: { name: 'Tredje' }, by: null });
	});

	it('marks what changed in customers', async () => {
		const { id } = await addCustomer();
		await control('GET', 'state');
		await control('POST', `cinode/customers/${id}`, { phone: '1' });
		const { customers } = await control('GET', 'state');
		expect(Object.keys(customers.rows.at(-1).changed)).toEqual(['cinode.phone']);
		expect((await control('GET', 'state?limit=1')).customers.rows).toMatchObject([{ cinode: { id } }]);
	});

	it('hides sole traders’ numbers, and no others', async () => {
		await addSub({ companyIdentifier: TRADER });
		await addCustomer({ corporateIdentityNumber: TRADER, vatNumber: 'SE630101238801' });
		await addCustomer({ corporateIdentityNumber: '556000-3333', vatNumber: 'SE556000333301' });
		const state = await control('GET', 'state');
		expect(JSON.stringify(state)).not.toMatch(/630101-?2388/);
		expect(state.customers.rows.at(-1).cinode).toMatchObject({
			corporateIdentityNumber: '556000-3333',
			vatNumber: 'SE556000333301',
		});
		expect(JSON.stringify(await control('GET', 'state?sensitive=1'))).toContain(TRADER);
	});
});

describe('secrets', () => {
	it('hold sole traders’ numbers in all their forms, and subcontractors’ passwords', async () => {
		await addSub({ companyIdentifier: '19640202-2393', password: 'sivs-lösenord' });
		await addCustomer({ corporateIdentityNumber: '6301012388' });
		await addCustomer({ vatNumber: 'SE650303239801' });
		await addCustomer({ corporateIdentityNumber: '556000-3333' });
		const secrets = sandbox.secrets();
		for (const form of ['640202-2393', '630101-2388', '196301012388', '650303-2398', 'sivs-lösenord'])
			expect(findSecrets(`x ${form} y`, secrets)).not.toEqual([]);
		expect(findSecrets('x 556000-3333 5560003333 y', secrets)).toEqual([]);
	});
});

describe('cinodeEndState', () => {
	const made = async (password: string) => {
		await addSub({ tagNames: ['A', 'B'], password });
		await addCustomer({
			identification: '1',
			tagNames: ['BV=30', 'A'],
			managers: [5001],
			countryId: 2,
			contacts: [{ firstName: 'Bo', lastName: 'Ek' }],
		});
		return cinodeEndState(sandbox.cinode.store);
	};

	it('is the same for the same content, whatever ids, times and passwords it got', async () => {
		const first = await made('ett-lösenord');
		sandbox.reset();
		const other = await addCustomer({ tagNames: ['Z', 'B'], contacts: [{ firstName: 'X', lastName: 'Y' }] });
		await control('DELETE', `cinode/customers/${other.id}`);
		const second = await made('annat-lösenord');
		expect(second).toEqual(first);
		expect(second.customers).toMatchObject([
			{ country: 'NO', tags: ['A', 'BV=30'], managers: ['vera.agarstrom@exempelkonsult.example'] },
		]);
	});

	it('differs as soon as anything else does', async () => {
		const first = await made('ett-lösenord');
		const [customer] = sandbox.cinode.store.customers.values();
		const [sub] = sandbox.cinode.store.subcontractors.values();
		Object.assign(customer?.contacts[0] ?? {}, { phone1: '1' });
		expect(cinodeEndState(sandbox.cinode.store)).not.toEqual(first);
		Object.assign(customer?.contacts[0] ?? {}, { phone1: null });
		expect(cinodeEndState(sandbox.cinode.store)).toEqual(first);
		Object.assign(sub ?? {}, { gender: 1 });
		expect(cinodeEndState(sandbox.cinode.store)).not.toEqual(first);
	});
});
