import { describe, expect, it } from 'vitest';
import { nothingLearnt } from '../../../sync';
import { client } from '../support/clients.mts';
import { CustomersTenant, OPTIONS, actions, type Run } from '../support/customers.mts';

const HOUR = 3_600_000;
const many = (count: number) =>
	Array.from({ length: count }, (_, index) =>
		client({
			id: index + 1,
			foreignId: String(index + 1),
			name: `Kund ${index + 1}`,
			organisationNumber: null,
			vatNumber: null,
		}),
	);
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
const counts = ({ summary }: Run) =>
	Object.fromEntries(Object.entries(summary.counts).filter(([, count]) => count > 0));

describe.each([true, false])('where the list shows times: %j', (showsTimes) => {
	const start = () => {
		const one = tenant();
		one.cinode.showsTimes = showsTimes;
		return one;
	};

	it('a run in which nothing changed costs one request, whatever the size', async () => {
		const one = start();
		await one.sync(many(40));
		const run = await one.sync(many(40));
		expect(one.cinode.names()).toEqual(['listCustomers']);
		expect(counts(run)).toEqual({ unchanged: 40 });
	});

	it('a run after a linking also costs one request', async () => {
		const one = start();
		one.cinode.add({ name: 'Nordan', corporateIdentityNumber: '556036-0793' });
		for (let i = 0; i < 30; i++) one.cinode.add({ name: `Annan ${i}` });
		await one.sync([client()]);
		await one.sync([client()]);
		expect(one.cinode.names()).toEqual(['listCustomers']);
	});

	it('numbers that strangers carry cost nothing while they stand, in another process neither', async () => {
		const one = start();
		const clients = many(12);
		for (const { foreignId } of clients)
			one.cinode.add({ name: `Annan ${foreignId}`, identification: foreignId });
		expect(counts(await one.sync(clients))).toEqual({ conflict: 12 });
		one.learnt = nothingLearnt();
		expect(counts(await one.sync(clients))).toEqual({ conflict: 12 });
		expect(one.cinode.names()).toEqual(['listCustomers']);
		await one.clock.advance(3 * HOUR);
		one.learnt = nothingLearnt();
		await one.sync(clients);
		expect(one.cinode.names()).toHaveLength(1 + 12);
	});

	it('a changed client costs only its own', async () => {
		const one = start();
		await one.sync(many(40));
		const clients = many(40).map((each) => (each.foreignId === '7' ? { ...each, phone: '090-1' } : each));
		await one.sync(clients);
		const asked = one.cinode.names().filter((name) => name !== 'listUsers');
		expect(asked).toEqual(['listCustomers', 'getCustomer', 'patchCustomer']);
		await one.sync(clients);
		expect(one.cinode.names()).toEqual(['listCustomers']);
	});

	it('a change of name by hand in Cinode is noticed at once, in the list', async () => {
		const one = start();
		await one.sync(many(5));
		one.cinode.rows[2]!.name = 'Annat namn';
		await one.sync(many(5));
		expect(one.cinode.rows[2]!.name).toBe('Kund 3');
		expect(one.cinode.writes()).toHaveLength(1);
	});

	it('a change by hand that the list does not show is noticed within a day', async () => {
		const one = start();
		await one.sync(many(5));
		one.cinode.rows[2]!.phone = '112';
		await one.clock.advance(25 * HOUR);
		await one.sync(many(5));
		expect(one.cinode.rows[2]!.phone).toBe('08-123 45 67');
	});

	it('a dry run repeated costs the list, not every detail again', async () => {
		const one = start();
		for (const each of many(20)) one.cinode.add({ name: each.name, identification: each.foreignId });
		await one.sync(many(20), { dryRun: true });
		await one.sync(many(20), { dryRun: true });
		expect(one.cinode.names().filter((name) => name === 'getCustomer')).toEqual([]);
		expect(one.cinode.writes()).toEqual([]);
	});
});

describe('what a person must decide', () => {
	it('is a conflict once, and then stands, at the cost of the list', async () => {
		const one = tenant();
		one.cinode.add({ name: 'Helt Annan AB', identification: '1' });
		expect(counts(await one.sync(many(1)))).toEqual({ conflict: 1 });
		const second = await one.sync(many(1), { includeUnchanged: false });
		expect(second.results).toEqual([]);
		expect(second.summary.standing).toMatchObject([{ key: '1', action: 'conflict' }]);
		expect(second.summary.standing[0]!.reason).toMatch(/Helt Annan AB/);
		expect(one.cinode.names()).toEqual(['listCustomers']);
		expect(second.summary.needsAttention).toBe(true);
	});

	it('is told again when it changes', async () => {
		const one = tenant();
		const row = one.cinode.add({ name: 'Helt Annan AB', identification: '1' });
		await one.sync(many(1));
		row.name = 'Kund 1';
		expect(actions(await one.sync(many(1)))).toEqual({ 1: 'updated' });
	});
});

it('the memory of one client says nothing of another of the same name', async () => {
	const one = tenant();
	one.options = OPTIONS;
	await one.sync(many(2));
	const renamed = many(2).map((each) => ({ ...each, name: 'Samma AB' }));
	expect(actions(await one.sync(renamed))).toEqual({ 1: 'updated', 2: 'updated' });
	expect(one.cinode.rows.map(({ identification }) => identification).sort()).toEqual(['1', '2']);
});

it('a shared number whose sister leaves Kleer’s list is not taken over by the other', async () => {
	const one = tenant();
	const sisters = many(2).map((each) => ({ ...each, organisationNumber: '556036-0793' }));
	await one.sync(sisters);
	const run = await one.sync(sisters.slice(0, 1));
	expect(counts(run)).toEqual({ unchanged: 1 });
	expect(one.cinode.writes()).toEqual([]);
});

it('running three times without memory changes nothing after the first', async () => {
	const one = tenant();
	const clients = [...many(3), client({ contact: 'REF-1', countryCode: 'DE', currency: 'XTS' })];
	await one.sync(clients);
	for (let i = 0; i < 2; i++) {
		one.forgetEverything();
		await one.sync(clients);
		expect(one.cinode.writes()).toEqual([]);
	}
});
