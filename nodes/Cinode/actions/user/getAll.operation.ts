import { LARGEST_PAGE } from '../../../../models/cinode/codes';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeUsers } from '../../../../apis/cinode/users';
import { comparableKey } from '../../../../rules';
import type { CinodeListedUser } from '../../../../models/cinode/people';
import { asJson } from '../../../shared/items';
import { fieldCollection, simplifyField } from '../../../shared/fields';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import type { Operation } from '../../../shared/resource';
import { simplified } from './userFields';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many users',
	description: 'Get many people, active ones unless asked otherwise, or those that match the filters',
	properties: [
		...returnAllAndLimit,
		fieldCollection('Filters', [
			{
				displayName: 'Employment Number',
				name: 'employmentNumber',
				type: 'string',
				default: '',
				description: 'The whole number, as it is written in Cinode',
			},
			{
				displayName: 'Include Disconnected',
				name: 'includeDisconnected',
				type: 'boolean',
				default: false,
				description: 'Whether to include people who are disconnected; costs one request per 100 people',
			},
			{
				displayName: 'Internal/External ID',
				name: 'internalIdentifier',
				type: 'string',
				default: '',
				description: 'The whole ID, as a rule Kleer’s; 12 doesn’t find 1234',
			},
			{
				displayName: 'Search',
				name: 'term',
				type: 'string',
				default: '',
				placeholder: 'e.g. anna',
				description: 'Part of a name or e-mail address',
			},
		]),
		simplifyField,
	],
	execute,
};

async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const filters = this.getNodeParameter('filters', itemIndex, {}) as {
		includeDisconnected?: boolean;
		employmentNumber?: string;
		internalIdentifier?: string;
		term?: string;
	};
	const limit = limitOf(this, itemIndex);
	const simple = this.getNodeParameter('simple', itemIndex, true) as boolean;
	const users = cinodeUsers(await CinodeClient.open(this));

	const isWanted = (user: CinodeListedUser) =>
		isSame(user.internalIdentifier, filters.internalIdentifier) &&
		isSame(user.employmentNumber, filters.employmentNumber);
	const found: CinodeListedUser[] = [];
	if (filters.includeDisconnected || filters.term) {
		for (let page = 1; found.length < limit; page++) {
			const { result } = await users.searchUsers({ term: filters.term, page, itemsPerPage: LARGEST_PAGE });
			found.push(
				...result.filter((user) => (filters.includeDisconnected || user.status !== 0) && isWanted(user)),
			);
			if (result.length < LARGEST_PAGE) break;
		}
	} else {
		found.push(...(await users.listUsers()).filter(isWanted));
	}
	return found.slice(0, limit).map((user) => (simple ? simplified(user) : asJson(user)));
}

/** An empty filter lets everybody pass. */
function isSame(value: string | null | undefined, wanted: string | undefined): boolean {
	return comparableKey(wanted) === '' || comparableKey(value) === comparableKey(wanted);
}
