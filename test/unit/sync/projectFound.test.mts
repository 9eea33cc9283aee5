import { describe, expect, it } from 'vitest';
import type { CinodeProject } from '../../../rules';
import type { KleerProject } from '../../../models/kleer/projects';
import { ProjectsTenant, kleerProject, nordan, role } from '../support/projects.mts';

const withKleer = (more: Partial<KleerProject> = {}) => new ProjectsTenant(kleerProject(more));

describe('a number that is on a project of', () => {
	it.each<[string, KleerProject['client']]>([
		['another client', { id: 42 }],
		['no client', undefined],
		['no client, said as null', null],
	])('%s is a conflict, and nothing is written', async (_name, client) => {
		const one = withKleer({ client });
		const result = await one.pushOne({ contractValue: 1 });
		expect(result).toMatchObject({ action: 'conflict', targetId: 900 });
		expect(result.reason).toContain('501');
		expect(one.kleer.written).toEqual([]);
	});

	it('another client of the same name is also a conflict', async () => {
		const one = withKleer({ client: { id: 43 } });
		expect((await one.pushOne()).action).toBe('conflict');
	});
});

describe('the same client and name under another number', () => {
	it('is a conflict that says what to do', async () => {
		const one = withKleer({ number: '77' });
		const result = await one.pushOne();
		expect(result).toMatchObject({ action: 'conflict', targetId: 900 });
		expect(result.reason).toMatch(/77/);
		expect(result.reason).toMatch(/identifier/);
		expect(one.kleer.written).toEqual([]);
	});

	it('is a conflict whatever the case of the name', async () => {
		expect((await withKleer({ number: '77', name: 'NY E-HANDEL ' }).pushOne()).action).toBe('conflict');
	});

	it('is the project, once its number stands in the identifier', async () => {
		const one = withKleer({ number: '77' });
		const setup = { numberSource: 'identifier' as const };
		expect(await one.pushOne({ identifier: '77' }, { setup })).toMatchObject({
			action: 'unchanged',
			targetId: 900,
		});
	});

	it('is another project when both are known', async () => {
		const one = withKleer();
		const { results } = await one.push([{}, { id: 502 }]);
		expect(results.map(({ action }) => action).sort()).toEqual(['created', 'unchanged']);
	});

	it('of another client is another project', async () => {
		expect((await withKleer({ number: '77', client: { id: 42 } }).pushOne()).action).toBe('created');
	});

	it('with our own prefix is another project of ours', async () => {
		const one = withKleer({ number: 'C-400' });
		expect((await one.pushOne({}, { setup: { numberPrefix: 'C-' } })).action).toBe('created');
	});
});

describe('two of the same number', () => {
	it('in Kleer are a conflict', async () => {
		const one = new ProjectsTenant(kleerProject(), kleerProject({ id: 901 }));
		expect((await one.pushOne()).action).toBe('conflict');
	});

	it('in Cinode are a conflict for both', async () => {
		const one = new ProjectsTenant();
		const setup = { numberSource: 'identifier' as const };
		const { results } = await one.push([{}, { id: 502, title: 'Annat' }], { setup });
		expect(results.map(({ action }) => action)).toEqual(['conflict', 'conflict']);
		expect(one.kleer.written).toEqual([]);
	});
});

describe('what Kleer cannot change', () => {
	it.each<[string, Partial<CinodeProject>, string, unknown, unknown]>([
		['the name', { title: 'Nytt namn' }, 'Name', 'Ny e-handel', 'Nytt namn'],
		['the currency', { currency: 'EUR', roles: [role({ currency: null })] }, 'Currency', 'SEK', 'EUR'],
		['fixed price', { roles: [role({ contractType: 'fixed' })] }, 'Fixed Price', false, true],
	])('%s is drift with old and new', async (_name, more, field, from, to) => {
		const one = withKleer();
		const result = await one.pushOne(more);
		expect(result).toMatchObject({ action: 'drift', changes: [{ field, from, to }], targetId: 900 });
		expect(result.reason).toContain(field);
		expect(one.kleer.written).toEqual([]);
	});

	it('stays as it is when something else is written, and a warning tells', async () => {
		const one = withKleer();
		const result = await one.pushOne({ title: 'Nytt namn', contractValue: 1000 });
		expect(result).toMatchObject({ action: 'updated', changes: [{ field: 'Budget Amount' }] });
		expect(result.warnings.join()).toMatch(/Ny e-handel.*Nytt namn/);
		expect(one.body).toMatchObject({ name: 'Ny e-handel', 'fixed-price': false, number: '501' });
	});

	it('is no drift where the roles say nothing', async () => {
		expect((await withKleer({ 'fixed-price': true }).pushOne({ roles: [] })).action).toBe('unchanged');
	});
});

describe('keys with a prefix', () => {
	it('find clients by the number without it', async () => {
		const one = new ProjectsTenant();
		const result = await one.pushOne(
			{
				customer: { ...nordan, number: 'SE-1001' },
				roles: [role({ person: { id: 71, name: 'Anna Berg', key: 'SE-1017' } })],
				projectManagers: [],
				salesManagers: [],
			},
			{ setup: { keyPrefix: 'SE-' } },
		);
		expect(result).toMatchObject({ action: 'created', warnings: [] });
		expect(one.body).toMatchObject({ client: { id: 41 }, users: [{ user: { id: 61 } }] });
	});

	it("find clients by Kleer's id where set-up chose it", async () => {
		const one = new ProjectsTenant();
		await one.pushOne({ customer: { ...nordan, number: '42' } }, { setup: { customerNumberSource: 'id' } });
		expect(one.body).toMatchObject({ client: { id: 42 } });
	});
});
