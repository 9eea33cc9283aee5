import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alikeAddress, mergedAddress, type AddressValue } from '../../../rules';
import { planAddress } from '../../../sync';
import type { CinodeCustomerAddress } from '../../../models/cinode/customers';
import { client, clientWithout } from '../support/clients.mts';
import { CustomersTenant, resultOf } from '../support/customers.mts';

const NONE: AddressValue = {
	street1: null,
	street2: null,
	zipCode: null,
	city: null,
	country: null,
	email: null,
};
const WANTED: AddressValue = {
	street1: 'Storgatan 1',
	street2: null,
	zipCode: '111 22',
	city: 'Stockholm',
	country: 'Sverige',
	email: 'faktura@nordanbygg.se',
};
const there = (more: Partial<CinodeCustomerAddress> = {}): CinodeCustomerAddress => ({
	id: 9,
	...WANTED,
	addressType: 2,
	comments: 'Ring först',
	...more,
});
const part = fc.option(
	fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => text.trim() !== ''),
	{
		nil: null,
	},
);
const anyAddress = fc.record({
	street1: part,
	street2: part,
	zipCode: part,
	city: part,
	country: part,
	email: part,
});

describe('the invoice address', () => {
	it('that is not there is created, with type 2', () => {
		const { payload } = planAddress(WANTED, [], 'always');
		expect(payload?.id).toBeUndefined();
		expect(payload?.body).toMatchObject({ ...WANTED, addressType: 2 });
	});

	it.each([0, 1, 3])('is not an address of type %d: that one is left alone', (addressType) => {
		const { payload } = planAddress(WANTED, [there({ addressType, street1: 'Besöksvägen 2' })], 'always');
		expect(payload?.id).toBeUndefined();
	});

	it.each<[string, Partial<CinodeCustomerAddress>]>([
		['just so', {}],
		['in another case', { street1: 'STORGATAN 1', city: 'stockholm', email: 'Faktura@NordanBygg.se' }],
		['with other spaces', { street1: ' Storgatan  1', zipCode: '11122' }],
		['with empty texts for nothing', { street2: '' }],
	])('that is there %s is left as it stands', (_how, more) => {
		expect(planAddress(WANTED, [there(more)], 'always')).toEqual({});
	});

	it('that differs is updated in its place, and its comments are kept', () => {
		const { payload, change } = planAddress(WANTED, [there({ street1: 'Gamla vägen 2' })], 'always');
		expect(payload).toMatchObject({ id: 9, body: { ...WANTED, addressType: 2, comments: 'Ring först' } });
		expect(change?.from).toMatch(/Gamla vägen 2/);
		expect(change?.to).toMatch(/Storgatan 1/);
	});

	it('with only a city changes the city alone', () => {
		const { payload } = planAddress({ ...NONE, city: 'Umeå' }, [there({ street2: 'c/o Eko' })], 'always');
		expect(payload?.body).toMatchObject({ ...WANTED, street2: 'c/o Eko', city: 'Umeå' });
	});

	it('that moved takes its second line along: the old one goes', () => {
		const wanted = { ...WANTED, street1: 'Nya gatan 3' };
		const { payload } = planAddress(wanted, [there({ street2: 'c/o Eko' })], 'always');
		expect(payload?.body).toMatchObject({ street1: 'Nya gatan 3', street2: null });
	});

	it('that Kleer says is empty leaves Cinode’s alone, but for mirror', () => {
		expect(planAddress(null, [there()], 'always')).toEqual({});
		expect(planAddress(null, [], 'mirror')).toEqual({});
		const { payload } = planAddress(null, [there()], 'mirror');
		expect(payload).toMatchObject({ id: 9, body: { ...NONE, addressType: 2, comments: 'Ring först' } });
	});

	it('by mirror is Kleer’s in every part', () => {
		const { payload } = planAddress({ ...NONE, city: 'Umeå' }, [there()], 'mirror');
		expect(payload?.body).toMatchObject({ ...NONE, city: 'Umeå' });
	});

	it('if empty is created where there is none, and never changed', () => {
		expect(planAddress(WANTED, [], 'ifEmpty').payload).toBeDefined();
		expect(planAddress(WANTED, [there({ city: 'Lund' })], 'ifEmpty').payload).toBeUndefined();
	});
});

describe('three invoice addresses', () => {
	const three = ['Ett 1', 'Två 2', 'Tre 3'].map((street1, index) => there({ id: index + 1, street1 }));

	it('of which one is equal: nothing', () => {
		expect(planAddress(WANTED, [...three, there({ id: 4 })], 'always')).toEqual({});
	});

	it('that all differ are a warning, and nothing is written', () => {
		const { payload, warning, change } = planAddress(WANTED, three, 'always');
		expect(payload).toBeUndefined();
		expect(change).toBeUndefined();
		expect(warning).toMatch(/3/);
	});
});

