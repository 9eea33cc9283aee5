import { STATUS, USER_TYPES } from '../../../models/cinode/codes';
import type {
	CinodeListedSubcontractor,
	CinodeListedUser,
	CinodeTag,
	CinodeUser,
} from '../../../models/cinode/people';
import type { MappedUser, Values } from '../../../rules';
import { partOf, presentValues, type FieldAccess, type PatchOperation } from '../shared/differences';

export { STATUS };

const OTHER_TYPES: Record<number, string> = {
	[USER_TYPES.candidate]: 'a candidate',
	[USER_TYPES.subcontractor]: 'a subcontractor',
	[USER_TYPES.api]: 'an API account',
	[USER_TYPES.bot]: 'a bot',
};

/** What somebody in a list of users is, if no employee: "a candidate". Whether lists show such is unknown. */
export function otherType({
	companyUserType,
}: Pick<CinodeListedUser, 'companyUserType'>): string | undefined {
	return OTHER_TYPES[companyUserType ?? 0];
}

export type { CinodeListedUser, CinodeUser };

/** What the users sync asks of Cinode. Every method throws VendorError. */
export interface CinodeUsersApi {
	/** `GET users`: all but the disconnected, in one reply. */
	listUsers(): Promise<CinodeListedUser[]>;
	/** `POST users/search`, most recently updated first, the disconnected too. Pages count from 1. */
	searchUsers(query: { term?: string; page: number; itemsPerPage: number }): Promise<{
		result: CinodeListedUser[];
		totalItems: number;
	}>;
	/** `GET users-full/{id}` with salary and tax table, else `GET users/{id}`. */
	getUser(id: number, full: boolean): Promise<CinodeUser>;
	createUser(body: Record<string, unknown>): Promise<CinodeUser>;
	patchUser(id: number, operations: PatchOperation[]): Promise<CinodeUser>;
	setPermissions(id: number, levels: number[]): Promise<void>;
	/** Replaces all tags; an entry without id makes a new tag. */
	setTags(id: number, tags: Array<{ id?: number; name: string }>): Promise<CinodeUser>;
	listTags(): Promise<CinodeTag[]>;
	/** `GET subcontractors`; empty where the account has no right or no module for them. */
	listSubcontractors(): Promise<CinodeListedSubcontractor[]>;
}

/** Where each target field of the users scheme is written and read (docs/vendors.md#cinode-users). */
export const USER_FIELDS: Record<string, FieldAccess<CinodeUser>> = {
	internalIdentifier: { patch: '/internalidentifier', read: (user) => user.internalIdentifier },
	employmentNumber: {
		create: 'employmentNumber',
		patch: '/employmentnumber',
		read: (user) => user.employmentNumber,
	},
	firstName: { create: 'firstName', patch: '/firstname', read: (user) => user.firstName },
	lastName: { create: 'lastName', patch: '/lastname', read: (user) => user.lastName },
	email: { create: 'email', patch: '/email', read: (user) => user.companyUserEmail },
	gender: { create: 'gender', patch: '/gender' },
	dateOfBirth: { patch: '/dateofbirth', read: (user) => user.dateOfBirth, isDate: true },
	phone: { patch: '/phone', read: (user) => user.phone },
	employmentStartDate: {
		create: 'employmentStartDate',
		patch: '/employmentstartdate',
		read: (user) => user.employmentStartDate,
		isDate: true,
	},
	employmentEndDate: { patch: '/employmentenddate', read: (user) => user.employmentEndDate, isDate: true },
	// Assumption: Cinode's "employment rate" is the user's availabilityPercent (docs/vendors.md#cinode-users).
	availabilityPercent: { patch: '/availabilitypercent', read: (user) => user.availabilityPercent },
	languageId: { create: 'languageId' },
	defaultCurrencyId: {
		create: 'defaultCurrencyId',
		patch: '/defaultcurrencyid',
		read: (user) => partOf(user.defaultCurrency, ({ id }) => id),
	},
	// Assumption: a user's locationId is the id of the company address it shows (docs/vendors.md#cinode-look-ups).
	locationId: {
		create: 'locationId',
		patch: '/locationid',
		read: (user) => partOf(user.companyAddress, ({ id }) => id),
	},
	baseSalary: { patch: '/basesalary', read: (user) => user.baseSalary },
	taxTable: { patch: '/taxtable', read: (user) => user.taxTable },
	// Further fields, for rows of one's own.
	title: { patch: '/title', read: (user) => user.title },
	desiredAssignment: { patch: '/desiredassignment', read: (user) => user.desiredAssignment },
	availableFromDate: { patch: '/availablefromdate', read: (user) => user.availableFromDate, isDate: true },
	mobility: { patch: '/mobility', read: (user) => user.mobility },
	homepage: { patch: '/homepage', read: (user) => user.homepage },
	linkedIn: { patch: '/linkedin', read: (user) => user.linkedIn },
	gitHub: { patch: '/github', read: (user) => user.gitHub },
	blog: { patch: '/blog', read: (user) => user.blog },
	twitter: { patch: '/twitter', read: (user) => user.twitter },
	invoicingGoal: { patch: '/invoicinggoal', read: (user) => user.invoicingGoal },
	hourlyTargetRate: { patch: '/hourlytargetrate', read: (user) => user.hourlyTargetRate },
	selfCost: { patch: '/selfcost', read: (user) => user.selfCost },
	provision: { patch: '/provision', read: (user) => user.provision },
} satisfies Partial<Record<keyof MappedUser['values'], FieldAccess<CinodeUser>>>;

/** Fields that only `users-full` shows, which needs the level Company Admin. */
export const FULL_ONLY_FIELDS = [
	'baseSalary',
	'taxTable',
	'invoicingGoal',
	'hourlyTargetRate',
	'selfCost',
	'provision',
];

/** The user's present values by rule field. Without a right to the full reply, its fields are absent. */
export function currentValues(user: CinodeUser): Values {
	return presentValues(user, USER_FIELDS);
}
