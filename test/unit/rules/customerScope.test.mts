import { describe, expect, it } from 'vitest';
import { CUSTOMER_RULES, mapCustomers, type Client, type CustomersSetup } from '../../../rules';
import {
	SOLE_TRADER,
	client,
	clientWithout,
	customersSetup,
	mappedClient,
	mappedClients,
	rejectedClient,
} from '../support/clients.mts';

const regions = { id: 5, name: 'Region' };
const prospects = { id: 6, name: 'Prospekt' };
const keysOf = (clients: Client[], setup: Partial<CustomersSetup> = {}) =>
	mapCustomers(clients, customersSetup(setup)).mapped.map(({ record }) => record.key);
const scope = (more: Partial<CustomersSetup['scope']>) => ({
	scope: { onlyCategories: [], notCategories: [], neverKeys: [], ...more },
});

describe('the customer number', () => {
	it.each([
		['foreignId', '1001'],
		['id', '12'],
	] as const)('from %s is %s', (numberSource, key) => {
		const record = mappedClient(client(), { numberSource });
		expect(record.key).toBe(key);
		expect(record.values.identification).toBe(key);
	});

	it('carries the prefix, and says which', () => {
		const record = mappedClient(client(), { keyPrefix: 'SE-' });
		expect(record).toMatchObject({ key: 'SE-1001', keyPrefix: 'SE-' });
		expect(record.values.identification).toBe('SE-1001');
	});

	it.each([null, '', '   ', undefined])('of %j rejects the client; the id never stands in', (foreignId) => {
		const rejected = rejectedClient({ ...client(), foreignId }, { keyPrefix: 'SE-' });
		expect(rejected.key).toBe('');
		expect(rejected.scheme).toBe('customers');
		expect(rejected.reasons.join()).toMatch(/number|key/i);
		expect(rejected.label).toContain('Nordan Bygg AB');
	});

	it.each([SOLE_TRADER, '8503022397', '19850302-2397', 'SE850302239701', 'K-850302-2397', '701063-2391'])(
		'is never a personal number (%s): the client is rejected, and nothing shows the number',
		(foreignId) => {
			const rejected = rejectedClient(client({ foreignId }), { keyPrefix: 'SE-' });
			expect(rejected.reasons).toEqual([expect.stringContaining('personal number')]);
			expect(rejected.label).toContain('Kleer id 12');
			expect(JSON.stringify(rejected)).not.toContain('2397');
		},
	);

	it('is no personal number in the table either', () => {
		const rule = CUSTOMER_RULES.find(({ field }) => field === 'identification');
		const remarks = { warn: () => {}, note: () => {}, reject: () => {} };
		const keyOf = (foreignId: string) => rule?.map(client({ foreignId }), customersSetup(), remarks);
		expect([keyOf('1001'), keyOf('850302-2397')]).toEqual(['1001', undefined]);
	});

	it.each(['8503022398', '8513022396', '5560360793', '850302239', 'DE136695976', '1000001'])(
		'may be any other number: %s',
		(foreignId) => {
			expect(keysOf([client({ foreignId })])).toEqual([foreignId]);
		},
	);

	it('is trimmed, and keeps letters and zeros before it', () => {
		expect(keysOf([client({ foreignId: ' 0012-A ' })])).toEqual(['0012-A']);
	});

	it('that another client has as well is told for both, or both are mapped so that the sync sees it', () => {
		const twins = [client({ id: 1, foreignId: '7' }), client({ id: 2, foreignId: '7', name: 'Eko AB' })];
		const { mapped, rejected } = mapCustomers(twins, customersSetup());
		expect(mapped.length + rejected.length).toBe(2);
		expect([0, 2]).toContain(mapped.length);
	});
});

