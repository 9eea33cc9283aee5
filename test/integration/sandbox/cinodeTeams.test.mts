import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { cinode } from './clients.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const get = (path: string) => cinode(sandbox, 'GET', path);

it('lists teams with little and shows one with more', async () => {
	const list = await get('teams');
	expect(list.json[0]).toEqual({
		id: 401,
		name: 'Systemutveckling',
		description: null,
		companyId: sandbox.cinode.companyId,
		links: [],
	});
	expect((await get('teams/401')).json).toMatchObject({ id: 401, costCenter: null, parentTeamId: null });
	expect((await get('teams/999')).status).toBe(404);
});

it('shows a team’s members', async () => {
	const [person] = [...sandbox.cinode.store.users.values()];
	if (!person) throw new Error('nobody');
	expect((await get('teams/402/members')).json).toEqual([]);
	person.teamId = 402;
	expect((await get('teams/402/members')).json).toMatchObject([
		{
			teamId: 402,
			companyUserId: person.id,
			companyUser: { companyUserId: person.id, lastName: person.lastName },
			team: { name: 'Ledning' },
		},
	]);
	expect((await get('teams/401/members')).json).toEqual([]);
	expect((await get('teams/999/members')).status).toBe(404);
	expect((await cinode(sandbox, 'DELETE', 'teams/401')).status).toBe(405);
});
