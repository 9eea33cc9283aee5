import { describe, expect, it } from 'vitest';
import { mapUsers, type Employee, type UsersSetup } from '../../../rules';
import { employee, employeeWithout, usersSetup } from '../support/people.mts';

const consultants = { id: 5, name: 'Konsult' };
const office = { id: 6, name: 'Kontor' };

const keysOf = (people: Employee[], setup: Partial<UsersSetup> = {}) =>
	mapUsers(people, usersSetup(setup)).mapped.map(({ record }) => record.key);

describe('the key', () => {
	it.each([
		['internalId', '1017'],
		['id', '17'],
		['foreignId', 'A17'],
	] as const)('from %s is %s', (keySource, key) => {
		const { record } = mapUsers([employee()], usersSetup({ keySource })).mapped[0]!;
		expect(record.key).toBe(key);
		expect(record.values.internalIdentifier).toBe(key);
	});

	it('carries the prefix, and says which', () => {
		const { record } = mapUsers([employee()], usersSetup({ keyPrefix: 'SE-' })).mapped[0]!;
		expect(record).toMatchObject({ key: 'SE-1017', keyPrefix: 'SE-' });
		expect(record.values.internalIdentifier).toBe('SE-1017');
	});

	it('has no prefix in the employment number', () => {
		const { record } = mapUsers([employee()], usersSetup({ keyPrefix: 'SE-' })).mapped[0]!;
		expect(record.values.employmentNumber).toBe('A17');
	});

	it.each([
		['internalId', null],
		['internalId', 0],
		['internalId', undefined],
		['foreignId', null],
		['foreignId', ''],
		['foreignId', '   '],
		['foreignId', undefined],
	] as const)('%s of %j rejects the record; another number never stands in', (keySource, value) => {
		const person = { ...employee(), [keySource]: value };
		const { mapped, rejected } = mapUsers([person], usersSetup({ keySource, keyPrefix: 'SE-' }));
		expect(mapped).toEqual([]);
		expect(rejected).toHaveLength(1);
		expect(rejected[0]!.record).toMatchObject({ key: '', reasons: [expect.stringContaining('key')] });
	});

	it.each(['811228-9874', '19811228-9874', '198112289874', '701063-2391'])(
		'is never a personal number (%s), since keys are shown: the record is rejected and does not name it',
		(foreignId) => {
			const setup = usersSetup({ keySource: 'foreignId', keyPrefix: 'SE-' });
			const { mapped, rejected } = mapUsers([{ ...employee(), foreignId }], setup);
			expect(mapped).toEqual([]);
			expect(rejected[0]!.record.reasons).toEqual([expect.stringContaining('personal number')]);
			expect(JSON.stringify(rejected)).not.toContain(foreignId.slice(-4));
		},
	);

	it('is never a personal number in the list of keys to leave out either: what it names is told all the same', () => {
		const setup = usersSetup({ keySource: 'foreignId' });
		setup.scope.neverKeys = ['811228-9874'];
		const { rejected, leftOut } = mapUsers([{ ...employee(), foreignId: '811228-9874' }], setup);
		expect([rejected.length, leftOut]).toEqual([1, []]);
	});

	it('may look like one: a wrong check digit is a number like any other', () => {
		const setup = usersSetup({ keySource: 'foreignId' });
		const { mapped } = mapUsers([{ ...employee(), foreignId: '8112289875' }], setup);
		expect(mapped.map(({ record }) => record.key)).toEqual(['8112289875']);
	});

	it.each([
		['foreignId', 'A17'],
		['internalId', '1017'],
		['id', '17'],
	] as const)('does not decide the employment number: from %s it is %s', (employmentNumberSource, number) => {
		const { record } = mapUsers([employee()], usersSetup({ employmentNumberSource })).mapped[0]!;
		expect(record.values.employmentNumber).toBe(number);
		expect(record.key).toBe('1017');
	});
});

