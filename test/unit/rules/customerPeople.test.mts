import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Client, CustomersSetup, PersonReference } from '../../../rules';
import { client, mappedClient } from '../support/clients.mts';

const responsibleOf = (responsible: PersonReference | null, setup: Partial<CustomersSetup> = {}) =>
	mappedClient(client({ responsible }), setup);
const anna = { id: 17, internalId: 1017, foreignId: 'A17', name: 'Anna Berg' };

describe('our reference', () => {
	it.each([
		['internalId', '1017'],
		['id', '17'],
		['foreignId', 'A17'],
	] as const)('is the person’s key: %s', (peopleKeySource, key) => {
		const { values, warnings } = responsibleOf(anna, { peopleKeySource });
		expect(values.customerResponsible).toBe(key);
		expect(warnings).toEqual([]);
	});

	it('carries the prefix that people’s keys carry', () => {
		expect(responsibleOf(anna, { keyPrefix: 'SE-' }).values.customerResponsible).toBe('SE-1017');
	});

	it.each([
		['internalId', { ...anna, internalId: null }],
		['internalId', { ...anna, internalId: 0 }],
		['internalId', { id: 17, name: 'Anna Berg' }],
		['foreignId', { ...anna, foreignId: '' }],
		['foreignId', { ...anna, foreignId: null }],
	] as const)(
		'without %s warns, names nobody else and lets the client through',
		(peopleKeySource, person) => {
			const { values, warnings, key } = responsibleOf(person, { peopleKeySource });
			expect(values.customerResponsible ?? null).toBeNull();
			expect(warnings).toHaveLength(1);
			expect(warnings[0]).toMatch(/Our Reference|responsible/i);
			expect(key).toBe('1001');
		},
	);

	it('whose key is a personal number warns without naming it', () => {
		const { values, warnings } = responsibleOf(
			{ ...anna, foreignId: '811228-9874' },
			{ peopleKeySource: 'foreignId' },
		);
		expect(values.customerResponsible).toBeUndefined();
		expect(warnings).toEqual([expect.stringContaining('personal number')]);
		expect(warnings.join()).not.toContain('9874');
	});

	it('that is no person makes no warning', () => {
		const { values, warnings } = responsibleOf(null);
		expect(values.customerResponsible).toBeNull();
		expect(warnings).toEqual([]);
	});

	it('without key makes no warning where the row is off', () => {
		const { warnings } = responsibleOf(
			{ ...anna, internalId: null },
			{ modes: { customerResponsible: 'off' } },
		);
		expect(warnings).toEqual([]);
	});
});

describe('your reference', () => {
	const contactOf = (contact: Client['contact']) => mappedClient(client({ contact })).values.customerContact;

	it.each(['Berit Lund', 'Anna Maria Berg', 'Berit', 'REF-4711', 'ekonomi@kund.se', 'Kst 1234 / Berit Lund'])(
		'is passed on as it is: %s',
		(contact) => {
			expect(contactOf(contact)).toBe(contact);
		},
	);

	it('is passed on, whatever it is; only spaces are tidied', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme-ascii' }), (text) => {
				const contact = `a${text}z`;
				const tidy = (value: unknown) => String(value).replace(/\s+/g, ' ');
				expect(tidy(contactOf(`  ${contact}  `))).toBe(tidy(contact));
			}),
		);
	});
});
