import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

type Option = Pick<INodePropertyOptions, 'name' | 'value'>;

/**
 * A dropdown with what the node has chosen and the account doesn't offer any more: without it, n8n shows a bare ID in a
 * red box, which doesn't say what that was.
 * @param parameters Names of the parameters, or of columns of their tables, that choose from this list.
 * @param nameOf What a missing value is called, in words.
 */
export function withMissing(
	context: ILoadOptionsFunctions,
	options: INodePropertyOptions[],
	parameters: readonly string[],
	nameOf: (value: string, options: readonly Option[]) => string,
): INodePropertyOptions[] {
	const there = new Set(options.map(({ value }) => String(value)));
	const missing = chosenIn(context.getCurrentNodeParameters() ?? {}, parameters).filter(
		(value) => !there.has(String(value)),
	);
	const kept = new Map(missing.map((value) => [String(value), value]));
	return [...options, ...[...kept].map(([text, value]) => ({ name: nameOf(text, options), value }))];
}

/** All values of parameters of these names, however deep; expressions are nobody's choice. */
function chosenIn(from: unknown, names: readonly string[], isChosen = false): Array<string | number> {
	if (Array.isArray(from)) return from.flatMap((one: unknown) => chosenIn(one, names, isChosen));
	if (typeof from === 'object' && from !== null) {
		return Object.entries(from).flatMap(([name, one]) => chosenIn(one, names, names.includes(name)));
	}
	const isValue =
		typeof from === 'number' || (typeof from === 'string' && from !== '' && !from.startsWith('='));
	return isChosen && isValue ? [from] : [];
}
