/** What the layers above may use of the field rules. */
export {
	projectState,
	type CinodeCustomerReference,
	type CinodePerson,
	type CinodeProject,
	type CinodeProjectRole,
	type CustomerTwin,
	type ProjectState,
} from './cinodeRecords';
export { ADDRESS_PARTS, addressText, alikeAddress, isAddress, mergedAddress } from './customers/address';
export { CUSTOMER_RULES } from './customers/fieldRules';
export { mapCustomers, type MappedCustomer } from './customers/mapCustomers';
export { CUSTOMER_NUMBERS, type CustomerNumberSource, type CustomersSetup } from './customers/setup';
export {
	SENSITIVE_EMPLOYEE_FIELDS,
	type Category,
	type Client,
	type ClientAddress,
	type Employee,
	type EmployeeSupplier,
	type PersonReference,
} from './kleerRecords';
export {
	KLEER_IDS,
	PROTECTED_PEOPLE,
	type KleerId,
	type PeopleSetup,
	type ProtectedPeople,
} from './people/setup';
export { endedBeforeGoLive, whyNotEligible } from './projects/eligibility';
export { PROJECT_RULES } from './projects/fieldRules';
export { mapProjects, type MappedProject, type ProjectAsRead, type RoleAsRead } from './projects/mapProjects';
export {
	PROJECT_NUMBERS,
	WITHOUT_ROLES,
	type ProjectNumberSource,
	type ProjectsSetup,
	type WithoutRoles,
} from './projects/setup';
export { aliasOf, customField, customFieldOf } from './own/customFields';
export { furtherRule, type FurtherField } from './own/furtherField';
export type { OwnRow } from './own/ownRows';
export { ownValue, takes } from './own/ownValue';
export { asMappedItem, fromMappedItem, type MappedItem } from './own/sensitiveValues';
export { SCHEMES, SCHEME_NAMES, asMarked, rowsOf, rowsOfRecord, type PublishedRule } from './schemes';
export { alikeDate, alikeExactly, alikeNumber, alikePhone, alikeText, foldText } from './shared/alike';
export type { CategoryScope, CategoryTag, ChosenCategory } from './shared/categories';
export { counted } from './shared/counted';
export { DEFAULT_TIME_ZONE, addDays, dateIn, datePart, instant, isRealDate } from './shared/dates';
export { isInDomains, normalEmail } from './shared/email';
export { LEFT_OUT } from './shared/leftOut';
export { isSensitive } from './shared/mapFields';
export type { SchemeMapping } from './shared/mapScheme';
export { MODES } from './shared/modes';
export {
	alikeOrganisationNumber,
	alikeVatNumber,
	comparableOrganisationNumber,
	isPersonsNumber,
	linkableOrganisationNumber,
	swedishDigits,
} from './shared/organisationNumber';
export { isoCountry } from './shared/country';
export { isSameFullName, splitName, type NameSplit } from './shared/personName';
export { identifyingValues, namingValues } from './people/identifyingValues';
export { GENDER, readPersonalNumber } from './shared/personalNumber';
export { MASK, holdsPersonalNumber, maskPersonalNumbers, readableKey } from './shared/personalNumberShape';
export { cleanText, comparableKey, plainText } from './shared/plainText';
export { isPrivateText, maskPrivateText } from './shared/privateText';
export { valuesIn, withoutValues } from './shared/quoted';
export { PASSING_CODES, REASON_CODES, readReasonCode, type ReasonCode } from './shared/reasonCodes';
export type {
	AddressValue,
	FieldValue,
	LeftOutKind,
	LeftOutRecord,
	MappedRecord,
	Mode,
	PersonPrice,
	RejectedRecord,
	Scheme,
	TagRow,
	TagSet,
	Values,
} from './shared/types';
export { SUBCONTRACTOR_RULES } from './subcontractors/fieldRules';
export { mapSubcontractors, type MappedSubcontractor } from './subcontractors/mapSubcontractors';
export type { SubcontractorsSetup } from './subcontractors/setup';
export { ACCESS_LEVELS } from './users/accessLevels';
export { USER_RULES } from './users/fieldRules';
export { mapUsers, type MappedUser } from './users/mapUsers';
export { LEAVER_RULES, type LeaverRule, type UsersSetup } from './users/setup';
