import {
	ACCESS_LEVELS,
	CUSTOMER_NUMBERS,
	CUSTOMER_RULES,
	KLEER_IDS,
	MODES,
	PROJECT_NUMBERS,
	PROTECTED_PEOPLE,
} from '../../rules';
import type { Scheme } from '../../rules';
import { LEAVER_POLICIES } from '../../sync';
import type { ReadBack } from '../readBack';
import {
	categoryTags,
	chosenIn,
	namedChoices,
	one,
	schedule,
	several,
	shared,
	text,
	type Lists,
} from './common';
import { withAnswer, type Choice, type Question } from './questions';

/** The questions of each page, with answers that fit what was found or what is there. */

const NOT_SET: Choice = { label: '- Not set -', value: '' };

const people = (key: string): Array<[Scheme, string]> => [
	['users', key],
	['subcontractors', key],
];

/** @param further The schemes besides people that this tenant can have. */
export function peoplePage(
	setUp: ReadBack,
	lists: Lists,
	further: Array<'customers' | 'projects'>,
	timeZones: string[],
): Question[] {
	const { languages, currencies, offices, categories } = lists;
	const isSwedish = ({ label }: Choice) => /svensk|swedish/i.test(label);
	const language = languages.find(isSwedish) ?? (languages.length === 1 ? languages[0] : undefined);
	const currency = currencies.find(({ label }) => label.startsWith(lists.currency || 'SEK'));
	const office = offices.length === 1 ? offices[0] : undefined;
	return [
		one(
			'key',
			'Key: the Kleer ID that ties a person to one in Cinode. Choose it once',
			keys(lists),
			shared('keySource'),
			setUp,
			bestKey(lists),
		),
		one(
			'language',
			'Language of new people; Cinode can’t change it later',
			[NOT_SET, ...languages],
			people('languageId'),
			setUp,
			language?.value ?? '',
		),
		one(
			'currency',
			'Currency of new people',
			[NOT_SET, ...currencies],
			people('currencyId'),
			setUp,
			currency?.value ?? '',
		),
		one(
			'office',
			'Office of new people',
			[NOT_SET, ...offices],
			people('locationId'),
			setUp,
			office?.value ?? '',
		),
		several(
			'roles',
			'Roles of new users',
			ACCESS_LEVELS.map(({ level, name }) => ({ label: name, value: level })),
			[['users', 'permissions']],
			setUp,
			[EVERYBODY],
		),
		...(categories.length > 0
			? [categoryTags('users', 'Categories that become tags of users', setUp, lists)]
			: []),
		one(
			'leavers',
			'People who have left',
			namedChoices(LEAVER_POLICIES),
			[['users', 'leavers']],
			setUp,
			'nothing',
		),
		...(categories.length > 0
			? [
					one(
						'protected',
						'Category of people with a protected identity',
						[
							{ label: '- None -', value: [] },
							...categories.map(({ label, value }) => ({ label, value: [value] })),
						],
						people('protectedCategories'),
						setUp,
						categories.filter(({ label }) => /skydd/i.test(label)).map(({ value }) => value),
					),
					one(
						'protectedPeople',
						'What is done about them',
						namedChoices(PROTECTED_PEOPLE),
						people('protectedPeople'),
						setUp,
						'leaveOut',
					),
				]
			: []),
		schedule('people', 'How often, once it is published', setUp),
		withAnswer({
			name: 'timeZone',
			label: 'Time zone',
			kind: 'one',
			choices: timeZones.map((zone) => ({ label: zone, value: zone })),
			answer: setUp.timeZone,
			target: { at: 'timeZone' },
		}),
		{
			name: 'reportLanguage',
			label: 'Language of reports',
			kind: 'one',
			choices: [
				{ label: 'English', value: 'en' },
				{ label: 'Swedish', value: 'sv' },
			],
			answer: setUp.reportLanguage,
			target: { at: 'reportLanguage' },
		},
		...(further.length > 0 ? [alsoSetUp(setUp, further)] : []),
	];
}

/** Company User: what all who work in Cinode have. */
const EVERYBODY = 200;

export const FURTHER = 'further';

