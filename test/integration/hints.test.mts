import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FULL_SETUP, Tenant } from './support/tenant.mts';
import type { SyncRun } from './support/sync.mts';

/** What a sync's node says of itself in the editor, in n8n's own engine. */

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start();
});

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

const told = ({ hints }: SyncRun) => hints.map(({ type, message }) => `${type}: ${message}`);

describe('a sync says on the canvas', () => {
	it('that dry run is on and what it would do, without values', async () => {
		const dry = await tenant.sync({
			mapper: FULL_SETUP,
			sync: { dryRun: true },
			options: { showSensitive: true },
		});
		expect(told(dry)).toEqual([
			'info: Dry run is on: nothing was written. With it off: 7 would be created, 1 would be linked',
		]);
		expect(dry.hints[0]).toMatchObject({ location: 'outputPane' });
		expect(JSON.stringify(dry.results)).toContain('38922');
	});

	it('that nothing would change', async () => {
		await tenant.sync({ mapper: FULL_SETUP });
		expect(told(await tenant.sync({ mapper: FULL_SETUP, sync: { dryRun: true } }))).toEqual([
			'info: Dry run is on: nothing was written. With it off: nothing would change',
		]);
	});

	it('what the canary showed, once', async () => {
		const [hint, ...more] = told(await tenant.sync({ mapper: FULL_SETUP }));
		expect(more).toEqual([]);
		expect(hint).toMatch(
			/^info: Canary: the first records of this set-up were read back, \d+ fields in all; all was kept$/,
		);
		expect(told(await tenant.sync({ mapper: FULL_SETUP }))).toEqual([]);
	});

	it('what the canary found not kept, and the count that lets the rest through', async () => {
		tenant.sandbox.cinode.store.options.ignores.push('/phone');
		const run = await tenant.sync({ mapper: FULL_SETUP });
		const { count } = run.summary.brake ?? {};
		expect(told(run)).toEqual([
			expect.stringMatching(
				new RegExp(
					`^danger: Stopped by the safety brake: Cinode did not keep Phone .*'Allow Once' to ${count} `,
				),
			),
			expect.stringMatching(/^warning: Canary: .*; [12] not kept$/),
		]);
	});

	it('that the brake stopped it, and what would let it through, also in the runs after', async () => {
		const options = { maxCreates: 3 };
		expect(told(await tenant.sync({ options, sync: { dryRun: true } }))).toEqual([
			'info: Dry run is on: nothing was written. With it off: 7 would be created, 1 would be linked, if the safety brake let it',
			"danger: The safety brake would stop it: 7 would be created (limit 3). A run that writes would stop before its first write. If this is right, set 'Allow Once' to 7 for the next run",
		]);
		expect(told(await tenant.sync({ options }))).toEqual([
			"danger: Stopped by the safety brake: 7 would be created (limit 3). Nothing was written. If this is right, set 'Allow Once' to 7 for the next run",
		]);
		expect(told(await tenant.sync({ options }))).toEqual([
			"warning: 8 records are held by the safety brake since an earlier run: 7 would be created (limit 3). If this is right, set 'Allow Once' to 7 for the next run",
		]);
	});

	it('how many differ in what the target can’t take', async () => {
		await tenant.stop();
		tenant = await Tenant.start({ subcontractors: 7 });
		const mapper = {
			languageId: 1,
			currencyId: 1,
			locationId: 301,
			options: { subcontractorCategories: ['4302|Underkonsult'] },
		};
		const first = await tenant.syncScheme('subcontractors', { mapper });
		expect(told(first)).toEqual([
			expect.stringMatching(/^info: Canary: /),
			"warning: Drift: 1 record differs in fields that Cinode can't or didn't take. Correct them in Cinode by hand; each result says which",
		]);
	});
});
