import { describe, expect, it } from 'vitest';
import { client, mappedClient } from '../support/clients.mts';
import { CustomersTenant, OPTIONS, actions, resultOf } from '../support/customers.mts';

const NUMBER = '556036-0793';
const tenant = () => new CustomersTenant();

describe('a match by number that carries another key', () => {
	const withKey = (identification: string) => {
		const one = tenant();
		const row = one.cinode.add({ name: 'Nordan', corporateIdentityNumber: NUMBER, identification });
		return { one, row };
	};

	it('is a conflict that names both, and nothing is written', async () => {
		const { one, row } = withKey('X-77');
		const { action, reason } = resultOf(await one.sync([client()]), '1001');
		expect(action).toBe('conflict');
		expect(reason).toContain('X-77');
		expect(reason).toContain('1001');
		expect(one.cinode.writes()).toEqual([]);
		expect(row.identification).toBe('X-77');
	});

	it('is taken over where set-up says so', async () => {
		const { one, row } = withKey('X-77');
		const run = await one.sync([client()], { takeOverKeys: true });
		const result = resultOf(run, '1001');
		expect(result.action).toBe('linked');
		expect(result.changes).toContainEqual({ field: 'Internal/External ID', from: 'X-77', to: '1001' });
		expect(row.identification).toBe('1001');
		expect(one.cinode.rows).toHaveLength(1);
	});

	it('is listed by the dry run, which writes nothing', async () => {
		const { one, row } = withKey('X-77');
		const run = await one.sync([client()], { takeOverKeys: true, dryRun: true });
		expect(resultOf(run, '1001')).toMatchObject({ action: 'linked', dryRun: true });
		expect(one.cinode.writes()).toEqual([]);
		expect(row.identification).toBe('X-77');
	});
});

describe('another Kleer company on the same Cinode', () => {
	it.each([false, true])('has its customers out of sight (taking over: %j)', async (takeOverKeys) => {
		const one = tenant();
		one.setup = { keyPrefix: 'A-' };
		const theirs = one.cinode.add({
			name: 'Nordan Bygg AB',
			corporateIdentityNumber: NUMBER,
			identification: 'B-1001',
			phone: '1',
		});
		const run = await one.sync([client()], { takeOverKeys });
		expect(theirs).toMatchObject({ identification: 'B-1001', phone: '1' });
		expect(actions(run)).toEqual({ 'A-1001': 'created' });
		expect(one.cinode.byKey('A-1001')).toHaveLength(1);
	});

	it('may use the same number: each keeps its own customer, run after run', async () => {
		const one = tenant();
		for (const keyPrefix of ['A-', 'B-']) {
			one.setup = { keyPrefix };
			one.store = tenant().store;
			await one.sync([client()]);
			await one.sync([client()]);
		}
		expect(one.cinode.rows.map(({ identification }) => identification)).toEqual(['A-1001', 'B-1001']);
	});

	it('does not keep a customer without key from being linked', async () => {
		const one = tenant();
		one.setup = { keyPrefix: 'A-' };
		one.cinode.add({ name: 'X', corporateIdentityNumber: NUMBER, identification: 'B-1001' });
		const row = one.cinode.add({ name: 'Y', corporateIdentityNumber: NUMBER });
		const run = await one.sync([client()]);
		expect(actions(run)).toEqual({ 'A-1001': 'linked' });
		expect(row.identification).toBe('A-1001');
	});
});

describe('first contact by key alone', () => {
	const strangerWith = (corporateIdentityNumber: string | null) => {
		const one = tenant();
		const row = one.cinode.add({ name: 'Helt Annan AB', identification: '1001', corporateIdentityNumber });
		return { one, row };
	};

	it.each([null, '', '556016-0680', '556036-0794'])(
		'with the number %j is a conflict, and nothing is written',
		async (number) => {
			const { one, row } = strangerWith(number);
			const { action, reason } = resultOf(await one.sync([client()]), '1001');
			expect(action).toBe('conflict');
			expect(reason).toContain(String(row.id));
			expect(one.cinode.writes()).toEqual([]);
			expect(one.cinode.rows).toHaveLength(1);
		},
	);

	it.each(['556036-0793', '5560360793', '165560360793'])(
		'with the same number, %s, is a match',
		async (number) => {
			const { one, row } = strangerWith(number);
			const run = await one.sync([client()]);
			expect(resultOf(run, '1001')).toMatchObject({ action: 'updated', targetId: row.id });
			expect(row.name).toBe('Nordan Bygg AB');
		},
	);

	it('with the same name is a match', async () => {
		const one = tenant();
		const row = one.cinode.add({ name: 'NORDAN  BYGG AB ', identification: '1001' });
		expect(resultOf(await one.sync([client()]), '1001')).toMatchObject({
			action: 'updated',
			targetId: row.id,
		});
	});

	it('of a shared number does not count as a second trait', async () => {
		const { one } = strangerWith(NUMBER);
		const other = client({ id: 2, foreignId: '2', name: 'Avd 2' });
		const run = await one.sync([client(), other]);
		expect(resultOf(run, '1001').action).toBe('conflict');
	});
});

