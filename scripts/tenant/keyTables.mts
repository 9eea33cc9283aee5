import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { SCHEME_NAMES } from '../../rules/schemes.ts';
import { KEPT, plainName } from '../../tenant/checkValue.ts';
import { SHARED, choicesOf, sharedKeyOf, type Choice } from '../../tenant/choices.ts';

/** All keys of a tenant file, as tables: docs/tenant-keys.md, made from what the command itself checks by. */

const HEAD = ['| Key | Value | Default | In the editor |', '| --- | --- | --- | --- |'];

/** One table for a company's own keys, and one for each scheme. */
export function keyTables(): string {
	return [
		'## A company\n',
		...HEAD,
		...Object.entries(SHARED).flatMap(([key, uses]) => {
			const scheme = SCHEME_NAMES.find((one) => uses[one]);
			const choice = scheme && choicesOf(scheme).get(uses[scheme] ?? '');
			return choice ? rows(choice, key) : [];
		}),
		...SCHEME_NAMES.flatMap((scheme) => [
			`\n## \`${scheme}\`\n`,
			...HEAD,
			...[...choicesOf(scheme).values()]
				.filter(({ property }) => !sharedKeyOf(scheme, property.name))
				.flatMap((choice) => rows(choice, choice.property.name)),
		]),
	].join('\n');
}

function rows({ property, node }: Choice, key: string): string[] {
	return row(property, key, `${node}: ${plainName(property)}`);
}

/** A parameter, and below it the entries of a collection or the columns of a table. */
function row(property: INodeProperties, key: string, name: string): string[] {
	const required = property.required ? 'required' : defaultOf(property);
	const own = `| ${[`\`${key}\``, valueOf(property), required, name].map(cell).join(' | ')} |`;
	return [own, ...inner(property, key).flatMap((one) => row(one.property, one.key, plainName(one.property)))];
}

function inner(property: INodeProperties, key: string): Array<{ property: INodeProperties; key: string }> {
	if (property.type === 'collection') {
		return (property.options as INodeProperties[]).map((one) => ({
			property: one,
			key: `${key}.${one.name}`,
		}));
	}
	if (property.type !== 'fixedCollection') return [];
	const [table] = property.options as INodePropertyCollection[];
	const columns = table?.values ?? [];
	return columns
		.filter((one, index) => columns.findIndex(({ name }) => name === one.name) === index)
		.map((one) => ({ property: one, key: `${key}[].${one.name}` }));
}

function valueOf(property: INodeProperties): string {
	// One name for several inputs: which one is shown depends on the row's field.
	if (property.name === 'value') return 'what the field takes, or an expression: `"={{ $json.phone }}"`';
	const { minValue, maxValue } = property.typeOptions ?? {};
	switch (property.type) {
		case 'boolean':
			return '`true`, `false`';
		case 'number':
			return [
				'a number',
				minValue !== undefined && maxValue !== undefined
					? `from ${minValue} to ${maxValue}`
					: minValue !== undefined && `of ${minValue} or more`,
			]
				.filter(Boolean)
				.join(' ');
		case 'dateTime':
			return 'a date: `"2026-01-31"`';
		case 'options':
			return optionsOf(property);
		case 'multiOptions':
			return `a list of: ${optionsOf(property)}`;
		case 'collection':
			return '`{…}`';
		case 'fixedCollection':
			return 'a list of `{…}`';
		default:
			return 'a text';
	}
}

function optionsOf({ options, typeOptions }: INodeProperties): string {
	const method = typeOptions?.loadOptionsMethod;
	if (method) return KEPT[method]?.text ?? 'a number, the id';
	return ((options ?? []) as INodePropertyOptions[])
		.map(({ name, value }) => (typeof value === 'number' ? `\`${value}\` (${name})` : `\`"${value}"\``))
		.join(', ');
}

function defaultOf({ type, default: value }: INodeProperties): string {
	const isNothing = value === '' || value === undefined || ['collection', 'fixedCollection'].includes(type);
	if (isNothing || (Array.isArray(value) && value.length === 0)) return '';
	return `\`${JSON.stringify(value)}\``;
}

function cell(text: string): string {
	return text.replaceAll('|', '\\|');
}
