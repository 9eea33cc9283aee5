import { describe, expect, it } from 'vitest';
import { SUBCONTRACTOR_RULES, type Employee, type Mode } from '../../../rules';
import {
	SOLE_SUPPLIER,
	SUPPLIER,
	consultant,
	consultantWithout,
	mappedConsultant,
	rejectedConsultant,
	withoutPayroll,
} from '../support/subcontractors.mts';
import { valueOf } from '../support/values.mts';

const valuesOf = (more: Partial<Employee>) => mappedConsultant(consultant(more)).values;

describe('a subcontractor’s fields', () => {
	it.each([
		['internalIdentifier', '2040'],
		['firstName', 'Rut'],
		['lastName', 'Ek'],
		['email', 'rut.ek@koda.se'],
		['phone', '073-765 43 21'],
		['companyName', 'Koda Konsult AB'],
		['companyIdentifier', '556016-0680'],
		['languageId', 1],
	])('%s is %j', (field, value) => {
		expect(valueOf(mappedConsultant(consultant()), field)).toBe(value);
	});

	it('are those of the table and no others', () => {
		const everything = { currencyId: 1, locationId: 9 };
		const fields = new Set(SUBCONTRACTOR_RULES.map(({ field }) => field));
		expect(new Set(Object.keys(mappedConsultant(consultant(), everything).values))).toEqual(fields);
	});

	it('hold no date, salary, tax, employment number, rate, permission or tag', () => {
		const rich = consultant({
			employmentStartDate: '2020-01-01',
			employmentEndDate: '2027-01-01',
			monthlySalary: 4_500_000,
			taxTable: 32,
			levelOfEmployment: 1,
			categories: [{ id: 1, name: 'Konsult' }],
		});
		expect(mappedConsultant(rich)).toEqual({ ...mappedConsultant(consultant()) });
	});

	it('hold no personal number', () => {
		expect(JSON.stringify(mappedConsultant(consultant()))).not.toMatch(/920714|1236/);
	});

	it('make no warning when all is well', () => {
		const { warnings, notCreated } = mappedConsultant(consultant());
		expect(warnings).toEqual([]);
		expect(notCreated).toBeUndefined();
	});
});

describe('gender', () => {
	it.each([
		['920714-1236', 1],
		['920714-1228', 2],
	])('comes from the second last digit of %s', (ssn, gender) => {
		expect(valuesOf({ ssn }).gender).toBe(gender);
	});

	it('is sensitive: nobody derives anything from results', () => {
		expect(SUBCONTRACTOR_RULES.find(({ field }) => field === 'gender')!.unreadable).toBe(true);
	});

	it('of a wrong checksum is not derived, with a warning', () => {
		const record = mappedConsultant(consultant({ ssn: '920714-1230' }));
		expect(record.values.gender ?? 0).toBe(0);
		expect(record.warnings).toHaveLength(1);
		expect(record.warnings[0]).not.toMatch(/\d{4}/);
	});
});

describe('someone without a payroll row', () => {
	it('is created without a warning, without gender and phone', () => {
		const { values, warnings, notCreated } = mappedConsultant(withoutPayroll());
		expect(warnings).toEqual([]);
		expect(notCreated).toBeUndefined();
		expect(values.gender ?? 0).toBe(0);
		expect(values.phone ?? null).toBeNull();
		expect(values.email).toBe('rut.ek@koda.se');
	});

	it('who had one clears nothing, not even with mirror', () => {
		const record = mappedConsultant(withoutPayroll(), { modes: { phone: 'mirror' } });
		expect(record.values.phone).toBeUndefined();
		expect(record.values.gender).toBeUndefined();
	});
});

describe('the supplier', () => {
	it.each([
		['name', 'companyName', 'companyIdentifier'],
		['organisationNumber', 'companyIdentifier', 'companyName'],
	])('without %s leaves %s empty, and the other there', (source, empty, there) => {
		const { values, warnings } = mappedConsultant(consultant({ supplier: { ...SUPPLIER, [source]: null } }));
		expect(valueOf({ values }, empty)).toBeNull();
		expect(valueOf({ values }, there)).toBeTruthy();
		expect(warnings).toEqual([]);
	});

	it('is said to be none for someone who only carries the category', () => {
		const category = { id: 8, name: 'UK' };
		const record = mappedConsultant(consultant({ supplier: null, categories: [category] }), {
			subcontractorCategories: [category],
		});
		expect(record.values.companyName ?? null).toBeNull();
		expect(record.values.companyIdentifier ?? null).toBeNull();
		expect(record.warnings).toEqual([]);
	});

	it('that Kleer did not return is not in the values', () => {
		const category = { id: 8, name: 'UK' };
		const record = mappedConsultant(
			{ ...consultantWithout('supplier'), categories: [category] },
			{ subcontractorCategories: [category], modes: { companyName: 'mirror', companyIdentifier: 'mirror' } },
		);
		expect(record.values.companyName).toBeUndefined();
		expect(record.values.companyIdentifier).toBeUndefined();
	});

	it('is one of two: a warning names the others, and the first is sent', () => {
		const supplier = { ...SUPPLIER, others: ['Andra Bolaget AB'] };
		const { values, warnings } = mappedConsultant(consultant({ supplier }));
		expect(values.companyName).toBe('Koda Konsult AB');
		expect(warnings).toHaveLength(1);
		expect(warnings[0]).toContain('Andra Bolaget AB');
	});

	it('that is a sole trader: the number is a sensitive value, and in no warning', () => {
		const rule = SUBCONTRACTOR_RULES.find(({ field }) => field === 'companyIdentifier')!;
		const supplier = { ...SOLE_SUPPLIER, others: ['Andra Bolaget AB'] };
		const { values, warnings, label } = mappedConsultant(consultant({ supplier }));
		const { sensitive } = rule;
		expect(typeof sensitive === 'function' && sensitive(values.companyIdentifier!)).toBe(true);
		expect(typeof sensitive === 'function' && sensitive(SUPPLIER.organisationNumber)).toBe(false);
		expect(JSON.stringify([warnings, label])).not.toMatch(/850302/);
	});
});

