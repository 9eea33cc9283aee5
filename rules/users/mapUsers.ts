import type { Employee } from '../kleerRecords';
import { currentNames, hasCategory, isInScope, type ChosenCategory } from '../shared/categories';
import { foldText } from '../shared/alike';
import { datePart } from '../shared/dates';
import { RecordRemarks, mapFields, modeOf } from '../shared/mapFields';
import type { MappedRecord, Mode, RejectedRecord, TagSet } from '../shared/types';
import { USER_RULES, keyOf } from './fieldRules';
import { KLEER_IDS, type UsersSetup } from './setup';

export interface UsersMapping {
	/** `index` is the position of the source in the input. */
	mapped: Array<{ index: number; record: MappedRecord }>;
	rejected: Array<{ index: number; record: RejectedRecord }>;
	/** Records that aren't this scheme's: how many, by reason. */
	leftOut: { subcontractors: number; outOfScope: number };
	/** What set-up names that Kleer calls otherwise by now. */
	remarks: string[];
}

/** Maps Kleer people to Cinode users (design.md 3, users). One bad record never stops the others. */
export function mapUsers(employees: Employee[], setup: UsersSetup): UsersMapping {
	const result: UsersMapping = {
		mapped: [],
		rejected: [],
		leftOut: { subcontractors: 0, outOfScope: 0 },
		remarks: [],
	};
	const names = currentNames(employees);
	result.remarks.push(...renamedCategories(setup, names));
	for (const [index, employee] of employees.entries()) {
		if (isSubcontractor(employee, setup.subcontractorCategories)) {
			result.leftOut.subcontractors++;
		} else if (!isInScope(employee, keyOf(employee, setup) ?? '', setup.scope)) {
			result.leftOut.outOfScope++;
		} else {
			const outcome = mapUser(employee, setup, names);
			if ('reasons' in outcome) result.rejected.push({ index, record: outcome });
			else result.mapped.push({ index, record: outcome });
		}
	}
	return result;
}

/** Tied to a supplier, or carrying the category chosen in set-up. Nobody is both a user and a subcontractor. */
export function isSubcontractor(employee: Employee, categories: ChosenCategory[]): boolean {
	return Boolean(employee.supplier) || hasCategory(employee, categories);
}

function mapUser(
	employee: Employee,
	setup: UsersSetup,
	categoryNames: Map<number, string>,
): MappedRecord | RejectedRecord {
	const remarks = new RecordRemarks();
	const key = keyOf(employee, setup);
	if (!key) {
		remarks.reject(`Kleer has no value in '${KLEER_IDS[setup.keySource].name}', the key that set-up chose`);
	}
	const { values, modes } = mapFields(USER_RULES, employee, setup, modesOf(employee, setup), remarks);
	const label = labelOf(employee, key);
	if (!key || remarks.reasons.length > 0) {
		return { scheme: 'users', key: key ?? '', label, reasons: remarks.reasons };
	}
	if (employee.active === undefined) remarks.warn("Kleer did not return 'Active'");
	const { warnings, notes } = remarks;
	const record: MappedRecord = {
		scheme: 'users',
		key,
		keyPrefix: setup.keyPrefix,
		label,
		active: employee.active,
		values,
		modes,
		tags: tagsOf(employee, setup, categoryNames),
		warnings,
		notes,
	};
	return { ...record, ...lifeCycle(employee, setup, record) };
}

/** Whether set-up decides by categories who is synced. */
function needsCategories({ scope, subcontractorCategories }: UsersSetup): boolean {
	return [...scope.onlyCategories, ...scope.notCategories, ...subcontractorCategories].length > 0;
}

/** An office that a category chooses follows the category; the constant for all others stays On Create. */
function modesOf(employee: Employee, setup: UsersSetup): Record<string, Mode> {
	const isChosen = setup.officesByCategory.some(({ category }) => hasCategory(employee, [category]));
	return isChosen ? { locationId: 'always', ...setup.modes } : setup.modes;
}

/** Whether the person may be created, has left, or is still to start. Dates are compared as dates. */
function lifeCycle(
	employee: Employee,
	setup: UsersSetup,
	record: MappedRecord,
): Pick<MappedRecord, 'notCreated' | 'left' | 'starts'> {
	const rule = USER_RULES.find(({ field }) => field === 'employmentStartDate');
	const readsStart = rule && modeOf(rule, setup.modes) !== 'off';
	const start = readsStart ? (datePart(employee.employmentStartDate ?? null) ?? undefined) : undefined;
	const end = datePart(employee.employmentEndDate ?? null) ?? undefined;
	// A start after the end is a re-hire that Kleer still shows with the old end date.
	const rehired = start !== undefined && end !== undefined && start > end;
	const past = end !== undefined && end < setup.today && !rehired;
	const inactive = employee.active === false;
	const left = (inactive && setup.leaverRule !== 'endDate') || (past && setup.leaverRule !== 'inactive');

	let notCreated: string | undefined;
	if (inactive) notCreated = 'Inactive in Kleer';
	else if (employee.active === undefined) notCreated = "Kleer did not return 'Active'";
	else if (employee.supplier === undefined) notCreated = 'Kleer did not return who is a subcontractor';
	else if (employee.categories === undefined && needsCategories(setup)) {
		notCreated = 'Kleer did not return categories, by which set-up decides';
	} else if (past) notCreated = 'The end date in Kleer has passed';
	else if (!employee.hasPayroll && !setup.includeWithoutPayroll) notCreated = 'No payroll row in Kleer';
	else if (!record.values.email) notCreated = 'No usable e-mail address in Kleer';

	return {
		...(notCreated ? { notCreated } : {}),
		...(left ? { left: end !== undefined && !rehired ? { date: end } : {} } : {}),
		...(start !== undefined && start > setup.today ? { starts: 'later' as const } : {}),
	};
}

/** The chosen categories as tags; a renamed category's old tag is managed too, so that it is replaced. */
function tagsOf(employee: Employee, setup: UsersSetup, categoryNames: Map<number, string>): TagSet {
	const managed: string[] = [];
	const set: string[] = [];
	// Without the list of categories nothing is known, and nothing may be removed.
	if (employee.categories === undefined) return { managed, set };
	for (const { category, tag } of setup.categoryTags) {
		const name = tag || categoryNames.get(category.id) || category.name;
		for (const candidate of tag ? [tag] : [category.name, name]) {
			if (!managed.some((known) => foldText(known) === foldText(candidate))) managed.push(candidate);
		}
		const isSet = set.some((known) => foldText(known) === foldText(name));
		if (hasCategory(employee, [category]) && !isSet) set.push(name);
	}
	return { managed, set };
}

function renamedCategories(setup: UsersSetup, names: Map<number, string>): string[] {
	return setup.categoryTags
		.filter(({ category }) => names.has(category.id) && names.get(category.id) !== category.name)
		.map(
			({ category }) =>
				`The category '${category.name}' that set-up chose is called '${names.get(category.id)}' in Kleer now`,
		);
}

function labelOf(employee: Employee, key: string | undefined): string {
	const name = employee.name?.trim() || '(no name)';
	return `${name} (${key ?? `Kleer id ${employee.id}`})`;
}
