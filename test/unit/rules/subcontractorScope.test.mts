import { describe, expect, it } from 'vitest';
import { mapSubcontractors, mapUsers, type Employee, type SubcontractorsSetup } from '../../../rules';
import { usersSetup } from '../support/people.mts';
import {
	SUPPLIER,
	consultant,
	consultantWithout,
	mappedConsultant,
	rejectedConsultant,
	subcontractorsSetup,
} from '../support/subcontractors.mts';

const ours = { id: 8, name: 'Underkonsult' };
const office = { id: 9, name: 'Kontor' };
const keysOf = (people: Employee[], setup: Partial<SubcontractorsSetup> = {}) =>
	mapSubcontractors(people, subcontractorsSetup(setup)).mapped.map(({ record }) => record.key);

describe('a subcontractor', () => {
	it.each<[string, Partial<Employee>, boolean]>([
		['tied to a supplier', { supplier: SUPPLIER, categories: [] }, true],
		['tied to a nameless supplier', { supplier: { id: 1, name: null, organisationNumber: null } }, true],
		['with the category of set-up', { supplier: null, categories: [ours] }, true],
		['with both', { supplier: SUPPLIER, categories: [ours] }, true],
		['with another category', { supplier: null, categories: [office] }, false],
		['with neither', { supplier: null, categories: [] }, false],
	])('someone %s', (_who, more, is) => {
		const result = mapSubcontractors(
			[consultant(more)],
			subcontractorsSetup({ subcontractorCategories: [ours] }),
		);
		expect(result.mapped).toHaveLength(is ? 1 : 0);
		expect(result.leftOut.map(({ record }) => record.leftOut)).toEqual(is ? [] : ['users']);
		expect(result.rejected).toEqual([]);
	});

	it.each<[string, Employee]>([
		['tied to a supplier', consultant()],
		['with the category', consultant({ supplier: null, categories: [ours] })],
		['with neither', consultant({ supplier: null })],
		['whose supplier Kleer did not return', consultantWithout('supplier')],
		['whose categories Kleer did not return', { ...consultantWithout('categories'), supplier: null }],
		['of whom Kleer returned neither', consultantWithout('supplier', 'categories')],
		[
			'with the category, whose supplier Kleer did not return',
			{ ...consultantWithout('supplier'), categories: [ours] },
		],
	])('someone %s is never created as both', (_who, person) => {
		const categories = { subcontractorCategories: [ours] };
		const asUser = mapUsers([person], usersSetup(categories)).mapped;
		const asSub = mapSubcontractors([person], subcontractorsSetup(categories)).mapped;
		const created = [...asUser, ...asSub].filter(({ record }) => record.notCreated === undefined);
		expect(created.length).toBeLessThanOrEqual(1);
	});

	it('is not guessed where Kleer returned neither supplier nor categories', () => {
		const setup = { subcontractorCategories: [ours] };
		const { mapped } = mapSubcontractors(
			[consultantWithout('supplier', 'categories')],
			subcontractorsSetup(setup),
		);
		for (const { record } of mapped) expect(record.notCreated).toBeDefined();
	});

	it('tied to a supplier, is one even where Kleer did not return categories', () => {
		expect(keysOf([consultantWithout('categories')], { subcontractorCategories: [ours] })).toEqual(['2040']);
	});
});

describe('the key', () => {
	it.each([
		['internalId', '2040'],
		['id', '40'],
		['foreignId', 'K40'],
	] as const)('from %s is %s, with the prefix', (keySource, key) => {
		const record = mappedConsultant(consultant(), { keySource, keyPrefix: 'SE-' });
		expect(record).toMatchObject({ key: `SE-${key}`, keyPrefix: 'SE-' });
		expect(record.values.internalIdentifier).toBe(`SE-${key}`);
	});

	it.each([
		['internalId', null],
		['internalId', undefined],
		['internalId', 0],
		['foreignId', ''],
		['foreignId', ' '],
	] as const)('%s of %j rejects the person', (keySource, value) => {
		const rejected = rejectedConsultant({ ...consultant(), [keySource]: value }, { keySource });
		expect(rejected).toMatchObject({ key: '', scheme: 'subcontractors' });
		expect(rejected.reasons.join()).toMatch(/key/);
	});
});

describe('someone inactive', () => {
	it('is not created, and has no policy: Cinode can’t disconnect subcontractors', () => {
		const record = mappedConsultant(consultant({ active: false }));
		expect(record.active).toBe(false);
		expect(record.notCreated).toMatch(/inactive/i);
	});

	it('is not the one about whom Kleer said nothing; they are not created either', () => {
		const record = mappedConsultant(consultantWithout('active'));
		expect(record.active).toBeUndefined();
		expect(record.notCreated).toMatch(/active/i);
	});
});

describe('the scope', () => {
	const people = [
		consultant({ internalId: 1, categories: [ours] }),
		consultant({ internalId: 2, categories: [office] }),
		consultant({ internalId: 3, categories: [] }),
	];

	it.each<[string, Partial<SubcontractorsSetup['scope']>, string[]]>([
		['everybody where nothing is chosen', {}, ['1', '2', '3']],
		['only a category', { onlyCategories: [ours] }, ['1']],
		['not a category', { notCategories: [ours] }, ['2', '3']],
		['never these keys', { neverKeys: ['3'] }, ['1', '2']],
	])('%s', (_what, choice, keys) => {
		const scope = { onlyCategories: [], notCategories: [], neverKeys: [], ...choice };
		expect(keysOf(people, { scope })).toEqual(keys);
	});

	it('counts the people it leaves out, and rejects none', () => {
		const scope = { onlyCategories: [office], notCategories: [], neverKeys: [] };
		const result = mapSubcontractors([consultant({ name: 'Rut' })], subcontractorsSetup({ scope }));
		expect(result).toMatchObject({
			mapped: [],
			rejected: [],
			leftOut: [{ record: { leftOut: 'outOfScope' } }],
		});
	});
});

it('one bad record stops no other, and all keep their place', () => {
	const people = [
		consultant({ internalId: 1 }),
		consultant({ internalId: 2, name: 'Rut' }),
		consultant({ internalId: null }),
		consultant({ internalId: 4 }),
	];
	const { mapped, rejected } = mapSubcontractors(people, subcontractorsSetup());
	expect(mapped.map(({ index, record }) => [index, record.key])).toEqual([
		[0, '1'],
		[3, '4'],
	]);
	expect(rejected.map(({ index }) => index)).toEqual([1, 2]);
});
