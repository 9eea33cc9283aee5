import type { IDataObject, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';
import type { SyncResult, SyncSummary } from '../../../sync';
import { runSteps, type Credentials, type RunOptions, type Step } from './engine.mts';

export interface SyncRunOptions extends RunOptions {
	kleer?: IDataObject;
	mapper?: IDataObject;
	/** `options` of the Sync operation. */
	options?: IDataObject;
	sync?: IDataObject;
	onError?: Step['onError'];
}

export interface SyncRun {
	/** What the Kleer node gave. */
	sources: IDataObject[];
	mapped: IDataObject[];
	rejected: IDataObject[];
	results: SyncResult[];
	summary: SyncSummary;
	items: INodeExecutionData[];
	/** What the sync's node says of itself in the editor. */
	hints: NodeExecutionHint[];
	/** By the record's label. */
	resultOf(name: string): SyncResult | undefined;
}

/** The sandbox's limits are off in most tests, and so is the pace. */
const QUICK = { perTwoSeconds: 40_000 };

/** What each scheme's template has in its three nodes. */
const SCHEMES = {
	users: { source: 'employee', target: 'user' },
	subcontractors: { source: 'employee', target: 'subcontractor' },
	customers: { source: 'client', target: 'customer' },
} as const;

export type TemplateScheme = keyof typeof SCHEMES;

/** The three nodes of a scheme's template, one after another; dry run off. */
export async function syncScheme(
	credentials: Credentials,
	scheme: TemplateScheme,
	given: SyncRunOptions = {},
): Promise<SyncRun> {
	const { kleer, mapper, sync, options, onError, ...run } = given;
	const { source, target } = SCHEMES[scheme];
	const output = await runSteps(
		credentials,
		[{}],
		[
			{
				name: 'Kleer',
				type: 'kleer',
				parameters: { resource: source, operation: 'getAll', returnAll: true, ...kleer },
			},
			{ name: 'Mapper', type: 'kleerCinodeMapper', parameters: { scheme, ...mapper } },
			{
				name: 'Sync',
				type: 'cinode',
				parameters: {
					resource: target,
					operation: 'sync',
					dryRun: false,
					options: { ...QUICK, ...options },
					...sync,
				},
				onError,
			},
		],
		run,
	);
	const json = (name: string, index?: number) => output(name, index).map((item) => item.json);
	const results = json('Sync') as unknown as SyncResult[];
	return {
		sources: json('Kleer'),
		mapped: json('Mapper'),
		rejected: json('Mapper', 1),
		results,
		summary: json('Sync', 1)[0] as unknown as SyncSummary,
		items: output('Sync'),
		hints: output.hints('Sync'),
		resultOf: (name) => results.find(({ label }) => label.includes(name)),
	};
}
