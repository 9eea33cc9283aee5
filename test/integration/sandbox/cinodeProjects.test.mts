import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { projectRoutes } from '../../sandbox/cinode/projectRoutes.mts';
import {
	addCinodeProject,
	addRole,
	editCinodeProject,
	editRole,
	removeProject,
	removeRole,
	setProjectState,
	startSandbox,
	type Sandbox,
} from '../../sandbox/index.mts';
import { addSiv, addSkogsalv } from './cinodeFixtures.mts';
import { cinode } from './clients.mts';

let sandbox: Sandbox;
let now = 0;
const START = Date.parse('2026-05-04T08:00:00Z');
const [SKOG, OWNER, SIV] = [9000, 5001, 5002];
const [PORTAL, ARCHIVE] = [30_001, 30_002];
const [DEVELOPER, TESTER] = [60_001, 60_002];

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04', now: () => now });
});
beforeEach(() => {
	now = START;
	sandbox.reset({ emptyCinode: true });
	const { store } = sandbox.cinode;
	addSkogsalv(sandbox, START);
	addSiv(sandbox);
	addCinodeProject(
		store,
		{
			title: 'Portal',
			description: 'Ny portal',
			identifier: 'P-17',
			customerIdentifier: 'PO-1',
			customerId: SKOG,
			intermediatorId: SKOG,
			state: 'won',
			pipelineId: 714,
			stageId: 2218,
			contractValue: 250_000,
			managers: [OWNER],
			salesManagers: [OWNER],
			customerContacts: [410_001],
			roles: [
				{
					title: 'Utvecklare',
					rate: 1100,
					startDate: '2026-04-01',
					endDate: '2026-12-31',
					assigned: { companyUserId: OWNER },
				},
				{
					title: 'Testare',
					rate: 90_000,
					contractType: 1,
					extentType: 1,
					extent: 80,
					startDate: '2026-06-01',
					assigned: { companyUserId: SIV, tariff: 800, currencyId: 2, status: 1 },
				},
			],
		},
		START - 86_400_000,
	);
	addCinodeProject(
		store,
		{ title: 'Arkiv', customerId: SKOG, pipelineId: 709, stageId: 2239, roles: [{ title: 'Ledig' }] },
		START - 2 * 86_400_000,
	);
});
afterAll(() => sandbox.close());

const get = (path: string) => cinode(sandbox, 'GET', path);
const post = (path: string, body: unknown) => cinode(sandbox, 'POST', path, { body });
const ids = (list: { id: number }[]) => list.map((one) => one.id);
const search = async (query: object) => ids((await post('projects/search', query)).json.result);
const project = async (id: number) => (await get(`projects/${id}`)).json;

describe('who may', () => {
	const routes = projectRoutes.map(({ method, pattern }): [string, string] => [
		method,
		pattern
			.replace(':companyId', '1717')
			.replace('subcontractors/:id', `subcontractors/${SIV}`)
			.replace(':id', String(PORTAL))
			.replace(':roleId', String(TESTER)),
	]);
	const call = (method: string, path: string) =>
		cinode(sandbox, method, path, method === 'GET' ? {} : { body: {} });

	it.each(routes)('%s %s needs a manager, and the module Assignments', async (method, path) => {
		const { store } = sandbox.cinode;
		store.options.enforceRoleSearchLimit = false;
		expect((await call(method, path)).status).toBe(200);
		store.modules = [2, 4, 60];
		expect((await call(method, path)).status).toBe(403);
		store.modules = [3];
		store.apiAccount.levels = new Set([200, 240, 270, 400]);
		expect((await call(method, path)).status).toBe(403);
	});

	it('no verb that isn’t published', async () => {
		const reply = await cinode(sandbox, 'PATCH', `projects/${PORTAL}`, { body: [] });
		expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'GET']);
		expect((await get('projects/1')).status).toBe(404);
	});
});