describe('the scope', () => {
	const people = [
		employee({ internalId: 1, categories: [consultants] }),
		employee({ internalId: 2, categories: [office] }),
		employee({ internalId: 3, categories: [consultants, office] }),
		employee({ internalId: 4, categories: [] }),
	];
	const scope = (more: Partial<UsersSetup['scope']>) => ({
		scope: { onlyCategories: [], notCategories: [], neverKeys: [], ...more },
	});

	it.each([
		['everybody where nothing is chosen', {}, ['1', '2', '3', '4']],
		['only a category', { onlyCategories: [consultants] }, ['1', '3']],
		['only one of several categories', { onlyCategories: [consultants, office] }, ['1', '2', '3']],
		['not a category', { notCategories: [consultants] }, ['2', '4']],
		['not wins over only', { onlyCategories: [consultants], notCategories: [office] }, ['1']],
		['never these keys', { neverKeys: ['2', '4'] }, ['1', '3']],
		['a category renamed in Kleer', { onlyCategories: [{ id: 5, name: 'Före' }] }, ['1', '3']],
	])('%s', (_what, choice, keys) => {
		expect(keysOf(people, scope(choice))).toEqual(keys);
	});

	it('names never-keys with their prefix', () => {
		const setup = { keyPrefix: 'SE-', ...scope({ neverKeys: ['SE-2', '3'] }) };
		expect(keysOf(people, setup)).toEqual(['SE-1', 'SE-3', 'SE-4']);
	});

	it('leaves people out quietly: counted, neither mapped nor rejected', () => {
		const broken = employee({ internalId: 9, name: 'Anna', categories: [] });
		const result = mapUsers([broken], usersSetup(scope({ onlyCategories: [office] })));
		expect(result).toMatchObject({
			mapped: [],
			rejected: [],
			leftOut: [{ record: { leftOut: 'outOfScope' } }],
		});
	});
});

describe('subcontractors', () => {
	const supplier = { id: 1, name: 'Bolaget AB', organisationNumber: '556036-0793' };

	it('are people tied to a supplier, or with the category that set-up chose; they are no users', () => {
		const people = [
			employee({ internalId: 1, supplier }),
			employee({ internalId: 2, categories: [consultants] }),
			employee({ internalId: 3, categories: [office] }),
			employee({ internalId: 4, supplier: { id: 2, name: null, organisationNumber: null } }),
		];
		const result = mapUsers(people, usersSetup({ subcontractorCategories: [consultants] }));
		expect(result.mapped.map(({ record }) => record.key)).toEqual(['3']);
		expect(result.leftOut.map(({ record }) => record.leftOut)).toEqual(Array(3).fill('subcontractors'));
		expect(result.rejected).toEqual([]);
	});
});

describe('what Kleer did not return', () => {
	const notCreated = (person: Employee, setup: Partial<UsersSetup> = {}) =>
		mapUsers([person], usersSetup(setup)).mapped[0]?.record.notCreated;
	const scope = { onlyCategories: [], notCategories: [], neverKeys: [] };

	it('keeps a person from being created that may be a subcontractor', () => {
		expect(notCreated(employeeWithout('supplier'))).toMatch(/subcontractor/);
	});

	it.each<[string, Partial<UsersSetup>]>([
		['who is out', { scope: { ...scope, notCategories: [office] } }],
		['who is a subcontractor', { subcontractorCategories: [consultants] }],
	])('keeps someone from being created where categories decide %s', (_what, setup) => {
		expect(notCreated(employeeWithout('categories'), setup)).toMatch(/categories/);
		expect(notCreated(employee(), setup)).toBeUndefined();
	});

	it('leaves someone out of sight where only some categories are wanted', () => {
		const setup = { scope: { ...scope, onlyCategories: [consultants] } };
		expect(mapUsers([employeeWithout('categories')], usersSetup(setup)).mapped).toEqual([]);
	});

	it('keeps no person from being created where categories decide nothing', () => {
		const categoryTags = [{ category: consultants, tag: '' }];
		expect(notCreated(employeeWithout('categories'), { categoryTags })).toBeUndefined();
	});
});

