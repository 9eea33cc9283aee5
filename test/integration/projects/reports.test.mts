import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SyncResult } from '../../../sync';
import { later } from '../support/clock.mts';
import { runSteps } from '../support/engine.mts';
import type { PushRun } from '../support/projects.mts';
import { ProjectCases } from './cases.mts';

/** What a push's report tells, and what it doesn't. */

let cases: ProjectCases;

beforeEach(async () => {
	cases = await ProjectCases.start();
});

afterEach(async () => {
	vi.restoreAllMocks();
	await cases.stop();
});

const REPORT = {
	name: 'Report',
	type: 'kleerCinodeMapper',
	parameters: { operation: 'report', scheme: 'projects' },
};

describe('a push of nothing but rejected projects', () => {
	const refused = (projectId: number): IDataObject => ({ error: 'Cinode refuses it (403)', projectId });

	async function reportOf(dryRun: IDataObject): Promise<IDataObject> {
		const map = { operation: 'map', scheme: 'projects', goLiveDate: '2025-01-01' };
		const output = await runSteps(
			cases.tenant.credentials,
			[1, 2].map(refused),
			[
				{ name: 'Map', type: 'kleerCinodeMapper', parameters: map },
				{
					name: 'Sync',
					type: 'kleer',
					parameters: { resource: 'clientProject', operation: 'sync', options: {}, ...dryRun },
				},
				{ ...REPORT, alsoFrom: { node: 'Map', output: 1 } },
			],
			{ workflowId: cases.tenant.workflowId },
		);
		return output('Report')[0]?.json ?? {};
	}

	it.each<[string, IDataObject]>([
		['switched on', { dryRun: true }],
		['as the node has it', {}],
		['by an expression', { dryRun: '={{ 1 < 2 }}' }],
	])('says nothing to anybody in a dry run %s', async (_how, dryRun) => {
		const report = await reportOf(dryRun);
		expect(report).toMatchObject({ dryRun: true, counts: { rejected: 2 } });
		expect(report.alert).toBeUndefined();
	});

	it.each<[string, IDataObject]>([
		['switched off', { dryRun: false }],
		['by an expression', { dryRun: '={{ 1 > 2 }}' }],
	])('is told in a real run, %s', async (_how, dryRun) => {
		const report = await reportOf(dryRun);
		expect(report).toMatchObject({ dryRun: false, alert: { kind: 'needsAPerson' } });
	});
});

async function alertOf({ rejected, results, summary }: PushRun) {
	const output = await runSteps(
		cases.tenant.credentials,
		[...rejected, ...results, ...(summary ? [summary] : [])] as unknown as IDataObject[],
		[REPORT],
		{ workflowId: `${cases.tenant.workflowId}-report` },
	);
	return output('Report')[0]?.json.alert as IDataObject | undefined;
}

describe('a workflow that stopped', () => {
	const workflow = { id: 'push', name: 'Projects: push' };

	async function alertsOf(item: IDataObject) {
		const alert = { name: 'Alert', type: 'kleerCinodeMapper', parameters: { operation: 'alert' } };
		const output = await runSteps(cases.tenant.credentials, [item], [alert], { workflowId: 'alerts' });
		return output('Alert').map(({ json }) => json.kind);
	}

	async function reportOf({ rejected, results, summary }: PushRun): Promise<IDataObject> {
		const items = [...rejected, ...results, ...(summary ? [summary] : [])] as unknown as IDataObject[];
		const output = await runSteps(cases.tenant.credentials, items, [REPORT], { workflowId: 'push' });
		return { ...output('Report')[0]?.json, workflow };
	}

	it('runs again when a run has reached the target, not when one had nothing to ask it', async () => {
		const crash = { execution: { error: { message: 'Kleer does not accept the token' } }, workflow };
		expect(await alertsOf(crash)).toEqual(['stopped']);
		const [lost, unread, won] = [cases.make(), cases.make(), cases.make({ title: 'Vunnet' })];
		cases.state(lost, 'lost');
		expect(await alertsOf(await reportOf(await cases.push(lost)))).toEqual([]);
		const path = `/projects/${unread}$`;
		cases.tenant.sandbox.faults.add({ system: 'cinode', method: 'GET', path, kind: 'status', status: 500 });
		expect(await alertsOf(await reportOf(await cases.push(unread)))).toEqual([]);
		// A dry run asks the target as well.
		const dryRun = await cases.push(won, { sync: { dryRun: true } });
		expect(await alertsOf(await reportOf(dryRun))).toEqual(['runsAgain']);
		expect(await alertsOf(await reportOf(await cases.push(won)))).toEqual([]);
	});
});

describe('reports of overlapping pushes', () => {
	it('never tell that a project is well again that never was in trouble', async () => {
		const run = await cases.push(cases.make());
		const alerts = await Promise.all(Array.from({ length: 4 }, async () => await alertOf(run)));
		expect(alerts).toEqual([undefined, undefined, undefined, undefined]);
	});
});

describe('a project for which Cinode always fails', () => {
	it('is told from the second time on, once, and so is that it is well again', async () => {
		const id = cases.make();
		const path = `/projects/${id}$`;
		cases.tenant.sandbox.faults.add({ system: 'cinode', method: 'GET', path, kind: 'status', status: 500 });
		const told: unknown[] = [];
		for (let day = 0; day < 3; day++) {
			const run = await cases.push(id);
			expect(run.rejected).toMatchObject([{ sourceId: id }]);
			told.push(await alertOf(run));
			later(24 * 60);
		}
		expect(told).toEqual([undefined, expect.objectContaining({ kind: 'needsAPerson' }), undefined]);
		cases.tenant.sandbox.faults.clear();
		expect(await alertOf(await cases.push(id))).toMatchObject({ kind: 'wellAgain' });
	});
});

describe('a reading that was set aside as older', () => {
	it('makes no project well again, so that none is told twice', async () => {
		const id = cases.make();
		const push = async (): Promise<PushRun> => await cases.push(id);
		const old = await push();
		later(1);
		const drift = (): PushRun => ({
			...old,
			results: [{ ...(old.results[0] as SyncResult), action: 'drift', reason: 'The name differs' }],
		});
		expect(await alertOf(drift())).toMatchObject({ kind: 'needsAPerson' });
		const late = await older(id);
		expect(late.results).toMatchObject([{ action: 'skipped' }]);
		expect(late.summary?.settled ?? []).toEqual([]);
		expect(await alertOf(late)).toBeUndefined();
		expect(await alertOf(drift())).toBeUndefined();
		expect(await alertOf(await push())).toMatchObject({ kind: 'wellAgain' });
	});

	/** One whose answer came after a newer one was written. */
	async function older(id: number): Promise<PushRun> {
		let release = () => {};
		const gate = new Promise<void>((resolve) => (release = resolve));
		const held = new Promise<void>((tell) => {
			const stop = cases.tenant.sandbox.onRequest(async (phase, { method, path }) => {
				if (phase !== 'after' || method !== 'GET' || !path.endsWith(`/projects/${id}`)) return;
				stop();
				tell();
				await gate;
			});
		});
		// Other options, since events at the same moment share a reading.
		const slow = cases.push(id, { read: { customerTags: true } });
		await held;
		later(1);
		await cases.push(id);
		release();
		return await slow;
	}
});
