import { describe, expect, it } from 'vitest';
import { VendorError } from '../../../base';
import { client } from '../support/clients.mts';
import { CustomersTenant, OPTIONS, actions, resultOf } from '../support/customers.mts';

const NUMBER = '5560360793';
const byName = () => {
	const one = new CustomersTenant();
	one.options = { ...OPTIONS, linkByName: true };
	return one;
};
const among = (one: CustomersTenant, count = 60) => {
	for (let i = 0; i < count; i++) one.cinode.add({ name: `Kund ${i}` });
	return one;
};

describe('linking by name comes after the number ("number, then exact name")', () => {
	it('a customer with the number wins over one with the name', async () => {
		const one = byName();
		const named = one.cinode.add({ name: 'Nordan Bygg AB' });
		const numbered = one.cinode.add({ name: 'Nordan', corporateIdentityNumber: NUMBER });
		const run = await one.sync([client()]);
		// The number wins, or it is a conflict of two matches; never the name.
		expect(named.identification).toBeNull();
		expect(named.corporateIdentityNumber).toBeNull();
		const { action } = resultOf(run, '1001');
		expect(['linked', 'conflict']).toContain(action);
		expect(numbered.identification).toBe(action === 'linked' ? '1001' : null);
	});

	it('a customer of the same name with another right number is not this one', async () => {
		const one = byName();
		const row = one.cinode.add({ name: 'Nordan Bygg AB', corporateIdentityNumber: '556016-0680' });
		const run = await one.sync([client()]);
		expect(row.corporateIdentityNumber).toBe('556016-0680');
		expect(resultOf(run, '1001').action).not.toBe('linked');
	});
});

describe('a customer that is there is linked, not created again', () => {
	it('with a space in its number, where search is cheaper than reading all', async () => {
		const one = among(new CustomersTenant());
		const row = one.cinode.add({ name: 'Nordan', corporateIdentityNumber: '556036 0793' });
		await one.sync([client()]);
		expect(one.cinode.rows).toHaveLength(61);
		expect(row.identification).toBe('1001');
	});

	it('that someone added between the dry run and the first run', async () => {
		const one = among(new CustomersTenant());
		expect(actions(await one.sync([client()], { dryRun: true }))).toEqual({ 1001: 'created' });
		await one.clock.advance(20 * 60_000);
		const row = one.cinode.add({ name: 'Nordan', corporateIdentityNumber: NUMBER });
		await one.sync([client()]);
		expect(one.cinode.rows).toHaveLength(61);
		expect(row.identification).toBe('1001');
	});

	it('whose number someone filled in after the dry run, where the list shows no times', async () => {
		const one = new CustomersTenant();
		one.cinode.showsTimes = false;
		const row = one.cinode.add({ name: 'Nordan' });
		expect(actions(await one.sync([client()], { dryRun: true }))).toEqual({ 1001: 'created' });
		await one.clock.advance(20 * 60_000);
		row.corporateIdentityNumber = NUMBER;
		await one.sync([client()], { retriesAll: true });
		expect(one.cinode.rows).toHaveLength(1);
		expect(row.identification).toBe('1001');
	});
});

describe('one bad record never stops the others', () => {
	const other = client({ id: 2, foreignId: '2', name: 'Eko AB', organisationNumber: null, vatNumber: null });

	it('a customer in Cinode whose details can’t be read', async () => {
		const one = new CustomersTenant();
		const broken = one.cinode.add({ name: 'Trasig AB' });
		const mine = one.cinode.add({ name: 'Eko AB', identification: '2' });
		one.cinode.refuse = ({ name, args }) =>
			name === 'getCustomer' && args[0] === broken.id
				? new VendorError('Cinode', 'server', 'Internal error')
				: undefined;
		const run = await one.sync([client(), other]);
		expect(resultOf(run, '2').action).toBe('updated');
		expect(mine.phone).toBe('08-123 45 67');
	});

	it('an organisation number that Cinode’s search refuses', async () => {
		const one = among(new CustomersTenant());
		one.cinode.add({ name: 'Eko AB', identification: '2' });
		one.cinode.refuse = ({ name }) =>
			name === 'searchCustomers' ? new VendorError('Cinode', 'invalid', 'Bad number') : undefined;
		const run = await one.sync([client(), other]);
		expect(resultOf(run, '2').action).toBe('updated');
		expect(resultOf(run, '1001').action).not.toBe('created');
	});
});
