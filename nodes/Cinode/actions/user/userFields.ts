import type { IDataObject, INodeProperties, NodePropertyTypes } from 'n8n-workflow';
import { ACCESS_LEVELS, USER_RULES, type Values } from '../../../../rules';
import { STATUS, USER_FIELDS, type CinodeListedUser, type CinodeUser } from '../../../../sync';

/** The person that an operation is about. */
export const userLocator: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The person in Cinode',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchUsers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 4711',
			validation: [
				{ type: 'regex', properties: { regex: '^[0-9]+$', errorMessage: 'A Cinode ID is a whole number' } },
			],
		},
	],
};

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simple',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

const FIELD_TYPES: Record<string, NodePropertyTypes> = {
	dateOfBirth: 'dateTime',
	employmentStartDate: 'dateTime',
	employmentEndDate: 'dateTime',
	availabilityPercent: 'number',
	baseSalary: 'number',
	permissions: 'multiOptions',
	gender: 'options',
	languageId: 'options',
	defaultCurrencyId: 'options',
	locationId: 'options',
};

const LOOKUPS: Record<string, string> = {
	languageId: 'getLanguages',
	defaultCurrencyId: 'getCurrencies',
	locationId: 'getOffices',
};

/** Cinode's fields for people, as parameters; made from the table of field rules. */
export function userFieldParameters(except: string[], canBe: 'create' | 'update'): INodeProperties[] {
	return USER_RULES.filter(
		({ field }) => !except.includes(field) && (canBe === 'create' || USER_FIELDS[field]?.patch),
	)
		.map(({ field, target }): INodeProperties => {
			const type = FIELD_TYPES[field] ?? 'string';
			const loadOptionsMethod = LOOKUPS[field];
			const base = { displayName: target, name: field, type, default: defaultOf(type) };
			if (loadOptionsMethod) {
				return {
					...base,
					displayName: `${target} Name or ID`,
					typeOptions: { loadOptionsMethod },
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				};
			}
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
		})
		.sort((a, b) => a.displayName.localeCompare(b.displayName));
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

const STATUS_NAMES: Record<number, string> = {
	[STATUS.disconnected]: 'disconnected',
	[STATUS.preActive]: 'preActive',
	[STATUS.active]: 'active',
};

/** At most ten fields that people look for. */
export function simplified(user: CinodeListedUser | CinodeUser): IDataObject {
	return {
		id: user.companyUserId,
		firstName: user.firstName ?? null,
		lastName: user.lastName ?? null,
		email: user.companyUserEmail ?? null,
		status: STATUS_NAMES[user.status ?? -1] ?? null,
		employmentNumber: user.employmentNumber ?? null,
		internalIdentifier: user.internalIdentifier ?? null,
		...('phone' in user ? { phone: user.phone ?? null } : {}),
		...('tags' in user ? { tags: (user.tags ?? []).map(({ name }) => name) } : {}),
		updatedDateTime: user.updatedDateTime ?? null,
	};
}

/** What an AI agent never gets. */
export function withoutSensitive(json: IDataObject): IDataObject {
	const rest = { ...json };
	for (const { field, sensitive } of USER_RULES) if (sensitive) delete rest[field];
	return rest;
}
