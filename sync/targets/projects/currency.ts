import { rowsOf, type MappedProject, type Values } from '../../../rules';
import { differences } from '../shared/differences';
import { Currencies, presentProject, type KleerProject } from './kleerProject';

/** Rows that hold an amount of the project's currency. */
const AMOUNT_RULES = rowsOf('projects').filter(({ inOre }) => inOre);

/**
 * Where Cinode gives no currency, an amount is worth something only in the company's own; nobody needs to know where
 * none would be written.
 * @param project Absent: it is to be created.
 */
export function needsOwnCurrency(record: MappedProject, project: KleerProject | undefined): boolean {
	const values: Values = record.values;
	if (values.currency || !AMOUNT_RULES.some(({ field }) => typeof values[field] === 'number')) return false;
	if (!project) return true;
	return differences(record, AMOUNT_RULES, presentProject(project), 'update', 'same').differing.length > 0;
}

/**
 * The record without what is in another currency than Kleer's project, or in none that is known.
 * @param project Absent: it is to be created.
 */
export function inKleersCurrency(
	record: MappedProject,
	project: KleerProject | undefined,
	{ own, client }: Currencies,
): { record: MappedProject; warnings: string[] } {
	const { currency } = record.values;
	const noAmounts = Object.fromEntries(AMOUNT_RULES.map(({ field }) => [field, undefined]));
	const kleers = project ? presentProject(project).currency : (client ?? own);
	const whole = { record, warnings: [] };
	const without = (warning: string) => ({
		record: { ...record, values: { ...record.values, prices: undefined, ...noAmounts } },
		warnings: [warning],
	});
	if (currency) {
		return !project || currency === kleers
			? whole
			: without('The currency differs from Kleer’s: prices and budget amount are not written');
	}
	if (!needsOwnCurrency(record, project) || (own && kleers === own)) return whole;
	return without(
		`The project has no currency in Cinode, and is not known to be in the company’s own in Kleer (${String(kleers ?? 'no currency')}): the budget amount is not written. Enter the currency in Cinode`,
	);
}
