import { readLanguage } from '../reports';
import { SCHEME_NAMES } from '../rules';
import { LONGEST_TAG } from './readBack';
import { checkCompanies } from './checkCompanies';
import { checkSchemes } from './checkSchemes';
import { isObject, unknownKey } from './checkValue';
import { SHARED } from './choices';
import { SCHEDULES, checkSchedule } from './schedules';
import { didYouMean } from './suggest';
import type { Company, Remark, ScheduleName, Tenant } from './types';

const TENANT_KEYS = ['name', 'tag', 'timeZone', 'reportLanguage', 'dryRun', 'schedules', 'companies'];
const COMPANY_KEYS = ['name', 'kleerCredential', 'cinodeCredential'];

export interface Checked {
	/** Only where there are no errors. */
	tenant?: Tenant;
	errors: Remark[];
	warnings: Remark[];
}

/** Checks a whole tenant file; all errors at once, each with its place in the file. */
export function checkTenant(value: unknown): Checked {
	const errors: Remark[] = [];
	const warnings: Remark[] = [];
	if (!isObject(value)) {
		return { errors: [{ path: '(file)', message: 'must be one object {…}' }], warnings };
	}
	noOtherKeys(value, TENANT_KEYS, '', errors);
	const name = checkText(value, 'name', 'name', errors, 'the name of the tenant, e.g. "Nordkust"');
	const timeZone = checkTimeZone(value.timeZone, errors);
	const reportLanguage = readLanguage(value.reportLanguage ?? 'en');
	if (!reportLanguage) errors.push({ path: 'reportLanguage', message: 'must be "en" or "sv"' });
	const dryRun = value.dryRun ?? true;
	if (typeof dryRun !== 'boolean') errors.push({ path: 'dryRun', message: 'must be true or false' });

	const list = Array.isArray(value.companies) ? (value.companies as unknown[]) : [];
	if (list.length === 0) {
		errors.push({ path: 'companies', message: 'must be a list of one or more Kleer companies [{…}]' });
	}
	const companies = list.map((company, index) => {
		const path = `companies[${index}]`;
		return checkCompany(company, path, dryRun !== false, errors);
	});
	checkCompanies(companies, errors, warnings);
	const tenant: Tenant = {
		name,
		tag: checkTag(value.tag, name, errors),
		timeZone,
		reportLanguage: reportLanguage ?? 'en',
		schedules: checkSchedules(value.schedules, errors),
		companies,
	};
	return errors.length > 0 ? { errors, warnings } : { tenant, errors, warnings };
}

function checkCompany(value: unknown, path: string, dryRun: boolean, errors: Remark[]): Company {
	const empty = { name: '', kleerCredential: '', cinodeCredential: '', schemes: {} };
	if (!isObject(value)) {
		errors.push({ path, message: 'must be an object {…}' });
		return empty;
	}
	noOtherKeys(value, [...COMPANY_KEYS, ...Object.keys(SHARED), ...SCHEME_NAMES], path, errors);
	const text = (key: string, what: string) => checkText(value, key, `${path}.${key}`, errors, what);
	return {
		name: text('name', 'the name of the Kleer company'),
		kleerCredential: text('kleerCredential', 'the name of its credential "Kleer API" in n8n'),
		cinodeCredential: text('cinodeCredential', 'the name of the credential "Cinode API" in n8n'),
		schemes: checkSchemes(value, SCHEME_NAMES, path, dryRun, errors),
	};
}

function checkText(
	from: Record<string, unknown>,
	key: string,
	path: string,
	errors: Remark[],
	what: string,
): string {
	const value = from[key];
	if (typeof value === 'string' && value.trim() !== '') return value.trim();
	errors.push({ path, message: `${value === undefined ? 'is missing' : 'must be a text'}: ${what}` });
	return '';
}

function checkTag(value: unknown, name: string, errors: Remark[]): string {
	const tag = value ?? name;
	const path = value === undefined ? 'name' : 'tag';
	if (typeof tag !== 'string' || (path === 'tag' && tag.trim() === '')) {
		errors.push({ path, message: 'must be a text: the tag of the workflows in n8n' });
		return '';
	}
	if (tag.length > LONGEST_TAG) {
		const message = `is also the tag in n8n, which takes ${LONGEST_TAG} letters; choose a shorter "tag"`;
		errors.push({ path, message });
	}
	if (tag.includes(',')) {
		errors.push({ path, message: `must have no comma: n8n can't look for such a tag; choose a "tag"` });
	}
	return tag.trim();
}

function checkTimeZone(value: unknown, errors: Remark[]): string {
	const say = (message: string) => {
		errors.push({ path: 'timeZone', message });
		return '';
	};
	if (value === undefined) return say('is missing: where the company is, e.g. "Europe/Stockholm"');
	const known = Intl.supportedValuesOf('timeZone');
	if (typeof value === 'string' && (known.includes(value) || value === 'UTC')) return value;
	return say(`is not a time zone like "Europe/Stockholm"${didYouMean(String(value), known)}`);
}

function checkSchedules(value: unknown, errors: Remark[]): Tenant['schedules'] {
	const schedules = Object.fromEntries(
		Object.entries(SCHEDULES).map(([name, { fallback }]) => [name, fallback]),
	) as Tenant['schedules'];
	if (value === undefined) return schedules;
	if (!isObject(value)) {
		errors.push({ path: 'schedules', message: 'must be an object {…}' });
		return schedules;
	}
	noOtherKeys(value, Object.keys(SCHEDULES), 'schedules', errors);
	for (const name of Object.keys(SCHEDULES) as ScheduleName[]) {
		if (value[name] === undefined) continue;
		const schedule = checkSchedule(value[name]);
		if (schedule) schedules[name] = schedule;
		else {
			const message = 'must be "every5Minutes", "hourly" or { "daily": hour } with an hour from 0 to 23';
			errors.push({ path: `schedules.${name}`, message });
		}
	}
	return schedules;
}

const plain = (words: string[]) => words.map((word) => ({ word, names: [] }));

function noOtherKeys(value: object, known: string[], path: string, errors: Remark[]): void {
	for (const key of Object.keys(value)) {
		if (known.includes(key)) continue;
		errors.push({ path: path ? `${path}.${key}` : key, message: unknownKey(key, plain(known)) });
	}
}
