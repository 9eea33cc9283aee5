import { describe, expect, it } from 'vitest';
import { VendorError } from '../../../base';
import { client } from '../support/clients.mts';
import { CustomersTenant, OPTIONS, actions, resultOf } from '../support/customers.mts';

/** Cinode's list may leave out inactive customers (docs, Assumptions); its search shows them. */

const NUMBER = '5560360793';
const loose = { brake: { maxCreates: 1000, maxChangedShare: 100, maxSalaryJumps: 3, allowOnce: 0 } };
const QUIET = ['listCustomers', 'searchCustomerPage'];

function hiding(others = 0): CustomersTenant {
	const tenant = new CustomersTenant();
	const { cinode } = tenant;
	const list = cinode.listCustomers;
	cinode.listCustomers = async () => (await list()).filter(({ status }) => status !== 0);
	for (let index = 0; index < others; index++) {
		cinode.add({ name: `Annan ${index}`, identification: `X${index}` });
	}
	return tenant;
}

const clientsOf = (count: number) =>
	Array.from({ length: count }, (_, index) =>
		client({
			id: index + 1,
			foreignId: `${1000 + index}`,
			name: `Kund ${index}`,
			responsible: null,
			organisationNumber: null,
		}),
	);

function linked(count: number, others = 0) {
	const tenant = hiding(others);
	const clients = clientsOf(count);
	for (const { name, foreignId } of clients)
		tenant.cinode.add({ name, identification: foreignId, status: 0 });
	return { tenant, clients };
}

async function settled(...args: Parameters<typeof linked>) {
	const { tenant, clients } = linked(...args);
	for (let run = 0; run < 3; run++) await tenant.sync(clients, loose);
	return { tenant, clients };
}

describe.each([0, 20, 60])('among %i others, an inactive customer that the list hides', (others) => {
	it('is linked by its organisation number, and not created again', async () => {
		const tenant = hiding(others);
		const row = tenant.cinode.add({ name: 'Nordan', corporateIdentityNumber: '556036-0793', status: 0 });
		expect(actions(await tenant.sync([client()]))).toEqual({ 1001: 'linked' });
		expect(row.identification).toBe('1001');
		await tenant.sync([client()]);
		await tenant.sync([client()]);
		expect(tenant.cinode.names()).toEqual(QUIET);
	});

	it('and that carries another key with the number is a conflict that names both', async () => {
		const tenant = hiding(others);
		tenant.cinode.add({
			name: 'Nordan',
			corporateIdentityNumber: NUMBER,
			identification: 'A-7',
			status: 0,
		});
		const { action, reason } = resultOf(await tenant.sync([client()]), '1001');
		expect([action, reason]).toEqual(['conflict', expect.stringMatching(/A-7.*1001/)]);
	});

	it('is met by its key where only the number is the same', async () => {
		const tenant = hiding(others);
		tenant.cinode.add({
			name: 'Nordan',
			corporateIdentityNumber: NUMBER,
			identification: '1001',
			status: 0,
		});
		expect(actions(await tenant.sync([client()]))).toEqual({ 1001: 'updated' });
	});

	it('is linked by name where set-up says so, else told', async () => {
		for (const linkByName of [true, false]) {
			const tenant = hiding(others);
			tenant.options = { ...OPTIONS, linkByName };
			tenant.cinode.add({ name: 'Nordan Bygg AB', status: 0 });
			const { action, warnings } = resultOf(await tenant.sync([client()]), '1001');
			expect(action).toBe(linkByName ? 'linked' : 'created');
			expect(/same name without ID/.test(warnings.join())).toBe(!linkByName);
		}
	});
});