describe('reading', () => {
	it('lists only won projects, without state and times', async () => {
		expect((await get('projects')).json).toEqual([
			{
				companyId: 1717,
				customerId: SKOG,
				id: PORTAL,
				title: 'Portal',
				description: 'Ny portal',
				identifier: 'P-17',
				customerIdentifier: 'PO-1',
				links: [],
			},
		]);
	});

	it('shows one with customers, people, contacts and its roles’ dates, but not their rates and people', async () => {
		const one = await project(PORTAL);
		expect(one).toMatchObject({
			currentState: 30,
			stateHistory: [{ state: 30, reason: null }],
			pipelineId: 714,
			currentStageId: 2218,
			contractValue: 250_000,
			estimatedValue: null,
			currency: { currencyCode: 'SEK' },
			customer: { id: SKOG, identification: '1234' },
			intermediator: { id: SKOG, identification: '1234' },
			managers: [{ companyUserId: OWNER, firstName: 'Vera', companyUserType: 0 }],
			salesManagers: [{ companyUserId: OWNER }],
			salesManagerIds: [OWNER],
			customerContacts: [{ firstName: 'Bo', lastName: 'Ek' }],
			intermediatorContacts: [],
			assignments: [
				{ id: DEVELOPER, title: 'Utvecklare', startDate: '2026-04-01T00:00:00', extentType: 0, extent: 100 },
				{ id: TESTER, endDate: null, extentType: 1, extent: 80, projectId: PORTAL },
			],
			updatedDateTime: '2026-05-03T08:00:00.000',
		});
		expect(one.assignments[0]).not.toHaveProperty('rate');
		expect(one.assignments[0]).not.toHaveProperty('assigned');
		expect((await project(ARCHIVE)).intermediator).toBeNull();
	});

	it('shows a role with its rate and its person, on both paths', async () => {
		const role = (await get(`projects/${PORTAL}/roles/${DEVELOPER}`)).json;
		expect(role).toMatchObject({
			rate: 1100,
			contractType: 0,
			currency: { currencyCode: 'SEK' },
			isAssigned: true,
			assigned: { companyUserId: OWNER, companyUserType: 0, lastName: 'Ägarström' },
			prospects: [],
		});
		expect((await get(`projects/${PORTAL}/projectassignments/${DEVELOPER}`)).json).toEqual(role);
		const other = (await get(`projects/${PORTAL}/roles/${TESTER}`)).json;
		expect(other).toMatchObject({ contractType: 1, assigned: { companyUserId: SIV, companyUserType: 20 } });
		expect(JSON.stringify(other)).not.toContain('800');
		expect((await get(`projects/${ARCHIVE}/roles/60003`)).json).toMatchObject({
			isAssigned: false,
			assigned: null,
			rate: null,
		});
		// Somebody else's role, and none.
		expect((await get(`projects/${ARCHIVE}/roles/${TESTER}`)).status).toBe(404);
		expect((await get(`projects/${PORTAL}/roles/1`)).status).toBe(404);
	});

	it('shows what a subcontractor costs, and only theirs', async () => {
		const one = (await get(`subcontractors/${SIV}/roles/${TESTER}`)).json;
		expect(one).toMatchObject({
			projectAssignmentId: TESTER,
			assignmentTariff: 800,
			currency: { currencyCode: 'EUR' },
			projectAssignment: { projectId: PORTAL },
		});
		expect((await get(`subcontractors/${SIV}/roles`)).json).toEqual({ assigned: [one], prospect: [] });
		expect((await get(`subcontractors/${SIV}/roles/${DEVELOPER}`)).status).toBe(404);
		expect((await get(`subcontractors/${OWNER}/roles`)).status).toBe(404);
	});

	it('lists the pipelines with their stages', async () => {
		const pipelines = (await get('projects/pipelines')).json;
		expect(ids(pipelines)).toEqual([714, 709]);
		expect(pipelines[0].stages[3]).toEqual({
			id: 2218,
			title: 'Muntligt avtal',
			description: null,
			order: 4,
			probability: 90,
		});
	});
});

