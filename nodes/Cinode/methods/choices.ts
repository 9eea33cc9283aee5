import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { CinodeClient } from '../../../apis/cinode/client';
import { foldText } from '../../../rules';
import { toNodeError } from '../../shared/errors';

export type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** A list for a resource locator, with errors in our words. */
export function search(
	find: (client: CinodeClient, term?: string, paginationToken?: string) => Promise<INodeListSearchResult>,
): Search {
	return async function (this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
		try {
			return await find(await CinodeClient.open(this), filter, paginationToken);
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}

export function choice(
	id: number | string,
	name: string,
	more: string | null | undefined = undefined,
): INodeListSearchItems {
	return { name: `${name.trim()}${more ? ` (${more})` : ''}`, value: String(id) };
}

/** Cinode gives the whole list at once, so the editor's filter is applied here. */
export function filtered(choices: INodeListSearchItems[], term: string): INodeListSearchResult {
	return {
		results: choices
			.filter(({ name }) => foldText(name).includes(foldText(term)))
			.sort((a, b) => a.name.localeCompare(b.name, 'sv')),
	};
}
