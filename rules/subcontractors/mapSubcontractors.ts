import type { Employee } from '../kleerRecords';
import { isSubcontractor } from '../people/isSubcontractor';
import { personKey } from '../people/key';
import { officeModes } from '../people/personFields';
import { isLeftOutAsProtected, isProtected } from '../people/protectedPeople';
import { decidesByCategory } from '../shared/categories';
import { mapRecord, mapScheme, type SchemeMapping } from '../shared/mapScheme';
import type { MappedRecord, RejectedRecord } from '../shared/types';
import { SUBCONTRACTOR_RULES, type SubcontractorValues } from './fieldRules';
import type { SubcontractorsSetup } from './setup';

/** A person as a Cinode subcontractor. */
export interface MappedSubcontractor extends MappedRecord<SubcontractorValues> {
	scheme: 'subcontractors';
}

/** Maps Kleer people to Cinode subcontractors (docs/field-rules.md#subcontractors-kleer--cinode). One bad record never stops the others. */
export function mapSubcontractors(
	employees: Employee[],
	setup: SubcontractorsSetup,
): SchemeMapping<MappedSubcontractor> {
	return mapScheme(employees, {
		scheme: 'subcontractors',
		foreign: (employee) => {
			if (isLeftOutAsProtected(employee, setup)) return 'protected';
			return isSubcontractor(employee, setup.subcontractorCategories) ? undefined : 'users';
		},
		key: (employee) => personKey(employee, setup).key,
		map: (employee) => mapSubcontractor(employee, setup),
		scope: setup.scope,
	});
}

function mapSubcontractor(
	employee: Employee,
	setup: SubcontractorsSetup,
): MappedSubcontractor | RejectedRecord {
	const parts = {
		scheme: 'subcontractors' as const,
		rules: SUBCONTRACTOR_RULES,
		own: { rows: setup.ownRows, source: employee },
		setup,
		modes: officeModes(employee, setup, 'companyAddressId'),
		...personKey(employee, setup),
		isProtected: isProtected(employee, setup),
	};
	return mapRecord<Employee, SubcontractorsSetup, MappedSubcontractor>(employee, parts, (record) => {
		const notCreated = whyNotCreated(employee, setup, record);
		return notCreated ? { notCreated } : {};
	});
}

function whyNotCreated(
	employee: Employee,
	setup: SubcontractorsSetup,
	{ values }: MappedRecord<SubcontractorValues>,
): string | undefined {
	if (employee.active === false) return 'Inactive in Kleer';
	if (employee.active === undefined) return "Kleer did not return 'Active'";
	if (employee.categories === undefined && decidesByCategory(setup.scope)) {
		return 'Kleer did not return categories, by which set-up decides';
	}
	return values.email ? undefined : 'No usable e-mail address in Kleer';
}