describe('a run in which nothing changed', () => {
	it.each([
		[12, true],
		[12, false],
		[250, true],
	])('costs two requests with %i hidden customers (the list shows times: %j)', async (count, showsTimes) => {
		const { tenant, clients } = linked(count, 120);
		tenant.cinode.showsTimes = showsTimes;
		for (let run = 0; run < 4; run++) await tenant.sync(clients, loose);
		expect(tenant.cinode.names()).toEqual(QUIET);
	});

	it('costs a page for each hundred of them in a new process', async () => {
		const { tenant, clients } = await settled(250, 120);
		tenant.learnt = { numbers: new Map(), searched: new Map(), countries: new Map() };
		await tenant.sync(clients, loose);
		const searches = tenant.cinode.names().filter((name) => name.startsWith('search'));
		expect(searches).toHaveLength(3);
	});

	it('doesn’t look again at a conflict that stands', async () => {
		const { tenant, clients } = linked(3);
		tenant.cinode.showsTimes = false;
		for (const name of ['Nordan', 'Nordan igen']) {
			tenant.cinode.add({ name, corporateIdentityNumber: NUMBER, status: 0 });
		}
		const all = [...clients, client({ id: 99, foreignId: '2001' })];
		for (let run = 0; run < 3; run++) {
			expect((await tenant.sync(all, loose)).summary.counts).toMatchObject({ conflict: 1, created: 0 });
		}
		expect(tenant.cinode.names()).toEqual(QUIET);
	});

	it('asks for no hidden customer where none of them is ours', async () => {
		const tenant = hiding();
		tenant.cinode.add({ name: 'Gammal AB', status: 0 });
		const clients = clientsOf(3);
		await tenant.sync(clients);
		await tenant.sync(clients);
		expect(tenant.cinode.names()).toEqual(['listCustomers']);
	});

	it('no longer asks for a customer that has become active', async () => {
		const { tenant, clients } = await settled(12);
		for (const row of tenant.cinode.rows) row.status = 1;
		for (let run = 0; run < 3; run++) await tenant.sync(clients, loose);
		expect(tenant.cinode.names()).toEqual(['listCustomers']);
	});
});

describe('more hidden customers than a page shows', () => {
	it('are looked at again where one of them was changed by hand', async () => {
		const { tenant, clients } = await settled(250, 120);
		const [row] = tenant.cinode.byKey('1180');
		if (!row) throw new Error('No such customer');
		row.name = 'Felskrivet AB';
		await tenant.clock.advance(60_000);
		row.updatedDateTime = '2027-01-01T08:00:00';
		expect(actions(await tenant.sync(clients, loose))).toMatchObject({ 1180: 'updated' });
		expect(row.name).toBe('Kund 180');
	});

	it('are all read again where one of them is deleted: it isn’t taken for there', async () => {
		const { tenant, clients } = await settled(250, 120);
		const index = tenant.cinode.rows.findIndex(({ identification }) => identification === '1180');
		tenant.cinode.rows.splice(index, 1);
		expect(actions(await tenant.sync(clients, loose))).toMatchObject({ 1180: 'created' });
	});

	it('are found though Cinode doesn’t sort them', async () => {
		const { tenant, clients } = linked(250, 120);
		const { cinode } = tenant;
		const { searchCustomerPage } = cinode;
		cinode.rows.sort((a, b) => (a.id % 7) - (b.id % 7));
		cinode.searchCustomerPage = async ({ page }) => {
			const all = await searchCustomerPage({ sortBy: 'updated', page: 1, itemsPerPage: 1000 });
			const rows = [...all.result].sort((a, b) => (a.id % 7) - (b.id % 7));
			return { result: rows.slice((page - 1) * 100, page * 100), totalItems: rows.length };
		};
		expect((await tenant.sync(clients, loose)).summary.counts.created).toBe(0);
		expect((await tenant.sync(clients, loose)).summary.counts.created).toBe(0);
	});
});

describe('a search without a filter', () => {
	const failing: Array<[string, CustomersTenant['cinode']['searchCustomerPage']]> = [
		[
			'is refused',
			async () => await Promise.reject(new VendorError('Cinode', 'invalid', 'A filter, please')),
		],
		['gives the same page for ever', async () => ({ result: [], totalItems: 400 })],
	];
	it.each(failing)('that %s leaves the search by key and number', async (_what, searchCustomerPage) => {
		const { tenant, clients } = linked(3, 20);
		tenant.cinode.searchCustomerPage = searchCustomerPage;
		tenant.cinode.add({ name: 'Nordan', corporateIdentityNumber: '556036-0793', status: 0 });
		const numbered = client({ id: 98, foreignId: '2000' });
		const { summary } = await tenant.sync([...clients, numbered]);
		expect(summary.counts).toMatchObject({ created: 0, updated: 3, linked: 1 });
		tenant.cinode.refuse = ({ name }) =>
			name === 'searchCustomers' ? new VendorError('Cinode', 'invalid', 'no') : undefined;
		const { results } = await tenant.sync([...clients, client({ id: 99, foreignId: '2001' })]);
		expect(results).toContainEqual(expect.objectContaining({ key: '2001', action: 'failed' }));
	});
});
