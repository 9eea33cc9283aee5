import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { later } from '../support/clock.mts';
import type { PushRun } from '../support/projects.mts';
import { ProjectCases } from './cases.mts';

/** Events in any order, at once, and answers that are lost. */

let cases: ProjectCases;

beforeEach(async () => {
	cases = await ProjectCases.start();
});

afterEach(async () => {
	vi.restoreAllMocks();
	await cases.stop();
});

const budget = (id: number) => cases.one(id)['budget-amount'] / 100;

/** Holds back the answer to the next reading of the project; what it says is as old as the call. */
function holdReading(id: number): { isHeld: Promise<void>; release(): void } {
	let release = () => {};
	let tell = () => {};
	const gate = new Promise<void>((resolve) => (release = resolve));
	const isHeld = new Promise<void>((resolve) => (tell = resolve));
	const stop = cases.tenant.sandbox.onRequest(async (phase, { system, method, path }) => {
		if (phase !== 'after' || system !== 'cinode' || method !== 'GET' || !path.endsWith(`/projects/${id}`))
			return;
		stop();
		tell();
		await gate;
	});
	return { isHeld, release };
}

describe('an event older than what was pushed', () => {
	it('is set aside: its reading is older than the one that was pushed', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.edit(id, { contractValue: 1000 });
		const { isHeld, release } = holdReading(id);
		const slow: Promise<PushRun> = cases.push(id);
		await isHeld;
		cases.edit(id, { contractValue: 2000 });
		const quick = cases.push(id);
		// Whether it waits for the slow one or overtakes it, the newer one counts.
		await Promise.race([quick, new Promise((resolve) => setTimeout(resolve, 1500))]);
		release();
		await Promise.all([slow, quick]);
		expect(budget(id)).toBe(2000);
		await cases.pushed(id);
		expect(budget(id)).toBe(2000);
	});

	it('is also set aside when it had to wait for most of a day', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.edit(id, { contractValue: 1000 });
		const { isHeld, release } = holdReading(id);
		// Other options, since events at the same moment share a reading.
		const slow: Promise<PushRun> = cases.push(id, { read: { customerTags: true } });
		await isHeld;
		later(20 * 60);
		cases.edit(id, { contractValue: 2000 });
		await cases.push(id);
		later(20);
		release();
		expect((await slow).results).toMatchObject([{ action: 'skipped' }]);
		expect(budget(id)).toBe(2000);
	});

	it('is written when the newer one failed: nothing is settled that isn’t in Kleer', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.edit(id, { contractValue: 1000 });
		const { isHeld, release } = holdReading(id);
		// Other options, since events at the same moment share a reading.
		const slow: Promise<PushRun> = cases.push(id, { read: { customerTags: true } });
		await isHeld;
		cases.edit(id, { description: 'Ny text' });
		cases.tenant.sandbox.faults.add({
			system: 'kleer',
			method: 'POST',
			path: 'client-project',
			kind: 'status',
			status: 500,
			times: 1,
		});
		// It fails while the older one waits for what it asked.
		const quick = await cases.push(id);
		expect(quick.results).toMatchObject([{ action: 'failed' }]);
		cases.tenant.sandbox.faults.clear();
		release();
		expect((await slow).results).toMatchObject([{ action: 'updated' }]);
		expect(budget(id)).toBe(1000);
	});

	it('that says lost never stops one that says won again', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.state(id, 'lost');
		const { isHeld, release } = holdReading(id);
		const slow = cases.push(id);
		await isHeld;
		cases.state(id, 'won');
		cases.edit(id, { contractValue: 3000 });
		const quick = cases.push(id);
		await Promise.race([quick, new Promise((resolve) => setTimeout(resolve, 1500))]);
		release();
		await Promise.all([slow, quick]);
		expect(budget(id)).toBe(3000);
	});
});

describe('a reading that was set aside', () => {
	it('settles nothing where the newer one named a person that Kleer does not have', async () => {
		const id = cases.make();
		await cases.pushed(id);
		const role = cases.roleOf(3);
		cases.kleer.users.delete(cases.person(3).kleer);
		cases.addRole(id, role);
		later(5);
		const { isHeld, release } = holdReading(id);
		// Other options, since events at the same moment share a reading.
		const slow: Promise<PushRun> = cases.push(id, { read: { customerTags: true } });
		await isHeld;
		later(1);
		expect((await cases.push(id)).summary?.settled).toEqual([]);
		release();
		const late = await slow;
		expect(late.results).toMatchObject([{ action: 'skipped' }]);
		expect(late.summary?.settled ?? []).toEqual([]);
	});
});

