import type { Employee } from '../kleerRecords';
import { isSubcontractor } from '../people/isSubcontractor';
import { personKey } from '../people/key';
import { officeModes } from '../people/personFields';
import { isLeftOutAsProtected, isProtected } from '../people/protectedPeople';
import { categoryTags, currentNames, decidesByCategory, renamedCategories } from '../shared/categories';
import { mapRecord, mapScheme, type SchemeMapping } from '../shared/mapScheme';
import type { MappedRecord, RejectedRecord, TagSet } from '../shared/types';
import { USER_RULES, type UserValues } from './fieldRules';
import { endOf, isRehired, startOf } from './rehired';
import type { UsersSetup } from './setup';

/** A person as a Cinode user. */
export interface MappedUser extends MappedRecord<UserValues> {
	scheme: 'users';
}

/** Maps Kleer people to Cinode users (docs/field-rules.md#users-kleer--cinode). One bad record never stops the others. */
export function mapUsers(employees: Employee[], setup: UsersSetup): SchemeMapping<MappedUser> {
	const names = currentNames(employees);
	const result = mapScheme(employees, {
		scheme: 'users',
		foreign: (employee) => {
			if (isLeftOutAsProtected(employee, setup)) return 'protected';
			return isSubcontractor(employee, setup.subcontractorCategories) ? 'subcontractors' : undefined;
		},
		key: (employee) => personKey(employee, setup).key,
		map: (employee) => mapUser(employee, setup, names),
		scope: setup.scope,
	});
	result.remarks.push(...renamedCategories(employees, setup.categoryTags, names));
	return result;
}

function mapUser(
	employee: Employee,
	setup: UsersSetup,
	categoryNames: Map<number, string>,
): MappedUser | RejectedRecord {
	const parts = {
		scheme: 'users' as const,
		rules: USER_RULES,
		own: { rows: setup.ownRows, source: employee },
		setup,
		modes: officeModes(employee, setup, 'locationId'),
		...personKey(employee, setup),
		isProtected: isProtected(employee, setup),
	};
	return mapRecord<Employee, UsersSetup, MappedUser>(employee, parts, (record) => {
		const cycle = lifeCycle(employee, setup, record);
		// Their category says more than anybody may know, and so does the day on which they left.
		if (record.isProtected) return { ...cycle, ...(cycle.left ? { left: {} } : {}) };
		return { tags: tagsOf(employee, setup, categoryNames), ...cycle };
	});
}

/** Categories may stand on the payroll row: without it none is known to be gone, and no tag is removed. */
function tagsOf(employee: Employee, setup: UsersSetup, names: Map<number, string>): TagSet {
	const tags = categoryTags(employee, setup.categoryTags, names);
	return employee.hasPayroll ? tags : { ...tags, managed: [] };
}

/** Whether set-up decides by categories who is synced. */
function needsCategories({ scope, subcontractorCategories }: UsersSetup): boolean {
	return decidesByCategory(scope) || subcontractorCategories.length > 0;
}

/** Whether the person may be created, has left, or is still to start. Dates are compared as dates. */
function lifeCycle(
	employee: Employee,
	setup: UsersSetup,
	record: MappedRecord<UserValues>,
): Pick<MappedUser, 'notCreated' | 'left' | 'starts'> {
	const [start, end] = [startOf(employee, setup), endOf(employee)];
	const rehired = isRehired(employee, setup);
	const past = end !== undefined && end < setup.today && !rehired;
	const inactive = employee.active === false;
	const left = (inactive && setup.leaverRule !== 'endDate') || (past && setup.leaverRule !== 'inactive');

	const notCreated = whyNotCreated(employee, setup, record, past);
	return {
		...(notCreated ? { notCreated } : {}),
		...(left ? { left: end !== undefined && !rehired ? { date: end } : {} } : {}),
		...(start !== undefined && start > setup.today ? { starts: 'later' as const } : {}),
	};
}

/** The first reason against a new user, which costs a licence; `undefined` when there is none. */
function whyNotCreated(
	{ active, supplier, categories, hasPayroll }: Employee,
	setup: UsersSetup,
	record: MappedRecord<UserValues>,
	hasEnded: boolean,
): string | undefined {
	if (active === false) return 'Inactive in Kleer';
	if (active === undefined) return "Kleer did not return 'Active'";
	if (supplier === undefined) return 'Kleer did not return who is a subcontractor';
	if (categories === undefined && needsCategories(setup)) {
		return 'Kleer did not return categories, by which set-up decides';
	}
	if (hasEnded) return 'The end date in Kleer has passed';
	if (!hasPayroll && !setup.includeWithoutPayroll) return 'No payroll row in Kleer';
	return record.values.email ? undefined : 'No usable e-mail address in Kleer';
}
