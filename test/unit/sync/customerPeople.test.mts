import { describe, expect, it } from 'vitest';
import { planContact, planManagers } from '../../../sync';
import { client } from '../support/clients.mts';
import { CustomersTenant, OPTIONS, resultOf } from '../support/customers.mts';

const ANNA = { companyUserId: 71, internalIdentifier: '1017', firstName: 'Anna', lastName: 'Berg' };
const BO = { companyUserId: 72, internalIdentifier: '1018', firstName: 'Bo', lastName: 'Ek' };
const tenant = () => {
	const one = new CustomersTenant();
	one.cinode.users.push(ANNA, BO);
	return one;
};
const wanted = { id: 71, name: 'Anna Berg' };

describe('the person responsible', () => {
	it.each(['add', 'only'] as const)('is added where there is none (%s)', (policy) => {
		expect(planManagers(wanted, [], policy, 'always').payload).toEqual({ add: [71], remove: [] });
	});

	it.each(['add', 'only'] as const)('is left where it is she alone (%s)', (policy) => {
		const plan = planManagers(wanted, [ANNA], policy, 'always');
		expect(plan.payload).toBeUndefined();
		expect(plan.warning).toBeUndefined();
	});

	it('is added to others, which are listed', () => {
		const { payload, warning } = planManagers(wanted, [BO], 'add', 'always');
		expect(payload).toEqual({ add: [71], remove: [] });
		expect(warning).toMatch(/Bo Ek/);
		expect(warning).not.toMatch(/Anna/);
	});

	it('is there beside others: they are listed, nothing is written', () => {
		const { payload, warning, change } = planManagers(wanted, [ANNA, BO], 'add', 'always');
		expect(payload).toBeUndefined();
		expect(change).toBeUndefined();
		expect(warning).toMatch(/Bo Ek/);
	});

	it('becomes the only one: others are removed, and the change names them', () => {
		const { payload, change } = planManagers(wanted, [ANNA, BO], 'only', 'always');
		expect(payload).toEqual({ add: [], remove: [72] });
		expect(change).toEqual({ from: 'Anna Berg, Bo Ek', to: 'Anna Berg' });
	});

	it('if empty is written only where there is none', () => {
		expect(planManagers(wanted, [BO], 'add', 'ifEmpty').payload).toBeUndefined();
		expect(planManagers(wanted, [], 'add', 'ifEmpty').payload).toEqual({ add: [71], remove: [] });
	});

	it('is found by key in a run, and the client goes through', async () => {
		const one = tenant();
		await one.sync([client()]);
		expect(one.cinode.rows[0]!.managers).toMatchObject([{ companyUserId: 71 }]);
	});

	it('that is not in Cinode is a warning that names the key; everything else is written', async () => {
		const one = new CustomersTenant();
		const run = await one.sync([client()]);
		const { action, warnings } = resultOf(run, '1001');
		expect(action).toBe('created');
		expect(warnings.join()).toMatch(/1017/);
		expect(one.cinode.rows[0]).toMatchObject({ managers: [], phone: '08-123 45 67' });
	});

	it('that Kleer does not name removes none, even with "the only one"', async () => {
		const one = tenant();
		one.options = { ...OPTIONS, responsible: 'only' };
		const row = one.cinode.add({ name: 'Nordan Bygg AB', identification: '1001', managers: [BO] });
		await one.sync([client({ responsible: null })]);
		expect(row.managers).toMatchObject([{ companyUserId: 72 }]);
	});

	it('changed in Kleer with "the only one": the old one goes', async () => {
		const one = tenant();
		one.options = { ...OPTIONS, responsible: 'only' };
		await one.sync([client()]);
		await one.sync([client({ responsible: { id: 18, internalId: 1018, name: 'Bo Ek' } })]);
		expect(one.cinode.rows[0]!.managers.map(({ companyUserId }) => companyUserId)).toEqual([72]);
		expect(one.cinode.writes().map(({ name }) => name)).toEqual(['addManagers', 'removeManager']);
	});

	it('changed in Kleer with "add": the old one stays and is listed', async () => {
		const one = tenant();
		await one.sync([client()]);
		const run = await one.sync([client({ responsible: { id: 18, internalId: 1018, name: 'Bo Ek' } })]);
		expect(one.cinode.rows[0]!.managers).toHaveLength(2);
		expect(resultOf(run, '1001').warnings.join()).toMatch(/Anna Berg/);
	});
});

