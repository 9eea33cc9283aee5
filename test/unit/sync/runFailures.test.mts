import { describe, expect, it } from 'vitest';
import { VendorError, type VendorErrorKind } from '../../../base';
import { Tenant, people, person } from '../support/fakeTarget.mts';

const vendor = (kind: VendorErrorKind, message = `Cinode said ${kind}`) =>
	new VendorError('Cinode', kind, message);
const DAY = 86_400_000;

describe('a few records that are always refused', () => {
	it.each(['plan', 'write'])('never stop a run that knows others to be in step (%s)', async (step) => {
		const tenant = new Tenant();
		await tenant.run(people(10));
		const all = [...people(10), ...['a', 'b', 'c', 'd'].map((key) => person(key))];
		const fail = (record: { key: string }) => (/[a-d]/.test(record.key) ? vendor('forbidden') : undefined);
		if (step === 'plan') tenant.target.failPlan = fail;
		else tenant.target.failApply = fail;
		expect((await tenant.run(all)).summary.counts).toMatchObject({ failed: 4, unchanged: 10 });
		expect((await tenant.run(all)).summary.counts).toMatchObject({ failed: 4, unchanged: 10 });
		expect(tenant.target.planned).toEqual([]);
	});

	it('stop the first run, and leave the next one to the others', async () => {
		const tenant = new Tenant();
		const keys = ['a', 'b', 'c'];
		const all = [...keys.map((key) => person(key)), ...people(30)];
		// Requests that are under way at the same time are also refused.
		tenant.target.failPlan = () => vendor('forbidden');
		await expect(tenant.run(all)).rejects.toMatchObject({ kind: 'forbidden' });
		const refused = tenant.target.planned;
		expect(refused.slice(0, 3)).toEqual(keys);
		tenant.target.failPlan = ({ key }) => (keys.includes(key) ? vendor('forbidden') : undefined);
		const { summary } = await tenant.run(all);
		expect(summary.counts.created).toBeGreaterThanOrEqual(all.length - 3 - 8);
		expect(tenant.target.planned).not.toContain('a');
	});
});

describe('a creation that failed', () => {
	it.each([
		['invalid', 'before', 'is nobody’s: who is made by hand then isn’t ours', 'conflict'],
		['answerLost', 'before', 'may have been done: who is there is ours', 'updated'],
		['server', 'before', 'may have been done: who is there is ours', 'updated'],
		['invalid', 'after', 'was begun: who is there is ours', 'updated'],
	] as const)('as %s %s the person was there %s', async (kind, when, _what, action) => {
		const tenant = new Tenant();
		const how = when === 'before' ? 'failApply' : 'loseAnswer';
		tenant.target[how] = () => vendor(kind);
		await tenant.run([person('1')]);
		tenant.target[how] = () => undefined;
		const theirs = tenant.target.rows[0] ?? tenant.target.add({ key: '1' });
		Object.assign(theirs, { email: 'somebody@else.se', version: 9 });
		await tenant.clock.advance(DAY);
		expect((await tenant.run([person('1')])).results).toMatchObject([{ action }]);
	});
});
