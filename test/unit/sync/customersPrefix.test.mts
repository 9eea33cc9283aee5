import { describe, expect, it } from 'vitest';
import { client } from '../support/clients.mts';
import { CustomersTenant, actions, resultOf } from '../support/customers.mts';

const NUMBER = '556036-0793';
const nordan = client({ responsible: null });

/** A company with a key prefix, and what Cinode has from before, or from another system. */
function companyA(...rows: Array<Parameters<CustomersTenant['cinode']['add']>[0]>) {
	const one = new CustomersTenant();
	one.setup = { keyPrefix: 'A-' };
	return { one, rows: rows.map((row) => one.cinode.add(row)) };
}

const WAYS = [
	['name', { name: 'Nordan Bygg AB' }],
	['organisation number', { name: 'Nordan', corporateIdentityNumber: NUMBER }],
] as const;

describe.each(WAYS)('a customer with the bare number and the same %s', (_trait, same) => {
	const before = () => companyA({ ...same, identification: '1001', phone: '1' });

	it('is a conflict that names it and says what to do; none is created beside it', async () => {
		const { one, rows } = before();
		const { action, reason } = resultOf(await one.sync([nordan]), 'A-1001');
		expect(action).toBe('conflict');
		expect(reason).toContain(`(Cinode id ${rows[0]!.id})`);
		expect(reason).toMatch(/1001\b.*A-1001.*'Take Over Existing IDs'/);
		expect(one.cinode.writes()).toEqual([]);
	});

	it('gets the prefix where existing IDs are taken over, and is met by it then', async () => {
		const { one, rows } = before();
		const run = await one.sync([nordan], { takeOverKeys: true });
		expect(resultOf(run, 'A-1001')).toMatchObject({ action: 'linked', targetId: rows[0]!.id });
		expect(rows[0]).toMatchObject({ identification: 'A-1001', phone: '08-123 45 67' });
		expect(one.cinode.rows).toHaveLength(1);
		expect(actions(await one.sync([nordan]))).toEqual({ 'A-1001': 'unchanged' });
	});

	it('is listed by a dry run, which writes nothing', async () => {
		const { one } = before();
		const run = await one.sync([nordan], { takeOverKeys: true, dryRun: true });
		expect(resultOf(run, 'A-1001')).toMatchObject({ action: 'linked', dryRun: true });
		expect(one.cinode.writes()).toEqual([]);
	});
});

describe('a customer with the bare number', () => {
	it.each([false, true])('of another organisation is left alone (taking over: %j)', async (takeOverKeys) => {
		const { one, rows } = companyA(
			{ name: 'Helt Annan AB', identification: '1001' },
			{ name: 'Nordan Bygg AB', corporateIdentityNumber: '556016-0680', identification: '1002' },
		);
		const other = client({ id: 2, foreignId: '1002' });
		const records = [client({ name: 'Eko AB' }), { ...other, organisationNumber: '5566778899' }];
		const run = await one.sync(records, { takeOverKeys });
		expect(actions(run)).toEqual({ 'A-1001': 'created', 'A-1002': 'created' });
		expect(rows.map(({ identification }) => identification)).toEqual(['1001', '1002']);
	});

	it('twice, each like the client, is a conflict that names both', async () => {
		const { one, rows } = companyA(...WAYS.map(([, same]) => ({ ...same, identification: '1001' })));
		const { action, reason } = resultOf(await one.sync([nordan], { takeOverKeys: true }), 'A-1001');
		expect(action).toBe('conflict');
		for (const { id } of rows) expect(reason).toContain(String(id));
	});
});

describe.each(WAYS)('a customer with another ID and the same %s', (trait, same) => {
	it.each(['X-77', '2002', 'B-1001'])('%s, is named when the client is created beside it', async (key) => {
		const { one, rows } = companyA({ ...same, identification: key });
		const result = resultOf(await one.sync([nordan], { takeOverKeys: true }), 'A-1001');
		expect(result.action).toBe('created');
		expect(result.warnings.join()).toMatch(
			new RegExp(`same ${trait} .*ID ${key} \\(Cinode id ${rows[0]!.id}\\)`),
		);
		expect(rows[0]!.identification).toBe(key);
	});

	it('is named by a dry run, before there are two', async () => {
		const { one } = companyA({ ...same, identification: 'X-77' });
		const { warnings } = resultOf(await one.sync([nordan], { dryRun: true }), 'A-1001');
		expect(warnings.join()).toContain('X-77');
	});
});

it('a customer of the same name with another ID is not named when its organisation number is another', async () => {
	const { one } = companyA({
		name: 'Nordan Bygg AB',
		corporateIdentityNumber: '556016-0680',
		identification: 'X-77',
	});
	expect(resultOf(await one.sync([nordan]), 'A-1001')).toMatchObject({ action: 'created', warnings: [] });
});

it('a customer of our own prefix is not named twice: it is a conflict', async () => {
	const { one } = companyA({ name: 'Nordan Bygg AB', identification: 'A-77' });
	expect(actions(await one.sync([nordan]))).toEqual({ 'A-1001': 'conflict' });
});