describe('a key that was edited', () => {
	const synced = async () => {
		const one = tenant();
		await one.sync([client()]);
		return { one, row: one.cinode.rows[0]! };
	};

	it('in Kleer is a conflict that names both keys; nothing is written, and no customer is created', async () => {
		const { one, row } = await synced();
		const run = await one.sync([client({ foreignId: '2002' })]);
		const { action, reason } = resultOf(run, '2002');
		expect(action).toBe('conflict');
		expect(reason).toContain('1001');
		expect(reason).toContain('2002');
		expect(one.cinode.writes()).toEqual([]);
		expect(row.identification).toBe('1001');
	});

	it.each([
		['of a shared number', { organisationNumber: NUMBER }],
		['without number', { organisationNumber: null }],
		['of wrong checksum', { organisationNumber: '556036-0794' }],
	])('in Kleer of a client %s is also a conflict: the name shows it', async (_who, more) => {
		const one = tenant();
		const sister = client({ id: 2, foreignId: '2', name: 'Systern AB', ...more });
		await one.sync([client(more), sister]);
		const run = await one.sync([client({ ...more, foreignId: '2002' }), sister]);
		expect(resultOf(run, '2002').action).toBe('conflict');
		expect(one.cinode.writes()).toEqual([]);
	});

	it('in Cinode is a conflict that names both keys; nothing is written, and no customer is created', async () => {
		const { one, row } = await synced();
		row.identification = 'X-77';
		const { action, reason } = resultOf(await one.sync([client()]), '1001');
		expect(action).toBe('conflict');
		expect(reason).toContain('X-77');
		expect(one.cinode.writes()).toEqual([]);
		expect(one.cinode.rows).toHaveLength(1);
	});

	it('in Cinode, without any memory, is a conflict all the same', async () => {
		const { one, row } = await synced();
		row.identification = 'X-77';
		one.forgetEverything();
		expect(resultOf(await one.sync([client()]), '1001').action).toBe('conflict');
		expect(one.cinode.rows).toHaveLength(1);
	});

	it('in Kleer, without any memory, is a conflict all the same', async () => {
		const { one } = await synced();
		one.forgetEverything();
		expect(resultOf(await one.sync([client({ foreignId: '2002' })]), '2002').action).toBe('conflict');
		expect(one.cinode.rows).toHaveLength(1);
	});

	it('in Cinode by emptying it is written again, not created', async () => {
		const { one, row } = await synced();
		row.identification = null;
		await one.sync([client()]);
		expect(one.cinode.rows).toHaveLength(1);
		expect(row.identification).toBe('1001');
	});

	it('back again ends the conflict', async () => {
		const { one, row } = await synced();
		row.identification = 'X-77';
		await one.sync([client()]);
		row.identification = '1001';
		expect(resultOf(await one.sync([client()]), '1001').action).toBe('unchanged');
	});
});

describe('a doubled key', () => {
	it('in Kleer holds both back, and names both', async () => {
		const one = tenant();
		const run = await one.sync([client(), client({ id: 13, name: 'Eko AB', organisationNumber: null })]);
		expect(run.results.map(({ action }) => action)).toEqual(['conflict', 'conflict']);
		for (const { reason } of run.results) expect(reason).toMatch(/Nordan.*Eko|Eko.*Nordan/);
		expect(one.cinode.writes()).toEqual([]);
	});

	it('in Cinode is a conflict that names both', async () => {
		const one = tenant();
		const rows = [1, 2].map(() => one.cinode.add({ name: 'Nordan Bygg AB', identification: '1001' }));
		const { action, reason } = resultOf(await one.sync([client()]), '1001');
		expect(action).toBe('conflict');
		for (const { id } of rows) expect(reason).toContain(String(id));
		expect(one.cinode.writes()).toEqual([]);
	});
});

