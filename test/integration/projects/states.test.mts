import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeProject, type ProjectStateName } from '../../sandbox/index.mts';
import { chosen, ProjectCases, STAGE } from './cases.mts';

/** Which projects are sent: states, stages, and what is gone. */

let cases: ProjectCases;

beforeEach(async () => {
	cases = await ProjectCases.start();
});

afterEach(async () => await cases.stop());

/** Two eligible stages, in two pipelines. */
const MAPPER = { stages: [chosen(STAGE.agreed), chosen(STAGE.contractSent)] };
const pushed = async (id: number) => await cases.pushed(id, { mapper: MAPPER });
const budget = (id: number) => cases.one(id)['budget-amount'];

describe('open → selected stage → won → lost → won again', () => {
	it('is one project that follows while it is eligible', async () => {
		const id = cases.make({ state: 'open', ...STAGE.interview });
		expect(await pushed(id)).toMatchObject({ action: 'skipped', targetId: null });
		expect(cases.inKleer(id)).toEqual([]);

		cases.edit(id, STAGE.agreed);
		expect(await pushed(id)).toMatchObject({ action: 'created' });
		expect(budget(id)).toBe(50_000_000);

		cases.state(id, 'won');
		cases.edit(id, { contractValue: 600_000 });
		expect(await pushed(id)).toMatchObject({ action: 'updated' });
		expect(budget(id)).toBe(60_000_000);

		cases.state(id, 'lost');
		cases.edit(id, { contractValue: 1 });
		const before = structuredClone(cases.one(id));
		const lost = await pushed(id);
		expect(lost).toMatchObject({
			action: 'skipped',
			reason: expect.stringContaining('nothing more is sent'),
		});
		expect(cases.one(id)).toEqual(before);

		cases.edit(id, { contractValue: 700_000 });
		cases.state(id, 'won');
		expect(await pushed(id)).toMatchObject({ action: 'updated' });
		expect(budget(id)).toBe(70_000_000);
		expect(cases.inKleer(id)).toHaveLength(1);
	});
});

describe('not eligible', () => {
	it.each<ProjectStateName>(['lost', 'abandoned', 'suspended'])(
		'%s while in a selected stage, though never pushed: nothing is sent',
		async (state) => {
			const id = cases.make({ state });
			expect(await pushed(id)).toMatchObject({ action: 'skipped', targetId: null });
			expect(cases.inKleer(id)).toEqual([]);
		},
	);

	it.each<ProjectStateName>(['lost', 'abandoned', 'suspended', 'open'])(
		'%s after it was pushed: what changes then stays in Cinode',
		async (state) => {
			const id = cases.make();
			await pushed(id);
			const before = structuredClone(cases.one(id));
			cases.state(id, state);
			cases.edit(id, {
				...STAGE.interview,
				contractValue: 1,
				intermediatorId: cases.customer('Granstråk Energi AB'),
			});
			cases.editRole(id, { rate: 1 });
			cases.addRole(id, cases.roleOf(3));
			expect(await pushed(id)).toMatchObject({ action: 'skipped', reason: expect.any(String) });
			expect(cases.one(id)).toEqual(before);
		},
	);

	it('open in a selected stage of another pipeline', async () => {
		const id = cases.make({ state: 'open', pipelineId: 709, stageId: STAGE.agreed.stageId });
		expect(await pushed(id)).toMatchObject({ action: 'skipped' });
		expect(cases.inKleer(id)).toEqual([]);
	});
});

describe('moved', () => {
	it('between two eligible pipelines stays one project and follows', async () => {
		const id = cases.make({ state: 'open' });
		expect(await pushed(id)).toMatchObject({ action: 'created' });
		const kleerId = cases.one(id).id;
		cases.edit(id, STAGE.contractSent);
		expect((await pushed(id))?.action ?? 'unchanged').toBe('unchanged');
		cases.edit(id, { contractValue: 650_000 });
		expect(await pushed(id)).toMatchObject({ action: 'updated' });
		expect(cases.one(id)).toMatchObject({ id: kleerId, 'budget-amount': 65_000_000 });
	});

	it('to a stage that is not selected, and back: what happened between arrives then', async () => {
		const id = cases.make({ state: 'open' });
		await pushed(id);
		cases.edit(id, { ...STAGE.interview, contractValue: 650_000 });
		expect(await pushed(id)).toMatchObject({ action: 'skipped' });
		expect(budget(id)).toBe(50_000_000);
		cases.edit(id, STAGE.agreed);
		await pushed(id);
		expect(budget(id)).toBe(65_000_000);
	});
});

describe('before the go-live date', () => {
	const mapper = { goLiveDate: '2025-06-01' };
	const ended = (endDate: string) => [cases.roleOf(2, { startDate: '2025-01-01', endDate })];

	it.each([
		['the day before: not created', '2025-05-31', false],
		['on the day: created', '2025-06-01', true],
	])('a role that ended %s', async (_what, endDate, isCreated) => {
		const id = cases.make({ roles: ended(endDate) });
		const result = await cases.pushed(id, { mapper });
		expect(result?.action).toBe(isCreated ? 'created' : 'skipped');
		expect(cases.inKleer(id)).toHaveLength(isCreated ? 1 : 0);
	});

	it('one that is prolonged is created then', async () => {
		const id = cases.make({ roles: ended('2025-05-31') });
		await cases.pushed(id, { mapper });
		cases.addRole(id, cases.roleOf(2));
		expect(await cases.pushed(id, { mapper })).toMatchObject({ action: 'created' });
		expect(cases.one(id)['opening-date']).toBe('2025-01-01');
	});
});

describe('deleted before it is read', () => {
	it('stops no other, and touches nothing in Kleer', async () => {
		const [gone, pushedBefore, there] = [
			cases.make(),
			cases.make({ title: 'Två' }),
			cases.make({ title: 'Tre' }),
		];
		await pushed(pushedBefore);
		const before = structuredClone(cases.one(pushedBefore));
		removeProject(cases.cinode, gone);
		removeProject(cases.cinode, pushedBefore);
		const run = await cases.push([gone, pushedBefore, there]);
		expect(run.resultOf('Tre')).toMatchObject({ action: 'created' });
		expect(cases.inKleer(gone)).toEqual([]);
		expect(cases.one(pushedBefore)).toEqual(before);
		await cases.push([gone, pushedBefore, there]);
		expect(cases.writes).toEqual([]);
	});
});
