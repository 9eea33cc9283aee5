import type { Employee } from '../kleerRecords';
import { hasCategory } from '../shared/categories';
import { isInDomains, normalEmail } from '../shared/email';
import { cleanOf } from '../shared/mapFields';
import { splitName } from '../shared/personName';
import { readPersonalNumber } from '../shared/personalNumber';
import type { Mode, Remarks } from '../shared/types';
import type { PeopleSetup } from './setup';

/** What users and subcontractors read in the same way (docs/field-rules.md#users-kleer--cinode). */

/** First and last name; a name that can't be split rejects the record. */
export function names(employee: Employee, setup: PeopleSetup, remarks?: Remarks) {
	if (employee.name === undefined) {
		remarks?.reject('Kleer did not return a name');
		return undefined;
	}
	const split = splitName(employee.name ?? '', setup.nameSplit);
	if (!employee.name?.trim()) {
		remarks?.reject("Kleer's 'Name' is empty");
	} else if (!split) {
		remarks?.reject(
			"The name has only one word, and Cinode needs first and last name. Complete it in Kleer's 'Name'",
		);
	} else if (split.uncertain && setup.nameSplit === 'particles') {
		remarks?.note('The name has three words or more: check where first name ends and last name begins');
	}
	return split;
}

/** The e-mail address in normal form. */
export function mapEmail(employee: Employee, setup: PeopleSetup, remarks: Remarks) {
	const raw = cleanOf(employee.email);
	if (!raw) return raw;
	const email = normalEmail(raw);
	if (!email) {
		remarks.warn("Kleer's 'Email' is not an e-mail address and is not sent");
		return undefined;
	}
	if (!isInDomains(email, setup.allowedDomains)) {
		remarks.reject("The e-mail's domain is not among the allowed ones");
	}
	return email;
}

/** What the personal number says; what is wrong with it is a warning. */
export function personalNumber(employee: Employee, setup: PeopleSetup, remarks: Remarks) {
	const reading = employee.ssn ? readPersonalNumber(employee.ssn, setup.today) : undefined;
	if (reading?.problem) {
		remarks.warn(`Kleer's 'SSN' ${reading.problem}: gender and birth date are not derived`);
	}
	return reading;
}

/** The office by category, else the constant. */
export function mapOffice(employee: Employee, setup: PeopleSetup) {
	// Without the list of categories nothing is known about the office they choose.
	if (employee.categories === undefined && setup.officesByCategory.length > 0) return undefined;
	const byCategory = setup.officesByCategory.find(({ category }) => hasCategory(employee, [category]));
	return byCategory?.locationId ?? setup.locationId;
}

/** An office that a category chooses follows the category; the constant for all others stays On Create. */
export function officeModes(employee: Employee, setup: PeopleSetup, field: string): Record<string, Mode> {
	const isChosen = setup.officesByCategory.some(({ category }) => hasCategory(employee, [category]));
	return isChosen ? { [field]: 'always', ...setup.modes } : setup.modes;
}
