import type { INodeProperties, INodePropertyOptions, NodePropertyTypes } from 'n8n-workflow';
import { MODES, type Mode, type PublishedRule } from '../../rules';

/** Pieces of set-up that several schemes have. */

/** A category, kept as "id|name": the id finds it after a renaming, the name was its tag until then. */
export const categoryField: INodeProperties = {
	displayName: 'Category Name or ID',
	name: 'category',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getCategories' },
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

export function categoriesField(displayName: string, name: string, hint: string): INodeProperties {
	return {
		displayName: `${displayName} Names or IDs`,
		name,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getCategories' },
		default: [],
		hint,
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	};
}

export function cinodeOption(
	displayName: string,
	name: string,
	loadOptionsMethod: string,
	hint: string,
): INodeProperties {
	return {
		displayName: `${displayName} Name or ID`,
		name,
		type: 'options',
		typeOptions: { loadOptionsMethod },
		default: '',
		hint,
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	};
}

/** A heading, drawn by n8n over what follows; tables and collections have headings of their own. */
export function section(displayName: string, name: string): INodeProperties {
	return { displayName, name, type: 'notice', default: '', typeOptions: { sectionHeader: true } };
}

/** Over what has to be chosen, which comes first. */
export const toChoose = section('To Choose', 'toChoose');

/** Over what seldom has to be touched, which comes last. */
export const theRest = section('More', 'more');

export const keyPrefixField: INodeProperties = {
	displayName: 'Key Prefix',
	name: 'keyPrefix',
	type: 'string',
	default: '',
	placeholder: 'e.g. AB-',
	description: 'Stands before every key, for groups with several Kleer companies on one Cinode',
};

/** Rows of a table in the editor; read back as `{ rows: […] }`. */
export function rowsField(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'placeholder' | 'description'>,
	row: string,
	values: INodeProperties[],
): INodeProperties {
	return {
		...field,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		options: [{ displayName: row, name: 'rows', values }],
	};
}

export function categoryTagsField(who: string): INodeProperties {
	return rowsField(
		{
			displayName: 'Categories as Tags',
			name: 'categoryTags',
			placeholder: 'Add Category',
			description: 'Kleer categories that become tags in Cinode. All other tags there are left alone.',
		},
		'Category',
		[categoryField, cinodeOption('Tag', 'tag', 'getTags', `The tag that ${who} with this category get`)],
	);
}

/** @param who "People": who is meant. */
export function scopeField(who: string): INodeProperties {
	return {
		displayName: 'Scope',
		name: 'scope',
		type: 'collection',
		placeholder: 'Add Limit',
		default: {},
		description: `${who} out of scope are out of sight: not created, not changed, not disconnected`,
		options: [
			{
				displayName: 'Never These Keys',
				name: 'neverKeys',
				type: 'string',
				default: '',
				placeholder: 'e.g. 17, 230',
				description: 'Keys, prefix included, separated by commas',
			},
			categoriesField('Not With Category', 'notCategories', `${who} with one of these are left out`),
			categoriesField(
				'Only With Category',
				'onlyCategories',
				`Only ${who.toLowerCase()} with one of these are synced`,
			),
		],
	};
}

/** For schemes that leave records out without a word. */
export const listLeftOutOption: INodeProperties = {
	displayName: 'List Who Is Left Out',
	name: 'listLeftOut',
	type: 'boolean',
	default: false,
	description:
		'Whether those who are out of scope, or belong to another scheme, leave by the lower output with the reason, and so stand in the report',
};

export function optionsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/**
 * Every row of the table with its source, target and mode, in the table's order, to be changed in place. A locked row
 * has its one mode to choose.
 */
export function fieldModesField(rules: readonly PublishedRule[]): INodeProperties {
	const type: NodePropertyTypes = 'options';
	return {
		displayName: 'Field Modes',
		name: 'modes',
		type: 'collection',
		placeholder: 'Show a Field Again',
		default: { ...modesOf(rules) },
		description: 'When each field is written; a row that is taken away has the mode of the field table',
		options: rules.map(
			(rule): INodeProperties => ({
				displayName: `${rule.target} ← ${rule.source === '–' ? 'Set-Up' : rule.source}`,
				name: rule.field,
				type,
				options:
					rule.choices.length > 0
						? rule.choices.map((mode) => ({ ...MODES[mode], value: mode }))
						: [{ ...MODES[rule.mode], name: `${MODES[rule.mode].name} (Locked)`, value: rule.mode }],
				default: rule.mode,
				description: rule.note,
			}),
		),
	};
}

/** The modes of the table, by field: what the editor shows and the templates hold. */
function modesOf(rules: readonly PublishedRule[]): Record<string, Mode> {
	return Object.fromEntries(rules.map(({ field, mode }) => [field, mode]));
}

/** What set-up chose other than the table says. */
export function chosenModes(
	modes: Record<string, Mode>,
	rules: readonly PublishedRule[],
): Record<string, Mode> {
	const table = modesOf(rules);
	return Object.fromEntries(Object.entries(modes).filter(([field, mode]) => mode !== table[field]));
}

/** A table of the rules as dropdown entries. */
export function named(
	choices: Record<string, { name: string; description: string }>,
): INodePropertyOptions[] {
	return Object.entries(choices).map(([value, texts]) => ({ ...texts, value }));
}
