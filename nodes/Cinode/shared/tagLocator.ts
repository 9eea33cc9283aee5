import { recordLocator } from '../../shared/locator';

/** One of the company's tags. */
export const tagLocator = recordLocator({
	displayName: 'Tag',
	name: 'tagId',
	searchMethod: 'searchTags',
	description: 'The tag in Cinode',
});