describe('names and e-mail', () => {
	it.each([
		['Rut von Ek', 'Rut', 'von Ek'],
		['Ek, Rut', 'Rut', 'Ek'],
	])('%s is %s and %s', (name, firstName, lastName) => {
		expect(valuesOf({ name })).toMatchObject({ firstName, lastName });
	});

	it.each([null, '', 'Rut', undefined])('a name of %j rejects the person', (name) => {
		expect(rejectedConsultant({ ...consultant(), name }).reasons.join()).toMatch(/name/i);
	});

	it('an e-mail is lower-cased and trimmed', () => {
		expect(valuesOf({ email: '  Rut.EK@Koda.SE ' }).email).toBe('rut.ek@koda.se');
	});

	it.each([null, '', 'rut.ek', undefined])('an e-mail of %j keeps the person from being created', (email) => {
		expect(mappedConsultant({ ...consultant(), email }).notCreated).toMatch(/e-mail/i);
	});

	it('another domain than those allowed is rejected', () => {
		const { reasons } = rejectedConsultant(consultant(), { allowedDomains: ['firma.se'] });
		expect(reasons.join()).toMatch(/koda\.se|domain/i);
	});
});

describe('constants of set-up', () => {
	it('are language, currency and office, only on creation', () => {
		const { values, modes } = mappedConsultant(consultant(), { currencyId: 5, locationId: 9 });
		expect(values).toMatchObject({ languageId: 1, currencyId: 5, companyAddressId: 9 });
		for (const field of ['languageId', 'currencyId', 'companyAddressId']) {
			expect(modes[field]).toBe('onCreate');
		}
	});

	it('that were not chosen are not sent', () => {
		const { values } = mappedConsultant(consultant());
		expect(values.currencyId).toBeUndefined();
		expect(values.companyAddressId).toBeUndefined();
	});

	it('the office by category wins over the constant, and is followed always', () => {
		const category = { id: 8, name: 'Umeå' };
		const { values, modes } = mappedConsultant(consultant({ categories: [category] }), {
			locationId: 9,
			officesByCategory: [{ category, locationId: 11 }],
		});
		expect(values.companyAddressId).toBe(11);
		expect(modes.companyAddressId ?? 'always').toBe('always');
	});

	it('the language is required and can’t be switched off', () => {
		const rule = SUBCONTRACTOR_RULES.find(({ field }) => field === 'languageId')!;
		expect(rule).toMatchObject({ required: true, mode: 'onCreate' });
		expect(rule.choices).not.toContain('off');
		expect(mappedConsultant(consultant(), { modes: { languageId: 'off' } }).values.languageId).toBe(1);
	});
});

describe('modes', () => {
	it.each(['internalIdentifier', 'firstName', 'lastName'])('of %s are locked', (field) => {
		expect(SUBCONTRACTOR_RULES.find((rule) => rule.field === field)!.choices).toEqual([]);
		for (const mode of ['off', 'onCreate', 'ifEmpty', 'mirror'] as Mode[]) {
			const record = mappedConsultant(consultant(), { modes: { [field]: mode } });
			expect(valueOf(record, field)).toBeDefined();
			expect(record.modes[field] ?? 'always').toBe('always');
		}
	});

	it.each(['phone', 'companyName', 'companyIdentifier', 'email', 'gender'])(
		'%s: always by default',
		(field) => {
			expect(SUBCONTRACTOR_RULES.find((rule) => rule.field === field)!.mode).toBe('always');
			expect(mappedConsultant(consultant()).modes[field] ?? 'always').toBe('always');
		},
	);

	it.each(['phone', 'companyName', 'companyIdentifier', 'gender'])(
		'%s switched off is never read',
		(field) => {
			expect(mappedConsultant(consultant(), { modes: { [field]: 'off' } }).values).not.toHaveProperty(field);
		},
	);
});
