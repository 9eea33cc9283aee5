import type { IDataObject } from 'n8n-workflow';
import type { SyncResult, SyncSummary } from '../../../sync';
import { runSteps, type RunOptions, type Step } from './engine.mts';
import type { Tenant } from './tenant.mts';

export interface PushRun {
	read: IDataObject[];
	mapped: IDataObject[];
	rejected: IDataObject[];
	results: SyncResult[];
	summary: SyncSummary | undefined;
	resultOf(name: string): SyncResult | undefined;
}

export interface PushOptions {
	/** `options` of the reading. */
	read?: IDataObject;
	mapper?: IDataObject;
	sync?: IDataObject;
	workflowId?: string;
	mode?: RunOptions['mode'];
}

/** Read, map and sync: the push template's nodes, for these projects; dry run off. */
export async function push(tenant: Tenant, ids: number[], options: PushOptions = {}): Promise<PushRun> {
	const steps: Step[] = [
		{
			name: 'Read',
			type: 'cinode',
			parameters: {
				resource: 'project',
				operation: 'get',
				simple: false,
				projectId: { __rl: true, mode: 'id', value: '={{ $json.projectId }}' },
				options: { ...options.read },
			},
			onError: 'continueRegularOutput',
		},
		{
			name: 'Map',
			type: 'kleerCinodeMapper',
			parameters: {
				scheme: 'projects',
				goLiveDate: '2025-01-01',
				activityId: activityOf(tenant),
				...options.mapper,
			},
		},
		{
			name: 'Sync',
			type: 'kleer',
			parameters: {
				resource: 'clientProject',
				operation: 'sync',
				dryRun: false,
				options: {},
				...options.sync,
			},
		},
	];
	const output = await runSteps(
		tenant.credentials,
		ids.map((projectId) => ({ projectId })),
		steps,
		{ workflowId: options.workflowId ?? `${tenant.workflowId}-projects`, mode: options.mode },
	);
	const json = (name: string, index?: number) => output(name, index).map((item) => item.json);
	const results = json('Sync') as unknown as SyncResult[];
	return {
		read: json('Read'),
		mapped: json('Map'),
		rejected: json('Map', 1),
		results,
		summary: json('Sync', 1)[0] as unknown as SyncSummary | undefined,
		resultOf: (name) => results.find(({ label }) => label.includes(name)),
	};
}

/** Kleer's ordinary activity. */
export function activityOf(tenant: Tenant): number {
	const [first] = tenant.sandbox.kleer.store.activities.values();
	if (!first) throw new Error('The seed has no activity');
	return first.id.id;
}

/** Cinode's ids of projects that may have changed since the last run. */
export async function changed(tenant: Tenant, parameters: IDataObject = {}): Promise<number[]> {
	const output = await runSteps(
		tenant.credentials,
		[{}],
		[
			{
				name: 'Changed',
				type: 'cinode',
				parameters: {
					resource: 'project',
					operation: 'getChanged',
					stages: [],
					goLiveDate: '2025-01-01',
					timeZone: 'Europe/Stockholm',
					...parameters,
				},
			},
		],
		{ workflowId: `${tenant.workflowId}-catch-up` },
	);
	return output('Changed').map(({ json }) => json.projectId as number);
}
