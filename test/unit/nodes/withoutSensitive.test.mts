import { describe, expect, it } from 'vitest';
import { isSensitiveName, withoutSensitive } from '../../../nodes/shared/agents/withoutSensitive';

describe('what an AI agent gets', () => {
	it('is free of sensitive fields and personal numbers, at any depth', () => {
		const record = {
			id: 7,
			name: 'Eva Provsdotter',
			ssn: '19630101-2388',
			'monthly-salary': 3_100_300,
			salaries: [{ amount: 1 }],
			supplier: { id: 1, orgno: '640823-3234', 'account-nr': '4000' },
			numbers: ['640823-3234', '556000-3333'],
			children: [{ name: 'Kim' }],
			rows: [{ taxTable: '33', rate: 900 }],
		};
		expect(withoutSensitive(record)).toEqual({
			id: 7,
			name: 'Eva Provsdotter',
			supplier: { id: 1 },
			numbers: ['556000-3333'],
			rows: [{ rate: 900 }],
		});
	});

	it('has personal numbers and pay masked in free text, and nothing else', () => {
		const record = {
			name: 'EF 811218-9876 Svensson',
			notes: 'Avtal 2025, lön 45 000 kr',
			other: 'org.nr 556000-3333',
			rows: [{ comment: 'nr 19811218-9876/001' }],
		};
		const seen = JSON.stringify(withoutSensitive(record));
		expect(seen).not.toMatch(/811218|9876|45 000/);
		expect(seen).toContain('556000-3333');
		expect(withoutSensitive({ notes: 'Möte 2025-03-01 kl 10, 12 personer' })).toEqual({
			notes: 'Möte 2025-03-01 kl 10, 12 personer',
		});
	});

	it('holds a mobile number, which has the form of a personal number', () => {
		const client = { phone: '070-174 06 10', mobile: '070-174 06 10', organisationNumber: '640823-3234' };
		expect(withoutSensitive(client)).toEqual({ phone: '070-174 06 10', mobile: '070-174 06 10' });
	});

	it.each([null, undefined, 0, '', 'text', true])('leaves %s as it is', (value) => {
		expect(withoutSensitive(value)).toBe(value);
	});
});

describe('a field’s name', () => {
	it.each(['baseSalary', 'taxTable', 'dateOfBirth', 'personal-identity-number', 'hourly-salary', 'iban'])(
		'%s is sensitive',
		(name) => expect(isSensitiveName(name)).toBe(true),
	);

	it.each(['name', 'email', 'organisationNumber', 'employmentRate', 'levelOfEmployment', 'currency'])(
		'%s is not',
		(name) => expect(isSensitiveName(name)).toBe(false),
	);
});
