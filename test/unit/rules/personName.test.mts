import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameFullName, splitName } from '../../../rules';

const tidy = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ');

describe('splitting a name', () => {
	it.each([
		['Anna Berg', 'Anna', 'Berg'],
		['Karl von Essen', 'Karl', 'von Essen'],
		['Karl Von Essen', 'Karl', 'Von Essen'],
		['Louise af Ugglas', 'Louise', 'af Ugglas'],
		['Jan van der Berg', 'Jan', 'van der Berg'],
		['Anna Karin de la Gardie', 'Anna Karin', 'de la Gardie'],
		['Omar al Rashid', 'Omar', 'al Rashid'],
		['Omar al-Rashid', 'Omar', 'al-Rashid'],
		['Maria da Silva Santos', 'Maria', 'da Silva Santos'],
		['Ulla De Geer', 'Ulla', 'De Geer'],
		['Karl-Johan Berg-Ek', 'Karl-Johan', 'Berg-Ek'],
		["Brian O'Neill", 'Brian', "O'Neill"],
		['Åsa Öström', 'Åsa', 'Öström'],
		['De Geer', 'De', 'Geer'],
		['Anders Von', 'Anders', 'Von'],
	])('%s', (name, firstName, lastName) => {
		expect(splitName(name)).toEqual({ firstName, lastName });
	});

	it.each([
		['Berg, Anna', 'Anna', 'Berg'],
		['von Essen, Karl Erik', 'Karl Erik', 'von Essen'],
		['Berg Ek,Anna', 'Anna', 'Berg Ek'],
		['  Berg ,  Anna ', 'Anna', 'Berg'],
	])('turns "%s" round', (name, firstName, lastName) => {
		expect(splitName(name)).toEqual({ firstName, lastName });
	});

	it.each([
		['Karl Juniorlund Jr', 'Karl', 'Juniorlund Jr'],
		['Karl Juniorlund jr.', 'Karl', 'Juniorlund jr.'],
		['Karl Juniorlund, Jr', 'Karl', 'Juniorlund Jr'],
		['Juniorlund, Karl Jr', 'Karl', 'Juniorlund Jr'],
		['Juniorlund Jr, Karl', 'Karl', 'Juniorlund Jr'],
		['Karl Juniorlund d.y.', 'Karl', 'Juniorlund d.y.'],
		['Karl Juniorlund d. ä.', 'Karl', 'Juniorlund d. ä.'],
		['Karl Juniorlund III', 'Karl', 'Juniorlund III'],
		['Karl von Juniorlund Sr', 'Karl', 'von Juniorlund Sr'],
		['Juniorlund III', 'Juniorlund', 'III'],
		['Karl Ivarsson', 'Karl', 'Ivarsson'],
	])('keeps a suffix with the last name: %s', (name, firstName, lastName) => {
		expect(splitName(name)).toEqual({ firstName, lastName });
		expect(splitName(name, 'firstWord')).toMatchObject({ firstName, lastName });
	});

	it('is uncertain about three words before a suffix', () => {
		expect(splitName('Karl Gustaf Juniorlund Jr')).toEqual({
			firstName: 'Karl Gustaf',
			lastName: 'Juniorlund Jr',
			uncertain: true,
		});
	});

	it.each(['Anna', 'Anna,', ', Anna', '  Anna  ', '', '  ', ',', 'Anna-Karin'])(
		'gives up on %j: Cinode needs both parts',
		(name) => {
			expect(splitName(name)).toBeUndefined();
			expect(splitName(name, 'firstWord')).toBeUndefined();
		},
	);

	it('takes the last word of three without a particle and says that this is uncertain', () => {
		expect(splitName('Anna Karin Berg')).toEqual({
			firstName: 'Anna Karin',
			lastName: 'Berg',
			uncertain: true,
		});
	});

	it('is certain about three words with a particle, and about two', () => {
		expect(splitName('Karl von Essen')?.uncertain).toBeUndefined();
		expect(splitName('Anna Berg')?.uncertain).toBeUndefined();
	});

	it.each([
		['Anna Karin Berg', 'Anna', 'Karin Berg'],
		['Anna Berg', 'Anna', 'Berg'],
		['Karl Erik von Essen', 'Karl', 'Erik von Essen'],
		['Berg, Anna Karin', 'Anna Karin', 'Berg'],
	])('takes the first word as first name where set-up says so: %s', (name, firstName, lastName) => {
		expect(splitName(name, 'firstWord')).toMatchObject({ firstName, lastName });
	});

	it('treats any run of white space as one space', () => {
		expect(splitName(' Anna \t\u00a0 Berg\n')).toEqual({ firstName: 'Anna', lastName: 'Berg' });
	});

	it('gives the same whether letters are composed (NFC) or not (NFD)', () => {
		const name = 'Åsa Émilie von Öström';
		expect(splitName(name.normalize('NFD'))).toEqual(splitName(name.normalize('NFC')));
		expect(splitName('A\u030asa Berg')?.firstName).toBe('\u00c5sa');
	});
});

