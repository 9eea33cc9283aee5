import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { KleerClient } from '../../../apis/kleer/client';
import type { KleerUser } from '../../../apis/kleer/models';
import { foldText } from '../../../rules';

/** People by name; inactive ones are marked. */
export async function searchEmployees(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const client = await KleerClient.open(this);
	const users = await client.list<KleerUser>('/user');
	return {
		results: users
			.filter(({ name = '' }) => foldText(name).includes(foldText(filter)))
			.map(({ id, name, active }) => ({
				name: `${name}${active === false ? ' (inactive)' : ''}`,
				value: String(id),
			}))
			.sort((a, b) => a.name.localeCompare(b.name, 'sv')),
	};
}
