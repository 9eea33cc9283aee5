import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runSteps } from './support/engine.mts';
import { changed, push } from './support/projects.mts';
import type { SyncRunOptions } from './support/sync.mts';
import { FULL_SETUP, Tenant } from './support/tenant.mts';

/** What a dry run says of the set-up, before anything is written that can't be undone (issue 14, item 11). */

let tenant: Tenant;

beforeAll(async () => {
	tenant = await Tenant.start({ subcontractors: 3 });
});

beforeEach(() => tenant.sandbox.requests.clear());

afterAll(async () => await tenant.stop());

const dry = { sync: { dryRun: true } };
const remarksIn = (rejected: IDataObject[]) => rejected.flatMap(({ setupRemark }) => setupRemark ?? []);
const remarks = async (options: SyncRunOptions) =>
	remarksIn((await tenant.sync({ ...dry, mode: 'manual', ...options })).rejected);

const LANGUAGES = '/languages$';
const asked = (path: string) => tenant.sandbox.requests.count({ path: new RegExp(path) });

describe('a dry run of users', () => {
	it('warns that no language, office or roles are chosen', async () => {
		expect(await remarks({})).toEqual([
			expect.stringMatching(/^'Language' is not chosen.*Cinode can't change it later/),
			expect.stringMatching(/^'Office' is not chosen/),
			expect.stringMatching(/^'Roles' are not chosen/),
		]);
	});

	it('warns of nothing where all is chosen and there, or switched off', async () => {
		expect(await remarks({ mapper: FULL_SETUP })).toEqual([]);
		const modes = { languageId: 'off', locationId: 'off', permissions: 'off' };
		expect(await remarks({ mapper: { modes } })).toEqual([]);
	});

	it.each<[string, IDataObject, string]>([
		[
			'a category',
			{ categoryTags: { rows: [{ category: '999|Fiske' }] } },
			"'Categories as Tags' names the category Fiske (id 999), which Kleer doesn't have: choose it anew in the mapper",
		],
		[
			'a category of the scope',
			{ scope: { onlyCategories: ['998|Bort'] } },
			"'Only With Category' names the category Bort (id 998), which Kleer doesn't have: choose it anew in the mapper",
		],
		[
			'an office',
			{ locationId: 77 },
			"'Office' names the office 77, which Cinode doesn't have: choose it anew in the mapper",
		],
		[
			'a language',
			{ languageId: 88 },
			"'Language' names the language 88, which Cinode doesn't have: choose it anew in the mapper",
		],
	])('warns of %s that the account doesn’t have', async (_what, mapper, remark) => {
		expect(await remarks({ mapper: { ...FULL_SETUP, ...mapper } })).toEqual([remark]);
	});

	it('says what it could not check', async () => {
		tenant.sandbox.faults.add({
			system: 'cinode',
			path: '/languages$',
			kind: 'status',
			status: 403,
			times: 9,
		} as never);
		const [remark] = await remarks({ mapper: FULL_SETUP });
		expect(remark).toMatch(/^Whether Cinode has what 'Language' names was not checked: /);
		tenant.sandbox.faults.clear();
	});

	it('asks the accounts once an hour only where it is on a schedule', async () => {
		const mapper = { ...FULL_SETUP, currencyId: 2 };
		await remarks({ mapper, mode: 'trigger' });
		expect(asked(LANGUAGES)).toBe(1);
		tenant.sandbox.requests.clear();
		expect(await remarks({ mapper, mode: 'trigger' })).toEqual([]);
		expect(asked(LANGUAGES)).toBe(0);
		await remarks({ mapper });
		expect(asked(LANGUAGES)).toBe(1);
	});

	it('stands in the report, and the part on creations only where a person would be created', async () => {
		const { rejected, results, summary } = await tenant.sync({ ...dry, mode: 'manual' });
		const reported = async (items: object[]) => {
			const output = await runSteps(tenant.credentials, items as IDataObject[], [
				{ name: 'Report', type: 'kleerCinodeMapper', parameters: { operation: 'report', scheme: 'users' } },
			]);
			return output('Report')[0]?.json as { warnings: string[]; html: string; title: string };
		};
		const all = await reported([...rejected, ...results, summary]);
		expect(all.warnings).toEqual(remarksIn(rejected));
		expect(all.html).toContain('&#39;Language&#39; is not chosen');
		const nobody = { ...summary, counts: { ...summary.counts, created: 0 } };
		expect((await reported([...rejected, nobody])).warnings).toEqual([]);
	});
});

it('a run that writes asks nothing and says nothing of the set-up', async () => {
	const { rejected } = await tenant.sync({ mapper: { keyPrefix: 'W-', scope: { neverKeys: 'x' } } });
	expect(remarksIn(rejected)).toEqual([]);
	expect(asked(LANGUAGES)).toBe(0);
});

describe('a dry run of projects', () => {
	it('warns of a stage, a team, a pipeline, an activity and a category that the accounts don’t have', async () => {
		const [id = 0] = await changed(tenant);
		const { rejected } = await push(tenant, [id], {
			mapper: {
				stages: ['9|9'],
				activityId: 12345,
				dimensionsByTeam: { rows: [{ teamId: 55, category: '66|Bort' }] },
				scope: { onlyPipelines: [44] },
			},
			sync: { dryRun: true },
		});
		expect(remarksIn(rejected)).toEqual([
			expect.stringContaining("'Pipeline Stages' names the stage 9|9"),
			expect.stringContaining("'Activity' names the activity 12345"),
			expect.stringContaining("'Categories by Team' names the team 55"),
			expect.stringContaining("'Categories by Team' names the category 66"),
			expect.stringContaining("'Only in Pipeline' names the pipeline 44"),
		]);
	});
});
