import { describe, expect, it } from 'vitest';
import { ProjectsTenant, kleerProject, role } from '../support/projects.mts';

/** Cinode says no currency: what an amount is worth is known only where all is in the company's own. */

const unsaid = { currency: null, contractValue: 99_000, roles: [role({ currency: null })] };
const clients = (currency?: string) => [
	{ id: 41, 'foreign-id': '1001', name: 'Nordan Bygg AB', 'currency-type': currency },
];

describe('an amount in no currency', () => {
	it.each<[string, string | undefined]>([
		['another currency', 'EUR'],
		['one that Kleer does not say', undefined],
	])('stays out of a project in %s, and that is said', async (_what, currency) => {
		const one = new ProjectsTenant(kleerProject({ 'currency-type': currency }));
		const { warnings } = await one.pushOne({ ...unsaid, description: 'Ny' });
		expect(one.kleer.written).toEqual([]);
		expect(warnings.join()).toContain('no currency');
	});

	it('is written where the project is in the company’s own', async () => {
		const one = new ProjectsTenant(kleerProject());
		const { action, warnings } = await one.pushOne(unsaid);
		expect(action).toBe('updated');
		expect(one.body['budget-amount']).toBe(9_900_000);
		expect(warnings.join()).not.toContain('budget');
	});

	it('stays out of a new project of a client in another currency, and the rest goes through', async () => {
		const one = new ProjectsTenant();
		one.kleer.clients = clients('EUR');
		const { action, warnings } = await one.pushOne(unsaid);
		expect(action).toBe('created');
		expect(one.body['budget-amount']).toBe(0);
		expect(warnings.join()).toContain('no currency');
	});

	it.each([[undefined], ['SEK']])('goes with a new project of a client in %s', async (currency) => {
		const one = new ProjectsTenant();
		one.kleer.clients = clients(currency);
		await one.pushOne(unsaid);
		expect(one.body['budget-amount']).toBe(9_900_000);
	});

	it('stays out where Kleer does not say which currency is the company’s', async () => {
		const one = new ProjectsTenant(kleerProject());
		one.kleer.ownCurrency = undefined;
		const { action, warnings } = await one.pushOne(unsaid);
		expect(action).toBe('unchanged');
		expect(warnings.join()).toContain('no currency');
	});
});

describe('an amount in no currency that would not be written', () => {
	it.each<[string, object, object]>([
		['comes only on creation', {}, { modes: { budgetAmount: 'onCreate' } }],
		['fills only an empty one', {}, { modes: { budgetAmount: 'ifEmpty' } }],
		['stands already', { 'budget-amount': 9_900_000 }, {}],
	])('since it %s is no warning, and asks nothing', async (_why, kleers, setup) => {
		const one = new ProjectsTenant(kleerProject({ 'currency-type': 'EUR', ...kleers }));
		const { warnings } = await one.pushOne(unsaid, { setup: { activityId: undefined, ...setup } });
		expect(warnings).toEqual([]);
		expect(one.kleer.reads).not.toContain('company');
	});
});

describe('the company’s currency', () => {
	it.each([
		['the project says its own', {}],
		['there is no amount', { currency: null, contractValue: null, estimatedValue: null }],
	])('is not asked where %s', async (_what, project) => {
		const one = new ProjectsTenant(kleerProject());
		await one.pushOne(project);
		expect(one.kleer.reads).not.toContain('company');
	});
});
