import { describe, expect, it } from 'vitest';
import { WorkflowClaims } from '../../../sync';

const MINUTE = 60_000;
const sync = { scheme: 'customers' as const, company: 'api.cinode.com 1', keyPrefix: '' };
const first = { id: 'a', name: 'First' };
const second = { id: 'b', name: 'Second' };
const run = (minute: number, more: { byHand?: boolean; everyMs?: number } = {}) => ({
	now: minute * MINUTE,
	byHand: false,
	...more,
});

describe('what one workflow syncs', () => {
	it('no other one may, as long as it runs', () => {
		const claims = new WorkflowClaims();
		const hourly = { everyMs: 60 * MINUTE };
		expect(claims.claim(sync, first, run(0, hourly))).toBeUndefined();
		expect(claims.claim(sync, second, run(1, hourly))).toMatchObject(first);
		expect(claims.claim(sync, first, run(60, hourly))).toBeUndefined();
		expect(claims.claim(sync, second, run(179, hourly))).toMatchObject(first);
		// Two of its intervals without a run.
		expect(claims.claim(sync, second, run(180, hourly))).toBeUndefined();
		expect(claims.claim(sync, first, run(181, hourly))).toMatchObject(second);
	});

	it('is free for the next schedule after another one ran by hand', () => {
		const claims = new WorkflowClaims();
		claims.claim(sync, first, run(0));
		expect(claims.claim(sync, second, run(1, { byHand: true }))).toBeUndefined();
		expect(claims.claim(sync, second, run(2))).toBeUndefined();
		expect(claims.claim(sync, first, run(3))).toMatchObject(second);
	});

	it('is not claimed by a run by hand, whose workflow may not be published', () => {
		const claims = new WorkflowClaims();
		claims.claim(sync, first, run(0, { byHand: true }));
		expect(claims.claim(sync, second, run(1))).toBeUndefined();
		expect(claims.claim(sync, second, run(2, { byHand: true }))).toBeUndefined();
		expect(claims.claim(sync, first, run(3))).toMatchObject(second);
	});

	it.each([{ scheme: 'users' as const }, { company: 'api.cinode.com 2' }, { keyPrefix: 'B' }])(
		'is another one with %j',
		(other) => {
			const claims = new WorkflowClaims();
			claims.claim(sync, first, run(0));
			expect(claims.claim({ ...sync, ...other }, second, run(0))).toBeUndefined();
		},
	);
});
