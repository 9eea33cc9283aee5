import { describe, expect, it } from 'vitest';
import { VendorError, type VendorErrorKind } from '../../../base';
import { Tenant, people, person } from '../support/fakeTarget.mts';

const vendor = (kind: VendorErrorKind, message = `Cinode said ${kind}`) =>
	new VendorError('Cinode', kind, message);
const DAY = 86_400_000;

describe('a sync', () => {
	it('creates, links and updates, and a second run plans and writes nothing', async () => {
		const tenant = new Tenant();
		tenant.target.add({ email: '2@firma.se', phone: '1' });
		tenant.target.add({ key: '3', email: '3@firma.se', phone: 'old' });
		const first = await tenant.run(people(4));
		expect(Object.fromEntries(first.results.map(({ key, action }) => [key, action]))).toEqual({
			1: 'created',
			2: 'linked',
			3: 'updated',
			4: 'created',
		});
		expect(tenant.target.rows.map(({ key }) => key).sort()).toEqual(['1', '2', '3', '4']);

		const second = await tenant.run(people(4));
		expect(tenant.target.planned).toEqual([]);
		expect(tenant.target.applied).toEqual([]);
		expect(second.results).toEqual([]);
		expect(second.summary.counts).toMatchObject({ unchanged: 4, created: 0 });
		expect(second.summary.needsAttention).toBe(false);
	});

	it('writes only the record that changed', async () => {
		const tenant = new Tenant();
		await tenant.run(people(5));
		const changed = people(5).map((one) => (one.key === '3' ? person('3', { phone: '2' }) : one));
		const { results } = await tenant.run(changed);
		expect(tenant.target.planned).toEqual(['3']);
		expect(results).toMatchObject([
			{ key: '3', action: 'updated', changes: [{ field: 'phone', from: '1', to: '2' }] },
		]);
	});

	it('notices what someone changed by hand where the list shows it', async () => {
		const tenant = new Tenant();
		await tenant.run(people(3));
		Object.assign(tenant.target.rows[1]!, { phone: 'by hand', version: 9 });
		await tenant.run(people(3));
		expect(tenant.target.planned).toEqual(['2']);
		expect(tenant.target.rows[1]!.phone).toBe('1');
	});

	it('notices by the next day what the list does not show', async () => {
		const tenant = new Tenant();
		await tenant.run(people(3));
		tenant.target.rows[1]!.phone = 'by hand';
		await tenant.run(people(3));
		expect(tenant.target.planned).toEqual([]);
		await tenant.clock.advance(DAY);
		await tenant.run(people(3));
		expect(tenant.target.rows[1]!.phone).toBe('1');
	});

	it('does nothing to people that are not in the input', async () => {
		const tenant = new Tenant();
		await tenant.run(people(3));
		const before = structuredClone(tenant.target.rows);
		await tenant.run([]);
		expect(tenant.target.rows).toEqual(before);
	});

	it('without memory finds all people again and creates none twice', async () => {
		const tenant = new Tenant();
		await tenant.run(people(5));
		const fresh = new Tenant();
		for (const row of tenant.target.rows) fresh.target.add(row);
		const { summary } = await fresh.run(people(5));
		expect(summary.counts).toMatchObject({ unchanged: 5, created: 0, failed: 0 });
		expect(fresh.target.applied).toEqual([]);
	});
});

