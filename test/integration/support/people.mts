import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { SyncResult, SyncSummary } from '../../../sync';
import { runSteps, type Credentials, type RunOptions, type Step } from './engine.mts';

export interface UsersSyncOptions extends RunOptions {
	kleer?: IDataObject;
	mapper?: IDataObject;
	/** `options` of the Sync operation. */
	options?: IDataObject;
	sync?: IDataObject;
	onError?: Step['onError'];
}

export interface UsersSyncRun {
	employees: IDataObject[];
	mapped: IDataObject[];
	rejected: IDataObject[];
	results: SyncResult[];
	summary: SyncSummary;
	items: INodeExecutionData[];
	/** By person's label. */
	resultOf(name: string): SyncResult | undefined;
}

/** The sandbox's limits are off in most tests, and so is the pace. */
const QUICK = { perTwoSeconds: 40_000 };

/** The three nodes of the users template, one after another; dry run off. */
export async function syncUsers(
	credentials: Credentials,
	given: UsersSyncOptions = {},
): Promise<UsersSyncRun> {
	const { kleer, mapper, sync, options, onError, ...run } = given;
	const output = await runSteps(
		credentials,
		[{}],
		[
			{
				name: 'Kleer',
				type: 'kleer',
				parameters: { resource: 'employee', operation: 'getAll', returnAll: true, ...kleer },
			},
			{ name: 'Mapper', type: 'kleerCinodeMapper', parameters: { scheme: 'users', ...mapper } },
			{
				name: 'Sync',
				type: 'cinode',
				parameters: {
					resource: 'user',
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
		employees: json('Kleer'),
		mapped: json('Mapper'),
		rejected: json('Mapper', 1),
		results,
		summary: json('Sync', 1)[0] as unknown as SyncSummary,
		items: output('Sync'),
		resultOf: (name) => results.find(({ label }) => label.includes(name)),
	};
}
