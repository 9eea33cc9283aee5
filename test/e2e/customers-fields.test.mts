import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addClient, editClient, ensureTag, setClientCategories } from '../sandbox/index.mts';
import { ROWS, type CustomerRow } from './support/customerRows.mts';
import type { NamedCustomer } from './support/stores.mts';
import { SyncTemplate, type Setup, type SyncRun } from './support/syncTemplate.mts';

/** One client for each row of the table; its customer number says which. */
let customers: SyncTemplate;
/** As the first run created them. */
const arrived = new Map<string, NamedCustomer>();

const mapper = {
	categoryTags: {
		rows: [
			{ category: '4501|Industri', tag: '' },
			{ category: '4504|Handel', tag: 'Handelskund' },
		],
	},
};
const MIRROR = ['description', 'corporateIdentityNumber', 'vatNumber', 'phone', 'invoiceAddress'];
const mirrored = { ...mapper, modes: Object.fromEntries(MIRROR.map((field) => [field, 'mirror'])) };

const sync = async (setup: Setup = {}) => await customers.sync({ mapper, ...setup });
const client = (row: CustomerRow) => customers.kleerClientByNumber(row.row).id;

/** Makes one of the table's edits in Kleer, for all rows at once. */
function edit(which: 'from' | 'to' | 'clear'): void {
	const { store } = customers.sandbox.kleer;
	for (const row of ROWS) {
		const { reference, categories, ...patch } = row[which];
		if (reference === 'nobody') patch.user = { id: 0 };
		else if (reference) patch.user = { id: customers.kleerUser(reference).id };
		editClient(store, client(row), patch);
		if (categories) setClientCategories(store, client(row), categories);
	}
}

/** The rows whose customers a run changed. */
function touched(run: SyncRun): string[] {
	return run.done.map(({ key }) => key).sort();
}

const namesOf = (rows: CustomerRow[]) => rows.map(({ row }) => row).sort();

beforeAll(async () => {
	customers = await SyncTemplate.start('customers', { clients: 0 });
	const users = await customers.beside('users');
	await users.sync();
	for (const { row } of ROWS) addClient(customers.sandbox.kleer.store, { 'foreign-id': row });
	edit('from');
	await sync();
	for (const { row } of ROWS) arrived.set(row, customers.cinodeCustomer(row));
	const { store } = customers.sandbox.cinode;
	// What people add by hand in Cinode.
	for (const one of store.customers.values()) {
		if (!one.identification) continue;
		one.tags.push(ensureTag(store, 'Ramavtal').id);
		for (const address of one.addresses) address.comments = 'Bifoga tidrapport.';
	}
});

afterAll(async () => {
	await customers?.stop();
});

