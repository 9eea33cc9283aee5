import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editRole, rolesOf, setProjectState, startSandbox, type Sandbox } from '../../sandbox/index.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04', subcontractors: 7 });
});
afterAll(() => sandbox.close());

const project = (title: string) => {
	const found = [...sandbox.cinode.store.projects.values()].find((one) => one.title === title);
	if (!found) throw new Error(`no project ${title}`);
	return { ...found, roles: rolesOf(sandbox.cinode.store, found.id) };
};
const customerName = (id: number | null) => sandbox.cinode.store.customers.get(id ?? 0)?.name;

describe('Cinode’s projects', () => {
	it('are one for each case', () => {
		const { store } = sandbox.cinode;
		const states = [...store.projects.values()].map(({ id, state }) => [id, state]);
		expect(states).toEqual([
			[30_001, 30],
			[30_002, 0],
			[30_003, 30],
			[30_004, 30],
			[30_005, 30],
			[30_006, 40],
			[30_007, 30],
		]);
		for (const { pipelineId, stageId, customerId } of store.projects.values()) {
			const pipeline = store.pipelines.find((one) => one.id === pipelineId);
			if (stageId) expect(pipeline?.stages.some(({ id }) => id === stageId)).toBe(true);
			expect(store.customers.has(customerId)).toBe(true);
		}
		for (const { assigned } of store.roles.values()) {
			const id = assigned?.companyUserId;
			if (id) expect(store.users.has(id) || store.subcontractors.has(id)).toBe(true);
		}
	});

	it('have hourly and fixed roles, a broker, a subcontractor’s tariff, and one that is long over', () => {
		expect(project('Lagerstyrning 2.0').roles).toMatchObject([
			{ id: 60_001, rate: 1150, contractType: 0, endDate: '2026-10-01T00:00:00' },
			{ id: 60_002, rate: 1275, contractType: 0, endDate: null },
		]);
		expect(project('Journalsystem, införande').roles.map((role) => role.contractType)).toEqual([0, 1]);
		expect(customerName(project('Realtidsmotor').intermediatorId)).toBe('Granstråk Energi AB');
		const [role] = project('Datalager').roles;
		expect(role?.assigned).toMatchObject({ type: 'subcontractor', tariff: 980, currencyId: 1 });
		expect(sandbox.cinode.store.subcontractors.has(role?.assigned?.companyUserId ?? 0)).toBe(true);
		expect(project('Flytt av arkiv').roles.every(({ endDate }) => (endDate ?? '9') < '2024')).toBe(true);
	});

	it('include one that Kleer has for the same client under another number', () => {
		const { kleer } = sandbox;
		const [internal, journal] = [...kleer.store.clientProjects.values()];
		expect(internal).not.toHaveProperty('client');
		expect(journal?.name).toBe(project('Journalsystem, införande').title);
		const client = kleer.store.clients.get(journal?.client?.id ?? 0);
		expect(client?.name).toBe(customerName(project('Journalsystem, införande').customerId));
		expect(journal?.number).not.toBe(String(project('Journalsystem, införande').id));
	});

	it('are as many as asked for, and none without customers', async () => {
		const other = await startSandbox({ projects: 400, linked: true, today: '2026-05-04' });
		const { store } = other.cinode;
		const text = () => JSON.stringify([...store.projects.values(), ...store.roles.values()]);
		expect([store.projects.size, store.roles.size]).toEqual([400, 795]);
		const first = JSON.stringify([...store.roles.values()]);
		other.reset();
		expect(JSON.stringify([...store.roles.values()])).toBe(first);
		expect(text()).toContain('Lagerstyrning 2.0');
		other.reset({ projects: 2 });
		expect(store.projects.size).toBe(2);
		other.reset({ projects: 7, emptyCinode: true });
		expect(store.projects.size).toBe(0);
		await other.close();
	});
});

describe('the page’s rows', () => {
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	const state = async (): Promise<any> =>
		(await (await fetch(`${sandbox.kleer.url}/sandbox/state`)).json()).projects;

	it('pair projects by number, and mark what changes', async () => {
		const before = await state();
		expect(before).toMatchObject({ clientProjects: 2, projects: 7, linked: 0 });
		expect(before.rows.slice(0, 2)).toMatchObject([
			{ kleer: { number: 'I-1' }, cinode: null },
			{ kleer: { number: 'P-204' }, cinode: { id: 30_003 }, by: 'name' },
		]);
		const [first] = sandbox.kleer.store.clientProjects.values();
		if (first) first.number = '30001';
		setProjectState(sandbox.cinode.store, 30_002, 'won', Date.now());
		editRole(sandbox.cinode.store, 60_001, { rate: 1160 }, { now: Date.now() });
		const { rows, linked } = await state();
		expect(linked).toBe(1);
		expect(rows[0]).toMatchObject({ by: 'key', cinode: { id: 30_001, roles: [{ rate: 1160 }, {}] } });
		expect(Object.keys(rows[0].changed).sort()).toEqual(['cinode.key', 'cinode.roles', 'kleer.number']);
		// eslint-disable-next-line @typescript-eslint/no-explicit-any
		const won = rows.find((row: any) => row.cinode?.id === 30_002);
		expect([won.cinode.state, Object.keys(won.changed)]).toEqual(['won', ['cinode.state']]);
	});
});
