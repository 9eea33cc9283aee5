import { decimal, roundDecimal } from '../shared/decimals';
import { cleanOf } from '../shared/mapFields';
import type { Remarks } from '../shared/types';
import type { ProjectAsRead } from './asRead';
import { customerNumber, keysOf, withoutPrefix } from './keys';
import type { ProjectsSetup } from './setup';

/** What the rows of the projects table say of a project; `undefined` where Cinode didn't say, or where it is nothing. */

/** Öre in a whole unit of the currency. */
export const ORE = 100;

export function mapTitle({ title }: ProjectAsRead, _setup: ProjectsSetup, remarks: Remarks) {
	const text = cleanOf(title);
	if (!text) remarks.reject('The project has no title');
	return text;
}

export function mapCustomer({ customer }: ProjectAsRead, setup: ProjectsSetup, remarks: Remarks) {
	if (customer) return customerNumber(customer, 'customer', setup, remarks);
	remarks.reject('The project has no customer');
	return undefined;
}

export function mapIntermediator({ intermediator }: ProjectAsRead, setup: ProjectsSetup, remarks: Remarks) {
	// Only an explicit "none" clears the broker.
	return intermediator && customerNumber(intermediator, 'intermediator', setup, remarks);
}

export function mapFixedPrice(project: ProjectAsRead, { withoutRoles }: ProjectsSetup, remarks: Remarks) {
	const { roles } = project;
	if (project.areRolesUnknown) return undefined;
	if (roles.length === 0) return withoutRoles === 'wait' ? undefined : withoutRoles === 'fixed';
	if (isContractTypeUnknown(project)) return undefined;
	const fixed = roles.filter(({ contractType }) => contractType === 'fixed');
	if (fixed.length > 0 && fixed.length < roles.length) {
		const titles = fixed.map(({ title }) => `'${title}'`).join(', ');
		remarks.warn(
			`Roles at a fixed price (${titles}) and by the hour: Kleer gets a project by the hour, and no price from the former`,
		);
	}
	return fixed.length === roles.length;
}

/** Whether a role of which Cinode doesn't say how it is paid decides about the project's price: one by the hour does. */
export function isContractTypeUnknown({ roles }: Pick<ProjectAsRead, 'roles'>): boolean {
	const types = roles.map(({ contractType }) => contractType);
	return types.includes(null) && !types.includes('hourly');
}

export function mapPeople({ roles, areRolesUnknown }: ProjectAsRead, setup: ProjectsSetup, remarks: Remarks) {
	const people = roles.flatMap(({ person }) => person ?? []);
	return areRolesUnknown ? undefined : keysOf(people, 'Role', setup, remarks);
}

/** The estimate stands in only for a contract value that Cinode says is none; an amount in who knows what is none. */
export function mapBudgetAmount({ contractValue, estimatedValue, currency }: ProjectAsRead) {
	const value = contractValue === undefined ? undefined : contractValue || estimatedValue;
	if (value === undefined || currency === undefined) return undefined;
	return value ? roundDecimal(value * ORE) : null;
}

/** Of a new project, the estimate stands in for a contract value that the reply left out, too: nothing is overwritten. */
export function budgetIfNew({ contractValue, estimatedValue, currency }: ProjectAsRead): number | undefined {
	const isLeftOut = contractValue === undefined && currency !== undefined;
	return isLeftOut && estimatedValue ? roundDecimal(estimatedValue * ORE) : undefined;
}

export function mapYourReference({ intermediator, customerContacts, intermediatorContacts }: ProjectAsRead) {
	if (intermediator === undefined) return undefined;
	const contacts = intermediator ? intermediatorContacts : customerContacts;
	return contacts && cleanOf(contacts[0] ?? null);
}

export function mapBudgetHours({ roles }: ProjectAsRead) {
	if (roles.length === 0 || roles.some(({ extentType }) => extentType !== 'hours')) return undefined;
	// A part of the hours would be no budget.
	if (roles.some(({ extent }) => !extent)) return undefined;
	return decimal(roles.reduce((sum, { extent }) => sum + (extent ?? 0), 0));
}

export function mapOurReference(project: ProjectAsRead, setup: ProjectsSetup, remarks: Remarks) {
	const { salesManagers, projectManagers } = project;
	// Who isn't said may be the one who comes first.
	if (!salesManagers) return undefined;
	const people = [...salesManagers, ...(projectManagers ?? [])];
	if (people.length === 0) return projectManagers && null;
	// A sales manager who left doesn't hide the project manager.
	const known = people.findIndex(({ key }) => withoutPrefix(key, setup));
	return keysOf(people.slice(0, known < 0 ? 1 : known + 1), 'Our reference', setup, remarks)[0];
}

export function mapPaymentDays({ customerTags }: ProjectAsRead, { paymentTermsPrefix }: ProjectsSetup) {
	if (!customerTags || !paymentTermsPrefix) return undefined;
	const days = customerTags
		.filter((tag) => tag.startsWith(paymentTermsPrefix))
		.map((tag) => tag.slice(paymentTermsPrefix.length))
		.filter((rest) => /^\d+$/.test(rest));
	return days.length === 1 ? Number(days[0]) : null;
}

export function mapDimensions({ teamId }: ProjectAsRead, setup: ProjectsSetup) {
	if (teamId === undefined && setup.dimensionsByTeam.length > 0) return undefined;
	const byTeam = setup.dimensionsByTeam.find((row) => row.teamId === teamId)?.entryId;
	const entry = byTeam ?? setup.dimensionEntryId;
	return entry === undefined ? undefined : [entry];
}

export function mapClosingDate({ roles }: ProjectAsRead) {
	if (roles.length === 0) return undefined;
	const ends = roles.map(({ endDate }) => endDate);
	if (ends.includes(null)) return null;
	return ends.includes(undefined) ? undefined : ends.map(String).sort().at(-1);
}
