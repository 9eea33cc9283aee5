import type { MappedUser } from '../../../rules';
import type { CinodeUser } from '../../../models/cinode/people';
import type { UserPlan, UserPolicies } from '../../../sync';
import { TODAY, mappedUser } from './people.mts';

/** A person as Cinode shows her in full. */
export function cinodeUser(more: Partial<CinodeUser> = {}): CinodeUser {
	return {
		companyUserId: 500,
		firstName: 'Anna',
		lastName: 'Berg',
		companyUserEmail: 'anna.berg@firma.se',
		status: 3,
		internalIdentifier: '1017',
		phone: '070-1',
		dateOfBirth: null,
		employmentStartDate: '2020-01-01T00:00:00',
		employmentEndDate: null,
		tags: [],
		companyAddress: null,
		defaultCurrency: null,
		availabilityPercent: null,
		employmentNumber: null,
		baseSalary: 45_000,
		taxTable: '32',
		...more,
	};
}

/** A mapped record that wants nothing but what is given. */
export function wanted(more: Partial<MappedUser>): MappedUser {
	return mappedUser({ values: {}, ...more });
}

export function policies(more: Partial<UserPolicies> = {}): UserPolicies {
	return { leavers: 'nothing', reconnect: false, today: TODAY, ...more };
}

/** What a plan would send, by path. */
export function gatherPatch({
	payload,
}: Pick<UserPlan, 'payload'>): Record<string, string | number | boolean | null> {
	return Object.fromEntries(payload.patch.map(({ path, value }) => [path, value]));
}
