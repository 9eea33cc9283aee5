import { SHARED } from './choices';
import { slug } from './identity';
import type { Company, Remark } from './types';

/** What has to differ between the companies of one file, so that none touches the other's records. */
export function checkCompanies(companies: Company[], errors: Remark[], warnings: Remark[]): void {
	eachPair(companies, (first, second, paths) => {
		if (slug(first.name) === slug(second.name)) {
			errors.push({ path: `${paths[1]}.name`, message: `is the name of ${paths[0]} too` });
		}
		if (same(first.kleerCredential, second.kleerCredential)) {
			const message = `is the credential of ${paths[0]} too: every Kleer company has its own`;
			errors.push({ path: `${paths[1]}.kleerCredential`, message });
		}
		checkKeyPrefixes(first, second, paths, errors);
		checkNumbers(first, second, paths, errors, warnings);
	});
	if (companies.length < 2) return;
	for (const [index, company] of companies.entries()) {
		if (keyPrefixOf(company) !== '' || Object.keys(company.schemes).length === 0) continue;
		const message = 'must not be empty where there is more than one company: all would share the same keys';
		errors.push({ path: `companies[${index}].keyPrefix`, message });
	}
}

function checkKeyPrefixes(first: Company, second: Company, paths: [string, string], errors: Remark[]): void {
	const [a, b] = [keyPrefixOf(first), keyPrefixOf(second)];
	if (!a || !b) return;
	if (same(a, b)) {
		errors.push({ path: `${paths[1]}.keyPrefix`, message: `is the key prefix of ${paths[0]} too: "${b}"` });
	} else if (begins(a, b) || begins(b, a)) {
		const message = `"${b}" and "${a}" of ${paths[0]}: one is the beginning of the other, so keys would be mixed up`;
		errors.push({ path: `${paths[1]}.keyPrefix`, message });
	}
}

/** Both pushes hear of every project of one Cinode account. */
function checkNumbers(
	first: Company,
	second: Company,
	paths: [string, string],
	errors: Remark[],
	warnings: Remark[],
): void {
	const [a, b] = [first.schemes.projects, second.schemes.projects];
	if (!a || !b || !same(first.cinodeCredential, second.cinodeCredential)) return;
	const [x, y] = [String(a.numberPrefix ?? ''), String(b.numberPrefix ?? '')];
	const path = `${paths[1]}.projectNumberPrefix`;
	if (same(x, y)) {
		const message = `must differ from that of ${paths[0]}, "${x}": both push projects of the same Cinode account`;
		errors.push({ path, message });
	} else if (x && y && (begins(x, y) || begins(y, x))) {
		const message = `"${y}" and "${x}" of ${paths[0]}: one is the beginning of the other`;
		errors.push({ path, message });
	}
	for (const [index, scheme] of [a, b].entries()) {
		const { onlyPipelines = [], onlyTeams = [] } = (scheme.scope ?? {}) as Record<string, unknown[]>;
		if (onlyPipelines.length > 0 || onlyTeams.length > 0) continue;
		const message = 'hears of the other company’s projects too: part them by onlyPipelines or onlyTeams';
		warnings.push({ path: `${paths[index]}.projects.scope`, message });
	}
}

/** The prefix, from any scheme that is on. */
function keyPrefixOf({ schemes }: Company): string {
	for (const [scheme, parameter] of Object.entries(SHARED.keyPrefix ?? {})) {
		const prefix = schemes[scheme as keyof typeof schemes]?.[parameter];
		if (typeof prefix === 'string') return prefix;
	}
	return '';
}

function eachPair(
	companies: Company[],
	use: (first: Company, second: Company, paths: [string, string]) => void,
): void {
	for (const [j, second] of companies.entries()) {
		for (const [i, first] of companies.slice(0, j).entries()) {
			use(first, second, [`companies[${i}]`, `companies[${j}]`]);
		}
	}
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const begins = (long: string, short: string) => long.toLowerCase().startsWith(short.toLowerCase());
