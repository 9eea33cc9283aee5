import { describe, expect, it } from 'vitest';
import type { Employee } from '../../../rules';
import {
	SOLE_SUPPLIER,
	SUPPLIER,
	SubcontractorsTenant,
	consultant,
	resultOf,
	withoutPayroll,
	type SubcontractorRow,
} from '../support/subcontractors.mts';

const HOUR = 3_600_000;
const KEYED = { internalIdentifier: '2040' };
const withRow = (more: Partial<SubcontractorRow> = {}, allowed?: string[]) => {
	const one = new SubcontractorsTenant();
	if (allowed) one.cinode.allowed = allowed;
	return { one, row: one.cinode.add({ ...KEYED, ...more }) };
};

/** What differs in Cinode, the field as results name it, and what Kleer has. */
const FIELDS: Array<[Partial<SubcontractorRow>, string, string, string, string]> = [
	[{ firstName: 'Ruth' }, 'First Name', 'Ruth', 'Rut', '/firstname'],
	[{ lastName: 'Eek' }, 'Last Name', 'Eek', 'Ek', '/lastname'],
	[{ email: 'rut@annan.se' }, 'Email', 'rut@annan.se', 'rut.ek@koda.se', '/email'],
	[{ phone: '112' }, 'Phone', '112', '073-765 43 21', '/phone'],
	[{ companyName: 'Gamla AB' }, 'Company Name', 'Gamla AB', 'Koda Konsult AB', '/companyname'],
	[
		{ companyIdentifier: '556036-0793' },
		'Company Identifier',
		'556036-0793',
		'556016-0680',
		'/companyidentifier',
	],
];

it('someone without key, who can’t be given one, is looked for once and not in every run', async () => {
	const { one } = withRow({ internalIdentifier: null });
	expect(resultOf(await one.sync([consultant()])).action).toBe('drift');
	for (let run = 0; run < 3; run++) {
		expect((await one.sync([consultant()])).summary.standing).toMatchObject([{ action: 'drift' }]);
		expect(one.cinode.names()).toEqual(['listSubcontractors']);
	}
	await one.sync([consultant()], { retriesAll: true });
	expect(one.cinode.names().length).toBeGreaterThan(1);
});

describe('someone in step', () => {
	it('is unchanged', async () => {
		const { one } = withRow();
		expect(resultOf(await one.sync([consultant()])).action).toBe('unchanged');
	});

	it.each<[string, Partial<SubcontractorRow>]>([
		['phone', { phone: '+46 73 765 43 21' }],
		['organisation number', { companyIdentifier: '165560160680' }],
		['e-mail', { email: 'Rut.Ek@koda.se' }],
		['name', { firstName: 'rut', lastName: 'EK ' }],
	])('is unchanged where the %s is only written otherwise', async (_what, more) => {
		const { one } = withRow(more);
		expect(resultOf(await one.sync([consultant()])).action).toBe('unchanged');
	});

	it('is unchanged where only what Cinode never shows may differ', async () => {
		const { one } = withRow();
		await one.sync([withoutPayroll()]);
		expect(resultOf(await one.sync([consultant()])).action).toBe('unchanged');
		expect(one.cinode.writes()).toEqual([]);
	});

	it('is unchanged whatever people set of what is on create: currency and office', async () => {
		const { one } = withRow({ defaultCurrency: { id: 5 }, companyAddress: { id: 3 } });
		one.setup = { currencyId: 1, locationId: 9 };
		expect(resultOf(await one.sync([consultant()])).action).toBe('unchanged');
	});
});

