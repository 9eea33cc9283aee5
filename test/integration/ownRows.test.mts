import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import { FULL_SETUP, Tenant } from './support/tenant.mts';

let tenant: Tenant;

const NAME = 'Nyåkern';

/** Rows of one's own as the editor keeps them. */
const mapper = (...rows: IDataObject[]) => ({
	...FULL_SETUP,
	ownRows: { rows: rows.map((row) => ({ mode: 'always', sensitive: false, ...row })) },
});
const sync = async (...rows: IDataObject[]) => await tenant.sync({ mapper: mapper(...rows) });

beforeAll(async () => {
	tenant = await Tenant.start();
	await tenant.sync({ mapper: FULL_SETUP });
});

afterAll(() => tenant.stop());

describe('rows of one’s own', () => {
	it('write a constant and an expression, each record its own', async () => {
		const run = await sync(
			{ field: 'title', value: 'Konsult' },
			{ field: 'homepage', value: '=https://example.com/{{ $json.internalId }}' },
		);
		expect(run.summary.counts).toMatchObject({ failed: 0, created: 0 });
		expect(run.resultOf(NAME)?.changes.map(({ field }) => field)).toEqual(['Title', 'Homepage']);
		const { internalIdentifier, title, homepage } = tenant.cinodeUser(NAME);
		expect(title).toBe('Konsult');
		expect(homepage).toBe(`https://example.com/${internalIdentifier}`);
	});

	it('then rest', async () => {
		const run = await sync(
			{ field: 'title', value: 'Konsult' },
			{ field: 'homepage', value: '=https://example.com/{{ $json.internalId }}' },
		);
		expect(run.results).toEqual([]);
		expect(tenant.writes).toEqual([]);
	});
});
