import type { IDataObject, INodeProperties, NodePropertyTypes } from 'n8n-workflow';
import { ACCESS_LEVELS, type PublishedRule, type Values } from '../../../rules';

/** Cinode's fields as parameters, made from the tables of field rules. */

const FIELD_TYPES: Record<string, NodePropertyTypes> = {
	dateOfBirth: 'dateTime',
	employmentStartDate: 'dateTime',
	employmentEndDate: 'dateTime',
	availabilityPercent: 'number',
	baseSalary: 'number',
	permissions: 'multiOptions',
	gender: 'options',
	languageId: 'options',
	currencyId: 'options',
	defaultCurrencyId: 'options',
	locationId: 'options',
	companyAddressId: 'options',
};

/** What a person or an AI agent has to know to fill them (docs/vendors.md#cinode-users and the sections after it). */
const DESCRIPTIONS: Record<string, string> = {
	availabilityPercent: 'How much the person works, in whole percent from 0 to 100',
	baseSalary: 'The monthly salary before tax, in whole units of the person’s currency',
	companyIdentifier: 'The organisation number of the company that the subcontractor works for',
	companyName: 'The name of the company that the subcontractor works for',
	corporateIdentityNumber: 'The organisation number, written as Cinode shall show it',
	dateOfBirth: 'The date of birth, YYYY-MM-DD',
	description: 'A text about the customer, for colleagues',
	email: 'The e-mail address that the person logs in with',
	employmentEndDate: 'The last day of the employment, YYYY-MM-DD',
	employmentNumber: 'The number of the employment, as payroll knows it',
	employmentStartDate: 'The first day of the employment, YYYY-MM-DD',
	firstName: 'The first name or names',
	gender: 'Cinode never shows it again; a person without known gender is Other',
	identification:
		'The customer’s number in another system, as a rule Kleer; syncs find the customer by it, so change it with care',
	internalIdentifier:
		'The person’s ID in another system, as a rule Kleer; syncs find the person by it, so change it with care',
	lastName: 'The last name, with particles such as von or af',
	name: 'The customer’s name',
	permissions: 'The permission levels that the person gets in Cinode',
	phone: 'The phone number, written as Cinode shall show it',
	taxTable: 'The number of the tax table, such as 33',
	vatNumber: 'The VAT number with its country code, such as SE556000333301',
};

/** Methods under `loadOptions`. */
const LOOKUPS: Record<string, string> = {
	languageId: 'getLanguages',
	currencyId: 'getCurrencies',
	defaultCurrencyId: 'getCurrencies',
	locationId: 'getOffices',
	companyAddressId: 'getOffices',
};

/** One parameter per rule, in alphabetical order. */
export function fieldParameters(rules: readonly PublishedRule[]): INodeProperties[] {
	return rules.map(parameterOf).sort((a, b) => a.displayName.localeCompare(b.displayName));
}

/** A dropdown that is filled from the Cinode account. */
export function lookupParameter(
	displayName: string,
	name: string,
	loadOptionsMethod: string,
): INodeProperties {
	return {
		displayName: `${displayName} Name or ID`,
		name,
		type: 'options',
		default: '',
		typeOptions: { loadOptionsMethod },
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	};
}

function parameterOf({ field, target }: PublishedRule): INodeProperties {
	const type = FIELD_TYPES[field] ?? 'string';
	const lookup = LOOKUPS[field];
	if (lookup) return lookupParameter(target, field, lookup);
	const description = DESCRIPTIONS[field] ?? `${target} in Cinode`;
	const base = { displayName: target, name: field, type, default: defaultOf(type), description };
	if (field === 'gender') {
		return {
			...base,
			default: 0,
			options: [
				{ name: 'Female', value: 2 },
				{ name: 'Male', value: 1 },
				{ name: 'Other', value: 0 },
			],
		};
	}
	if (field === 'permissions') {
		return { ...base, options: ACCESS_LEVELS.map(({ level, name }) => ({ name, value: level })) };
	}
	return base;
}

function defaultOf(type: NodePropertyTypes): string | number | string[] {
	return type === 'number' ? 0 : type === 'multiOptions' ? [] : '';
}

/** Parameters as rule values: empty text is left out, dates lose their time. */
export function valuesOf(fields: IDataObject): Values {
	const values: Values = {};
	for (const [field, value] of Object.entries(fields)) {
		if (value === '' || value === null || value === undefined) continue;
		values[field] =
			FIELD_TYPES[field] === 'dateTime' ? String(value).slice(0, 10) : (value as Values[string]);
	}
	return values;
}
