import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { USER_RULES } from '../../../../rules';
import { STATUS } from '../../../../models/cinode/codes';
import { USER_FIELDS } from '../../../../sync';
import type { CinodeListedUser, CinodeUser } from '../../../../models/cinode/people';
import { recordLocator } from '../../../shared/locator';
import { fieldParameters } from '../../shared/fieldParameters';

/** The person that an operation is about. */
export const userLocator = recordLocator({
	displayName: 'User',
	name: 'userId',
	searchMethod: 'searchUsers',
	description: 'The person in Cinode',
});

/** Cinode's fields for people, as parameters. */
export function userFieldParameters(except: string[], canBe: 'create' | 'update'): INodeProperties[] {
	return fieldParameters(
		USER_RULES.filter(
			({ field }) => !except.includes(field) && (canBe === 'create' || USER_FIELDS[field]?.patch),
		),
	);
}

const STATUS_NAMES: Record<number, string> = {
	[STATUS.disconnected]: 'disconnected',
	[STATUS.preActive]: 'preActive',
	[STATUS.active]: 'active',
};

/** At most ten fields that people look for. */
export function simplified(user: CinodeListedUser | CinodeUser): IDataObject {
	return {
		id: user.companyUserId,
		firstName: user.firstName ?? null,
		lastName: user.lastName ?? null,
		email: user.companyUserEmail ?? null,
		status: STATUS_NAMES[user.status ?? -1] ?? null,
		employmentNumber: user.employmentNumber ?? null,
		internalIdentifier: user.internalIdentifier ?? null,
		...('phone' in user ? { phone: user.phone ?? null } : {}),
		...('tags' in user ? { tags: (user.tags ?? []).map(({ name }) => name) } : {}),
		updatedDateTime: user.updatedDateTime ?? null,
	};
}
