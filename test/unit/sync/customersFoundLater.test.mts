import { describe, expect, it } from 'vitest';
import { LeaseLostError, VendorError } from '../../../base';
import { client, withCheckDigit } from '../support/clients.mts';
import { CustomersTenant, OPTIONS, actions } from '../support/customers.mts';

/** Numbers that are looked for among so many prospects that only a search is cheap. */

const NUMBER = '5560360793';
const HOUR = 3_600_000;

function among(count: number): CustomersTenant {
	const tenant = new CustomersTenant();
	for (let index = 0; index < count; index++) tenant.cinode.add({ name: `Kund ${index}` });
	return tenant;
}

describe('a look that takes long', () => {
	it('keeps the lease, and ends at once where it is lost', async () => {
		const tenant = among(300);
		const clients = Array.from({ length: 40 }, (_, index) =>
			client({
				id: 100 + index,
				foreignId: String(100 + index),
				name: `Ny ${index}`,
				organisationNumber: withCheckDigit(`55${1_000_000 + index}`),
			}),
		);
		let checks = 0;
		tenant.checkLease = async () => {
			if (++checks > 5) throw new LeaseLostError();
		};
		const { summary } = await tenant.sync(clients);
		expect(summary.counts).toMatchObject({ deferred: 40, created: 0 });
		// The list, those that were begun, and not one for each.
		expect(tenant.cinode.calls.length).toBeLessThanOrEqual(1 + 5);

		checks = -1000;
		expect((await tenant.sync(clients)).summary.counts.created).toBe(40);
		expect(checks).toBeGreaterThan(-1000 + 40 + 40);
	});
});

describe('what a search found', () => {
	it('is there after a weekend: a dry run on Friday, the real one on Monday', async () => {
		const tenant = among(60);
		const row = tenant.cinode.add({ name: 'Nordan', corporateIdentityNumber: NUMBER });
		expect(actions(await tenant.sync([client()], { dryRun: true, retriesAll: true }))).toEqual({
			'1001': 'linked',
		});
		await tenant.clock.advance(65 * HOUR);
		expect(actions(await tenant.sync([client()], { retriesAll: true }))).toEqual({ '1001': 'linked' });
		expect(row.identification).toBe('1001');
		expect(tenant.cinode.rows).toHaveLength(61);
	});

	it('is a conflict for as long as it stands, and never a third customer', async () => {
		const tenant = among(60);
		for (const name of ['Nordan', 'Nordan igen']) {
			tenant.cinode.add({ name, corporateIdentityNumber: NUMBER });
		}
		for (let hour = 0; hour <= 30; hour++) {
			expect((await tenant.sync([client()])).summary.counts).toMatchObject({ created: 0, conflict: 1 });
			await tenant.clock.advance(HOUR);
		}
	});
});

describe.each([0, 60])('among %i others, whichever may be the customer', (others) => {
	it.each(['server', 'forbidden'] as const)(
		'and can’t be read (%s) holds the creation back',
		async (kind) => {
			const tenant = among(others);
			const row = tenant.cinode.add({ name: 'Nordan', corporateIdentityNumber: NUMBER });
			tenant.cinode.refuse = ({ name, args }) =>
				name === 'getCustomer' && args[0] === row.id ? new VendorError('Cinode', kind, 'no') : undefined;
			const other = client({ id: 99, foreignId: '2099', name: 'Annan', organisationNumber: '5566778899' });
			const { results } = await tenant.sync([client(), other]);
			expect(results.map(({ key, action }) => [key, action])).toEqual([
				['1001', 'failed'],
				['2099', 'created'],
			]);
			expect(results[0]?.error).toContain('may be there: not created');
			tenant.cinode.refuse = () => undefined;
			await tenant.sync([client(), other], { retriesAll: true });
			expect(row.identification).toBe('1001');
			expect(tenant.cinode.rows).toHaveLength(others + 2);
		},
	);

	it('but is gone by now holds no record back', async () => {
		const tenant = among(others);
		const row = tenant.cinode.add({ name: 'Nordan', corporateIdentityNumber: NUMBER });
		tenant.cinode.refuse = ({ name, args }) =>
			name === 'getCustomer' && args[0] === row.id ? new VendorError('Cinode', 'notFound', 'no') : undefined;
		expect(actions(await tenant.sync([client()]))).toEqual({ '1001': 'created' });
	});

	it.each([
		['987 654 321', '987654321'],
		['987654321', '987 654 321'],
		['12 34 56 78', '12345678'],
	])('is found though its number is written otherwise: %s', async (inCinode, inKleer) => {
		const tenant = among(others);
		const row = tenant.cinode.add({ name: 'Fjord', corporateIdentityNumber: inCinode });
		await tenant.sync([client({ organisationNumber: inKleer, name: 'Fjord AS' })]);
		expect(row.identification).toBe('1001');
	});
});