describe('whatever the addresses are', () => {
	it('planning again after writing finds nothing to do', () => {
		fc.assert(
			fc.property(anyAddress, anyAddress, fc.constantFrom('always', 'mirror'), (wanted, present, mode) => {
				const first = planAddress(wanted, [there(present)], mode);
				const after = first.payload
					? [{ id: 9, ...first.payload.body } as CinodeCustomerAddress]
					: [there(present)];
				expect(planAddress(wanted, after, mode)).toEqual({});
			}),
		);
	});

	it('no part is lost that Kleer leaves empty, but the second line of a new street', () => {
		fc.assert(
			fc.property(anyAddress, anyAddress, (wanted, present) => {
				const merged = mergedAddress(wanted, present, false);
				for (const name of ['street1', 'zipCode', 'city', 'country', 'email'] as const) {
					expect(merged[name]).toBe(wanted[name] ?? present[name]);
				}
				expect([wanted.street2, present.street2]).toContain(merged.street2);
			}),
		);
	});

	it('an address is like itself, and likeness has no direction', () => {
		fc.assert(
			fc.property(anyAddress, anyAddress, (one, other) => {
				expect(alikeAddress(one, one)).toBe(true);
				expect(alikeAddress(one, other)).toBe(alikeAddress(other, one));
			}),
		);
	});
});

describe('a run', () => {
	it('never doubles the address, however often it runs', async () => {
		const one = new CustomersTenant();
		for (let i = 0; i < 3; i++) {
			one.forgetEverything();
			await one.sync([client({ address: { ...client().address!, address1: `Gatan ${i}` } })]);
		}
		expect(one.cinode.rows[0]!.addresses).toMatchObject([{ street1: 'Gatan 2', addressType: 2 }]);
	});

	it('writes only the address where only it differs, and names it', async () => {
		const one = new CustomersTenant();
		await one.sync([client()]);
		const run = await one.sync([client({ email: 'ny@nordanbygg.se' })]);
		expect(one.cinode.writes().map(({ name }) => name)).toEqual(['updateAddress']);
		expect(resultOf(run, '1001').changes.map(({ field }) => field)).toEqual(['Customer Invoice Address']);
	});

	it('leaves it alone where Kleer returned neither address nor e-mail', async () => {
		const one = new CustomersTenant();
		one.setup = { modes: { invoiceAddress: 'mirror' } };
		await one.sync([client()]);
		await one.sync([clientWithout('address', 'email')]);
		expect(one.cinode.writes()).toEqual([]);
	});

	it('that did not return the address, but the e-mail, clears no street', async () => {
		const one = new CustomersTenant();
		one.setup = { modes: { invoiceAddress: 'mirror' } };
		await one.sync([client()]);
		await one.sync([clientWithout('address')]);
		expect(one.cinode.rows[0]!.addresses).toMatchObject([{ street1: 'Storgatan 1', city: 'Stockholm' }]);
	});

	it('that did not return the e-mail, but the address, clears no e-mail', async () => {
		const one = new CustomersTenant();
		one.setup = { modes: { invoiceAddress: 'mirror' } };
		await one.sync([client()]);
		await one.sync([clientWithout('email')]);
		expect(one.cinode.rows[0]!.addresses).toMatchObject([{ email: 'faktura@nordanbygg.se' }]);
	});

	it('a second line that someone added in Cinode stays while the street is the same (always)', async () => {
		const one = new CustomersTenant();
		await one.sync([client()]);
		one.cinode.rows[0]!.addresses[0]!.street2 = 'Att: Ekonomi';
		one.forgetEverything();
		await one.sync([client()]);
		expect(one.cinode.rows[0]!.addresses).toMatchObject([{ street2: 'Att: Ekonomi' }]);
	});

	it('warns of three that differ, run after run without writing', async () => {
		const one = new CustomersTenant();
		const addresses = [1, 2, 3].map((id) => there({ id, street1: `Väg ${id}` }));
		const row = one.cinode.add({ name: 'Nordan Bygg AB', identification: '1001', addresses });
		const run = await one.sync([client()]);
		expect(resultOf(run, '1001').warnings.join()).toMatch(/3 invoice addresses/);
		expect(row.addresses).toHaveLength(3);
		await one.sync([client()]);
		expect(one.cinode.writes()).toEqual([]);
	});
});
