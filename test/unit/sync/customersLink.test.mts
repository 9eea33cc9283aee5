import { describe, expect, it } from 'vitest';
import { SOLE_TRADER, SPELLINGS, client } from '../support/clients.mts';
import { CustomersTenant, OPTIONS, actions, resultOf } from '../support/customers.mts';

const NUMBER = '5560360793';
const tenant = () => new CustomersTenant();

describe('the first run links', () => {
	it.each(SPELLINGS)('by organisation number, in Cinode written %s', async (_how, spell) => {
		const one = tenant();
		const row = one.cinode.add({ name: 'Nordan', corporateIdentityNumber: spell(NUMBER) });
		const run = await one.sync([client()]);
		expect(resultOf(run, '1001')).toMatchObject({ action: 'linked', targetId: row.id });
		expect(row.identification).toBe('1001');
		expect(one.cinode.rows).toHaveLength(1);
		expect(row.corporateIdentityNumber).toBe(spell(NUMBER));
	});

	it.each(SPELLINGS)('by organisation number, in Kleer written %s', async (_how, spell) => {
		const one = tenant();
		const row = one.cinode.add({ name: 'Nordan', corporateIdentityNumber: '556036-0793' });
		await one.sync([client({ organisationNumber: spell(NUMBER) })]);
		expect(row.identification).toBe('1001');
		expect(one.cinode.rows).toHaveLength(1);
		expect(row.corporateIdentityNumber).toBe('556036-0793');
	});

	const found = SPELLINGS.filter(([how]) => how !== 'with a space');
	it.each(found)('among many customers, written %s, where search is cheaper', async (_how, spell) => {
		const one = tenant();
		for (let i = 0; i < 60; i++) one.cinode.add({ name: `Kund ${i}` });
		const row = one.cinode.add({ name: 'Nordan', corporateIdentityNumber: spell(NUMBER) });
		await one.sync([client()]);
		expect(row.identification).toBe('1001');
		expect(one.cinode.rows).toHaveLength(61);
	});

	it('among many clients and customers, each with its own', async () => {
		const one = tenant();
		const numbers = ['556036-0793', '556016-0680', '556012-5790', '556056-6258'];
		const rows = numbers.map((number) => one.cinode.add({ name: 'Kund', corporateIdentityNumber: number }));
		for (let i = 0; i < 30; i++) one.cinode.add({ name: `Annan ${i}`, identification: `X${i}` });
		const clients = numbers.map((organisationNumber, index) =>
			client({ id: index + 1, foreignId: String(index + 1), name: `Klient ${index}`, organisationNumber }),
		);
		const run = await one.sync(clients);
		expect(actions(run)).toEqual({ 1: 'linked', 2: 'linked', 3: 'linked', 4: 'linked' });
		expect(rows.map(({ identification }) => identification)).toEqual(['1', '2', '3', '4']);
	});

	it('a foreign number letter by letter', async () => {
		const one = tenant();
		const other = one.cinode.add({ name: 'A', corporateIdentityNumber: 'HRA 123456' });
		const same = one.cinode.add({ name: 'B', corporateIdentityNumber: 'HRB 123456' });
		await one.sync([
			client({ organisationNumber: 'HRB 123456', vatNumber: 'DE136695976', countryCode: 'DE' }),
		]);
		expect(same.identification).toBe('1001');
		expect(other.identification).toBeNull();
	});

	it('a customer that is inactive in Cinode is also linked, and not created again', async () => {
		const one = tenant();
		const row = one.cinode.add({ name: 'Nordan', corporateIdentityNumber: NUMBER, status: 0 });
		await one.sync([client()]);
		expect(one.cinode.rows).toHaveLength(1);
		expect(row).toMatchObject({ identification: '1001', status: 0 });
	});
});

describe('a name', () => {
	const sameName = { name: ' nordan  BYGG ab', corporateIdentityNumber: null };
	const nameless = client({ organisationNumber: null });

	it('does not link by default: the client is created', async () => {
		const one = tenant();
		const row = one.cinode.add(sameName);
		const run = await one.sync([nameless]);
		expect(row.identification).toBeNull();
		expect(actions(run)).toEqual({ 1001: 'created' });
	});

	it('links where set-up allows it, whatever its case and spaces', async () => {
		const one = tenant();
		one.options = { ...OPTIONS, linkByName: true };
		const row = one.cinode.add(sameName);
		const run = await one.sync([nameless]);
		expect(actions(run)).toEqual({ 1001: 'linked' });
		expect(row.identification).toBe('1001');
	});

	it.each(['Nordan Bygg', 'Nordan Bygg AB i Umeå', 'Nordan-Bygg AB'])(
		'that is only like it, %s, never links',
		async (name) => {
			const one = tenant();
			one.options = { ...OPTIONS, linkByName: true };
			const row = one.cinode.add({ name });
			await one.sync([nameless]);
			expect(row.identification).toBeNull();
		},
	);

	it('of two customers is a conflict', async () => {
		const one = tenant();
		one.options = { ...OPTIONS, linkByName: true };
		one.cinode.add(sameName);
		one.cinode.add({ name: 'Nordan Bygg AB' });
		const run = await one.sync([nameless]);
		expect(actions(run)).toEqual({ 1001: 'conflict' });
		expect(one.cinode.writes()).toEqual([]);
	});

	it('links departments that share a number, each by its own name', async () => {
		const one = tenant();
		one.options = { ...OPTIONS, linkByName: true };
		const names = ['Regionen Vård', 'Regionen Trafik'];
		const rows = names.map((name) => one.cinode.add({ name, corporateIdentityNumber: NUMBER }));
		const run = await one.sync(names.map((name, id) => client({ id, foreignId: `${id + 1}`, name })));
		expect(actions(run)).toEqual({ 1: 'linked', 2: 'linked' });
		expect(rows.map(({ identification }) => identification)).toEqual(['1', '2']);
	});
});

