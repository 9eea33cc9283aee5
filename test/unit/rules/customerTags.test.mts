import { describe, expect, it } from 'vitest';
import type { Client, CustomersSetup } from '../../../rules';
import { client, clientWithout, mappedClient, mappedClients } from '../support/clients.mts';

const regions = { id: 5, name: 'Region' };
const key = { id: 6, name: 'Nyckelkund' };
const tagsOf = (one: Client, setup: Partial<CustomersSetup> = {}) => mappedClient(one, setup).tags;

describe('terms of payment', () => {
	it.each([
		[0, 'BV=0'],
		[1, 'BV=1'],
		[30, 'BV=30'],
		[120, 'BV=120'],
	])('of %d days become the tag %s', (paymentDays, tag) => {
		const tags = tagsOf(client({ paymentDays }));
		expect(tags.set).toEqual([tag]);
		expect(tags.numbered).toEqual(['BV=']);
	});

	it('have the prefix that set-up chose', () => {
		const tags = tagsOf(client(), { paymentTermsPrefix: 'Villkor ' });
		expect(tags).toMatchObject({ set: ['Villkor 30'], numbered: ['Villkor '] });
	});

	it('make no tag and manage none where the prefix is empty', () => {
		const tags = tagsOf(client(), { paymentTermsPrefix: '' });
		expect(tags.set).toEqual([]);
		expect(tags.numbered ?? []).toEqual([]);
		expect(tags.managed).toEqual([]);
	});

	it('that Kleer did not return leave every tag alone', () => {
		const tags = tagsOf(clientWithout('paymentDays'));
		expect(tags.set).toEqual([]);
		expect(tags.numbered ?? []).toEqual([]);
	});

	it('that are empty leave an older tag alone: an empty source does', () => {
		const tags = tagsOf(client({ paymentDays: null }));
		expect(tags.set).toEqual([]);
		expect(tags.numbered ?? []).toEqual([]);
	});
});

describe('categories', () => {
	const chosen = { categoryTags: [{ category: regions, tag: '' }] };

	it('become tags, only those chosen, together with the terms', () => {
		const tags = tagsOf(client({ categories: [regions, key] }), chosen);
		expect(tags.managed).toEqual(['Region']);
		expect([...tags.set].sort()).toEqual(['BV=30', 'Region']);
	});

	it('that the client lost are managed and not set', () => {
		const tags = tagsOf(client({ categories: [], paymentDays: null }), chosen);
		expect(tags).toMatchObject({ managed: ['Region'], set: [] });
	});

	it('that Kleer did not return manage nothing, and the terms go on', () => {
		const tags = tagsOf(clientWithout('categories'), chosen);
		expect(tags).toMatchObject({ managed: [], set: ['BV=30'] });
	});

	it('may have another name as a tag', () => {
		const setup = { categoryTags: [{ category: regions, tag: 'Offentlig' }] };
		expect(tagsOf(client({ categories: [regions] }), setup)).toMatchObject({ managed: ['Offentlig'] });
	});

	it('renamed in Kleer also manage the old name', () => {
		const renamed = client({ categories: [{ id: 5, name: 'Regioner' }] });
		const tags = tagsOf(renamed, chosen);
		expect(new Set(tags.managed)).toEqual(new Set(['Region', 'Regioner']));
		expect(tags.set).toContain('Regioner');
	});

	it('renamed in Kleer are known for clients that lost them, from another client', () => {
		const renamed = client({ id: 2, foreignId: '2', categories: [{ id: 5, name: 'Regioner' }] });
		const [first] = mappedClients([client({ categories: [] }), renamed], chosen);
		expect(new Set(first!.tags.managed)).toEqual(new Set(['Region', 'Regioner']));
	});
});
