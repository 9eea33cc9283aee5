import {
	day,
	id,
	list,
	nullable,
	number,
	numbered,
	object,
	required,
	stamp,
	text,
	type Infer,
} from '../decode';
import { STATUS, SUBCONTRACTOR_STATUS, USER_TYPES } from './codes';

/** Cinode's people (docs/vendors.md#cinode-users). */

export const cinodeTag = object({ id: required(id), name: required(text) });
export type CinodeTag = Infer<typeof cinodeTag.fields>;

const listedUserFields = {
	companyUserId: required(id),
	firstName: text,
	lastName: text,
	companyUserEmail: text,
	companyUserType: numbered(USER_TYPES),
	status: numbered(STATUS),
	employmentNumber: text,
	internalIdentifier: text,
	updatedDateTime: stamp,
};

/** A user as Cinode's list shows it (CompanyUserExtendedModel). */
export const cinodeListedUser = object(listedUserFields, true);
export type CinodeListedUser = Infer<typeof listedUserFields>;

/** What refers to something by id, or to nothing. */
const referred = nullable(object({ id }));

const userFields = {
	...listedUserFields,
	phone: text,
	dateOfBirth: day,
	employmentStartDate: day,
	employmentEndDate: day,
	availabilityPercent: number,
	locationName: text,
	companyAddress: referred,
	defaultCurrency: referred,
	tags: list(cinodeTag),
	/** Permission levels. */
	roles: list(object({ level: number })),
	/** Whole kronor; only in `users-full`. */
	baseSalary: number,
	/** Only in `users-full`. */
	taxTable: text,
	// What a row of one's own may write; amounts only in `users-full`.
	title: text,
	desiredAssignment: text,
	availableFromDate: day,
	mobility: number,
	homepage: text,
	linkedIn: text,
	gitHub: text,
	blog: text,
	twitter: text,
	invoicingGoal: number,
	hourlyTargetRate: number,
	selfCost: number,
	provision: number,
};

/** A user in full (CompanyUserModel and CompanyUserFullModel). */
export const cinodeUser = object(userFields, true);
export type CinodeUser = Infer<typeof userFields>;

const listedSubcontractorFields = {
	companyUserId: required(id),
	firstName: text,
	lastName: text,
	email: text,
	status: numbered(SUBCONTRACTOR_STATUS),
	companyName: text,
	companyIdentifier: text,
	internalIdentifier: text,
	companyAddress: referred,
};

/** A subcontractor as Cinode's list shows it (CompanyUserSubcontractorBaseModel). */
export const cinodeListedSubcontractor = object(listedSubcontractorFields, true);
export type CinodeListedSubcontractor = Infer<typeof listedSubcontractorFields>;

const subcontractorFields = {
	...listedSubcontractorFields,
	phone: text,
	defaultCurrency: referred,
	// What a row of one's own may write.
	tariff: number,
	rating: number,
	linkedIn: text,
};

/** A subcontractor in full (CompanyUserSubcontractorModel). */
export const cinodeSubcontractor = object(subcontractorFields, true);
export type CinodeSubcontractor = Infer<typeof subcontractorFields>;
