import { always, maybe, only, type Field, type Fields } from './fields.mts';
import { pathsOf } from './patch.mts';
import type { CinodeUser } from './store.mts';

type Own = Partial<Record<keyof CinodeUser, Field>>;

/** CompanyUserEditModel: no internalIdentifier (docs/vendors.md#cinode-users). */
export const USER_EDIT = {
	status: always('userStatus'),
	employmentStartDate: maybe('date'),
	employmentEndDate: maybe('date'),
	employmentNumber: maybe('string'),
	invoicingGoal: maybe('int'),
	mobility: maybe('int'),
	availabilityPercent: maybe('percent'),
	availableFromDate: maybe('date'),
	title: maybe('string'),
	email: always('email'),
	taxTable: maybe('string'),
	baseSalary: maybe('int'),
	provision: maybe('int'),
	hourlyTargetRate: maybe('int'),
	selfCost: maybe('int'),
	locationId: maybe('office'),
	defaultCurrencyId: maybe('currency'),
	displayCurrencyId: maybe('currency'),
	firstName: always('name'),
	lastName: always('name'),
	dateOfBirth: maybe('date'),
	gender: always('gender'),
	companyCalendarId: maybe('int'),
	timezoneId: maybe('string'),
	phone: maybe('string'),
} satisfies Own;

/** ICompanyUserEmployeePatchDocument: these paths and no others. */
export const USER_PATHS = pathsOf({
	...USER_EDIT,
	...({
		desiredAssignment: maybe('string'),
		internalIdentifier: maybe('string'),
		twitter: maybe('string'),
		linkedIn: maybe('string'),
		homepage: maybe('string'),
		blog: maybe('string'),
		gitHub: maybe('string'),
	} satisfies Own),
});

/** CompanyUserAddModel: no phone, birth date, end date, internal id, rate or money. */
export const USER_ADD: Fields = {
	...only(USER_EDIT, 'email', 'firstName', 'lastName', 'gender', 'status', 'title', 'employmentNumber'),
	...only(USER_EDIT, 'employmentStartDate', 'locationId', 'defaultCurrencyId', 'displayCurrencyId'),
	...({
		password: always('password'),
		teamId: maybe('team'),
		languageId: maybe('language'),
		mustChangePassword: always('boolean'),
	} satisfies Own),
	confirmPassword: always('string', null),
	addProfile: always('boolean', null),
};