describe('private persons', () => {
	const person = client({ id: 2, foreignId: '2', clientType: 'Person' });

	it('are left out, and counted', () => {
		const result = mapCustomers([client(), person], customersSetup());
		expect(result.mapped.map(({ record }) => record.key)).toEqual(['1001']);
		expect(result.rejected).toEqual([]);
		expect(result.leftOut).toHaveLength(1);
	});

	it('are in where set-up includes them', () => {
		expect(keysOf([client(), person], { includePrivatePersons: true })).toEqual(['1001', '2']);
	});

	it.each(['PERSON', 'person'])('are known as Kleer’s JSON may write them: %s', (clientType) => {
		expect(keysOf([client({ clientType })])).toEqual([]);
	});

	it('of whom Kleer did not say whether they are: kept right, but not created', () => {
		const { mapped } = mapCustomers([clientWithout('clientType')], customersSetup());
		expect(mapped).toHaveLength(1);
		expect(mapped[0]!.record.active).toBe(true);
	});
});

describe('an inactive client', () => {
	it('is not created, and has left', () => {
		const record = mappedClient(client({ active: false }));
		expect(record.active).toBe(false);
		expect(record.notCreated).toMatch(/inactive/i);
		expect(record.left).toBeDefined();
	});

	it('is not the one about which Kleer said nothing', () => {
		const record = mappedClient(clientWithout('active'));
		expect(record.active).toBeUndefined();
		expect(record.left).toBeUndefined();
	});

	it('nor an active one', () => {
		const record = mappedClient(client());
		expect(record.active).toBe(true);
		expect(record.left).toBeUndefined();
		expect(record.notCreated).toBeUndefined();
	});
});

describe('the scope', () => {
	const clients = [
		client({ id: 1, foreignId: '1', categories: [regions] }),
		client({ id: 2, foreignId: '2', categories: [prospects] }),
		client({ id: 3, foreignId: '3', categories: [regions, prospects] }),
		client({ id: 4, foreignId: '4', categories: [] }),
	];

	it.each([
		['everybody where nothing is chosen', {}, ['1', '2', '3', '4']],
		['only a category', { onlyCategories: [regions] }, ['1', '3']],
		['not a category', { notCategories: [prospects] }, ['1', '4']],
		['not wins over only', { onlyCategories: [regions], notCategories: [prospects] }, ['1']],
		['never these keys', { neverKeys: ['2', '4'] }, ['1', '3']],
		['a category renamed in Kleer', { onlyCategories: [{ id: 5, name: 'Före' }] }, ['1', '3']],
	])('%s', (_what, choice, keys) => {
		expect(keysOf(clients, scope(choice))).toEqual(keys);
	});

	it('leaves clients out quietly: counted, neither mapped nor rejected', () => {
		const nameless = client({ name: '', categories: [prospects] });
		const result = mapCustomers([nameless], customersSetup(scope({ notCategories: [prospects] })));
		expect(result).toMatchObject({
			mapped: [],
			rejected: [],
			leftOut: [{ record: { leftOut: 'outOfScope' } }],
		});
	});

	it('keeps a client from being created whose categories Kleer did not return, where they decide', () => {
		const unknown = clientWithout('categories');
		const { mapped } = mapCustomers([unknown], customersSetup(scope({ notCategories: [prospects] })));
		expect(mapped[0]!.record.notCreated).toMatch(/categor/);
		expect(mappedClient(unknown).notCreated).toBeUndefined();
	});

	it('leaves a client out of sight without categories where only some are wanted', () => {
		expect(keysOf([clientWithout('categories')], scope({ onlyCategories: [regions] }))).toEqual([]);
	});
});

describe('many clients', () => {
	it('keep their place, and one bad record stops no other', () => {
		const clients = [
			client({ foreignId: '1' }),
			client({ foreignId: '2', name: null }),
			client({ foreignId: null }),
			client({ foreignId: '4' }),
		];
		const { mapped, rejected } = mapCustomers(clients, customersSetup());
		expect(mapped.map(({ index, record }) => [index, record.key])).toEqual([
			[0, '1'],
			[3, '4'],
		]);
		expect(rejected.map(({ index }) => index)).toEqual([1, 2]);
	});

	it('map the same twice, and leave what they are given alone', () => {
		const clients = [client(), client({ id: 13, foreignId: '1002', categories: [regions] })];
		const before = structuredClone(clients);
		const first = mappedClients(clients);
		expect(clients).toEqual(before);
		expect(mappedClients(structuredClone(clients))).toEqual(first);
	});

	it('may be none', () => {
		expect(mapCustomers([], customersSetup())).toMatchObject({ mapped: [], rejected: [] });
	});
});
