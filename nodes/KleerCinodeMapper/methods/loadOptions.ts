import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { listActivities } from '../../../apis/kleer/activities';
import { listCategories } from '../../../apis/kleer/categories';
import { KleerClient } from '../../../apis/kleer/client';
import { allClientProjects } from '../../../apis/kleer/lists';
import { SCHEMES, aliasOf, customField } from '../../../rules';
import { customFieldNames } from '../../../sync';
import { loadOptions as cinode } from '../../Cinode/methods/loadOptions';
import { toNodeError } from '../../shared/errors';
import { withMissing } from '../../shared/missingChoices';
import { fieldOptions } from '../ownRows/properties';

type Choices = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** The set-up's dropdowns, filled from the two accounts. */
export const loadOptions = {
	getLanguages: withEmpty('- Not Set -', cinode.getLanguages),
	getCurrencies: withEmpty('- Not Set -', cinode.getCurrencies),
	getOffices: withEmpty('- Not Set -', cinode.getOffices),
	getTeams: withEmpty('- Choose -', cinode.getTeams),
	getTeamsOnly: cinode.getTeams,
	getPipelines: cinode.getPipelines,
	getStages: cinode.getStages,
	getTags: withEmpty('- Same as the Category -', cinode.getTags),

	async getActivities(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		try {
			const activities = await listActivities(await KleerClient.open(this));
			const choices = activities.map(({ id, name }) => ({ name, value: id }));
			return [
				{ name: '- No Prices -', value: '' },
				...withMissing(this, choices, ['activityId'], (id) => `Not in Kleer: activity ${id}`),
			];
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	},

	/** What an own row of the projects scheme may write: the fields that the company added come from its projects. */
	async getOwnFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		try {
			const projects = await allClientProjects(await KleerClient.open(this));
			const custom = [...customFieldNames(projects)].map(([alias, name]) => customField(alias, name));
			const choices = fieldOptions([...SCHEMES.projects.furtherFields, ...custom]);
			return withMissing(this, choices, ['field'], (value) => `Not in Kleer: ${aliasOf(value) ?? value}`);
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	},

	async getCategories(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		try {
			const categories = await listCategories(await KleerClient.open(this));
			const choices = categories
				.map(({ id, name, dimension }) => ({ name: `${dimension}: ${name}`, value: `${id}|${name}` }))
				.sort((a, b) => a.name.localeCompare(b.name, 'sv'));
			return [{ name: '- Choose -', value: '' }, ...withMissing(this, choices, CATEGORIES, categoryThatWas)];
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	},
};

/** The parameters and columns that hold a category. */
const CATEGORIES = [
	'category',
	'dimensionEntry',
	'notCategories',
	'onlyCategories',
	'protectedCategories',
	'subcontractorCategories',
];

/** "41|Backend": gone, or called otherwise by now. */
function categoryThatWas(value: string, there: ReadonlyArray<{ name: string; value: unknown }>): string {
	const [id = '', ...name] = value.split('|');
	const renamed = there.find((one) => String(one.value).startsWith(`${id}|`));
	if (renamed) return `${renamed.name} (chosen as ${name.join('|') || id})`;
	return `Not in Kleer: ${name.join('|') || `category ${id}`}`;
}

/** Without an entry for the empty default the editor marks the field as wrong. */
function withEmpty(name: string, choices: Choices): Choices {
	return async function (this: ILoadOptionsFunctions) {
		return [{ name, value: '' }, ...(await choices.call(this))];
	};
}
