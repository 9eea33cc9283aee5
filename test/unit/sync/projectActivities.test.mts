import { describe, expect, it } from 'vitest';
import type { KleerProject } from '../../../models/kleer/projects';
import { CONSULTING, ProjectsTenant, bo, kleerProject, role } from '../support/projects.mts';

/**
 * Where Kleer's project names activities, a person may report on those that the person's own list names, too
 * (docs/vendors.md#kleer-business-fields): another one in it would leave nothing.
 */

const TRAVEL = 7;
const ADMIN = 8;
const activity = (...ids: number[]) => ids.map((id) => ({ activity: { id } }));
const bosRole = role({ id: 2, person: bo, rate: 900 });

async function push(kleer: Partial<KleerProject>) {
	const one = new ProjectsTenant(kleerProject({ users: [], ...kleer }));
	const { warnings } = await one.pushOne({ roles: [role(), bosRole] });
	return { users: one.body.users as KleerProject['users'], warnings: warnings.join() };
}

describe('a project that is restricted to other activities', () => {
	const restricted = { activities: activity(TRAVEL, ADMIN) };

	it('gets people who may report on those, without prices, and that is said', async () => {
		const { users, warnings } = await push(restricted);
		expect(users).toEqual([
			{ user: { id: 61 }, activities: [] },
			{ user: { id: 62 }, activities: [] },
		]);
		expect(warnings).toContain('Anna Berg');
	});

	it('leaves those who are on it as they are', async () => {
		const members = [{ user: { id: 61 } }, { user: { id: 62 }, activities: activity(TRAVEL) }];
		const { users, warnings } = await push({ ...restricted, users: members, comment: '' });
		expect(users).toEqual(members);
		expect(warnings).toContain('Bo Ek');
	});

	it('takes a price for a person that has the activity all the same', async () => {
		const members = [{ user: { id: 61 }, activities: activity(TRAVEL, CONSULTING) }];
		const { users } = await push({ ...restricted, users: members });
		expect(users?.[0]?.activities).toContainEqual({ activity: { id: CONSULTING }, price: 110_000 });
	});
});

describe('a project that is restricted to several activities, the one of set-up among them', () => {
	it('lets those without a list of their own report on all of them when they get a price', async () => {
		const { users, warnings } = await push({
			activities: activity(TRAVEL, CONSULTING),
			users: [{ user: { id: 61 }, activities: [] }, { user: { id: 62 } }],
		});
		expect(users).toEqual([
			{
				user: { id: 61 },
				activities: [...activity(TRAVEL), { activity: { id: CONSULTING }, price: 110_000 }],
			},
			{
				user: { id: 62 },
				activities: [...activity(TRAVEL), { activity: { id: CONSULTING }, price: 90_000 }],
			},
		]);
		expect(warnings).toBe('');
	});
});

describe('a project without such a restriction', () => {
	it.each<[string, Partial<KleerProject>]>([
		['for all activities', { 'all-activities': true, activities: activity(TRAVEL) }],
		['that names none', { activities: [] }],
	])('%s takes people and prices as ever', async (_what, kleer) => {
		const { users, warnings } = await push(kleer);
		expect(users?.map(({ activities }) => activities)).toEqual([
			[{ activity: { id: CONSULTING }, price: 110_000 }],
			[{ activity: { id: CONSULTING }, price: 90_000 }],
		]);
		expect(warnings).toBe('');
	});
});