describe('what a search found and can’t be written', () => {
	async function refused() {
		const tenant = among(60);
		const row = tenant.cinode.add({ name: 'Nordan', corporateIdentityNumber: NUMBER });
		tenant.cinode.refuse = ({ name }) =>
			name === 'patchCustomer' ? new VendorError('Cinode', 'invalid', 'no') : undefined;
		expect(actions(await tenant.sync([client()]))).toEqual({ '1001': 'failed' });
		return { tenant, row };
	}

	it('isn’t looked for again before it is its turn, and says so', async () => {
		const { tenant } = await refused();
		for (let run = 0; run < 3; run++) {
			const { summary } = await tenant.sync([client()]);
			expect(tenant.cinode.names()).toEqual(['listCustomers']);
			expect(summary.counts).toMatchObject({ failed: 1, created: 0 });
			expect(summary.standing[0]).toMatchObject({
				action: 'failed',
				reason: 'no. Failed once; tried again later, or when it changes',
			});
		}
	});

	it('is tried again later, when it changes, and by hand', async () => {
		const { tenant, row } = await refused();
		await tenant.clock.advance(24 * HOUR);
		expect(actions(await tenant.sync([client()]))).toEqual({ '1001': 'failed' });
		expect(tenant.cinode.names()).toContain('searchCustomers');
		expect(actions(await tenant.sync([client({ phone: '08-1' })]))).toEqual({ '1001': 'failed' });
		tenant.cinode.refuse = () => undefined;
		expect(actions(await tenant.sync([client()], { retriesAll: true }))).toEqual({ '1001': 'linked' });
		expect(row.identification).toBe('1001');
	});
});

describe('a dry run on a schedule', () => {
	async function twice() {
		const tenant = among(60);
		tenant.cinode.add({ name: 'Nordan', corporateIdentityNumber: NUMBER });
		const news = [1, 2, 3].map((id) =>
			client({ id, foreignId: `${id}`, name: `Ny ${id}`, organisationNumber: null }),
		);
		const clients = [client(), ...news];
		const first = await tenant.sync(clients, { dryRun: true });
		expect(first.summary.counts).toMatchObject({ created: 3, linked: 1 });
		return { tenant, clients, counts: first.summary.counts };
	}

	it('asks for nothing that it asked for before, and says the same', async () => {
		const { tenant, clients, counts } = await twice();
		for (let run = 0; run < 3; run++) {
			expect((await tenant.sync(clients, { dryRun: true })).summary.counts).toEqual(counts);
			expect(tenant.cinode.names()).toEqual(['listCustomers']);
		}
	});

	it('looks for a new customer, and for no other', async () => {
		const { tenant, clients } = await twice();
		const newer = client({ id: 9, foreignId: '9', name: 'Nyast', organisationNumber: null });
		const { summary } = await tenant.sync([...clients, newer], { dryRun: true });
		expect(summary.counts).toMatchObject({ created: 4, linked: 1 });
		expect(tenant.cinode.names().filter((name) => name.startsWith('search'))).toHaveLength(1);
	});

	it('looks again when Cinode’s list changes, and by hand', async () => {
		const { tenant, clients } = await twice();
		tenant.cinode.add({ name: 'Ny 1', identification: '1' });
		expect(actions(await tenant.sync(clients, { dryRun: true }))).toMatchObject({ '1': 'updated' });
		const { results } = await tenant.sync(clients, { dryRun: true, retriesAll: true });
		expect(results).toHaveLength(4);
		expect(tenant.cinode.names()).toContain('searchCustomerPage');
	});

	it('leaves everything to the first real run', async () => {
		const { tenant, clients } = await twice();
		expect(actions(await tenant.sync(clients))).toEqual({
			1: 'created',
			2: 'created',
			3: 'created',
			1001: 'linked',
		});
	});
});