describe('each row of the customers table', () => {
	it.each(ROWS)('$row: arrives with a new customer', ({ row, old }) => {
		expect(arrived.get(row)).toMatchObject(old);
	});

	describe('changed in Kleer', () => {
		let run: SyncRun;

		beforeAll(async () => {
			edit('to');
			run = await sync();
		});

		it.each(ROWS)('$row: arrives, alone', ({ row, field, now }) => {
			expect(run.changed(`(${row})`)).toEqual([field]);
			expect(customers.cinodeCustomer(row)).toMatchObject(now);
		});

		it('keeps what people added in Cinode', () => {
			for (const { row } of ROWS) {
				const { tags, invoice } = customers.cinodeCustomer(row);
				expect(tags).toContain('Ramavtal');
				expect(invoice).toHaveLength(1);
				expect(invoice[0]?.comments).toBe('Bifoga tidrapport.');
			}
		});

		it('names who else is responsible in Cinode', () => {
			expect(run.toLookAt).toContainEqual({
				who: expect.stringContaining('(our reference)'),
				what: 'warning',
				why: 'Also responsible in Cinode: Jörgen von Stensjö',
			});
		});
	});

	describe('cleared in Kleer', () => {
		let run: SyncRun;

		beforeAll(async () => {
			edit('clear');
			run = await sync();
		});

		it.each(ROWS)('$row: is left as it was, but for tags', ({ row, now, cleared = now }) => {
			expect(customers.cinodeCustomer(row)).toMatchObject(cleared);
		});

		it('changes no other customer', () => {
			expect(touched(run)).toEqual(namesOf(ROWS.filter(({ cleared }) => cleared)));
		});

		it('rejects who has no name, and says so', () => {
			expect(run.toLookAt).toContainEqual({
				who: '(no name) (name)',
				what: 'rejected',
				why: "Kleer's 'Name' is empty",
			});
		});
	});

	describe('cleared in Kleer, in mode Mirror', () => {
		let run: SyncRun;

		beforeAll(async () => {
			run = await sync({ mapper: mirrored });
		});

		it.each(ROWS.filter(({ mirrored }) => mirrored))(
			'$row: is cleared in Cinode',
			({ row, field, mirrored }) => {
				expect(run.changed(`(${row})`)).toEqual([field]);
				expect(customers.cinodeCustomer(row)).toMatchObject(mirrored ?? {});
			},
		);

		it('changes no other customer', () => {
			expect(touched(run)).toEqual(namesOf(ROWS.filter(({ mirrored }) => mirrored)));
		});
	});

	describe('as it was in Kleer before', () => {
		beforeAll(async () => {
			edit('from');
			await sync();
		});

		it.each(ROWS)('$row: is as it was in Cinode', ({ row, old, restored = old }) => {
			expect(customers.cinodeCustomer(row)).toMatchObject(restored);
		});

		it('and then all is quiet', async () => {
			const { done, results } = await sync();
			expect(done).toEqual([]);
			expect(customers.writes).toEqual([]);
			// By hand, what was warned of is looked at and told again: each, and the people whom it names.
			const warned = results.filter(({ action, warnings }) => action === 'unchanged' && warnings.length > 0);
			expect(customers.cinodeRequests).toBeLessThanOrEqual(warned.length > 0 ? 2 + warned.length : 1);
		});
	});
});

describe('Our Reference as the only one', () => {
	it('removes from Cinode whom Kleer does not name', async () => {
		const run = await sync({ sync: { responsible: 'only' } });
		expect(touched(run)).toEqual(['our reference']);
		expect(customers.cinodeCustomer('our reference').managers).toEqual(['Jörgen von Stensjö']);
	});
});

describe('a client that becomes inactive in Kleer', () => {
	const status = () => customers.cinodeCustomer('phone').status;
	const setActive = (active: boolean) =>
		editClient(customers.sandbox.kleer.store, customers.kleerClientByNumber('phone').id, { active });

	it('stays active in Cinode where the policy is to do nothing', async () => {
		setActive(false);
		const run = await sync();
		expect(run.result('(phone)')).toMatchObject({ action: 'skipped', reason: 'Inactive in Kleer' });
		expect(status()).toBe(1);
	});

	it('becomes inactive in Cinode where the policy says so', async () => {
		const run = await sync({ sync: { inactive: 'setInactive' } });
		expect(touched(run)).toEqual(['phone']);
		expect(run.result('(phone)')?.changes).toEqual([{ field: 'Status', from: 'Active', to: 'Inactive' }]);
		expect(status()).toBe(0);
	});

	it('is kept right but not made active there, when it is active again', async () => {
		setActive(true);
		editClient(customers.sandbox.kleer.store, customers.kleerClientByNumber('phone').id, {
			phone: '08-465 004 70',
		});
		const run = await sync({ sync: { inactive: 'setInactive' } });
		expect(customers.cinodeCustomer('phone')).toMatchObject({ status: 0, phone: '08-465 004 70' });
		expect(run.result('(phone)')?.warnings.join()).toMatch(/Inactive in Cinode but active in Kleer/);
	});

	it('becomes active there where set-up says so; and then all is quiet', async () => {
		const setup = { sync: { inactive: 'setInactive', reactivate: true } };
		const run = await sync(setup);
		expect(run.result('(phone)')?.changes).toEqual([{ field: 'Status', from: 'Inactive', to: 'Active' }]);
		expect(status()).toBe(1);
		await sync(setup);
		expect(customers.writes).toEqual([]);
		expect(customers.cinodeRequests).toBe(1);
	});
});
