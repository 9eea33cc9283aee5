import {
	aliasOf,
	type ChosenCategory,
	type CustomersSetup,
	type PeopleSetup,
	type ProjectsSetup,
	type SubcontractorsSetup,
	type UsersSetup,
} from '../../../rules';
import type { ListName } from './lists';

/** An id that set-up chose, of a list that one of the accounts has. */
export interface Choice {
	list: ListName;
	/** As the list has it; a stage with its pipeline. */
	id: string;
	/** The parameter in which it was chosen, as the editor calls it. */
	parameter: string;
	/** What it was called then. */
	name?: string;
}

/** Every choice of the users scheme. */
export function usersChoices(setup: UsersSetup): Choice[] {
	return [
		...peopleChoices(setup),
		...categories(
			'Categories as Tags',
			setup.categoryTags.map(({ category }) => category),
		),
	];
}

/** Every choice of the subcontractors scheme. */
export function subcontractorsChoices(setup: SubcontractorsSetup): Choice[] {
	return peopleChoices(setup);
}

/** Every choice of the customers scheme. */
export function customersChoices({ categoryTags, scope }: CustomersSetup): Choice[] {
	return [
		...categories(
			'Categories as Tags',
			categoryTags.map(({ category }) => category),
		),
		...scopeChoices(scope),
	];
}

/** Every choice of the projects scheme. */
export function projectsChoices(setup: ProjectsSetup): Choice[] {
	const { scope, stages, dimensionsByTeam, activityId, dimensionEntryId } = setup;
	return [
		...ids(
			'stages',
			'Pipeline Stages',
			stages.map(({ pipelineId, stageId }) => `${pipelineId}|${stageId}`),
		),
		...ids('activities', 'Activity', [activityId]),
		...dimensionsByTeam.flatMap(({ teamId, entryId }) => [
			...ids('teams', 'Categories by Team', [teamId]),
			...ids('categories', 'Categories by Team', [entryId]),
		]),
		...ids('categories', 'Category for All Others', [dimensionEntryId]),
		...ids('pipelines', 'Only in Pipeline', scope.onlyPipelines),
		...ids('teams', 'Only of Team', scope.onlyTeams),
		...ids(
			'customFields',
			'Own Rows',
			(setup.ownRows ?? []).map(({ field }) => aliasOf(field.field)),
		),
	];
}

function peopleChoices(setup: PeopleSetup): Choice[] {
	const { languageId, currencyId, locationId, officesByCategory, subcontractorCategories, scope } = setup;
	return [
		...ids('languages', 'Language', [languageId]),
		...ids('currencies', 'Currency', [currencyId]),
		...ids('offices', 'Office', [locationId]),
		...officesByCategory.flatMap((row) => [
			...categories('Offices by Category', [row.category]),
			...ids('offices', 'Offices by Category', [row.locationId]),
		]),
		...categories('Subcontractor Category', subcontractorCategories),
		...scopeChoices(scope),
	];
}

function scopeChoices({ onlyCategories, notCategories }: PeopleSetup['scope']): Choice[] {
	return [
		...categories('Only With Category', onlyCategories),
		...categories('Not With Category', notCategories),
	];
}

function categories(parameter: string, chosen: ChosenCategory[]): Choice[] {
	return chosen.map(({ id, name }) => ({ list: 'categories', id: String(id), parameter, name }));
}

function ids(list: ListName, parameter: string, chosen: Array<number | string | undefined>): Choice[] {
	return chosen.flatMap((id) => (id === undefined ? [] : [{ list, id: String(id), parameter }]));
}
