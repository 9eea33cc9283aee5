import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

/**
 * The path below the company that an API request names, with its query. It can't lead out of the company or to another
 * host: the credential goes along.
 * @throws NodeOperationError
 */
export function companyPath(
	context: IExecuteFunctions,
	vendor: 'Cinode' | 'Kleer',
	itemIndex: number,
): string {
	const given = String(context.getNodeParameter('path', itemIndex, '')).trim();
	const refuse = (message: string, description: string) =>
		new NodeOperationError(context.getNode(), message, { description, itemIndex });
	if (/^([a-z][a-z\d+.-]*:|\/\/)/i.test(given)) {
		throw refuse(
			`'Path' can't be a whole address: it is below the company in ${vendor}`,
			'Write the route alone, such as /users; the host is in the credential',
		);
	}
	if (/^\/?v\d[\d.]*\/compan(y|ies)\//i.test(given)) {
		throw refuse(
			"'Path' begins below the company",
			'Leave out the version and the company, and write the route alone, such as /users',
		);
	}
	const [route = '', ...query] = given.split('?');
	if (leadsElsewhere(route)) {
		throw refuse(
			"'Path' can't hold dots as a step, backslashes, spaces or #",
			'Write the route as the vendor’s documentation has it, such as /users/4711; encode other characters',
		);
	}
	const search = [query.join('?'), parametersIn(context, itemIndex)].filter(Boolean).join('&');
	const path = route.replace(/^\/+|\/+$/g, '');
	return `${path ? `/${path}` : ''}${search ? `?${search}` : ''}`;
}

/** Steps out of the company, also encoded: an address takes %2e for a dot. */
function leadsElsewhere(route: string): boolean {
	return /(^|\/)\.{1,2}(\/|$)|%(2e|2f|5c)|[\\#\s]|\p{Cc}/iu.test(route);
}

function parametersIn(context: IExecuteFunctions, itemIndex: number): string {
	const { parameters = [] } = context.getNodeParameter('queryParameters', itemIndex, {}) as {
		parameters?: IDataObject[];
	};
	const named = parameters.filter(({ name }) => String(name ?? '').trim() !== '');
	return new URLSearchParams(
		named.map(({ name, value }): [string, string] => [String(name).trim(), String(value ?? '')]),
	).toString();
}