function alsoSetUp(setUp: ReadBack, further: Array<'customers' | 'projects'>): Question {
	const names = { customers: 'Customers', projects: 'Projects' };
	return withAnswer({
		name: FURTHER,
		label: 'Also set up, each on a page of its own',
		kind: 'several',
		choices: further.map((scheme) => ({ label: names[scheme], value: scheme })),
		answer: further.filter((scheme) => setUp.schemes[scheme]),
		target: { at: 'further' },
	});
}

function keys({ filled }: Lists): Choice[] {
	return Object.entries(KLEER_IDS).map(([value, { name }]) => {
		const has = filled[value];
		return { label: has ? `${name} (filled for ${has.count} of ${has.of})` : name, value };
	});
}

/** The first that all records have, else the one that most have. */
function bestKey({ filled }: Lists): string {
	const candidates = ['internalId', 'foreignId'].filter((key) => filled[key]);
	const most = [...candidates].sort((a, b) => (filled[b]?.count ?? 0) - (filled[a]?.count ?? 0));
	return most[0] ?? 'internalId';
}

const RESPONSIBLE = 'customerResponsible';

export function customersPage(setUp: ReadBack, lists: Lists): Question[] {
	const rule = CUSTOMER_RULES.find(({ field }) => field === RESPONSIBLE);
	const modes = (setUp.schemes.customers?.modes ?? {}) as Record<string, string>;
	return [
		one(
			'customerNumber',
			'Customer number: the Kleer field that becomes the ID in Cinode. Choose it once',
			Object.entries(CUSTOMER_NUMBERS).map(([value, { name }]) => {
				const examples = lists.numbers[value] ?? [];
				return {
					label: `${name}: ${examples.length > 0 ? examples.join(' · ') : 'empty'}`,
					value,
				};
			}),
			shared('customerNumberSource'),
			setUp,
			(lists.numbers.foreignId ?? []).length > 0 ? 'foreignId' : 'id',
		),
		text(
			'termsPrefix',
			'Terms of payment as a tag: what stands before the days; empty for no tag',
			shared('paymentTermsPrefix'),
			setUp,
			'BV=',
		),
		...(lists.categories.length > 0
			? [categoryTags('customers', 'Categories that become tags of customers', setUp, lists)]
			: []),
		withAnswer({
			name: 'responsible',
			label: 'Our Reference in Kleer becomes responsible in Cinode',
			kind: 'one',
			choices: (rule?.choices ?? []).map((mode) => ({
				label: `${MODES[mode].name} (${MODES[mode].description})`,
				value: mode,
			})),
			answer: modes[RESPONSIBLE] ?? rule?.mode,
			target: { at: 'choice', places: [['customers', 'modes']], entry: RESPONSIBLE },
		}),
		schedule('customers', 'How often, once it is published', setUp),
	];
}

/** @param today YYYY-MM-DD. */
export function projectsPage(setUp: ReadBack, lists: Lists, today: string): Question[] {
	const { activities } = lists;
	const goLive = chosenIn(setUp, [['projects', 'goLiveDate']]);
	return [
		...(lists.stages.length > 0
			? [
					several(
						'stages',
						'Won projects are always pushed; open ones while they are in one of these stages',
						lists.stages,
						[['projects', 'stages']],
						setUp,
					),
				]
			: []),
		{
			name: 'goLive',
			label: 'Go-live date: projects whose roles all ended before it are never created',
			kind: 'date',
			choices: [],
			answer: String(goLive || today).slice(0, 10),
			target: { at: 'choice', places: [['projects', 'goLiveDate']] },
			required: true,
		},
		one(
			'activity',
			'Activity that carries the prices',
			[{ label: '- No prices -', value: '' }, ...activities],
			[['projects', 'activityId']],
			setUp,
			activities.length === 1 ? activities[0]?.value : '',
		),
		one(
			'projectNumber',
			'Project number in Kleer. Choose it once',
			namedChoices(PROJECT_NUMBERS),
			[['projects', 'numberSource']],
			setUp,
			'id',
		),
		text(
			'numberPrefix',
			'What stands before every project number, such as C; may be empty',
			[['projects', 'numberPrefix']],
			setUp,
			'',
		),
		schedule('catchUp', 'How often the catch-up runs, once it is published', setUp),
	];
}
