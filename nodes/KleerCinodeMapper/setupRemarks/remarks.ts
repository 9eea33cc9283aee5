import type { IExecuteFunctions } from 'n8n-workflow';
import type { SetupRemark } from '../../../reports';
import type { UsersSetup, SubcontractorsSetup } from '../../../rules';
import { HOUR_MS, attempt } from '../../../base';
import type { Choice } from './choices';
import { LISTS, type ListName } from './lists';

/** What a dry run says of the set-up before anything is written that can't be undone. */

/** What was found, by workflow and choices: a scheduled dry run asks the accounts once an hour only. */
const found = new Map<string, { at: number; remarks: SetupRemark[] }>();

/** Choices that no account has: no record would ever get them, or Kleer and Cinode would refuse. */
export async function unknownChoices(
	context: IExecuteFunctions,
	choices: Choice[],
	now: number,
): Promise<SetupRemark[]> {
	const name = JSON.stringify([context.getWorkflow().id, context.getNode().id, choices]);
	const known = found.get(name);
	if (known && context.getMode() !== 'manual' && now - known.at < HOUR_MS) return known.remarks;
	const remarks: SetupRemark[] = [];
	let isWhole = true;
	for (const list of new Set(choices.map((choice) => choice.list))) {
		const of = choices.filter((choice) => choice.list === list);
		const outcome = await attempt(async () => await LISTS[list].read(context));
		isWhole &&= outcome.ok;
		remarks.push(...(outcome.ok ? unknownOf(list, of, outcome.value) : [unchecked(list, of, outcome.error)]));
	}
	if (isWhole) found.set(name, { at: now, remarks });
	return remarks;
}

function unknownOf(list: ListName, choices: Choice[], there: string[]): SetupRemark[] {
	const { noun, system } = LISTS[list];
	return choices
		.filter(({ id }) => !there.includes(id))
		.map(({ id, name, parameter }) =>
			forAll(
				`'${parameter}' names the ${noun} ${name ? `${name} (id ${id})` : id}, which ${system} doesn't have: choose it anew in the mapper`,
			),
		);
}

function unchecked(list: ListName, choices: Choice[], error: unknown): SetupRemark {
	const parameters = [...new Set(choices.map(({ parameter }) => `'${parameter}'`))].join(', ');
	const why = error instanceof Error ? error.message : String(error);
	return forAll(`Whether ${LISTS[list].system} has what ${parameters} names was not checked: ${why}`);
}

/** What a new user gets once and for all, and set-up doesn't say. */
export function unchosenForUsers(setup: UsersSetup): SetupRemark[] {
	return [
		...unless(
			setup.languageId !== undefined || setup.modes.languageId === 'off',
			"'Language' is not chosen: who is created has none of your choice, and Cinode can't change it later",
		),
		...unchosenOffice(setup, setup.modes.locationId === 'off'),
		...unless(
			setup.permissions.length > 0 || setup.modes.permissions === 'off',
			"'Roles' are not chosen: who is created gets none, and later runs don't add any",
		),
	];
}

/** The same for subcontractors, whose language is required. */
export function unchosenForSubcontractors(setup: SubcontractorsSetup): SetupRemark[] {
	return unchosenOffice(setup, setup.modes.companyAddressId === 'off');
}

function unchosenOffice(
	{ locationId, officesByCategory }: Pick<UsersSetup, 'locationId' | 'officesByCategory'>,
	isOff: boolean,
): SetupRemark[] {
	return unless(
		locationId !== undefined || officesByCategory.length > 0 || isOff,
		"'Office' is not chosen: who is created gets none, and later runs don't add one",
	);
}

function unless(isChosen: boolean, setupRemark: string): SetupRemark[] {
	return isChosen ? [] : [{ setupRemark, concerns: 'created' }];
}

function forAll(setupRemark: string): SetupRemark {
	return { setupRemark, concerns: 'all' };
}
