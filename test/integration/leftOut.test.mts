import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSteps } from './support/engine.mts';
import { Tenant } from './support/tenant.mts';

/** Who is out of scope, or another scheme's, can be listed with the reason (issue 14, item 10). */

let tenant: Tenant;

beforeAll(async () => {
	tenant = await Tenant.start({ subcontractors: 3 });
});

afterAll(async () => await tenant.stop());

const keyOf = (name: string) => String(tenant.kleerUser(name)['internal-id']);

describe('records that the mapper leaves out', () => {
	it('is out of sight, unless it shall be listed', async () => {
		const scope = { neverKeys: keyOf('Elin Nyåkern') };
		const { rejected } = await tenant.sync({ sync: { dryRun: true }, mapper: { scope } });
		expect(rejected.filter(({ leftOut }) => leftOut)).toEqual([]);
		expect(JSON.stringify(rejected)).not.toContain('Nyåkern');
	});

	it('is listed with the reason by people and customers', async () => {
		const people = await tenant.sync({
			sync: { dryRun: true },
			mapper: { scope: { neverKeys: keyOf('Elin Nyåkern') }, options: { listLeftOut: true } },
		});
		const listed = people.rejected.filter(({ leftOut }) => leftOut);
		expect(listed).toContainEqual({
			scheme: 'users',
			key: keyOf('Elin Nyåkern'),
			label: `Elin Nyåkern (${keyOf('Elin Nyåkern')})`,
			leftOut: 'outOfScope',
			why: "Out of scope: the key is among 'Never These Keys'",
		});
		expect(listed.filter(({ leftOut }) => leftOut === 'subcontractors').length).toBeGreaterThan(0);
		expect(people.rejected.filter(({ reasons }) => reasons).length).toBeGreaterThan(0);
		// Nothing is done about them.
		expect(people.resultOf('Elin Nyåkern')).toBeUndefined();

		const customers = await tenant.syncScheme('customers', {
			sync: { dryRun: true },
			mapper: {
				scope: { onlyCategories: ['1|Nobody has it'] },
				options: { listLeftOut: true },
			},
		});
		const whys = customers.rejected.filter(({ leftOut }) => leftOut).map(({ why }) => why);
		expect(whys).toContain("Out of scope: none of the categories in 'Only With Category'");
	});

	it('stands in the report with the reason', async () => {
		const { rejected, results, summary } = await tenant.sync({
			sync: { dryRun: true },
			mapper: { scope: { neverKeys: keyOf('Elin Nyåkern') }, options: { listLeftOut: true } },
		});
		const items = [...rejected, ...results, summary] as unknown as IDataObject[];
		const output = await runSteps(tenant.credentials, items, [
			{ name: 'Report', type: 'kleerCinodeMapper', parameters: { operation: 'report', scheme: 'users' } },
		]);
		const report = output('Report')[0]?.json as IDataObject;
		expect(report.leftOut).toContainEqual({
			who: `Elin Nyåkern (${keyOf('Elin Nyåkern')})`,
			key: keyOf('Elin Nyåkern'),
			why: "Out of scope: the key is among 'Never These Keys'",
		});
		expect(report.html).toContain('Left out, and why');
		expect(String(report.title)).toMatch(/^Dry run, users: \d+ would be created/);
	});
});
