import type { Employee } from '../kleerRecords';
import { hasCategory, type ChosenCategory } from '../shared/categories';

/** Tied to a supplier, or carrying the category chosen in set-up. Nobody is both a user and a subcontractor. */
export function isSubcontractor(employee: Employee, categories: ChosenCategory[]): boolean {
	return Boolean(employee.supplier) || hasCategory(employee, categories);
}
