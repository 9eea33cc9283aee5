import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeUsers } from '../../../../apis/cinode/users';
import type { CinodeListedUser } from '../../../../sync';
import { asJson } from '../../../shared/items';
import { fieldCollection, simplifyField } from '../../../shared/fields';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import { showFor } from '../../../shared/showFor';
import { simplified } from './userFields';

export const properties: INodeProperties[] = showFor('user', 'getAll', [
	...returnAllAndLimit,
	fieldCollection('Filters', [
		{
			displayName: 'Include Disconnected',
			name: 'includeDisconnected',
			type: 'boolean',
			default: false,
			description: 'Whether to include people who are disconnected; costs one request per 100 people',
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
]);

const PAGE = 100;

export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const filters = this.getNodeParameter('filters', itemIndex, {}) as {
		includeDisconnected?: boolean;
		term?: string;
	};
	const limit = limitOf(this, itemIndex);
	const simple = this.getNodeParameter('simple', itemIndex, true) as boolean;
	const users = cinodeUsers(await CinodeClient.open(this));

	const found: CinodeListedUser[] = [];
	if (filters.includeDisconnected || filters.term) {
		for (let page = 1; found.length < limit; page++) {
			const { result } = await users.searchUsers({ term: filters.term, page, itemsPerPage: PAGE });
			found.push(...result.filter((user) => filters.includeDisconnected || user.status !== 0));
			if (result.length < PAGE) break;
		}
	} else {
		found.push(...(await users.listUsers()));
	}
	return found.slice(0, limit).map((user) => (simple ? simplified(user) : asJson(user)));
}
