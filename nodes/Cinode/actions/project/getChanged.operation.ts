import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { PROJECT_STATE_NUMBERS } from '../../../../models/cinode/codes';
import { allProjects, searchProjects, searchRoles, updatedAt } from '../../../../apis/cinode/projects';
import { DEFAULT_TIME_ZONE } from '../../../../rules';
import { NoStore, PushedMarks, SignedSet, changedProjects } from '../../../../sync';
import { VendorError, attempt } from '../../../../base';
import { cinodeSecret } from '../../../shared/cinodeSecret';
import { failedItem } from '../../../shared/items';
import { N8nRow } from '../../../shared/n8nRow';
import type { Operation } from '../../../shared/resource';
import { timeZoneField, todayIn } from '../../../shared/timeZone';
import { stagesField } from './projectFields';

export const getChanged: Operation = {
	name: 'Get Changed',
	value: 'getChanged',
	action: 'Get changed projects',
	description: 'Get the IDs of projects that may have changed since the last run',
	properties: [
		{
			displayName:
				'Won projects, and open ones in the selected stages. A run in which nothing changed costs four requests, for any number of projects; the first run of a day one more per hundred. The first run of all, and the first with another go-live date or other stages, gives everything. Each project is given once a day besides.',
			name: 'changedNotice',
			type: 'notice',
			default: '',
		},
		stagesField,
		{
			displayName: 'Go-Live Date',
			name: 'goLiveDate',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'Projects whose roles all ended before it are left out: they are in Kleer already',
		},
		{
			displayName: 'Repeat Until Marked',
			name: 'repeat',
			type: 'boolean',
			default: false,
			description:
				'Whether a project is given again until the operation Mark as Pushed, in the same workflow, names it: in the next runs, then every few hours, then twice a day; more than a hundred come all together, and more rarely',
		},
		timeZoneField,
	],
	executeAll,
};

/** Gives the ids of projects that may have changed; what they are now has to be read. */
async function executeAll(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		const stages = context.getNodeParameter('stages', 0, []) as string[];
		const timeZone = context.getNodeParameter('timeZone', 0, DEFAULT_TIME_ZONE) as string;
		const client = await CinodeClient.open(context);
		const pipelines = [...new Set(stages.map((stage) => Number(stage.split('|')[0])))];
		const roles = await rolesOf(client, pipelines);
		// One search for all: an open project of another pipeline is sorted out when it is read.
		const query = { projectStates: statesOf(pipelines) };
		// An unsaved workflow has no place to remember anything.
		const canRemember = Boolean(context.getWorkflow().id);
		const { result: recent } = await searchProjects(client, query, 1);
		const ids = await changedProjects(
			{
				roles,
				recent,
				all: async () => await allProjects(client, query),
				updatedAt: async (id) => await updatedAt(client, id),
			},
			canRemember ? new SignedSet(new N8nRow(context.helpers)) : new NoStore(),
			{
				today: todayIn(context, timeZone),
				now: Date.now(),
				stages,
				goLiveDate: String(context.getNodeParameter('goLiveDate', 0, '')).slice(0, 10),
				secret: `${await cinodeSecret(context)} ${client.companyId}`,
				isManual: context.getMode() === 'manual',
				...(canRemember && context.getNodeParameter('repeat', 0, false)
					? { marks: new PushedMarks(new SignedSet(new N8nRow(context.helpers, 'workflow'))) }
					: {}),
			},
		);
		return [ids.map((projectId) => ({ json: { projectId }, pairedItem: { item: 0 } }))];
	} catch (error) {
		return [[failedItem(context, error, 0)]];
	}
}

/** Asked at most once a minute: refused, what was updated has to do. */
async function rolesOf(client: CinodeClient, pipelines: number[]) {
	const outcome = await attempt(() => searchRoles(client, statesOf(pipelines)));
	if (!outcome.ok) {
		if (outcome.error instanceof VendorError && outcome.error.kind === 'rateLimited') return undefined;
		throw outcome.error;
	}
	return outcome.value.filter(
		({ projectState, pipelineId }) =>
			projectState === PROJECT_STATE_NUMBERS.won || pipelines.includes(pipelineId ?? 0),
	);
}

function statesOf(pipelines: number[]): number[] {
	return [PROJECT_STATE_NUMBERS.won, ...(pipelines.length > 0 ? [PROJECT_STATE_NUMBERS.open] : [])];
}
