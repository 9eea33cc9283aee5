import { describe, expect, it } from 'vitest';
import { client, clientWithout } from '../support/clients.mts';
import { CustomersTenant, resultOf } from '../support/customers.mts';

const REGION = { id: 5, name: 'Region' };
const chosen = { categoryTags: [{ category: REGION, tag: '' }] };

/** A tenant with a customer in step but for its tags. */
async function withTags(...names: string[]) {
	const one = new CustomersTenant();
	await one.sync([clientWithout('paymentDays')]);
	const row = one.cinode.rows[0]!;
	row.tags = names.map((name, index) => ({ id: 900 + index, name }));
	one.cinode.tagList.push(...row.tags);
	one.forgetEverything();
	return { one, row, now: () => row.tags.map(({ name }) => name) };
}

describe('the tag of the terms', () => {
	it('replaces an older one, and leaves people’s own', async () => {
		const { one, now } = await withTags('Viktig', 'BV=10', 'Nordisk');
		const run = await one.sync([client()]);
		expect(now().sort()).toEqual(['BV=30', 'Nordisk', 'Viktig']);
		expect(resultOf(run, '1001').changes.map(({ field }) => field)).toEqual(['Tags']);
		expect(one.cinode.names()).not.toContain('setTags');
	});

	it.each(['BV=30 net', 'BV=', 'BV=abc', 'XBV=10', 'BV 10', 'BV=-5', 'BV=10,5', 'BV = 10'])(
		'of the form %s is people’s own: it stays',
		async (tag) => {
			const { one, now } = await withTags(tag);
			await one.sync([client()]);
			expect(now()).toEqual([tag, 'BV=30']);
		},
	);

	it('that is there already: nothing is written', async () => {
		const { one } = await withTags('BV=30', 'Viktig');
		await one.sync([client()]);
		expect(one.cinode.writes()).toEqual([]);
	});

	it('replaces several older ones', async () => {
		const { one, now } = await withTags('BV=10', 'BV=15');
		await one.sync([client()]);
		expect(now()).toEqual(['BV=30']);
	});

	it('stays where Kleer says nothing of the terms', async () => {
		const { one, now } = await withTags('BV=10');
		await one.sync([clientWithout('paymentDays')]);
		expect(now()).toEqual(['BV=10']);
	});

	it('is not made while Cinode lists no tags though customers carry some: it may be there already', async () => {
		const { one, now } = await withTags('Viktig');
		const listed = one.cinode.tagList.splice(0);
		const run = await one.sync([client()]);
		expect(resultOf(run, '1001')).toMatchObject({ action: 'failed', reasonCode: 'unreadable' });
		expect(now()).toEqual(['Viktig']);
		one.cinode.tagList.push(...listed);
		one.forgetEverything();
		await one.sync([client()]);
		expect(now()).toEqual(['Viktig', 'BV=30']);
	});

	it('of another prefix leaves "BV=10" alone', async () => {
		const { one, now } = await withTags('BV=10');
		one.setup = { paymentTermsPrefix: 'Villkor=' };
		await one.sync([client()]);
		expect(now()).toEqual(['BV=10', 'Villkor=30']);
	});

	it('whose prefix has letters that mean something to a pattern is taken as it is', async () => {
		const { one, now } = await withTags('B.V(10', 'BxV(10');
		one.setup = { paymentTermsPrefix: 'B.V(' };
		await one.sync([client()]);
		expect(now()).toEqual(['BxV(10', 'B.V(30']);
	});

	it('is the existing tag: none is made twice for two customers', async () => {
		const one = new CustomersTenant();
		const clients = [1, 2, 3].map((id) =>
			client({ id, foreignId: `${id}`, name: `Kund ${id}`, organisationNumber: null, vatNumber: null }),
		);
		await one.sync(clients);
		expect(one.cinode.tagList.filter(({ name }) => name === 'BV=30')).toHaveLength(1);
		expect(one.cinode.rows.every(({ tags }) => tags.length === 1)).toBe(true);
	});
});

describe('category tags', () => {
	it('are added and taken away again, together with the terms', async () => {
		const { one, now } = await withTags('Viktig');
		one.setup = chosen;
		await one.sync([client({ categories: [REGION] })]);
		expect(now().sort()).toEqual(['BV=30', 'Region', 'Viktig']);
		await one.sync([client({ categories: [], paymentDays: 10 })]);
		expect(now().sort()).toEqual(['BV=10', 'Viktig']);
	});

	it('stay where Kleer did not return the categories', async () => {
		const { one, now } = await withTags('Region');
		one.setup = chosen;
		await one.sync([clientWithout('categories')]);
		expect(now()).toEqual(['Region', 'BV=30']);
	});

	it('set by hand and not managed are left alone', async () => {
		const { one, now } = await withTags('Region', 'Partner');
		await one.sync([client({ categories: [REGION] })]);
		expect(now()).toEqual(['Region', 'Partner', 'BV=30']);
	});
});