describe('a failure', () => {
	it.each(['invalid', 'notFound', 'server', 'answerLost'] as const)(
		'of one record (%s) does not stop the others and is told',
		async (kind) => {
			const tenant = new Tenant();
			tenant.target.failApply = (record) => (record.key === '2' ? vendor(kind) : undefined);
			const { results, summary } = await tenant.run(people(4));
			expect(summary.counts).toMatchObject({ created: 3, failed: 1 });
			expect(summary.needsAttention).toBe(true);
			expect(results.find(({ key }) => key === '2')).toMatchObject({
				action: 'failed',
				error: `Cinode said ${kind}`,
			});
		},
	);

	it('is not tried again at once, still counts, and is tried again later', async () => {
		const tenant = new Tenant();
		tenant.target.failApply = (record) => (record.key === '2' ? vendor('invalid') : undefined);
		await tenant.run(people(3));
		const second = await tenant.run(people(3));
		expect(tenant.target.planned).toEqual([]);
		expect(second.results).toEqual([]);
		expect(second.summary.counts.failed).toBe(1);
		expect(second.summary.standing).toMatchObject([{ key: '2', action: 'failed' }]);
		await tenant.clock.advance(60 * 60_000);
		await tenant.run(people(3));
		expect(tenant.target.applied).toEqual(['2']);
	});

	it('is tried again at once when the record changes', async () => {
		const tenant = new Tenant();
		tenant.target.failApply = () => vendor('invalid');
		await tenant.run([person('1')]);
		tenant.target.failApply = () => undefined;
		const { summary } = await tenant.run([person('1', { phone: '2' })]);
		expect(summary.counts.created).toBe(1);
	});

	it.each(['unauthorized', 'unreachable', 'cancelled'] as const)(
		'of the kind %s stops the run',
		async (kind) => {
			const tenant = new Tenant();
			tenant.target.failApply = () => vendor(kind);
			await expect(tenant.run(people(3))).rejects.toMatchObject({ kind });
		},
	);

	it('of rights for every record stops the run: three refusals and not one success', async () => {
		const tenant = new Tenant();
		for (const { key } of people(30)) tenant.target.add({ key, email: `${key}@firma.se` });
		tenant.target.failPlan = () => vendor('forbidden');
		await expect(tenant.run(people(30))).rejects.toMatchObject({ kind: 'forbidden' });
		expect(tenant.target.planned.length).toBeLessThan(30);
	});

	it.each(['created', 'updated'])(
		'of rights to write stops the run, although everybody could be read (%s)',
		async (action) => {
			const tenant = new Tenant();
			if (action === 'updated') {
				for (const { key } of people(30)) tenant.target.add({ key, email: `${key}@firma.se` });
			}
			tenant.target.failApply = () => vendor('forbidden');
			await expect(tenant.run(people(30))).rejects.toMatchObject({ kind: 'forbidden' });
			// Those under way may end.
			expect(tenant.target.applied.length).toBeLessThanOrEqual(3 + 8);
		},
	);

	it('in our own code is the failure of that record', async () => {
		const tenant = new Tenant();
		tenant.target.failApply = (record) => (record.key === '2' ? new TypeError('x is undefined') : undefined);
		const { results, summary } = await tenant.run(people(4));
		expect(summary.counts).toMatchObject({ created: 3, failed: 1 });
		expect(results.find(({ key }) => key === '2')).toMatchObject({ error: 'x is undefined' });
	});

	it('in our own code for every record stops the run', async () => {
		const tenant = new Tenant();
		tenant.target.failPlan = () => new TypeError('x is undefined');
		await expect(tenant.run(people(30))).rejects.toThrow('x is undefined');
		expect(tenant.target.planned.length).toBeLessThanOrEqual(3 + 8);
	});

	it('in our own code for two of two does not', async () => {
		const tenant = new Tenant();
		tenant.target.failPlan = () => new TypeError('x is undefined');
		expect((await tenant.run(people(2))).summary.counts.failed).toBe(2);
	});

	it('of rights for one special record does not', async () => {
		const tenant = new Tenant();
		tenant.target.failApply = (record) => (record.key === '2' ? vendor('forbidden') : undefined);
		const { summary } = await tenant.run(people(4));
		expect(summary.counts).toMatchObject({ created: 3, failed: 1 });
	});

	it('remembers what was done until the run was stopped', async () => {
		const tenant = new Tenant();
		tenant.target.failApply = (record) => (record.key === '20' ? vendor('unauthorized') : undefined);
		await expect(tenant.run(people(20))).rejects.toThrow();
		tenant.target.failApply = () => undefined;
		await tenant.run(people(20));
		expect(tenant.target.rows).toHaveLength(20);
		expect(tenant.target.applied).toEqual(['20']);
	});
});

