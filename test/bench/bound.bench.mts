import { afterAll, describe, expect, it } from 'vitest';
import { FULL_SETUP, Tenant } from '../integration/support/tenant.mts';
import { printTable } from './support/tables.mts';

/** A first sync's time over what Cinode's limit of 40 requests in 2 seconds allows at best. */

const PEOPLE = Number(process.env.BENCH_PEOPLE ?? 1000);
/** Requests a second that the vendor allows. */
const ALLOWED = 20;
/** The default pace keeps 3 of 40 for others, which alone makes 40 / 37 = 1.081. */
const AT_MOST = 1.15;

const rows: Array<Array<string | number>> = [];

afterAll(() => {
	printTable(
		'A first sync over the limit’s bound',
		['people', 'requests', 's', 'bound s', 'ratio', 'sent per 2 s', 'before and after s', '429'],
		rows,
	);
});

describe(`a first sync of ${PEOPLE} people with the vendor’s limits on`, () => {
	it('takes little longer than the limit allows, with no 429', async () => {
		const tenant = await Tenant.start({ people: PEOPLE, limits: true });
		tenant.sandbox.cinode.store.limits.plan.perDay = 1e6;
		const { summary } = await tenant.sync({
			mapper: FULL_SETUP,
			options: { maxCreates: 100_000, perTwoSeconds: 37 },
		});
		const { all } = tenant.sandbox.requests;
		const asked = all.filter(({ system, path }) => system === 'cinode' && path !== '/token');
		const bound = asked.length / ALLOWED;
		const took = summary.durationMs / 1000;
		const sent = asked.map(({ at }) => at / 1000);
		const [first = 0, last = 0] = [sent[0], sent.at(-1)];
		const pace = (2 * (sent.length - 1)) / (last - first);
		const refused = all.filter(({ status }) => status === 429).length;
		rows.push([
			...[PEOPLE, asked.length, took.toFixed(1), bound.toFixed(1), (took / bound).toFixed(3)],
			...[pace.toFixed(2), (took - (last - first)).toFixed(2), refused],
		]);
		expect(refused).toBe(0);
		expect(summary.counts.failed).toBe(0);
		expect(took / bound).toBeLessThanOrEqual(AT_MOST);
		await tenant.stop();
	});
});
