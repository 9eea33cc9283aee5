import type { IDataObject } from 'n8n-workflow';
import { afterEach, expect, it, vi } from 'vitest';
import { later } from '../support/clock.mts';
import { runSteps } from '../support/engine.mts';
import type { PushRun } from '../support/projects.mts';
import { ProjectCases } from './cases.mts';

const DAYS = 30;
const HALF_A_DAY = 12 * 60;

let cases: ProjectCases;
const alerts: string[] = [];
/** Every document that was written to Kleer, by path, in its order. */
const written = new Map<string, string[]>();

afterEach(async () => {
	vi.restoreAllMocks();
	await cases.stop();
});

/** The end of the push template: its report, and what that tells. */
async function report({ rejected, results, summary }: PushRun): Promise<void> {
	const output = await runSteps(
		cases.tenant.credentials,
		[...rejected, ...results, summary as never] as IDataObject[],
		[{ name: 'Report', type: 'kleerCinodeMapper', parameters: { operation: 'report', scheme: 'projects' } }],
		{ workflowId: `${cases.tenant.workflowId}-report` },
	);
	const alert = output('Report')[0]?.json.alert;
	if (alert) alerts.push(JSON.stringify(alert));
	for (const { system, method, path, body } of cases.tenant.sandbox.requests.all) {
		if (system !== 'kleer' || method === 'GET') continue;
		written.set(path, [...(written.get(path) ?? []), JSON.stringify(body)]);
	}
}

const event = async (id: number) => await report(await cases.push(id));

/** Twice a day is enough here: in the field it runs every hour. */
async function catchUp(): Promise<void> {
	const { push } = await cases.catchUp();
	if (push) await report(push);
}

/** An ordinary day of a consultancy's projects: an extension, a raise, a colleague more, a new contract. */
async function liveOn(day: number, ids: number[]): Promise<void> {
	const id = ids[day % ids.length] ?? 0;
	if (day % 3 === 0) {
		cases.editRole(id, { endDate: cases.day(120 + day) });
		await event(id);
	}
	if (day % 5 === 1) {
		cases.editRole(id, { rate: 1000 + day });
		await event(id);
	}
	if (day % 7 === 2) {
		cases.addRole(id, cases.roleOf(3 + (day % 4), { endDate: cases.day(150) }));
		await event(id);
	}
	if (day % 6 === 4) {
		cases.edit(id, { contractValue: 500_000 + 1000 * day });
		// The webhook is lost; the catch-up finds it.
	}
	if (day % 8 === 5) {
		const made = cases.make({ title: `Uppdrag ${day}`, state: 'open' });
		cases.state(made, 'won');
		ids.push(made);
		await event(made);
	}
}

it('a quiet, believable month of projects raises no alert, writes nothing twice and empties nothing', async () => {
	cases = await ProjectCases.start();
	// The seed's own projects are one of each kind of trouble.
	const { projects, roles } = cases.cinode;
	projects.clear();
	roles.clear();
	const ids = [cases.make(), cases.make({ title: 'Två' }), cases.make({ title: 'Tre' })];
	for (const id of ids) await event(id);
	for (let hour = 0; hour < 3; hour++) {
		await catchUp();
		later(60);
	}
	expect(alerts).toEqual([]);
	const before = new Map(ids.map((id) => [id, cases.one(id)]));
	written.clear();

	for (let day = 1; day <= DAYS; day++) {
		await liveOn(day, ids);
		for (let half = 0; half < 2; half++) {
			await catchUp();
			later(HALF_A_DAY);
		}
	}

	expect(alerts).toEqual([]);
	const repeated = [...written].filter(([, bodies]) => new Set(bodies).size < bodies.length);
	expect(repeated).toEqual([]);
	expect(ids.map((id) => cases.inKleer(id).length)).toEqual(ids.map(() => 1));
	for (const [id, was] of before) {
		const now = cases.one(id) as unknown as Record<string, unknown>;
		const emptied = Object.entries(was).filter(([name, value]) => value && !now[name]);
		expect(emptied, `emptied in project ${id}`).toEqual([]);
	}
	expect(written.size).toBeGreaterThan(5);
	// What was edited has arrived.
	expect(Math.max(...ids.map((id) => cases.one(id)['budget-amount']))).toBeGreaterThan(50_000_000);
}, 300_000);
