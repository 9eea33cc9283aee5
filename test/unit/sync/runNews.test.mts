import { beforeEach, describe, expect, it } from 'vitest';
import { VendorError } from '../../../base';
import { Tenant, person } from '../support/fakeTarget.mts';

const DAY = 24 * 60 * 60_000;

let tenant: Tenant;

beforeEach(() => {
	tenant = new Tenant();
});

describe('a warning that only the compare finds', () => {
	const warned = (results: Array<{ warnings: string[] }>) => results.flatMap(({ warnings }) => warnings);

	it('on a daily schedule is told, ends, and is told when it comes back', async () => {
		await tenant.run([person('1')]);
		const told: string[][] = [];
		for (const warning of ['odd', 'odd', '', 'odd', 'odd']) {
			await tenant.clock.advance(DAY);
			tenant.target.warnOf = () => (warning ? [warning] : []);
			told.push(warned((await tenant.run([person('1')])).results));
		}
		expect(told).toEqual([['odd'], [], [], ['odd'], []]);
	});

	it('is over when a run by hand finds that it is', async () => {
		await tenant.run([person('1')]);
		await tenant.clock.advance(DAY);
		tenant.target.warnOf = () => ['odd'];
		expect(warned((await tenant.run([person('1')])).results)).toEqual(['odd']);
		tenant.target.warnOf = () => [];
		await tenant.run([person('1')], { retriesAll: true });
		expect((await tenant.run([person('1')])).summary.standing).toEqual([]);
	});
});

describe('a record that fails', () => {
	const failing = () => new VendorError('Cinode', 'invalid', 'Cinode refuses');

	it('waits, and is tried at once by hand', async () => {
		tenant.target.failApply = failing;
		for (let run = 0; run < 5; run++) {
			await tenant.run([person('1')]);
			await tenant.clock.advance(5 * 60_000);
		}
		tenant.target.failApply = () => undefined;
		expect((await tenant.run([person('1')])).summary.counts).toMatchObject({ failed: 1, created: 0 });
		const byHand = await tenant.run([person('1')], { retriesAll: true });
		expect(byHand.summary.counts).toMatchObject({ failed: 0, created: 1 });
	});
});

it('a warning that a dry run told of is news to the first real run, and only to that', async () => {
	tenant.target.add({ key: '1', email: '1@firma.se', phone: '1' });
	tenant.target.warnOf = () => ['odd'];
	const told = async (dryRun: boolean) => {
		const { results } = await tenant.run([person('1')], { dryRun });
		return results.flatMap(({ warnings }) => warnings);
	};
	expect(await told(true)).toEqual(['odd']);
	expect(await told(true)).toEqual([]);
	expect(await told(false)).toEqual(['odd']);
	expect(await told(false)).toEqual([]);
});

describe('a conflict that a dry run told of', () => {
	it('is news to the first real run, and only to that', async () => {
		tenant.target.add({ key: '9', email: '1@firma.se', phone: '1' });
		const actions = async (dryRun: boolean) =>
			(await tenant.run([person('1')], { dryRun })).results.map(({ action }) => action);
		expect(await actions(true)).toEqual(['conflict']);
		expect(await actions(true)).toEqual([]);
		expect(await actions(false)).toEqual(['conflict']);
		expect(await actions(false)).toEqual([]);
	});
});