describe('an answer that was lost', () => {
	it('is looked up before anything is written again', async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '1', email: '1@firma.se', phone: 'old' });
		tenant.target.loseAnswer = () => vendor('answerLost');
		const { results } = await tenant.run([person('1')]);
		expect(tenant.target.applied).toEqual(['1']);
		expect(tenant.target.planned).toEqual(['1', '1']);
		expect(results).toMatchObject([{ key: '1', action: 'updated', changes: [{ field: 'phone' }] }]);
		expect(results[0]).not.toHaveProperty('error');
	});

	it('of a write that was not done is written then', async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '1', email: '1@firma.se', phone: 'old' });
		let first = true;
		tenant.target.failApply = () => {
			const error = first ? vendor('answerLost') : undefined;
			first = false;
			return error;
		};
		await tenant.run([person('1')]);
		expect(tenant.target.rows[0]!.phone).toBe('1');
		expect(tenant.target.applied).toEqual(['1', '1']);
	});

	it('of a creation never makes a second person', async () => {
		const tenant = new Tenant();
		tenant.target.loseAnswer = () => vendor('answerLost');
		await tenant.run([person('1')]);
		tenant.target.loseAnswer = () => undefined;
		await tenant.run([person('1')]);
		await tenant.clock.advance(DAY);
		await tenant.run([person('1')]);
		expect(tenant.target.rows).toHaveLength(1);
	});
});

describe('a dry run', () => {
	it('says the same and writes nothing', async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '3', email: '3@firma.se', phone: 'old' });
		const before = structuredClone(tenant.target.rows);
		const dry = await tenant.run(people(4), { dryRun: true });
		expect(tenant.target.applied).toEqual([]);
		expect(tenant.target.rows).toEqual(before);
		expect(dry.results.every((result) => result.dryRun)).toBe(true);
		const wet = await tenant.run(people(4));
		const words = (results: typeof wet.results) =>
			results.map(({ key, action, changes }) => [key, action, changes]).sort();
		expect(words(dry.results)).toEqual(words(wet.results));
	});

	it('shows the notes of the mapping, a real run does not', async () => {
		const noted = { ...person('1'), notes: ['check the name'] };
		const dry = await new Tenant().run([noted], { dryRun: true });
		const wet = await new Tenant().run([noted]);
		expect(dry.results[0]!.warnings).toContain('check the name');
		expect(wet.results[0]!.warnings).not.toContain('check the name');
	});

	it('does not ask again for what it said before', async () => {
		const tenant = new Tenant();
		for (const { key } of people(5)) tenant.target.add({ key, email: `${key}@firma.se`, phone: 'old' });
		await tenant.run(people(5), { dryRun: true });
		await tenant.run(people(5), { dryRun: true });
		expect(tenant.target.planned).toEqual([]);
	});
});

describe('two people who would get one e-mail', () => {
	it('are a conflict: a new person, and one that is about to get it', async () => {
		const tenant = new Tenant();
		await tenant.run([person('1', { email: 'old@firma.se' })]);
		const both = [person('1', { email: 'x@firma.se' }), person('2', { email: 'x@firma.se' })];
		const { results } = await tenant.run(both);
		expect(results.map(({ action }) => action)).toEqual(['conflict', 'conflict']);
		expect(tenant.target.rows).toMatchObject([{ key: '1', email: 'old@firma.se' }]);
	});

	it('do not disturb the person that has it already', async () => {
		const tenant = new Tenant();
		await tenant.run([person('1', { email: 'x@firma.se' })]);
		const both = [person('1', { email: 'x@firma.se', phone: '2' }), person('2', { email: 'x@firma.se' })];
		const { results } = await tenant.run(both);
		expect(Object.fromEntries(results.map(({ key, action }) => [key, action]))).toEqual({
			1: 'updated',
			2: 'conflict',
		});
	});
});

it('a conflict is news once and stands after that', async () => {
	const tenant = new Tenant();
	tenant.target.add({ key: '77', email: '1@firma.se' });
	const first = await tenant.run([person('1')]);
	expect(first.results).toMatchObject([{ key: '1', action: 'conflict' }]);
	const second = await tenant.run([person('1')]);
	expect(second.results).toEqual([]);
	expect(second.summary).toMatchObject({
		counts: { conflict: 1 },
		standing: [{ key: '1' }],
		needsAttention: true,
	});
});
