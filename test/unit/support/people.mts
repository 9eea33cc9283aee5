import { expect } from 'vitest';
import {
	mapUsers,
	type Employee,
	type MappedUser,
	type RejectedRecord,
	type UsersSetup,
} from '../../../rules';

/** Builders of the records that the unit tests use. Every person is made up. */

export const TODAY = '2026-11-23';

/** A setup that changes nothing: what the mapper node has when nothing was chosen. */
export function usersSetup(more: Partial<UsersSetup> = {}): UsersSetup {
	return {
		today: TODAY,
		keySource: 'internalId',
		keyPrefix: '',
		employmentNumberSource: 'foreignId',
		nameSplit: 'particles',
		allowedDomains: [],
		includeWithoutPayroll: false,
		leaverRule: 'firstToCome',
		salaryDivisor: 100,
		permissions: [],
		officesByCategory: [],
		categoryTags: [],
		subcontractorCategories: [],
		protectedCategories: [],
		protectedPeople: 'leaveOut',
		scope: { onlyCategories: [], notCategories: [], neverKeys: [] },
		modes: {},
		...more,
	};
}

/** Someone who is employed, with everything filled in. 850302-2397 has a right check digit. */
export function employee(more: Partial<Employee> = {}): Employee {
	return {
		id: 17,
		foreignId: 'A17',
		internalId: 1017,
		name: 'Anna Berg',
		email: 'anna.berg@firma.se',
		active: true,
		hasPayroll: true,
		ssn: '850302-2397',
		phone: '070-123 45 67',
		employmentStartDate: '2020-01-01',
		employmentEndDate: null,
		levelOfEmployment: 1,
		monthlySalary: 4_512_345,
		taxTable: 32,
		categories: [],
		supplier: null,
		...more,
	};
}

/** The same person with some fields that Kleer didn't return. */
export function employeeWithout(...fields: Array<keyof Employee>): Employee {
	const person: Partial<Employee> = employee();
	for (const field of fields) delete person[field];
	return person as Employee;
}

/** What one person is mapped to. */
export function mapped(person: Employee, setup: Partial<UsersSetup> = {}): MappedUser {
	const { mapped: records, rejected } = mapUsers([person], usersSetup(setup));
	expect(rejected).toEqual([]);
	return records[0]!.record;
}

export function rejectedOf(person: Employee, setup: Partial<UsersSetup> = {}): RejectedRecord {
	const { mapped: records, rejected } = mapUsers([person], usersSetup(setup));
	expect(records).toEqual([]);
	return rejected[0]!.record;
}

/** A mapped user as it enters a sync. */
export function mappedUser(more: Partial<MappedUser> = {}): MappedUser {
	return {
		scheme: 'users',
		key: '1017',
		keyPrefix: '',
		label: 'Anna Berg (1017)',
		active: true,
		values: {
			internalIdentifier: '1017',
			firstName: 'Anna',
			lastName: 'Berg',
			email: 'anna.berg@firma.se',
		},
		modes: {},
		tags: { managed: [], set: [] },
		warnings: [],
		notes: [],
		...more,
	};
}