describe('where Cinode allows no update', () => {
	it.each(FIELDS)('%j is a drift that names the field, with old and new', async (more, field, from, to) => {
		const { one, row } = withRow(more);
		const before = structuredClone(row);
		const result = resultOf(await one.sync([consultant()]));
		expect(result.action).toBe('drift');
		expect(result.changes).toEqual([{ field, from, to }]);
		expect(result.reason).toContain(field);
		expect(one.cinode.writes()).toEqual([]);
		expect(row).toEqual(before);
	});

	it('several fields are named in one drift', async () => {
		const { one } = withRow({ phone: '112', companyName: 'Gamla AB' });
		const { changes } = resultOf(await one.sync([consultant()]));
		expect(changes.map(({ field }) => field).sort()).toEqual(['Company Name', 'Phone']);
	});

	it('the server is asked once per run, however many drift, and not where none does', async () => {
		const one = new SubcontractorsTenant();
		const people = [1, 2, 3].map((internalId) => {
			one.cinode.add({ internalIdentifier: `${internalId}`, email: `p${internalId}@koda.se`, phone: '112' });
			return consultant({ internalId, email: `p${internalId}@koda.se` });
		});
		await one.sync(people);
		expect(one.cinode.names().filter((name) => name === 'allowedMethods')).toHaveLength(1);
		const { one: quiet } = withRow();
		await quiet.sync([consultant()]);
		expect(quiet.cinode.names()).not.toContain('allowedMethods');
	});

	it('is told once and then stands, at the cost of the list', async () => {
		const { one } = withRow({ phone: '112' });
		await one.sync([consultant()]);
		const second = await one.sync([consultant()], { includeUnchanged: false });
		expect(second.results).toEqual([]);
		expect(second.summary.standing).toMatchObject([{ key: '2040', action: 'drift' }]);
		expect(second.summary.standing[0]!.reason).toContain('Phone');
		expect(second.summary.counts.drift).toBe(1);
		expect(one.cinode.names()).toEqual(['listSubcontractors']);
	});

	it('is told anew when another field drifts', async () => {
		const { one } = withRow({ phone: '112' });
		await one.sync([consultant()]);
		const supplier = { ...SUPPLIER, name: 'Koda Sverige AB' };
		const result = resultOf(await one.sync([consultant({ supplier })]));
		expect(result.changes.map(({ field }) => field)).toContain('Company Name');
	});

	it('ends when someone corrects it by hand', async () => {
		const { one, row } = withRow({ companyName: 'Gamla AB' });
		await one.sync([consultant()]);
		row.companyName = SUPPLIER.name;
		const run = await one.sync([consultant()]);
		expect(resultOf(run).action).toBe('unchanged');
		expect(run.summary.standing).toEqual([]);
	});

	it('ends within a day where the list does not show it', async () => {
		const { one, row } = withRow({ phone: '112' });
		await one.sync([consultant()]);
		row.phone = '073-7654321';
		await one.clock.advance(25 * HOUR);
		expect(resultOf(await one.sync([consultant()])).action).toBe('unchanged');
	});

	it('someone without key who has the e-mail is not created: the missing key is a drift', async () => {
		const { one, row } = withRow({ internalIdentifier: null });
		const result = resultOf(await one.sync([consultant()]));
		expect(result.action).toBe('drift');
		expect(result.changes).toEqual([{ field: 'Internal/External ID', from: null, to: '2040' }]);
		expect(one.cinode.writes()).toEqual([]);
		expect(one.cinode.rows).toEqual([row]);
	});

	it.each<[string, Partial<Employee>, Partial<SubcontractorRow>]>([
		['emptied in Kleer', { phone: null }, { phone: '112' }],
		['inactive', { active: false }, { phone: '112' }],
	])('someone %s does not drift', async (_what, more, row) => {
		const { one } = withRow(row);
		expect(['unchanged', 'skipped']).toContain(resultOf(await one.sync([consultant(more)])).action);
	});

	it('someone who lost the payroll row keeps phone and gender without a drift', async () => {
		const { one } = withRow({ phone: '112' });
		expect(resultOf(await one.sync([withoutPayroll()])).action).toBe('unchanged');
	});

	it('someone disconnected in Cinode is kept, not duplicated, and the result says so', async () => {
		const { one } = withRow({ status: 0 });
		const result = resultOf(await one.sync([consultant()]));
		expect(one.cinode.writes()).toEqual([]);
		expect(result.warnings.join()).toMatch(/disconnected/i);
	});
});

describe('a gender that changes in Kleer, which Cinode never shows', () => {
	/** The same person with a woman's number; 920714-2382 has a right check digit. */
	const woman = consultant({ ssn: '920714-2382' });
	const quietly = { includeUnchanged: false };

	it('is a warning where Cinode allows no update: told once, and then it stands', async () => {
		const { one } = withRow();
		await one.sync([consultant()]);
		const first = await one.sync([woman], quietly);
		expect(resultOf(first)).toMatchObject({
			action: 'unchanged',
			changes: [],
			warnings: [expect.stringMatching(/^Gender changed in Kleer.*by hand$/)],
		});
		const second = await one.sync([woman], quietly);
		expect(second.results).toEqual([]);
		expect(second.summary.standing).toMatchObject([{ key: '2040', action: 'unchanged' }]);
		expect(one.cinode.names()).toEqual(['listSubcontractors']);
		await one.clock.advance(25 * HOUR);
		expect((await one.sync([woman], quietly)).results).toEqual([]);
	});

	it('is told again by hand, as the summary says', async () => {
		const { one } = withRow();
		await one.sync([consultant()]);
		await one.sync([woman], quietly);
		const byHand = await one.sync([woman], { ...quietly, retriesAll: true });
		expect(byHand.results).toMatchObject([
			{ warnings: [expect.stringContaining('Gender changed in Kleer')] },
		]);
	});

	it('is over when Kleer says again what Cinode was told', async () => {
		const { one } = withRow();
		await one.sync([consultant()]);
		await one.sync([woman], quietly);
		const { results, summary } = await one.sync([consultant()], { ...quietly, retriesAll: true });
		expect(results).toEqual([]);
		expect(summary.standing).toEqual([]);
	});

	it('is patched where Cinode allows it, and no warning', async () => {
		const { one, row } = withRow({}, ['PATCH']);
		await one.sync([consultant()]);
		expect(resultOf(await one.sync([woman]))).toMatchObject({ action: 'updated', warnings: [] });
		expect(row.hidden.gender).toBe(2);
	});
});