const word = fc
	.string({ minLength: 1, unit: 'grapheme' })
	// What is written in another way than it is sent has cases of its own (plainText.test.mts).
	.map((text) => text.replace(/[^\p{L}\p{M}'.-]|[\uff00-\uffef]|\p{Default_Ignorable_Code_Point}/gu, ''))
	.filter((text) => tidy(text) !== '');
const particle = fc.constantFrom('von', 'af', 'de', 'van der', 'al', 'Von', 'DE LA');
const fullName = fc
	.tuple(fc.array(word, { minLength: 1, maxLength: 4 }), fc.option(particle, { nil: '' }), word)
	.map(([first, some, last]) => [...first, some, last].filter(Boolean).join(' '));
const mode = fc.constantFrom('particles' as const, 'firstWord' as const);

describe('a split name', () => {
	it('joined again is the full name: nothing is lost and nothing is added', () => {
		fc.assert(
			fc.property(fullName, mode, (name, split) => {
				const parts = splitName(name, split);
				expect(`${parts?.firstName} ${parts?.lastName}`).toBe(tidy(name));
			}),
		);
	});

	it('of "Last, First" keeps every word, turned round', () => {
		fc.assert(
			fc.property(fullName, fullName, mode, (last, first, split) => {
				expect(splitName(`${last}, ${first}`, split)).toMatchObject({
					firstName: tidy(first),
					lastName: tidy(last),
				});
			}),
		);
	});

	it('has two parts that are neither empty nor padded, or is none', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), mode, (text, split) => {
				const parts = splitName(text, split);
				if (!parts) return;
				for (const part of [parts.firstName, parts.lastName]) {
					expect(part).not.toBe('');
					expect(part).toBe(part.trim());
				}
			}),
		);
	});
});

describe('the same full name', () => {
	it.each([
		[
			'split elsewhere',
			{ firstName: 'Anna Karin', lastName: 'Berg' },
			{ firstName: 'Anna', lastName: 'Karin Berg' },
		],
		['in another case', { firstName: 'ANNA', lastName: 'berg' }, { firstName: 'Anna', lastName: 'Berg' }],
		['with other spaces', { firstName: 'Anna ', lastName: ' Berg' }, { firstName: 'Anna', lastName: 'Berg' }],
		['not composed', { firstName: 'A\u030asa', lastName: 'Berg' }, { firstName: 'Åsa', lastName: 'Berg' }],
	])('is the same when it is %s', (_how, one, other) => {
		expect(isSameFullName(one, other)).toBe(true);
		expect(isSameFullName(other, one)).toBe(true);
	});

	it.each([
		[
			{ firstName: 'Anna', lastName: 'Berg' },
			{ firstName: 'Anna', lastName: 'Bergh' },
		],
		[
			{ firstName: 'Anna', lastName: 'Berg' },
			{ firstName: 'Berg', lastName: 'Anna' },
		],
		[
			{ firstName: 'Asa', lastName: 'Berg' },
			{ firstName: 'Åsa', lastName: 'Berg' },
		],
		[
			{ firstName: 'Anna', lastName: 'Berg' },
			{ firstName: 'Anna', lastName: null },
		],
	])('is not the same: %j and %j', (one, other) => {
		expect(isSameFullName(one, other)).toBe(false);
	});
});