describe('searching projects', () => {
	it.each<[string, object, number[]]>([
		['nothing', {}, [ARCHIVE, PORTAL]],
		['a part of the title', { title: 'ORTA' }, [PORTAL]],
		['the identifier', { identification: 'p-17' }, [PORTAL]],
		['the customer’s identifier', { customerIdentifier: 'PO' }, [PORTAL]],
		['another organisation number', { corporateIdentityNumber: '999' }, []],
		['states', { projectStates: [0, 40] }, [ARCHIVE]],
		['pipelines', { pipelines: [714] }, [PORTAL]],
		['sales managers', { salesManagers: [OWNER] }, [PORTAL]],
		['intermediators', { intermediators: [SKOG] }, [PORTAL]],
		['another customer', { customers: [1] }, []],
		['another customer’s id', { customerId: 1 }, []],
	])('by %s', async (_, query, found) => {
		expect(await search(query)).toEqual(found);
	});

	it('sorts by the enumeration’s numbers, and pages from 1', async () => {
		const sorted = (sortBy: number, sortOrder: number, page = 1, itemsPerPage = 100) =>
			search({ pageAndSortBy: { sortBy, sortOrder, page, itemsPerPage } });
		expect(await sorted(5, 1)).toEqual([PORTAL, ARCHIVE]);
		editCinodeProject(sandbox.cinode.store, ARCHIVE, { description: 'x' }, { now: START });
		expect(await sorted(5, 1)).toEqual([ARCHIVE, PORTAL]);
		expect(await sorted(1, 1)).toEqual([PORTAL, ARCHIVE]);
		expect(await sorted(5, 1, 2, 1)).toEqual([PORTAL]);
		const reply = (await post('projects/search', { pageAndSortBy: { page: 3 } })).json;
		expect(reply).toMatchObject({ result: [], hits: 2, totalItems: 2, pagedAndSortedBy: { page: 3 } });
		expect(reply.result).toEqual([]);
	});

	it('never shows more than 100 on a page', async () => {
		for (let i = 0; i < 101; i++)
			addCinodeProject(sandbox.cinode.store, { title: `N${i}`, customerId: SKOG }, START);
		const all = { pageAndSortBy: { sortBy: 0, sortOrder: 0, page: 1, itemsPerPage: 500 } };
		expect(await search(all)).toHaveLength(100);
	});

	it.each([
		['an unknown state', { projectStates: [10] }, 'projectStates'],
		['an unknown filter', { updatedAt: { from: '2026-01-01' } }, 'updatedAt'],
		['the sort of the prose', { pageAndSortBy: { sortBy: 7 } }, 'sortBy'],
		['page 0', { pageAndSortBy: { page: 0 } }, 'page'],
		['a pipeline that is no number', { pipelines: ['714'] }, 'pipelines'],
	])('refuses %s', async (_, query, field) => {
		const reply = await post('projects/search', query);
		expect([reply.status, Object.keys(reply.json.errors)]).toEqual([400, [field]]);
	});
});

describe('searching roles', () => {
	const roles = async (filter: object) => {
		now += 60_000;
		const reply = await post('roles', filter);
		return reply.json.map((role: { projectAssignmentId: number }) => role.projectAssignmentId);
	};

	it('gives a list with rates and people across projects, without titles', async () => {
		const [first, second] = (await post('roles', { projectStates: [30] })).json;
		expect(first).toMatchObject({
			projectId: PORTAL,
			projectAssignmentId: DEVELOPER,
			projectState: 30,
			projectPipelineStageTitle: 'Muntligt avtal',
			projectAssignmentMemberType: 1,
			projectAssignmentAllocationStatus: 2,
			rate: 1100,
			assigned: { companyUserId: OWNER },
		});
		expect(first).not.toHaveProperty('title');
		expect(second).toMatchObject({ projectAssignmentMemberType: 3, projectAssignmentAllocationStatus: 1 });
	});

	it.each<[string, object, number[]]>([
		['everything', {}, [DEVELOPER, TESTER, 60_003]],
		['open projects', { projectStates: [0] }, [60_003]],
		['a pipeline', { pipelines: [709] }, [60_003]],
		['subcontractors', { projectAssignmentMemberTypes: [3] }, [TESTER]],
		['what is ongoing', { projectAssignmentStatuses: [2] }, [DEVELOPER]],
		['what comes', { projectAssignmentStatuses: [1] }, [TESTER]],
		['what isn’t booked', { projectAssignmentAllocationStatuses: [0] }, [60_003]],
		['a team', { teams: [401] }, []],
	])('by %s', async (_, filter, found) => {
		expect(await roles(filter)).toEqual(found);
	});

	it('answers once a minute, and says so', async () => {
		expect((await post('roles', {})).headers.get('x-route-daily-requests-left')).toBe('999');
		now += 59_000;
		const refused = await post('roles', {});
		expect([refused.status, refused.headers.get('x-route-daily-requests-left')]).toEqual([429, '999']);
		expect(refused.json.description).toContain('after 1 seconds');
		now += 1_001;
		expect((await post('roles', {})).status).toBe(200);
		sandbox.cinode.store.options.enforceRoleSearchLimit = false;
		expect((await post('roles', {})).status).toBe(200);
	});

	it('answers 1,000 times a day', async () => {
		sandbox.cinode.store.limits.roleSearch.usedToday = 1_000;
		// The day of the count is today.
		sandbox.cinode.store.limits.roleSearch.dailyLeft(now);
		sandbox.cinode.store.limits.roleSearch.usedToday = 1_000;
		expect((await post('roles', {})).status).toBe(429);
		now += 86_400_000;
		expect((await post('roles', {})).status).toBe(200);
	});

	it.each([
		['an unknown filter', { projects: [1] }],
		['an unknown state', { projectStates: [1] }],
		['a status beyond the enumeration', { projectAssignmentAllocationStatuses: [3] }],
	])('refuses %s', async (_, filter) => {
		expect((await post('roles', filter)).status).toBe(400);
	});
});

