import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runSteps } from './support/engine.mts';
import type { SyncRunOptions } from './support/sync.mts';
import { Tenant } from './support/tenant.mts';

/** People with a protected identity (skyddade personuppgifter), known by a Kleer category. */

const CATEGORY = 4777;
const PHONE = '070-174 06 99';

let tenant: Tenant;
let person: { id: number; name: string; email: string; key: string };

beforeEach(async () => {
	tenant = await Tenant.start({ subcontractors: 7 });
	const { store } = tenant.sandbox.kleer;
	const user = [...store.users.values()].find(
		({ id, active }) => active && store.payroll.get(id)?.['monthly-salary'] && !isTied(id),
	);
	if (!user) throw new Error('The seed has nobody on the payroll');
	Object.assign(user, { dimensions: { 'dimension-entries': [{ id: CATEGORY }] } });
	Object.assign(user, { name: 'Ottilia Skyddsén', email: 'ottilia.skyddsen@nordkust.example' });
	const row = store.payroll.get(user.id);
	if (row) row.phone = PHONE;
	person = { id: user.id, name: user.name, email: user.email, key: String(user['internal-id']) };
});

afterEach(async () => await tenant.stop());

const isTied = (id: number) =>
	[...tenant.sandbox.kleer.store.subcontractors.values()].some(({ users }) =>
		(users as Array<{ id: number }>).some((user) => user.id === id),
	);

const options = (more: object = {}) => ({ protectedCategories: [`${CATEGORY}|Skyddad`], ...more });
const sync = async (more: object = {}, given: SyncRunOptions = {}) =>
	await tenant.sync({ mapper: { options: options(more) }, ...given });
const inCinode = () =>
	[...tenant.sandbox.cinode.store.users.values()].find(
		({ internalIdentifier }) => internalIdentifier === person.key,
	);

/** Everything that people see: results, summary, and the report with its page, its message and its row of the history. */
async function shown(run: Awaited<ReturnType<typeof sync>>): Promise<string> {
	const items = [...run.results, ...run.rejected, run.summary] as never[];
	const output = await runSteps(
		tenant.credentials,
		items,
		[{ name: 'Report', type: 'kleerCinodeMapper', parameters: { operation: 'report', scheme: 'users' } }],
		{ workflowId: `${tenant.workflowId}-report` },
	);
	return JSON.stringify([items, output('Report')]);
}

const NAMED = /ottilia|skyddsén|skyddsen|skydds/i;

describe('a person with a protected identity', () => {
	it('is left out altogether, and listed without a name', async () => {
		const run = await sync({ listLeftOut: true });
		expect(run.mapped.filter(({ key }) => key === person.key)).toEqual([]);
		expect(inCinode()).toBeUndefined();
		expect(run.rejected.find(({ key }) => key === person.key)).toMatchObject({
			label: person.key,
			leftOut: 'protected',
			why: 'Protected identity',
		});
		expect(await shown(run)).not.toMatch(NAMED);
	});

	it('is synced with key, name and e-mail only where set-up says so, and named by the key', async () => {
		const run = await sync({ protectedPeople: 'nameAndEmail' });
		const record = run.mapped.find(({ key }) => key === person.key);
		expect(Object.keys(record?.values as object).sort()).toEqual(
			['email', 'firstName', 'internalIdentifier', 'lastName'].sort(),
		);
		expect(record?.tags).toEqual({ managed: [], set: [] });
		expect(inCinode()).toMatchObject({
			firstName: 'Ottilia',
			lastName: 'Skyddsén',
			email: person.email,
			phone: null,
			dateOfBirth: null,
			employmentStartDate: null,
			employmentNumber: null,
			baseSalary: null,
			tags: [],
		});
		expect(run.results.find(({ key }) => key === person.key)).toMatchObject({
			label: person.key,
			action: 'created',
		});
		const seen = await shown(run);
		expect(seen).toContain(person.key);
		expect(seen).not.toMatch(NAMED);
		expect(seen).not.toContain(PHONE.replace(/\D/g, '').slice(-6));
	});

	it('is not named when the name changes, Cinode refuses it, or another record meets it', async () => {
		await sync({ protectedPeople: 'nameAndEmail' });
		const user = tenant.sandbox.kleer.store.users.get(person.id);
		Object.assign(user ?? {}, { name: 'Ottilia Skyddsén-Berg' });
		const renamed = await sync({ protectedPeople: 'nameAndEmail' });
		expect(renamed.results.find(({ key }) => key === person.key)?.changes).toEqual([
			{ field: 'Last Name', from: 'changed', to: 'changed' },
		]);
		expect(await shown(renamed)).not.toMatch(NAMED);

		Object.assign(user ?? {}, { name: 'Ottilia Skyddsén-Ek' });
		tenant.sandbox.faults.add({
			system: 'cinode',
			method: 'PATCH',
			path: '/users/\\d+$',
			kind: 'status',
			status: 400,
			body: { errors: { lastName: ['Skyddsén-Ek (ottilia.skyddsen@nordkust.example) is not allowed'] } },
		});
		const refused = await sync({ protectedPeople: 'nameAndEmail' });
		expect(refused.results.find(({ key }) => key === person.key)?.action).toBe('failed');
		expect(await shown(refused)).not.toMatch(NAMED);

		tenant.sandbox.faults.clear();
		const other = [...tenant.sandbox.kleer.store.users.values()].find(
			({ id, active }) => active && id !== person.id && tenant.sandbox.kleer.store.payroll.get(id),
		);
		Object.assign(other ?? {}, { email: person.email });
		const met = await sync({ protectedPeople: 'nameAndEmail' }, { mode: 'manual' });
		expect(met.results.some(({ action }) => action === 'conflict' || action === 'failed')).toBe(true);
		const others = met.results.filter(({ key }) => key !== person.key);
		expect(
			JSON.stringify([others.map(({ reason, error, warnings }) => [reason, error, warnings])]),
		).not.toMatch(/Skyddsén/);
	});

	it('counts as protected where Kleer doesn’t return the categories', async () => {
		const employee = { id: person.id, internalId: 1, name: person.name, email: person.email, active: true };
		const output = await runSteps(
			tenant.credentials,
			[{ ...employee, hasPayroll: true, supplier: null }],
			[
				{
					name: 'Map',
					type: 'kleerCinodeMapper',
					parameters: { scheme: 'users', options: options({ listLeftOut: true }) },
				},
			],
		);
		expect(output('Map')).toEqual([]);
		expect(output('Map', 1).map(({ json }) => json)).toMatchObject([{ leftOut: 'protected', label: '1' }]);
	});

	it('of subcontractors is left out as well', async () => {
		const { store } = tenant.sandbox.kleer;
		const tied = [...store.users.values()].find(({ id, active }) => active && isTied(id));
		Object.assign(tied ?? {}, { dimensions: { 'dimension-entries': [{ id: CATEGORY }] } });
		const run = await tenant.syncScheme('subcontractors', { mapper: { languageId: 1, options: options() } });
		expect(run.mapped.map(({ kleerId }) => kleerId)).not.toContain(tied?.id);
		expect(run.mapped.length).toBeGreaterThan(0);
	});
});