describe('payroll', () => {
	const auditor = { ...employeeWithout('ssn', 'phone', 'monthlySalary', 'taxTable'), hasPayroll: false };

	it('is needed to be created, and the record says so', () => {
		const { record } = mapUsers([auditor], usersSetup()).mapped[0]!;
		expect(record.notCreated).toMatch(/payroll/i);
	});

	it('is not needed where set-up includes people without it', () => {
		const { record } = mapUsers([auditor], usersSetup({ includeWithoutPayroll: true })).mapped[0]!;
		expect(record.notCreated).toBeUndefined();
	});

	it('that is gone clears nothing: what came from it is left out', () => {
		const { values } = mapUsers([auditor], usersSetup()).mapped[0]!.record;
		for (const field of ['dateOfBirth', 'gender', 'phone', 'baseSalary', 'taxTable']) {
			expect(values).not.toHaveProperty(field);
		}
	});

	it('that is gone takes no tag away: the category may have stood there', () => {
		const categoryTags = [consultants, office].map((category) => ({ category, tag: '' }));
		const tagsOf = (person: Employee) =>
			mapUsers([person], usersSetup({ categoryTags })).mapped[0]!.record.tags;
		expect(tagsOf({ ...auditor, categories: [office] })).toEqual({ managed: [], set: [office.name] });
		expect(tagsOf(employee({ categories: [office] })).managed).toContain(consultants.name);
	});
});

describe('tags from categories', () => {
	const tagsOf = (person: Employee, setup: Partial<UsersSetup>, others: Employee[] = []) =>
		mapUsers([person, ...others], usersSetup(setup)).mapped[0]!.record.tags;
	const chosen = { categoryTags: [{ category: consultants, tag: '' }] };

	it('are only those of the categories chosen', () => {
		expect(tagsOf(employee({ categories: [consultants, office] }), chosen)).toEqual({
			managed: ['Konsult'],
			set: ['Konsult'],
		});
	});

	it('that are alike but for case are one', () => {
		const both = [consultants, { id: 7, name: 'konsult' }];
		const setup = { categoryTags: both.map((category) => ({ category, tag: '' })) };
		expect(tagsOf(employee({ categories: both }), setup)).toEqual({ managed: ['Konsult'], set: ['Konsult'] });
	});

	it('of a category that the person lost are managed and not set, so that they go', () => {
		expect(tagsOf(employee({ categories: [] }), chosen)).toEqual({ managed: ['Konsult'], set: [] });
	});

	it('may have another name than the category; the category’s own name is then left alone', () => {
		const other = { categoryTags: [{ category: consultants, tag: 'Consultant' }] };
		expect(tagsOf(employee({ categories: [consultants] }), other)).toEqual({
			managed: ['Consultant'],
			set: ['Consultant'],
		});
	});

	it('follow a renamed category and also manage the old name, and a remark says it', () => {
		const renamed = employee({ categories: [{ id: 5, name: 'Konsulter' }] });
		const result = mapUsers([renamed], usersSetup(chosen));
		const { tags } = result.mapped[0]!.record;
		expect(new Set(tags.managed)).toEqual(new Set(['Konsult', 'Konsulter']));
		expect(tags.set).toEqual(['Konsulter']);
		expect(result.remarks).toEqual([expect.stringMatching(/Konsult.*Konsulter/)]);
	});

	it('manage a renamed category’s new name for people who have lost it', () => {
		const colleague = employee({ internalId: 2, categories: [{ id: 5, name: 'Konsulter' }] });
		const tags = tagsOf(employee({ categories: [] }), chosen, [colleague]);
		expect(new Set(tags.managed)).toEqual(new Set(['Konsult', 'Konsulter']));
		expect(tags.set).toEqual([]);
	});

	it('manage nothing when Kleer did not return the categories', () => {
		expect(tagsOf(employeeWithout('categories'), chosen)).toEqual({ managed: [], set: [] });
	});
});

describe('many people', () => {
	it('keep their place, and one bad record stops no other', () => {
		const people = [
			employee({ internalId: 1 }),
			employee({ internalId: 2, name: 'Anna' }),
			employee({ internalId: null }),
			employee({ internalId: 4 }),
		];
		const { mapped, rejected } = mapUsers(people, usersSetup());
		expect(mapped.map(({ index, record }) => [index, record.key])).toEqual([
			[0, '1'],
			[3, '4'],
		]);
		expect(rejected.map(({ index }) => index)).toEqual([1, 2]);
	});

	it('map the same twice', () => {
		const people = [employee(), employee({ internalId: 2, categories: [consultants] })];
		expect(mapUsers(people, usersSetup())).toEqual(mapUsers(structuredClone(people), usersSetup()));
	});
});
