import { SHARED } from '../choices';
import { SCHEDULES } from '../schedules';
import type { Scheme } from '../../rules';
import type { ReadBack } from '../readBack';
import type { Schedule, ScheduleName } from '../types';
import { withAnswer, type Choice, type Question } from './questions';

/** What the two accounts and n8n hold, as far as set-up chooses from it. */
export interface Lists {
	languages: Choice[];
	currencies: Choice[];
	offices: Choice[];
	/** Kept as "id|name". */
	categories: Choice[];
	stages: Choice[];
	activities: Choice[];
	/** Of Kleer's people, how many have each id: "14 of 14". */
	filled: Record<string, { count: number; of: number }>;
	/** What Kleer's customers have in each field that may be the number. */
	numbers: Record<string, string[]>;
	/** Of Kleer's company. */
	currency: string;
}

/** What a first run of the form begins with. */
export const CHOSEN = {
	users: [
		'dryRun',
		'keySource',
		'languageId',
		'currencyId',
		'locationId',
		'permissions',
		'categoryTags',
		'leavers',
		'protectedCategories',
		'protectedPeople',
	],
	subcontractors: [
		'dryRun',
		'keySource',
		'languageId',
		'currencyId',
		'locationId',
		'protectedCategories',
		'protectedPeople',
	],
	customers: ['dryRun', 'numberSource', 'peopleKeySource', 'paymentTermsPrefix', 'categoryTags', 'modes'],
	projects: [
		'dryRun',
		'numberSource',
		'numberPrefix',
		'stages',
		'goLiveDate',
		'activityId',
		'peopleKeySource',
		'customerNumberSource',
		'paymentTermsPrefix',
	],
} as const satisfies Record<Scheme, readonly string[]>;

/** Several choices of the whole company are one question. */
export function shared(key: string): Array<[Scheme, string]> {
	return Object.entries(SHARED[key] ?? {}) as Array<[Scheme, string]>;
}

/** What is there already for a question, by the first of its places that has something. */
export function chosenIn(setUp: ReadBack, places: Array<[Scheme, string]>): unknown {
	for (const [scheme, key] of places) {
		const value = setUp.schemes[scheme]?.[key];
		if (value !== undefined) return value;
	}
	return undefined;
}

/** A dropdown over parameters that hold one value. */
export function one(
	name: string,
	label: string,
	choices: Choice[],
	places: Array<[Scheme, string]>,
	setUp: ReadBack,
	fallback: unknown,
): Question {
	const answer = chosenIn(setUp, places) ?? fallback;
	return withAnswer({ name, label, kind: 'one', choices, answer, target: { at: 'choice', places } });
}

/** Boxes over parameters that hold a list. */
export function several(
	name: string,
	label: string,
	choices: Choice[],
	places: Array<[Scheme, string]>,
	setUp: ReadBack,
	fallback: unknown[] = [],
): Question {
	const answer = (chosenIn(setUp, places) ?? fallback) as unknown[];
	return withAnswer({ name, label, kind: 'several', choices, answer, target: { at: 'choice', places } });
}

export function text(
	name: string,
	label: string,
	places: Array<[Scheme, string]>,
	setUp: ReadBack,
	fallback: string,
): Question {
	const answer = chosenIn(setUp, places) ?? fallback;
	return { name, label, kind: 'text', choices: [], answer, target: { at: 'choice', places } };
}

/** Categories that become tags: rows of a table, of which those that are there keep their own tag. */
export function categoryTags(scheme: Scheme, label: string, setUp: ReadBack, lists: Lists): Question {
	const { rows = [] } = (setUp.schemes[scheme]?.categoryTags ?? {}) as { rows?: Array<{ category: string }> };
	const idOf = (category: unknown) => String(category).split('|')[0];
	const choices = lists.categories.map((choice) => ({
		label: choice.label,
		value: rows.find(({ category }) => idOf(category) === idOf(choice.value)) ?? { category: choice.value },
	}));
	return withAnswer({
		name: `${scheme}CategoryTags`,
		label,
		kind: 'several',
		choices,
		answer: rows,
		target: { at: 'choice', places: [[scheme, 'categoryTags']] },
	});
}

const OFTEN: Choice[] = [
	{ label: 'Every 5 minutes', value: 'every5Minutes' },
	{ label: 'Every hour', value: 'hourly' },
	...[0, 1, 2, 3, 4, 5, 6, 7, 12, 18, 20, 22].map((hour) => ({
		label: `Every day at ${hour}:00`,
		value: { daily: hour } satisfies Schedule,
	})),
];

export function schedule(name: ScheduleName, label: string, setUp: ReadBack): Question {
	return withAnswer({
		name: `${name}Schedule`,
		label,
		kind: 'one',
		choices: OFTEN,
		answer: setUp.schedules[name] ?? SCHEDULES[name].fallback,
		target: { at: 'schedule', name },
	});
}

/** A table of the rules as choices. */
export function namedChoices(table: Record<string, { name: string; description: string }>): Choice[] {
	return Object.entries(table).map(([value, { name, description }]) => ({
		label: `${name} (${description})`,
		value,
	}));
}