describe('a run that stops halfway', () => {
	it('keeps the order of what it wrote: an older reading doesn’t overwrite it', async () => {
		const [first, second] = [cases.make({ title: 'Ett' }), cases.make({ title: 'Två' })];
		await cases.pushed([first, second]);
		cases.edit(first, { contractValue: 1000 });
		const { isHeld, release } = holdReading(first);
		const slow: Promise<PushRun> = cases.push(first, { read: { customerTags: true } });
		await isHeld;
		later(1);
		for (const id of [first, second]) cases.edit(id, { contractValue: 2000 });
		const kleers = cases.one(second).id.id;
		cases.tenant.sandbox.faults.add({
			system: 'kleer',
			method: 'POST',
			path: `client-project/${kleers}`,
			kind: 'status',
			status: 401,
		});
		await expect(cases.push([first, second])).rejects.toThrow();
		expect(budget(first)).toBe(2000);
		cases.tenant.sandbox.faults.clear();
		release();
		expect((await slow).results).toMatchObject([{ action: 'skipped' }]);
		expect(budget(first)).toBe(2000);
	});
});

describe('fifty events within a second', () => {
	it('end with what is true at the end, and make one project', async () => {
		const id = cases.make();
		const pushes: Array<Promise<PushRun>> = [];
		for (let kronor = 1; kronor <= 50; kronor++) {
			cases.edit(id, { contractValue: kronor });
			pushes.push(cases.push(id));
			if (kronor % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 50));
		}
		await Promise.all(pushes);
		expect(budget(id)).toBe(50);
		expect(cases.inKleer(id)).toHaveLength(1);
		await cases.pushed(id);
	});

	it('for ten projects, made and changed at once, mix nothing up', async () => {
		const ids = Array.from({ length: 10 }, (_, index) => cases.make({ title: `Projekt ${index}` }));
		await Promise.all([...ids, ...ids].map(async (id) => await cases.push(id)));
		ids.forEach((id, index) => cases.edit(id, { contractValue: 100 + index }));
		await Promise.all([...ids].reverse().map(async (id) => await cases.push(id)));
		expect(ids.map(budget)).toEqual(ids.map((_, index) => 100 + index));
		await cases.pushed(ids);
	});
});

describe('one project twice in a batch', () => {
	it('is written once, as the last reading says, and is no conflict', async () => {
		const id = cases.make({ contractValue: 3000 });
		const run = await cases.push([id, id]);
		expect(run.results.map(({ action }) => action).sort()).toEqual(['created', 'skipped']);
		expect(run.summary?.settled).toEqual([id]);
		expect(cases.inKleer(id)).toHaveLength(1);
		expect(budget(id)).toBe(3000);
	});

	it('is not settled where that one failed', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.edit(id, { contractValue: 1000 });
		const fault = {
			system: 'kleer',
			method: 'POST',
			path: 'client-project',
			kind: 'status',
			status: 500,
		} as const;
		cases.tenant.sandbox.faults.add({ ...fault, times: 1 });
		const run = await cases.push([id, id]);
		expect(run.results.map(({ action }) => action).sort()).toEqual(['failed', 'skipped']);
		expect(run.summary?.settled).toEqual([]);
	});
});

describe('a change whose answer is lost', () => {
	it.each(['drop-after', 'drop-before'] as const)(
		'(%s) is right at the latest by the next push',
		async (kind) => {
			const id = cases.make();
			await cases.pushed(id);
			cases.edit(id, { contractValue: 4000 });
			cases.editRole(id, { rate: 1500 });
			const fault = { system: 'kleer', method: 'POST', path: 'client-project', kind, times: 1 } as const;
			cases.tenant.sandbox.faults.add(fault);
			await cases.push(id);
			cases.tenant.sandbox.faults.clear();
			await cases.pushed(id);
			expect(budget(id)).toBe(4000);
			expect(cases.price(id, cases.person(2))).toEqual({ price: 150_000 });
			expect(cases.inKleer(id)).toHaveLength(1);
		},
	);
});