describe('your reference', () => {
	it.each<[string, { firstName: string; lastName: string }]>([
		['Berit Lund', { firstName: 'Berit', lastName: 'Lund' }],
		['Anna Maria Berg', { firstName: 'Anna Maria', lastName: 'Berg' }],
		['Lund, Berit', { firstName: 'Berit', lastName: 'Lund' }],
		['Carl von Essen', { firstName: 'Carl', lastName: 'von Essen' }],
		['Åsa Öberg-Ek', { firstName: 'Åsa', lastName: 'Öberg-Ek' }],
	])('%s reads as a person, and is created', (name, contact) => {
		expect(planContact(name, [], 'always')).toMatchObject({ payload: contact });
	});

	it.each([
		'Berit',
		'REF-4711',
		'Kst 1234',
		'Inköp/Lund',
		'berit@kund.se',
		'Berit Lund 070-1',
		'4711 ABC',
		'/ /',
		'@ x',
	])('%s does not: a warning, and nothing is created', (name) => {
		const { payload, warning } = planContact(name, [], 'always');
		expect(payload).toBeUndefined();
		expect(warning).toContain(name);
	});

	it.each<[string, string, string, string]>([
		['in another case', 'Berit Lund', 'BERIT', 'lund'],
		['with other spaces', 'Berit  Lund', ' Berit', 'Lund '],
		['with three names split otherwise', 'Anna Maria Berg', 'Anna', 'Maria Berg'],
		['written last name first', 'Lund, Berit', 'Berit', 'Lund'],
		['of one word only', 'Berit', 'Berit', ''],
		['that is a code', 'REF 4711', 'REF', '4711'],
	])('found %s creates no contact and warns of nothing', (_how, name, firstName, lastName) => {
		expect(planContact(name, [{ id: 1, firstName, lastName }], 'always')).toEqual({});
	});

	it('is created beside others', () => {
		expect(
			planContact('Berit Lund', [{ id: 1, firstName: 'Bo', lastName: 'Ek' }], 'always').payload,
		).toBeDefined();
	});

	it('if empty is created only where there is no contact', () => {
		const others = [{ id: 1, firstName: 'Bo', lastName: 'Ek' }];
		expect(planContact('Berit Lund', others, 'ifEmpty').payload).toBeUndefined();
		expect(planContact('Berit Lund', [], 'ifEmpty').payload).toBeDefined();
	});

	it('is created once, however often it runs; another one later comes beside it', async () => {
		const one = tenant();
		for (const contact of ['Berit Lund', 'BERIT LUND', 'Bo Ek', 'Berit Lund']) {
			one.forgetEverything();
			await one.sync([client({ contact })]);
		}
		const names = one.cinode.rows[0]!.contacts.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
		expect(names).toEqual(['Berit Lund', 'Bo Ek']);
	});

	it('that is a code warns in the result and lets the rest through', async () => {
		const one = tenant();
		const run = await one.sync([client({ contact: 'REF-4711' })]);
		expect(resultOf(run, '1001')).toMatchObject({
			action: 'created',
			warnings: [expect.stringContaining('REF-4711')],
		});
		expect(one.cinode.rows[0]!.contacts).toEqual([]);
	});
});

it('a responsible who isn’t in Cinode makes no warning where the row is "on create" and the customer is there', async () => {
	const one = new CustomersTenant();
	one.setup = { modes: { customerResponsible: 'onCreate' } };
	one.cinode.add({ name: 'Nordan Bygg AB', identification: '1001' });
	expect(resultOf(await one.sync([client()]), '1001').warnings).toEqual([]);
});
