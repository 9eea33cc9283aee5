import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, endEmployment, hirePerson } from '../sandbox/index.mts';
import { SyncTemplate, type SyncRun } from './support/syncTemplate.mts';

let users: SyncTemplate;
let run: SyncRun;

/** People come, go and can't be synced, all between one run and the next. */
beforeAll(async () => {
	users = await SyncTemplate.start('users');
	await users.sync();
	const { store } = users.sandbox.kleer;
	const today = users.sandbox.today();
	hirePerson(
		store,
		{ name: 'Nils Nykomling', email: 'nils@exempelkonsult.example', salary: 4_123_400 },
		today,
	);
	hirePerson(store, { name: 'Madonna', email: 'madonna@exempelkonsult.example' }, today);
	endEmployment(store, users.kleerUser('Nyåkern').id, addDays(today, -1));
	run = await users.sync({ sync: { leavers: 'disconnect' } });
});

afterAll(async () => {
	await users?.stop();
});

describe('people who come and go', () => {
	it('a newcomer is created, linked and complete', () => {
		const key = String(users.kleerUser('Nykomling')['internal-id']);
		expect(users.cinodeUser('Nykomling')).toMatchObject({
			firstName: 'Nils',
			lastName: 'Nykomling',
			email: 'nils@exempelkonsult.example',
			internalIdentifier: key,
			baseSalary: 41_234,
			status: 3,
		});
		expect(run.summary.counts.created).toBe(1);
	});

	it('a leaver is disconnected, with the end date', () => {
		const end = `${addDays(users.sandbox.today(), -1)}T00:00:00`;
		expect(users.cinodeUser('Nyåkern')).toMatchObject({ status: 0, employmentEndDate: end });
		expect(run.changed('Nyåkern')).toEqual(expect.arrayContaining(['Status', 'End Date']));
	});

	it('somebody with a one-word name reaches the report, with the reason', () => {
		expect(run.toLookAt).toContainEqual({
			who: expect.stringContaining('Madonna'),
			what: 'rejected',
			why: expect.stringContaining('only one word'),
		});
		expect(() => users.cinodeUser('Madonna')).toThrow('0 are');
	});

	it('and the next run finds nothing to do', async () => {
		const { done } = await users.sync({ sync: { leavers: 'disconnect' } });
		expect(users.writes).toEqual([]);
		expect(done).toEqual([]);
		expect(users.cinodeRequests).toBeLessThanOrEqual(4);
	});
});