describe('edits by hand', () => {
	const updated = async () => (await project(PORTAL)).updatedDateTime;

	it('keep the history of states', async () => {
		setProjectState(sandbox.cinode.store, ARCHIVE, 'won', START);
		expect(await project(ARCHIVE)).toMatchObject({
			currentState: 30,
			stateHistory: [{ state: 0 }, { state: 30, updated: '2026-05-04T08:00:00.000' }],
			updatedDateTime: '2026-05-04T08:00:00.000',
		});
	});

	it('bump the project with its roles, or don’t', async () => {
		const { store } = sandbox.cinode;
		editRole(store, DEVELOPER, { rate: 1200 }, { now: START });
		expect(await updated()).toBe('2026-05-04T08:00:00.000');
		store.options.rolesBumpProject = false;
		editRole(store, DEVELOPER, { endDate: '2027-01-31', assigned: null }, { now: START + 1000 });
		const { id } = addRole(store, PORTAL, { title: 'Ny' }, START + 1000);
		removeRole(store, TESTER, { now: START + 1000 });
		expect(await updated()).toBe('2026-05-04T08:00:00.000');
		expect(ids((await project(PORTAL)).assignments)).toEqual([DEVELOPER, id]);
		expect((await get(`projects/${PORTAL}/roles/${DEVELOPER}`)).json).toMatchObject({
			rate: 1200,
			endDate: '2027-01-31T00:00:00',
			assigned: null,
		});
	});

	it('leave no trace when asked, and remove a project with its roles', async () => {
		const { store } = sandbox.cinode;
		editCinodeProject(store, PORTAL, { title: 'Portalen' }, { now: START, bump: false });
		expect(await project(PORTAL)).toMatchObject({
			title: 'Portalen',
			updatedDateTime: '2026-05-03T08:00:00.000',
		});
		removeProject(store, PORTAL);
		expect((await get(`projects/${PORTAL}`)).status).toBe(404);
		expect([...store.roles.keys()]).toEqual([60_003]);
		expect(() => removeProject(store, PORTAL)).toThrow('30001');
	});

	it('work over HTTP', async () => {
		const control = async (method: string, path: string, body?: object) => {
			const response = await fetch(`${sandbox.cinode.url}/sandbox/cinode/${path}`, {
				method,
				...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
			});
			return { status: response.status, json: await response.json() };
		};
		const made = (await control('POST', 'projects', { title: 'Tredje', customerId: SKOG })).json;
		expect(made).toMatchObject({ id: 30_003, state: 0 });
		const role = (await control('POST', 'projects/30003/roles', { rate: 7 })).json;
		await control('POST', `roles/${role.id}`, { rate: 8 });
		await control('POST', 'projects/30003', { state: 'lost', title: 'Fjärde' });
		expect(await project(30_003)).toMatchObject({ currentState: 40, title: 'Fjärde' });
		expect((await get(`projects/30003/roles/${role.id}`)).json.rate).toBe(8);
		await control('DELETE', `roles/${role.id}`);
		expect((await project(30_003)).assignments).toEqual([]);
		await control('DELETE', 'projects/30003');
		expect((await get('projects/30003')).status).toBe(404);
		expect((await control('POST', 'projects/30002', { state: 'gone' })).status).toBe(500);
	});
});
