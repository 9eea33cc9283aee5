import { inject } from 'vitest';
import type { N8n } from '../../e2e/support/n8n.mts';
import { readExecution, type Execution } from '../../e2e/support/scripts.mts';
import { summaryOf, type Summary } from '../../e2e/support/sync.mts';
import { query } from './postgres.mts';

/** A run of a sync that has ended well. */
export interface Run {
	id: number;
	/** When its sync node began and ended, in milliseconds since 1970. */
	from: number;
	to: number;
	summary: Summary;
	/** Whether it did anything at all: the lease was its own. */
	works: boolean;
	/** Whether it changed anything. */
	wrote: boolean;
}

/** Runs that were read already; they change no more. */
const known = new Map<number, Run>();

/** All runs of a workflow that have ended well, after that execution. */
export async function runsOf(n8n: N8n, workflowId: string, after = 0): Promise<Run[]> {
	const runs: Run[] = [];
	for (const id of await executions(workflowId, `status = 'success' and id > ${after}`)) {
		const run = known.get(id) ?? read(id, readExecution(await n8n.rest.execution(String(id))));
		known.set(id, run);
		runs.push(run);
	}
	return runs;
}

function read(id: number, execution: Execution): Run {
	const summary = summaryOf(execution);
	const { created, linked, updated } = summary.counts;
	const works = !summary.notRun;
	const wrote = works && created + linked + updated > 0;
	return { id, ...timesOf(execution.raw), summary, works, wrote };
}

/** Ids of a workflow's executions, from the first on. */
export async function executions(workflowId: string, where: string): Promise<number[]> {
	const sql = `select id from execution_entity where "workflowId" = '${workflowId}' and ${where} order by id`;
	return (await query(inject('cluster').postgres, sql)).map(Number);
}

type Entry = Record<string, string>;

/**
 * Of the sync node: the one whose second output is the summary. n8n stores the data as a list in which every object
 * stands for itself and elsewhere as its position.
 */
function timesOf(raw: string): { from: number; to: number } {
	const entries = JSON.parse(raw) as Entry[];
	const at = (position: string | undefined) => entries[Number(position)] ?? {};
	const runData = at(at(entries[0]?.resultData).runData);
	const [, runs] = Object.entries(runData).find(([name]) => /^Sync /.test(name)) ?? [];
	const { startTime, executionTime } = at(at(runs)[0]);
	const from = Number(startTime);
	return { from, to: from + Number(executionTime) };
}
