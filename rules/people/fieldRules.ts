import type { Employee } from '../kleerRecords';
import { alikeNumber, alikePhone, alikeText } from '../shared/alike';
import { cleanOf } from '../shared/mapFields';
import { ANY_MODE, UNREADABLE_MODES } from '../shared/modes';
import { isSameFullName } from '../shared/personName';
import type { FieldRule } from '../shared/types';
import { personKey } from './key';
import { mapEmail, mapOffice, names, personalNumber } from './personFields';
import type { PeopleSetup } from './setup';

/** A row but for what it is called in Cinode's API, or what there is to say about it: each scheme adds that. */
type PersonRow<Given extends keyof FieldRule<Employee, PeopleSetup>> = Omit<
	FieldRule<Employee, PeopleSetup>,
	Given
>;

/** The rows that users and subcontractors have in common (docs/field-rules.md#users-kleer--cinode and subcontractors). */

export const KEY = {
	field: 'internalIdentifier',
	source: 'Internal ID',
	target: 'Internal/External ID',
	mode: 'always',
	choices: [],
	ofProtected: true,
	required: true,
	isKey: true,
	map: (employee, setup) => personKey(employee, setup).key,
} as const satisfies PersonRow<'note'>;

export const FIRST_NAME = {
	field: 'firstName',
	source: 'Full Name',
	target: 'First Name',
	mode: 'always',
	choices: [],
	ofProtected: true,
	required: true,
	map: (employee, setup, remarks) => names(employee, setup, remarks)?.firstName,
	equal: (_wanted, _current, all) => isSameFullName(all.wanted, all.current),
} as const satisfies PersonRow<'note'>;

export const LAST_NAME = {
	field: 'lastName',
	source: 'Full Name',
	target: 'Last Name',
	mode: 'always',
	choices: [],
	ofProtected: true,
	required: true,
	map: (employee, setup) => names(employee, setup)?.lastName,
	equal: (_wanted, _current, all) => isSameFullName(all.wanted, all.current),
} as const satisfies PersonRow<'note'>;

export const EMAIL = {
	field: 'email',
	source: 'Email',
	target: 'Email',
	mode: 'always',
	choices: ANY_MODE.filter((mode) => mode !== 'mirror' && mode !== 'off'),
	ofProtected: true,
	required: true,
	map: mapEmail,
	equal: alikeText,
} as const satisfies PersonRow<'note'>;

export const GENDER = {
	field: 'gender',
	source: 'SSN',
	target: 'Gender',
	mode: 'always',
	choices: UNREADABLE_MODES,
	sensitive: true,
	unreadable: true,
	map: (employee, setup, remarks) => personalNumber(employee, setup, remarks)?.gender,
} as const satisfies PersonRow<'note'>;

export const PHONE = {
	field: 'phone',
	source: 'Phone',
	target: 'Phone',
	mode: 'always',
	choices: ANY_MODE,
	map: (employee) => cleanOf(employee.phone),
	equal: alikePhone,
} as const satisfies PersonRow<'note'>;

export const CURRENCY = {
	source: '–',
	target: 'Currency',
	mode: 'onCreate',
	choices: ANY_MODE.filter((mode) => mode !== 'mirror'),
	note: 'Chosen in set-up',
	map: (_employee, setup) => setup.currencyId,
	equal: alikeNumber,
} as const satisfies PersonRow<'field'>;

export const OFFICE = {
	source: '–',
	target: 'Office Location',
	mode: 'onCreate',
	choices: ANY_MODE.filter((mode) => mode !== 'mirror'),
	note: 'Chosen in set-up; by Kleer category if set-up says so, and then Always',
	map: mapOffice,
	equal: alikeNumber,
} as const satisfies PersonRow<'field'>;
