import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../nodes/shared/sync/readRecords.ts';
import { Tenant, person } from '../support/fakeTarget.mts';

/** What a mapped record has by the contract (docs/architecture.md), and no more. */
function published(key: string) {
	const { scheme, label, active, values, modes, tags, warnings } = person(key);
	return { json: { scheme, key, label, active, values, modes, tags, warnings } };
}

describe('a record of the contract that our mapper didn’t make', () => {
	it('is read, and what is missing is filled in', () => {
		const { records, strangers } = readRecords([published('1') as never], 'users');
		expect(strangers).toEqual([]);
		expect(records).toEqual([expect.objectContaining({ key: '1', keyPrefix: '', notes: [] })]);
	});

	it('is synced: what carries another key is of the same company', async () => {
		const tenant = new Tenant();
		tenant.target.add({ key: '7', email: '1@firma.se' });
		const { records } = readRecords([published('1'), published('2')] as never, 'users');
		const { results } = await tenant.run(records, { dryRun: true });
		expect(results.map(({ key, action }) => [key, action])).toEqual([
			['1', 'conflict'],
			['2', 'created'],
		]);
		expect(results[0]?.reason).not.toContain('another Kleer company');
	});

	it('keeps the prefix and the notes that it has', () => {
		const one = { json: { ...published('A-1').json, keyPrefix: 'A-', notes: ['Three words'] } };
		expect(readRecords([one] as never, 'users').records).toEqual([
			expect.objectContaining({ keyPrefix: 'A-', notes: ['Three words'] }),
		]);
	});

	it.each([{ keyPrefix: 7 }, { notes: 'none' }])('is told where %j is no such thing', (more) => {
		const one = { json: { ...published('1').json, ...more } };
		const { records, strangers } = readRecords([one] as never, 'users');
		expect(records).toEqual([]);
		expect(strangers).toMatchObject([{ json: { action: 'failed' }, pairedItem: { item: 0 } }]);
	});
});
