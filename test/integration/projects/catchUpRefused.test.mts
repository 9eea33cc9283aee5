import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { later } from '../support/clock.mts';
import { changed } from '../support/projects.mts';
import { ProjectCases } from './cases.mts';

let cases: ProjectCases;

beforeEach(async () => {
	cases = await ProjectCases.start();
});

afterEach(async () => {
	vi.restoreAllMocks();
	await cases.stop();
});

it.each([403, 500])('one project for which Cinode answers %i hides no other, and is told', async (status) => {
	const other = cases.make();
	await changed(cases.tenant);
	later(60);
	const bad = cases.make({ title: 'Hemligt' });
	cases.edit(other, { contractValue: 5 });
	later(1);
	cases.edit(bad, { contractValue: 5 });
	const path = `/projects/${bad}$`;
	cases.tenant.sandbox.faults.add({ system: 'cinode', method: 'GET', path, kind: 'status', status });
	const { handed, push } = await cases.catchUp();
	expect(handed).toEqual(expect.arrayContaining([bad, other]));
	expect(push?.rejected.map(({ reasons }) => String(reasons)).join()).toContain(String(status));
	expect(cases.one(other)['budget-amount']).toBe(500);
});

it('an error in the middle of a run costs no full round', async () => {
	const ids = Array.from({ length: 30 }, (_, index) => cases.make({ title: `Projekt ${index}` }));
	await changed(cases.tenant);
	later(60);
	cases.edit(ids[3] ?? 0, { contractValue: 5 });
	const path = '/projects/[0-9]+$';
	cases.tenant.sandbox.faults.add({ system: 'cinode', method: 'GET', path, kind: 'status', status: 401 });
	await expect(changed(cases.tenant)).rejects.toThrow();
	cases.tenant.sandbox.faults.clear();
	later(60);
	const handed = await changed(cases.tenant);
	expect(handed).toContain(ids[3]);
	expect(handed.length).toBeLessThan(30);
});