describe('what the safety brake holds', () => {
	const brake = { maxCreates: 2, maxChangedShare: 20, maxSalaryJumps: 5, allowOnce: 0 };
	const news = [1, 2, 3].map((id) =>
		client({ id, foreignId: `${id}`, name: `Ny ${id}`, organisationNumber: null }),
	);

	it('isn’t looked for again in every run, and goes through when it is allowed', async () => {
		const tenant = among(60);
		const row = tenant.cinode.add({ name: 'Nordan', corporateIdentityNumber: NUMBER });
		const clients = [client(), ...news];
		const first = await tenant.sync(clients, { brake });
		expect(first.summary).toMatchObject({ counts: { deferred: 4 }, brake: { count: 3 } });
		for (let run = 0; run < 3; run++) {
			const { summary } = await tenant.sync(clients, { brake });
			expect(summary.counts).toMatchObject({ deferred: 4, created: 0, linked: 0 });
			expect(tenant.cinode.names()).toEqual(['listCustomers']);
		}
		const allowed = await tenant.sync(clients, { brake: { ...brake, allowOnce: 3 } });
		expect(allowed.summary.counts).toMatchObject({ created: 3, linked: 1 });
		expect(row.identification).toBe('1001');
	});

	it('adds to what comes later', async () => {
		const tenant = among(60);
		await tenant.sync(news, { brake });
		const newer = client({ id: 9, foreignId: '9', name: 'Nyast', organisationNumber: null });
		const { summary } = await tenant.sync([...news, newer], { brake });
		expect(summary).toMatchObject({ counts: { deferred: 4 }, brake: { count: 4 } });
	});
});

describe.each([0, 60])('among %i others, a namesake', (others) => {
	const byName = (): CustomersTenant => {
		const tenant = among(others);
		tenant.options = { ...OPTIONS, linkByName: true };
		return tenant;
	};
	const OTHER = '5560125790';

	it('with another organisation number is another organisation, and isn’t linked', async () => {
		const tenant = byName();
		const row = tenant.cinode.add({ name: 'Nordan Bygg AB', corporateIdentityNumber: OTHER });
		expect(actions(await tenant.sync([client()]))).toEqual({ '1001': 'created' });
		expect(row.identification).toBeNull();
	});

	it('without number is linked, and read once to find it and once to see what was kept', async () => {
		const tenant = byName();
		const row = tenant.cinode.add({ name: 'Nordan Bygg AB' });
		expect(actions(await tenant.sync([client()]))).toEqual({ '1001': 'linked' });
		const reads = tenant.cinode.calls.filter(
			({ name, args }) => name === 'getCustomer' && args[0] === row.id,
		);
		expect(reads).toHaveLength(2);
	});

	it('of several is told apart by all their numbers', async () => {
		const tenant = byName();
		const names = [OTHER, '850302-2397'].map((corporateIdentityNumber) =>
			tenant.cinode.add({ name: 'Nordan Bygg AB', corporateIdentityNumber }),
		);
		const trader = client({ id: 7, foreignId: '7', name: 'Annan', organisationNumber: '850302-2397' });
		tenant.setup = { sendSoleTraderNumbers: true };
		expect(actions(await tenant.sync([client(), trader]))).toEqual({ '1001': 'created', '7': 'linked' });
		expect(names.map(({ identification }) => identification)).toEqual([null, '7']);
	});

	it('that two clients could mean goes by its number, dry run or not', async () => {
		const tenant = byName();
		tenant.cinode.add({ name: 'Nordan Bygg AB', corporateIdentityNumber: OTHER });
		const clients = [
			client({ id: 1, foreignId: '1', organisationNumber: null }),
			client({ id: 12, foreignId: '12' }),
			client({ id: 3, foreignId: '3', name: 'Fjord AS', organisationNumber: OTHER }),
		];
		const said = { '1': 'conflict', '12': 'created', '3': 'conflict' };
		expect(actions(await tenant.sync(clients, { dryRun: true }))).toEqual(said);
		const { summary } = await tenant.sync(clients);
		expect(summary.counts).toMatchObject({ created: 1, conflict: 2 });
	});

	it('that two clients could mean costs nothing while it stands', async () => {
		const tenant = byName();
		tenant.cinode.add({ name: 'Nordan Bygg AB' });
		const clients = [client({ id: 1, foreignId: '1', organisationNumber: null }), client()];
		await tenant.sync(clients);
		tenant.cinode.calls.length = 0;
		expect((await tenant.sync(clients)).summary.counts).toMatchObject({ conflict: 2 });
		expect(tenant.cinode.calls.map(({ name }) => name)).toEqual(['listCustomers']);
	});
});
