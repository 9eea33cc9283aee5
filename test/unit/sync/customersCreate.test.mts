import { describe, expect, it } from 'vitest';
import { VendorError } from '../../../base';
import { client, clientWithout } from '../support/clients.mts';
import { CustomersTenant, actions, resultOf } from '../support/customers.mts';

const PARTS = ['createCustomer', 'createAddress', 'createContact', 'addManagers', 'setTags', 'patchCustomer'];

const tenant = () => {
	const one = new CustomersTenant();
	one.cinode.users.push({
		companyUserId: 71,
		internalIdentifier: '1017',
		firstName: 'Anna',
		lastName: 'Berg',
	});
	return one;
};

/** What a customer in step holds. */
const COMPLETE = {
	name: 'Nordan Bygg AB',
	identification: '1001',
	description: 'Faktureras i förskott',
	corporateIdentityNumber: '556036-0793',
	vatNumber: 'SE556036079301',
	phone: '08-123 45 67',
	country: { countryId: 46 },
	turnOverCurrency: { id: 1 },
	addresses: [{ addressType: 2, street1: 'Storgatan 1', city: 'Stockholm', email: 'faktura@nordanbygg.se' }],
	contacts: [{ firstName: 'Berit', lastName: 'Lund' }],
	managers: [{ companyUserId: 71 }],
	tags: [{ name: 'BV=30' }],
};

describe('a new customer', () => {
	it('gets everything', async () => {
		const one = tenant();
		const run = await one.sync([client()]);
		expect(one.cinode.rows).toMatchObject([COMPLETE]);
		expect(resultOf(run, '1001')).toMatchObject({
			action: 'created',
			warnings: [],
			targetId: one.cinode.rows[0]!.id,
		});
	});

	it('is made first, and the patch that carries the key comes last', async () => {
		const one = tenant();
		await one.sync([client()]);
		const writes = one.cinode.writes();
		expect(writes[0]!.name).toBe('createCustomer');
		expect(writes.at(-1)!.name).toBe('patchCustomer');
		expect(one.cinode.patched()).toMatchObject({ '/identification': '1001' });
		expect(new Set(writes.map(({ name }) => name))).toEqual(new Set(PARTS));
		expect(writes).toHaveLength(PARTS.length);
	});

	it('with only a name and a number gets no empty parts', async () => {
		const one = new CustomersTenant();
		const bare = {
			id: 5,
			foreignId: '5',
			name: 'Eko AB',
			active: true,
			clientType: 'Organisation',
			categories: [],
		};
		await one.sync([bare]);
		expect(one.cinode.writes().map(({ name }) => name)).toEqual(['createCustomer', 'patchCustomer']);
		const [body] = one.cinode.writes()[0]!.args as [Record<string, unknown>];
		expect(Object.values(body)).not.toContain(null);
		expect(Object.values(body)).not.toContain('');
	});

	it('is not made by a dry run, which says the same', async () => {
		const one = tenant();
		const dry = await one.sync([client()], { dryRun: true });
		expect(one.cinode.writes()).toEqual([]);
		expect(resultOf(dry, '1001')).toMatchObject({ action: 'created', dryRun: true });
		const live = await one.sync([client()]);
		expect(resultOf(live, '1001').changes).toEqual(resultOf(dry, '1001').changes);
	});

	it('of the name of a customer without key is created with a warning that names that one', async () => {
		const one = tenant();
		const namesake = one.cinode.add({ name: 'Nordan Bygg AB' });
		const run = await one.sync([client()]);
		expect(resultOf(run, '1001').warnings.join()).toContain(String(namesake.id));
	});

	it('beyond the brake is not made', async () => {
		const one = tenant();
		const clients = [1, 2, 3].map((id) =>
			client({ id, foreignId: `${id}`, name: `Kund ${id}`, organisationNumber: null }),
		);
		const brake = { maxCreates: 2, maxChangedShare: 30, maxSalaryJumps: 3, allowOnce: 0 };
		const { summary } = await one.sync(clients, { brake });
		expect(one.cinode.rows).toEqual([]);
		expect(summary.brake?.count).toBe(3);
	});
});

describe('a creation that was cut off', () => {
	it.each(PARTS)('after %s is completed by the next run, and made once', async (last) => {
		const one = tenant();
		let reached = false;
		one.cinode.refuse = ({ name }) => {
			if (reached) return new VendorError('Cinode', 'unreachable', 'Gone');
			reached = name === last;
			return undefined;
		};
		await one.sync([client()]).catch(() => undefined);
		one.cinode.refuse = () => undefined;
		await one.sync([client()]);
		expect(one.cinode.rows).toMatchObject([COMPLETE]);
		for (const part of ['addresses', 'contacts', 'managers', 'tags'] as const) {
			expect(one.cinode.rows[0]![part]).toHaveLength(1);
		}
	});

	it.each(PARTS)('after %s, without any memory, is completed all the same', async (last) => {
		const one = tenant();
		let reached = false;
		one.cinode.refuse = ({ name }) => {
			if (reached) return new VendorError('Cinode', 'unreachable', 'Gone');
			reached = name === last;
			return undefined;
		};
		await one.sync([client()]).catch(() => undefined);
		one.cinode.refuse = () => undefined;
		one.forgetEverything();
		await one.sync([client()]);
		expect(one.cinode.rows).toMatchObject([COMPLETE]);
		expect(one.cinode.rows).toHaveLength(1);
	});

	it.each(PARTS)('by a lost answer to %s doubles nothing, at once or in the next runs', async (name) => {
		const one = tenant();
		let lost = 0;
		one.cinode.lose = (call) => call.name === name && lost++ === 0;
		for (let run = 0; run < 3; run++) await one.sync([client()], { retriesAll: true });
		expect(one.cinode.rows).toMatchObject([COMPLETE]);
		for (const part of ['addresses', 'contacts', 'managers', 'tags'] as const) {
			expect(one.cinode.rows[0]![part]).toHaveLength(1);
		}
	});

	it('whose answer was lost and that was not done is a failure, and is not sent twice in a run', async () => {
		const one = tenant();
		one.cinode.refuse = ({ name }) =>
			name === 'createCustomer' ? new VendorError('Cinode', 'answerLost', 'No answer came') : undefined;
		const run = await one.sync([client()]);
		expect(resultOf(run, '1001').action).toBe('failed');
		expect(one.cinode.names().filter((name) => name === 'createCustomer')).toHaveLength(1);
	});

	it('is a result of its own: the others go on', async () => {
		const one = tenant();
		one.cinode.refuse = ({ name, args }) =>
			name === 'createCustomer' && (args[0] as { name: string }).name === 'Trasig AB'
				? new VendorError('Cinode', 'invalid', 'Name is taken')
				: undefined;
		const other = { organisationNumber: null, vatNumber: null };
		const run = await one.sync([client(), client({ id: 2, foreignId: '2', name: 'Trasig AB', ...other })]);
		expect(actions(run)).toEqual({ 1001: 'created', 2: 'failed' });
		expect(resultOf(run, '2').error).toMatch(/Name is taken/);
	});
});

it.each([
	['whose active word Kleer did not return', clientWithout('active'), /active/i],
	['that is inactive', client({ active: false }), /inactive/i],
])('a client %s is not created', async (_who, one, reason) => {
	const there = tenant();
	const run = await there.sync([one]);
	expect(resultOf(run, '1001').action).toBe('skipped');
	expect(resultOf(run, '1001').reason).toMatch(reason);
	expect(there.cinode.writes()).toEqual([]);
});
