import { describe, expect, it } from 'vitest';
import { SCHEMES, customField, ownValue, takes, type FurtherField } from '../../../rules/index.ts';

/** What a row of one's own makes of what an expression or a person gives. */

const field = (scheme: keyof typeof SCHEMES, name: string): FurtherField => {
	const found = SCHEMES[scheme].furtherFields.find((one) => one.field === name);
	if (!found) throw new Error(`No further field ${name}`);
	return found;
};

const TEXT = field('users', 'title');
const WHOLE = field('users', 'mobility');
const LARGE = field('customers', 'turnOver');
const DATE = field('users', 'availableFromDate');
const YES_NO = field('customers', 'intermediator');
const SIZE = field('customers', 'size');
const DELIVERY = field('projects', 'deliveryType');
const AMOUNT = field('projects', 'incomingInvoicedAmount');
/** As luxon's dates are, of which n8n's are made. */
const LUXON = { toISODate: () => '2026-03-01' };

describe('a value of an own row', () => {
	it.each<[FurtherField, unknown, unknown]>([
		[TEXT, ' Konsult ', 'Konsult'],
		[TEXT, 'två\nrader', 'två\nrader'],
		[TEXT, 17, '17'],
		[WHOLE, 0, 0],
		[WHOLE, -3, -3],
		[WHOLE, '1 200', 1200],
		[WHOLE, '1 200', 1200],
		[WHOLE, 2_147_483_647, 2_147_483_647],
		[LARGE, 9_007_199_254_740_991, 9_007_199_254_740_991],
		[DATE, '2026-03-01', '2026-03-01'],
		[DATE, '2026-03-01T12:00:00.000+01:00', '2026-03-01'],
		[DATE, LUXON, '2026-03-01'],
		[YES_NO, false, false],
		[YES_NO, 'True', true],
		[SIZE, 2, 2],
		[SIZE, '2', 2],
		[SIZE, '11-50', 2],
		[SIZE, 'sole trader', 0],
		[DELIVERY, 'E-Invoice', 'EFAKTURA'],
		[DELIVERY, 'email', 'EMAIL'],
		[AMOUNT, 12.345, 1235],
		[AMOUNT, '1 000,50', 100_050],
		[customField('region'), 'Norr', 'Norr'],
	])('of $kind: %#', (of, given, value) => {
		expect(ownValue(of, given)).toEqual({ value });
	});

	it.each<[FurtherField, unknown, string]>([
		[TEXT, true, 'is not text'],
		[TEXT, ['a'], 'is not text'],
		[WHOLE, 1.5, 'is not a whole number'],
		[WHOLE, 'tolv', 'is not a whole number'],
		[WHOLE, '12 34', 'is not a whole number'],
		[WHOLE, Infinity, 'is not a whole number'],
		[WHOLE, 2_147_483_648, 'is a larger number than Cinode holds'],
		[WHOLE, -2_147_483_648, 'is a larger number than Cinode holds'],
		[DATE, '2026-02-30', 'is not a date'],
		[DATE, '1 mars', 'is not a date'],
		[DATE, '2026-03-011', 'is not a date'],
		[DATE, new Date(0), 'is not a date'],
		[DATE, { toISODate: () => null }, 'is not a date'],
		[YES_NO, 'ja', 'is neither true nor false'],
		[YES_NO, 1, 'is neither true nor false'],
		[SIZE, 9, `is none of ${takes(SIZE).replace('one of ', '')}`],
		[SIZE, true, `is none of ${takes(SIZE).replace('one of ', '')}`],
		[AMOUNT, 'mycket', 'is not an amount'],
		[AMOUNT, 1e15, 'is a larger amount than Kleer holds'],
	])('that it can’t hold is a problem without the value: %#', (of, given, problem) => {
		expect(ownValue(of, given)).toEqual({ problem });
	});

	it('that isn’t said stays unsaid, and blank is an explicit none', () => {
		for (const of of [TEXT, WHOLE, DATE, SIZE, AMOUNT]) {
			expect(ownValue(of, undefined)).toEqual({ value: undefined });
			expect(ownValue(of, NaN)).toEqual({ value: undefined });
			expect(ownValue(of, null)).toEqual({ value: null });
			expect(ownValue(of, '  ')).toEqual({ value: null });
		}
	});

	it('of yes or no can’t be none', () => {
		expect(ownValue(YES_NO, null)).toEqual({ value: undefined });
		expect(ownValue(YES_NO, '')).toEqual({ value: undefined });
	});
});
