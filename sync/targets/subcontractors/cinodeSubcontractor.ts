import { SUBCONTRACTOR_STATUS } from '../../../models/cinode/codes';
import type { CinodeListedSubcontractor, CinodeSubcontractor } from '../../../models/cinode/people';
import { comparableKey, maskPrivateText, type MappedSubcontractor } from '../../../rules';
import { confirmingEmail, confirmingName } from '../people';
import { partOf, type FieldAccess, type PatchOperation } from '../shared/differences';
import type { ListedTarget } from '../../contract/listedTarget';
import type { CinodeListedUser } from '../users/cinodeUser';

export type { CinodeListedSubcontractor, CinodeSubcontractor };

/** What the subcontractors sync asks of Cinode. Every method throws VendorError. */
export interface CinodeSubcontractorsApi {
	listSubcontractors(): Promise<CinodeListedSubcontractor[]>;
	getSubcontractor(id: number): Promise<CinodeSubcontractor>;
	createSubcontractor(body: Record<string, unknown>): Promise<CinodeSubcontractor>;
	/** What the server says that it allows on a subcontractor: "GET", "PATCH" … */
	allowedMethods(id: number): Promise<string[]>;
	patchSubcontractor(id: number, operations: PatchOperation[]): Promise<CinodeSubcontractor>;
	/** Company users, the disconnected too: nobody is both. */
	listPeople(expected: number): Promise<CinodeListedUser[]>;
}

/**
 * Where each target field is written and read (docs/vendors.md#cinode-subcontractors). The patch paths are an assumption: the
 * published API has no update, and users' paths are named like this.
 */
export const SUBCONTRACTOR_FIELDS: Record<string, FieldAccess<CinodeSubcontractor>> = {
	internalIdentifier: {
		create: 'internalIdentifier',
		patch: '/internalidentifier',
		read: (one) => one.internalIdentifier,
	},
	firstName: { create: 'firstName', patch: '/firstname', read: (one) => one.firstName },
	lastName: { create: 'lastName', patch: '/lastname', read: (one) => one.lastName },
	email: { create: 'email', patch: '/email', read: (one) => one.email },
	phone: { create: 'phone', patch: '/phone', read: (one) => one.phone },
	gender: { create: 'gender', patch: '/gender' },
	languageId: { create: 'languageId' },
	currencyId: {
		create: 'currencyId',
		patch: '/currencyid',
		read: (one) => partOf(one.defaultCurrency, ({ id }) => id),
	},
	companyAddressId: {
		create: 'companyAddressId',
		patch: '/companyaddressid',
		read: (one) => partOf(one.companyAddress, ({ id }) => id),
	},
	companyName: { create: 'companyName', patch: '/companyname', read: (one) => one.companyName },
	companyIdentifier: {
		create: 'companyIdentifier',
		patch: '/companyidentifier',
		read: (one) => one.companyIdentifier,
	},
	// Further fields, for rows of one's own.
	tariff: { create: 'tariff', patch: '/tariff', read: (one) => one.tariff },
	rating: { create: 'rating', patch: '/rating', read: (one) => one.rating },
	linkedIn: { create: 'linkedIn', patch: '/linkedin', read: (one) => one.linkedIn },
} satisfies Partial<Record<keyof MappedSubcontractor['values'], FieldAccess<CinodeSubcontractor>>>;

/** A subcontractor as matching sees it. */
export function listedSubcontractor(one: CinodeListedSubcontractor): ListedTarget {
	const name = maskPrivateText(`${one.firstName ?? ''} ${one.lastName ?? ''}`.trim());
	const email = one.email ? confirmingEmail(one.email) : '';
	return {
		id: one.companyUserId,
		key: comparableKey(one.internalIdentifier),
		label: name || `subcontractor ${one.companyUserId}`,
		listState: JSON.stringify([
			one.companyUserId,
			one.status ?? '',
			one.firstName ?? '',
			one.lastName ?? '',
			email,
			one.companyName ?? '',
			one.companyIdentifier ?? '',
			one.internalIdentifier ?? '',
			one.companyAddress?.id ?? '',
		]),
		linkKeys: email ? [email] : [],
		confirmingValues: [...(email ? [email] : []), confirmingName(one.firstName, one.lastName)],
		disconnected: one.status === SUBCONTRACTOR_STATUS.disconnected,
	};
}