describe('where Cinode allows PATCH', () => {
	it.each(FIELDS)('%j is all that is patched', async (more, field, from, to, path) => {
		const { one, row } = withRow(more, ['GET', 'PATCH']);
		const result = resultOf(await one.sync([consultant()]));
		expect(result).toMatchObject({ action: 'updated', changes: [{ field, from, to }] });
		expect(one.cinode.writes()).toEqual([
			{ name: 'patchSubcontractor', args: [row.companyUserId, [{ op: 'replace', path, value: to }]] },
		]);
	});

	it('someone without key gets it, and is linked', async () => {
		const { one, row } = withRow({ internalIdentifier: null }, ['GET', 'PATCH']);
		const result = resultOf(await one.sync([withoutPayroll()]));
		expect(result.action).toBe('linked');
		expect(row.internalIdentifier).toBe('2040');
		expect(one.cinode.rows).toHaveLength(1);
		await one.sync([withoutPayroll()]);
		expect(one.cinode.names()).toEqual(['listSubcontractors']);
	});

	it('PATCH comes before PUT where both are allowed', async () => {
		const { one } = withRow({ phone: '112' }, ['PUT', 'PATCH', 'GET']);
		await one.sync([consultant()]);
		expect(one.cinode.writes().map(({ name }) => name)).toEqual(['patchSubcontractor']);
	});

	it('a dry run writes nothing', async () => {
		const { one, row } = withRow({ phone: '112' }, ['PATCH']);
		expect(resultOf(await one.sync([consultant()], { dryRun: true }))).toMatchObject({ action: 'updated' });
		expect(row.phone).toBe('112');
	});
});

describe('the number of a sole trader', () => {
	const sole = consultant({ supplier: SOLE_SUPPLIER });
	it.each<[string, Partial<SubcontractorRow>, string[]]>([
		['as a drift', { companyIdentifier: '556016-0680' }, ['GET']],
		['patched', { companyIdentifier: '19850302-2390' }, ['PATCH']],
		['as a drift where only PUT is allowed', { companyIdentifier: null }, ['PUT']],
	])('is masked %s', async (_how, more, allowed) => {
		const { one } = withRow(more, allowed);
		const run = await one.sync([sole]);
		expect(resultOf(run).changes).toContainEqual({
			field: 'Company Identifier',
			from: 'changed',
			to: 'changed',
		});
		expect(JSON.stringify([run, await one.sync([sole])])).not.toMatch(/850302/);
	});

	it('is masked in a creation, and shown where the switch says so', async () => {
		const masked = await new SubcontractorsTenant().sync([sole]);
		expect(JSON.stringify(masked)).not.toMatch(/850302/);
		const clear = await new SubcontractorsTenant().sync([sole], { showSensitive: true });
		expect(JSON.stringify(clear)).toMatch(/850302-2397/);
	});
});

describe('identity', () => {
	it('another key on the e-mail is a conflict that names both', async () => {
		const { one } = withRow({ internalIdentifier: '77' });
		const { action, reason } = resultOf(await one.sync([consultant()]));
		expect(action).toBe('conflict');
		expect(reason).toMatch(/77.*2040|2040.*77/);
	});

	it('the key without e-mail or name in common is a conflict', async () => {
		const { one } = withRow({ firstName: 'Bo', lastName: 'Ax', email: 'bo@annan.se' });
		expect(resultOf(await one.sync([consultant()])).action).toBe('conflict');
		expect(one.cinode.writes()).toEqual([]);
	});

	it('another Kleer company’s key is not ours', async () => {
		const { one, row } = withRow({ internalIdentifier: 'B-2040', email: 'annan@koda.se' });
		one.setup = { keyPrefix: 'A-' };
		expect(resultOf(await one.sync([consultant()]), 'A-2040').action).toBe('created');
		expect(row.internalIdentifier).toBe('B-2040');
	});

	it('a supplier that changes in Kleer is a drift of the company, never a new person', async () => {
		const { one } = withRow();
		await one.sync([consultant()]);
		const supplier = { id: 9, name: 'Nya Bolaget AB', organisationNumber: '556012-5790' };
		const { changes } = resultOf(await one.sync([consultant({ supplier })]));
		expect(changes.map(({ field }) => field).sort()).toEqual(['Company Identifier', 'Company Name']);
		expect(one.cinode.rows).toHaveLength(1);
	});
});
