import type { Employee } from '../kleerRecords';
import { hasCategory } from '../shared/categories';
import type { PeopleSetup } from './setup';

/**
 * Whether the person's identity is protected (skyddade personuppgifter): Kleer has no field for it, so a category that
 * set-up chooses says so. Where Kleer didn't return the person's categories nobody knows, and they count as protected.
 */
export function isProtected(employee: Employee, { protectedCategories }: PeopleSetup): boolean {
	if (protectedCategories.length === 0) return false;
	return employee.categories === undefined || hasCategory(employee, protectedCategories);
}

/** Whether the person is left out for that. */
export function isLeftOutAsProtected(employee: Employee, setup: PeopleSetup): boolean {
	return setup.protectedPeople === 'leaveOut' && isProtected(employee, setup);
}