describe('a customer of the same name, where the organisation number isn’t sent', () => {
	const off = { modes: { corporateIdentityNumber: 'off' as const } };
	const kept = { sendSoleTraderNumbers: false };
	const woman = client({ organisationNumber: SOLE_TRADER, vatNumber: null, responsible: null });
	const company = client({ responsible: null });
	const withNumber = (corporateIdentityNumber: string | null, setup: CustomersTenant['setup']) => {
		const one = tenant();
		one.options = { ...OPTIONS, linkByName: true };
		one.setup = setup;
		return { one, row: one.cinode.add({ name: 'Nordan Bygg AB', corporateIdentityNumber }) };
	};

	it.each([
		['is another organisation', company, '556016-0680', off],
		['is a company, and Kleer’s a sole trader', woman, '556016-0680', kept],
		['is a company, and Kleer’s a sole trader, the field off', woman, '556016-0680', off],
	])('is not linked when it %s', async (_how, one, number, setup) => {
		const { one: here, row } = withNumber(number, setup);
		expect(actions(await here.sync([one]))).toEqual({ 1001: 'created' });
		expect(row.identification).toBeNull();
	});

	it.each([
		['has the same number', company, NUMBER, off],
		['has none', company, null, off],
		['has none', woman, null, kept],
	])('is linked when it %s, without a warning', async (_how, one, number, setup) => {
		const { one: here, row } = withNumber(number, setup);
		const { action, warnings } = resultOf(await here.sync([one]), '1001');
		expect({ action, warnings }).toEqual({ action: 'linked', warnings: [] });
		expect(row.corporateIdentityNumber).toBe(number);
	});

	it.each([kept, off])('with a personal number is linked, and the warning says so: %j', async (setup) => {
		const { one, row } = withNumber('900101-0017', setup);
		const { action, warnings } = resultOf(await one.sync([woman]), '1001');
		expect(action).toBe('linked');
		expect(warnings).toEqual([expect.stringContaining('name alone')]);
		expect(row.corporateIdentityNumber).toBe('900101-0017');
	});
});

describe('no client is linked by a number', () => {
	it.each<[string, string | null, string | null]>([
		['that is empty on both sides', '', ''],
		['that is all one digit', '000000-0000', '0000000000'],
		['of wrong checksum', '556036-0794', '556036-0794'],
		['that only holds it', '556036-0793', '556036-07931'],
		['that is held by it', '556036-0793', '036079'],
		['of another country', '556036-0793', 'NO5560360793'],
	])('%s', async (_what, kleer, cinode) => {
		const one = tenant();
		const row = one.cinode.add({ name: 'Annan AB', corporateIdentityNumber: cinode });
		const run = await one.sync([client({ organisationNumber: kleer })]);
		expect(row.identification).toBeNull();
		expect(actions(run)).toEqual({ 1001: 'created' });
	});

	it('that several Kleer clients share: each is created', async () => {
		const one = tenant();
		const row = one.cinode.add({ name: 'Regionen', corporateIdentityNumber: NUMBER });
		const clients = [1, 2, 3].map((id) => client({ id, foreignId: `${id}`, name: `Avd ${id}` }));
		const run = await one.sync(clients);
		expect(actions(run)).toEqual({ 1: 'created', 2: 'created', 3: 'created' });
		expect(row).toMatchObject({ identification: null, name: 'Regionen' });
	});

	it('that only a search for a part finds: 12 is not 1234', async () => {
		const one = tenant();
		for (let i = 0; i < 60; i++) one.cinode.add({ name: `Kund ${i}`, identification: `1234${i}` });
		const long = one.cinode.add({ name: 'Annan AB', corporateIdentityNumber: '12345678912' });
		const run = await one.sync([client({ foreignId: '12', organisationNumber: '1234567891' })]);
		expect(actions(run)).toEqual({ 12: 'created' });
		expect(long.identification).toBeNull();
	});
});

describe('two customers with the number', () => {
	it('are a conflict that names both, and nothing is written', async () => {
		const one = tenant();
		const rows = ['Nordan', 'Nordan Bygg'].map((name, index) =>
			one.cinode.add({ name, corporateIdentityNumber: index ? '556036-0793' : NUMBER }),
		);
		const run = await one.sync([client()]);
		const result = resultOf(run, '1001');
		expect(result.action).toBe('conflict');
		for (const { id, name } of rows) expect(result.reason).toMatch(new RegExp(`${id}|${name}`));
		expect(one.cinode.writes()).toEqual([]);
	});

	it('are told once, and then stand', async () => {
		const one = tenant();
		one.cinode.add({ name: 'A', corporateIdentityNumber: NUMBER });
		one.cinode.add({ name: 'B', corporateIdentityNumber: NUMBER });
		await one.sync([client()]);
		const second = await one.sync([client()], { includeUnchanged: false });
		expect(second.results.filter(({ action }) => action === 'conflict')).toEqual([]);
		expect(second.summary.standing).toMatchObject([{ key: '1001', action: 'conflict' }]);
		expect(second.summary.counts.conflict).toBe(1);
		expect(one.cinode.writes()).toEqual([]);
	});

	it('do not keep others from being synced', async () => {
		const one = tenant();
		one.cinode.add({ name: 'A', corporateIdentityNumber: NUMBER });
		one.cinode.add({ name: 'B', corporateIdentityNumber: NUMBER });
		const other = client({ id: 2, foreignId: '2', name: 'Eko AB', organisationNumber: null });
		expect(actions(await one.sync([client(), other]))).toEqual({ 1001: 'conflict', 2: 'created' });
	});
});
