import { vi } from 'vitest';
import type { N8n } from './n8n.mts';
import { readExecution, type Execution } from './scripts.mts';
import { REPORTS } from './workflow.mts';

interface HubRun {
	id: string;
	mode: string;
	status: string;
}

const UNFINISHED = ['new', 'running', 'waiting'];

/** The workflow of reports in an n8n that all test files share. */
export class Hub {
	constructor(private readonly n8n: N8n) {}

	/** Its executions, newest first. */
	private async runs(): Promise<HubRun[]> {
		return (await this.n8n.rest.executions(REPORTS)) as unknown as HubRun[];
	}

	/** The number of its last execution; 0 where there is none. */
	async last(): Promise<number> {
		return Math.max(0, ...(await this.runs()).map(({ id }) => Number(id)));
	}

	/** Its executions since the given one that have ended, oldest first. */
	async since(after: number): Promise<Execution[]> {
		const ended = (await this.runs()).filter(
			({ id, status }) => Number(id) > after && !UNFINISHED.includes(status),
		);
		const full = await Promise.all(
			ended.map(async ({ id }) => readExecution(await this.n8n.rest.execution(id))),
		);
		return full.toReversed();
	}

	/** Of the last report; n8n tells the workflow of its own stops, too. */
	async lastReport(): Promise<Execution> {
		const latest = (await this.runs()).find(({ mode }) => mode === 'integrated');
		return readExecution(await this.n8n.rest.execution(latest?.id));
	}

	/**
	 * What syncs do, and that many reports of theirs told: a sync doesn't wait until the hub has even begun, and one
	 * that goes on may be older than one that ended.
	 */
	async told(reports: number, work: () => Promise<unknown>): Promise<Execution[]> {
		const before = await this.last();
		await work();
		await vi.waitUntil(
			async () => {
				const runs = await this.runs();
				const told = runs.filter(({ id, mode }) => Number(id) > before && mode === 'integrated');
				return told.length >= reports && !runs.some(({ status }) => UNFINISHED.includes(status));
			},
			{ timeout: 30_000, interval: 200 },
		);
		return await this.since(before);
	}
}

/** What a node gave, in all of its runs. */
export function itemsOf(execution: Execution | undefined, node: string): Array<Record<string, unknown>> {
	return (execution?.nodes[node] ?? []).flatMap(({ outputs }) => (outputs[0] ?? []).map(({ json }) => json));
}