it.each([
	['12', '1234'],
	['1234', '12'],
	['12', '012'],
	['A1', 'a1'],
])('the key %s never meets the customer with the key %s', async (foreignId, identification) => {
	const one = tenant();
	const row = one.cinode.add({ name: 'Annan AB', identification, phone: '1' });
	await one.sync([client({ foreignId })]);
	expect(row).toMatchObject({ identification, phone: '1', name: 'Annan AB' });
	expect(one.cinode.byKey(foreignId)).toHaveLength(1);
});

it('two clients that would meet in one customer are held back', async () => {
	const one = tenant();
	one.cinode.add({ name: 'Nordan', corporateIdentityNumber: NUMBER });
	// Mapped apart, so that neither knows that the number is shared.
	const records = [client(), client({ id: 2, foreignId: '2', name: 'Annan' })].map((single) =>
		mappedClient(single),
	);
	const run = await one.run(records);
	expect(run.results.map(({ action }) => action)).toEqual(['conflict', 'conflict']);
	expect(one.cinode.writes()).toEqual([]);
});

describe('an inactive client whose number is on another customer', () => {
	const gone = client({ active: false });
	const withStranger = (inactive: 'nothing' | 'setInactive') => {
		const one = tenant();
		one.options = { ...OPTIONS, inactive };
		one.cinode.add({ name: 'Fjord AS', identification: '1001', corporateIdentityNumber: '5560125790' });
		return one;
	};

	it('is skipped, without a closer look, since nothing would be done about it', async () => {
		const one = withStranger('nothing');
		expect(actions(await one.sync([gone]))).toEqual({ 1001: 'skipped' });
		expect(one.cinode.names()).toEqual(['listCustomers']);
	});

	it('is a conflict where set-up would set the customer inactive: a person must say whose it is', async () => {
		const one = withStranger('setInactive');
		expect(actions(await one.sync([gone]))).toEqual({ 1001: 'conflict' });
		expect(one.cinode.writes()).toEqual([]);
	});

	it('whose organisation number is on another customer is skipped, dry run or not', async () => {
		const one = tenant();
		one.cinode.add({ name: 'Nordan Bygg AB', identification: '2' });
		one.cinode.add({ name: 'Nordan Bygg AB', identification: 'X9', corporateIdentityNumber: NUMBER });
		const other = client({ id: 2, foreignId: '12', organisationNumber: '5560160680' });
		const dry = await one.sync([gone, other], { dryRun: true });
		expect(dry.summary.counts).toMatchObject({ skipped: 1, conflict: 1 });
		expect((await one.sync([gone, other])).summary.counts).toEqual(dry.summary.counts);
	});
});

describe('a number that changes hands in Kleer', () => {
	const other = client({ id: 13, foreignId: '1002', name: 'Sydan AB', organisationNumber: '5566778899' });

	it('between two clients is a conflict for both, and neither gets the other’s values', async () => {
		const one = tenant();
		await one.sync([client(), other]);
		const before = structuredClone(one.cinode.rows);
		const swapped = [client({ foreignId: '1002' }), { ...other, foreignId: '1001' }];
		expect(actions(await one.sync(swapped))).toEqual({ '1001': 'conflict', '1002': 'conflict' });
		expect(one.cinode.writes()).toEqual([]);
		expect(one.cinode.rows).toEqual(before);
	});

	it('to a new client is a conflict, and the old one’s customer is left alone', async () => {
		const one = tenant();
		await one.sync([client()]);
		const heir = { ...other, foreignId: '1001' };
		expect(actions(await one.sync([heir]))).toEqual({ '1001': 'conflict' });
		expect(one.cinode.rows).toMatchObject([{ name: 'Nordan Bygg AB' }]);
	});

	it('but not the client’s name and number, is a client registered anew, and followed', async () => {
		const one = tenant();
		await one.sync([client()]);
		expect(actions(await one.sync([client({ id: 99, phone: '08-1' })]))).toEqual({ '1001': 'updated' });
	});
});
