import fc from 'fast-check';
import { expect, it } from 'vitest';
import { employee, mapped } from '../support/people.mts';
import { mappedProject, pricesIn, role } from '../support/projects.mts';

/** Kronor and öre as people write them; the amount in öre by cutting the text, never by multiplying. */
const amount = fc
	.tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 0, max: 99 }))
	.map(([kronor, ore]) => ({ kronor, ore, text: `${kronor}.${String(ore).padStart(2, '0')}` }));
const inOre = ({ text }: { text: string }) => Number(text.replace('.', ''));

it('a salary in öre becomes whole kronor, half a krona upwards', () => {
	fc.assert(
		fc.property(amount, ({ kronor, ore }) => {
			const record = mapped(employee({ monthlySalary: kronor * 100 + ore }));
			expect(record.values.baseSalary).toBe(ore >= 50 ? kronor + 1 : kronor);
		}),
	);
});

it('a salary of nothing, or below, is never sent', () => {
	fc.assert(
		fc.property(fc.integer({ min: -10_000_000, max: 49 }), (ore) => {
			expect(mapped(employee({ monthlySalary: ore })).values.baseSalary).toBeUndefined();
		}),
	);
});

it('a rate and a tariff in kronor become the same öre', () => {
	fc.assert(
		fc.property(amount, amount, (rate, tariff) => {
			const record = mappedProject({
				roles: [
					role({
						rate: Number(rate.text),
						isSubcontractor: true,
						tariff: Number(tariff.text),
						tariffCurrency: 'SEK',
					}),
				],
			});
			expect(pricesIn(record)).toEqual([
				expect.objectContaining({ price: inOre(rate), supplierPrice: inOre(tariff) }),
			]);
		}),
	);
});

it('a rate in another currency than the project is never a price', () => {
	fc.assert(
		fc.property(amount, fc.constantFrom('EUR', 'USD', 'NOK', 'DKK'), (rate, currency) => {
			const record = mappedProject({ roles: [role({ rate: Number(rate.text), currency })] });
			expect(pricesIn(record) ?? []).toEqual([]);
		}),
	);
});

it('a contract value in kronor becomes the same öre', () => {
	fc.assert(
		fc.property(amount, (value) => {
			expect(mappedProject({ contractValue: Number(value.text) }).values.budgetAmount).toBe(inOre(value));
		}),
	);
});
