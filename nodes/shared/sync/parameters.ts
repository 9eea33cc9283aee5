import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { BrakeLimits } from '../../../sync';
import type { Pace } from '../../../apis/shared/limiter';

/** Parameters that every sync has. */

/** More than any plan has; memory counts the day's compares, and must not grow with a mistyped number. */
const MOST_REQUESTS_PER_DAY = 1_000_000;

export const syncNotice: INodeProperties = {
	displayName:
		'Connect the mapper’s first output. Results leave by the upper output, one summary by the lower; unchanged records are only counted.',
	name: 'syncNotice',
	type: 'notice',
	default: '',
};

export const explainNotice: INodeProperties = {
	displayName:
		'Connect the mapper’s first output, with all records: one is explained among the others. What earlier runs left is kept by the node that syncs: where this node isn’t that one, say it there under Options, with Only Explain.',
	name: 'explainNotice',
	type: 'notice',
	default: '',
};

/** Not marked as required: n8n would publish no tool of an agent whose operation is an expression. */
export const recordField: INodeProperties = {
	displayName: 'Record',
	name: 'record',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1002',
	description:
		'Whom to explain: a key, an e-mail, an organisation number, a name or a project number. Whose identity is protected is found by the key alone.',
};

/** For one record: the templates set them when they are asked about one. */
export const ONLY_FIELDS = ['onlyExplain', 'onlyRecord'];

export const dryRunField: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: true,
	description: 'Whether to only say what would happen. Look at the results before you switch this off.',
};

export const syncOptionFields: INodeProperties[] = [
	{
		displayName: 'Allow Once',
		name: 'allowOnce',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'The count that the safety brake showed; lets a run with just that count through',
	},
	{
		displayName: 'Compare Share',
		name: 'compareShare',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 20,
		description:
			'Percent of Cinode’s daily requests that the daily compare of all details, and dry runs, may use',
	},
	{
		displayName: 'Daily Requests',
		name: 'requestsPerDay',
		type: 'number',
		typeOptions: { minValue: 100, maxValue: MOST_REQUESTS_PER_DAY },
		default: 10000,
		description: 'How many requests a day your Cinode plan has; see Administration > API there',
	},
	{
		displayName: 'Include Unchanged',
		name: 'includeUnchanged',
		type: 'boolean',
		default: false,
		description: 'Whether results hold the unchanged records too, instead of only counting them',
	},
	{
		displayName: 'Max Changed Share',
		name: 'maxChangedShare',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 30,
		description:
			'The safety brake: percent of the linked records that may change status, key or e-mail, or disappear, in one run',
	},
	{
		displayName: 'Max Creates per Run',
		name: 'maxCreates',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 25,
		description: 'The safety brake: more new records than this stop the run before it writes anything',
	},
	{
		displayName: 'Number of Workers',
		name: 'workers',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'How many n8n workers run these syncs; the pace is divided by it',
	},
	{
		displayName: 'Only Explain',
		name: 'onlyExplain',
		type: 'boolean',
		default: false,
		description:
			'Whether to only say what would happen to the record under Only Record, and why; nothing is written, and nothing else is looked at',
	},
	{
		displayName: 'Only Record',
		name: 'onlyRecord',
		type: 'string',
		default: '',
		description:
			'The key, e-mail, organisation number, name or project number of one record: no other one is synced. Empty: all of them.',
	},
	{
		displayName: 'Request Reserve',
		name: 'reserve',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 500,
		description:
			'How many of the day’s requests are kept for other integrations; the rest waits until tomorrow',
	},
	{
		displayName: 'Requests per Two Seconds',
		name: 'perTwoSeconds',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 400 },
		default: 37,
		description:
			'The pace; Cinode allows 40 for all of a company’s integrations together. Not set, it grows with what Cinode says that the plan allows.',
	},
	{
		displayName: 'Show Sensitive Values',
		name: 'showSensitive',
		type: 'boolean',
		default: false,
		description: 'Whether results show salaries, tax tables, birth dates and genders instead of “changed”',
	},
	{
		displayName: 'Take Over Existing IDs',
		name: 'takeOverKeys',
		type: 'boolean',
		default: false,
		description:
			'Whether a match by e-mail or organisation number may replace an ID of another system in Cinode; try it in a dry run, which lists each',
	},
];

export interface SyncParameters {
	dryRun: boolean;
	includeUnchanged: boolean;
	showSensitive: boolean;
	takeOverKeys: boolean;
	compareShare: number;
	requestsPerDay: number;
	brake: BrakeLimits;
	pace: Pace;
	/** What the one record is known by that it is about; empty: all. */
	onlyRecord: string;
	/** Whether to only say what would happen to it. */
	onlyExplain: boolean;
}

/** More salaries than this that double or halve in one run look like a wrong unit. */
const MAX_SALARY_JUMPS = 3;

export function readSyncParameters(context: IExecuteFunctions): SyncParameters {
	const options = context.getNodeParameter('options', 0, {}) as Record<string, unknown>;
	// An expression may give anything.
	const number = (name: string) => {
		const given = [null, ''].includes(options[name] as string | null) ? NaN : Number(options[name]);
		return Number.isFinite(given) ? given : Number(defaultOf(name));
	};
	const flag = (name: string) => Boolean(options[name] ?? defaultOf(name));
	return {
		dryRun: context.getNodeParameter('dryRun', 0, true) as boolean,
		includeUnchanged: flag('includeUnchanged'),
		showSensitive: flag('showSensitive'),
		takeOverKeys: flag('takeOverKeys'),
		compareShare: number('compareShare'),
		onlyRecord: String(options.onlyRecord ?? '').trim(),
		onlyExplain: flag('onlyExplain'),
		requestsPerDay: Math.min(number('requestsPerDay'), MOST_REQUESTS_PER_DAY),
		brake: {
			maxCreates: number('maxCreates'),
			maxChangedShare: number('maxChangedShare'),
			maxSalaryJumps: MAX_SALARY_JUMPS,
			allowOnce: number('allowOnce'),
		},
		pace: {
			perTwoSeconds: Math.max(1, Math.floor(number('perTwoSeconds') / Math.max(1, number('workers')))),
			reserve: number('reserve'),
			followsPlan: options.perTwoSeconds === undefined,
		},
	};
}

/** Options that the user hasn't added have the default that the editor shows. */
function defaultOf(name: string): unknown {
	return syncOptionFields.find((field) => field.name === name)?.default;
}
