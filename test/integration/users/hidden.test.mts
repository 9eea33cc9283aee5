import { afterEach, expect, it, vi } from 'vitest';
import { editCinodeUser, STATUS } from '../../sandbox/index.mts';
import { later } from '../support/clock.mts';
import { Tenant } from '../support/tenant.mts';

/**
 * People that Cinode's plain list leaves out, in a company of more than fit on one page of its search: what the
 * process saw of them before a sync is older than what that sync wrote.
 */

let tenant: Tenant;
const WHO = 'Åsa Björkvide';
const A_DAY = 26 * 60;
const PEOPLE = 180;

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

async function sync() {
	const run = await tenant.sync({ options: { maxCreates: PEOPLE } });
	return { ...run, result: run.resultOf(WHO) };
}

/** A disconnected person without key is linked; the others, made later, are all that the first page shows. */
async function firstSync(): Promise<void> {
	editCinodeUser(
		tenant.sandbox.cinode.store,
		tenant.cinodeUser(WHO).id,
		{ status: STATUS.disconnected },
		{ now: Date.now() },
	);
	const { result, summary } = await sync();
	expect(result).toMatchObject({ action: 'linked' });
	expect(summary.counts.created).toBeGreaterThan(100);
	expect(tenant.cinodeUser(WHO).internalIdentifier).toBe('1001');
}

/** The runs after the first sync, at once and after the daily compare, write nothing and say nothing new. */
async function staysQuiet(): Promise<void> {
	expect((await sync()).results).toEqual([]);
	expect(tenant.writes).toEqual([]);
	later(A_DAY);
	expect((await sync()).results.filter(({ action }) => action !== 'unchanged')).toEqual([]);
	expect(tenant.writes).toEqual([]);
}

it('a disconnected person that carries our key is not linked anew', async () => {
	tenant = await Tenant.start({ people: PEOPLE });
	tenant.payroll(WHO).ssn = '';
	await firstSync();
	await staysQuiet();
});

it('nor is the gender of such a person sent anew', async () => {
	tenant = await Tenant.start({ people: PEOPLE });
	await firstSync();
	await staysQuiet();
});

it('a person that is linked to one key isn’t linked to another one, when the key is changed in Kleer', async () => {
	tenant = await Tenant.start({ people: PEOPLE });
	await firstSync();
	tenant.kleerUser(WHO)['internal-id'] = 9999;
	const { results } = await sync();
	expect(results.find(({ label }) => label.startsWith(WHO))?.action).toMatch(/^(conflict|failed)$/);
	expect(tenant.cinodeUser(WHO).internalIdentifier).toBe('1001');
	later(A_DAY);
	expect((await sync()).summary.counts).toMatchObject({ conflict: 1, linked: 0, created: 0 });
	expect(tenant.cinodeUser(WHO).internalIdentifier).toBe('1001');
});
