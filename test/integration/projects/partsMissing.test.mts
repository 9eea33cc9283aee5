import { afterEach, beforeEach, expect, it } from 'vitest';
import { CURRENCY, ProjectCases } from './cases.mts';

/** The project is there, but Cinode has no such record (404) of something that it names. */

let cases: ProjectCases;

beforeEach(async () => {
	cases = await ProjectCases.start();
});

afterEach(async () => await cases.stop());

const refuse = (path: string, status: number, times?: number) =>
	cases.tenant.sandbox.faults.add({ system: 'cinode', method: 'GET', path, kind: 'status', status, times });

it('a role that isn’t shown is told with the project’s id: the project doesn’t pass for deleted', async () => {
	const [hidden, other] = [cases.make({ title: 'Dold roll' }), cases.make({ title: 'Annat' })];
	refuse(`/projects/${hidden}/roles/`, 404);
	const { rejected, results } = await cases.push([hidden, other]);
	expect(rejected).toEqual([expect.objectContaining({ sourceId: hidden, label: `project ${hidden}` })]);
	expect(String(rejected[0]?.reasons)).toContain('Dold roll');
	expect(results.map(({ action }) => action)).toEqual(['created']);
});

it('a role that was deleted while the project was read costs a second reading, and the project goes through', async () => {
	const id = cases.make();
	refuse(`/projects/${id}/roles/`, 404, 1);
	const { rejected, results } = await cases.push(id);
	expect(rejected).toEqual([]);
	expect(results.map(({ action }) => action)).toEqual(['created']);
});

it('a project that was deleted is no trouble', async () => {
	const id = cases.make();
	refuse(`/projects/${id}$`, 404);
	const { rejected, results } = await cases.push(id);
	expect([...rejected, ...results]).toEqual([]);
});

it('a tariff that isn’t shown leaves Kleer’s supplier price as it is', async () => {
	const person = cases.subcontractors[0] ?? cases.person(0);
	const assigned = { companyUserId: person.cinode, tariff: 700, currencyId: CURRENCY.SEK };
	const id = cases.make({ roles: [cases.roleOf(2, { assigned })] });
	await cases.push(id);
	expect(cases.price(id, person)['supplier-price']).toBe(70_000);
	refuse('/subcontractors/[0-9]+/roles/', 404);
	cases.edit(id, { contractValue: 5 });
	const { rejected } = await cases.push(id);
	expect(rejected).toEqual([]);
	expect(cases.one(id)['budget-amount']).toBe(500);
	expect(cases.price(id, person)['supplier-price']).toBe(70_000);
});

it('a project that Cinode refuses to give is told with its id', async () => {
	const id = cases.make();
	refuse(`/projects/${id}$`, 403);
	const { rejected } = await cases.push(id);
	expect(rejected).toMatchObject([{ sourceId: id, label: `project ${id}` }]);
});
