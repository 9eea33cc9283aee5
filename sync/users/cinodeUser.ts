import type { Values } from '../../rules';
import { presentValues, type FieldAccess, type PatchOperation } from '../planning/differences';
import type { CinodeTag } from '../planning/tags';
import type { CinodeListedSubcontractor } from '../subcontractors/listModel';

/** Cinode's CompanyUserStatus (facts/cinode.md 1.4). */
export const STATUS = { disconnected: 0, preActive: 2, active: 3 } as const;

/** Cinode's CompanyUserType; absent, an employee (facts/cinode.md 1.4). */
export const SUBCONTRACTOR_TYPE = 20;
const OTHER_TYPES: Record<number, string> = {
	10: 'a candidate',
	[SUBCONTRACTOR_TYPE]: 'a subcontractor',
	30: 'an API account',
	40: 'a bot',
};

/** What somebody in a list of users is, if no employee: "a candidate". Whether lists show such is unknown. */
export function otherType({
	companyUserType,
}: Pick<CinodeListedUser, 'companyUserType'>): string | undefined {
	return OTHER_TYPES[companyUserType ?? 0];
}

/** A user as Cinode's list shows it (CompanyUserExtendedModel, facts/cinode.md 2a). */
export interface CinodeListedUser {
	companyUserId: number;
	firstName?: string | null;
	lastName?: string | null;
	companyUserEmail?: string | null;
	companyUserType?: number | null;
	status?: number;
	employmentNumber?: string | null;
	internalIdentifier?: string | null;
	updatedDateTime?: string | null;
}

/** A user in full (CompanyUserModel and CompanyUserFullModel). */
export interface CinodeUser extends CinodeListedUser {
	phone?: string | null;
	/** Dates come as date-times without offset. */
	dateOfBirth?: string | null;
	employmentStartDate?: string | null;
	employmentEndDate?: string | null;
	availabilityPercent?: number | null;
	locationName?: string | null;
	companyAddress?: { id?: number | null } | null;
	defaultCurrency?: { id?: number | null } | null;
	tags?: CinodeTag[] | null;
	/** Whole kronor; only in `users-full`. */
	baseSalary?: number | null;
	/** Only in `users-full`. */
	taxTable?: string | null;
}

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

/** Where each target field of the users scheme is written and read (facts/cinode.md 2a, 2g). */
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
	// Assumption: Cinode's "employment rate" is the user's availabilityPercent (facts/cinode.md 2g).
	availabilityPercent: { patch: '/availabilitypercent', read: (user) => user.availabilityPercent },
	languageId: { create: 'languageId' },
	defaultCurrencyId: {
		create: 'defaultCurrencyId',
		patch: '/defaultcurrencyid',
		read: (user) => user.defaultCurrency?.id,
	},
	// Assumption: a user's locationId is the id of the company address it shows (facts/cinode.md 2f).
	locationId: { create: 'locationId', patch: '/locationid', read: (user) => user.companyAddress?.id },
	baseSalary: { patch: '/basesalary', read: (user) => user.baseSalary },
	taxTable: { patch: '/taxtable', read: (user) => user.taxTable },
};

/** Fields that only `users-full` shows, which needs the level Company Admin. */
export const FULL_ONLY_FIELDS = ['baseSalary', 'taxTable'];

/** The user's present values by rule field. Without a right to the full reply, its fields are absent. */
export function currentValues(user: CinodeUser): Values {
	const values = presentValues(user, USER_FIELDS);
	for (const field of FULL_ONLY_FIELDS) {
		if (USER_FIELDS[field]?.read?.(user) === undefined) delete values[field];
	}
	return values;
}
