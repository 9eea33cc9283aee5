import { describe, expect, it } from 'vitest';
import { explainRecord, type SyncJob } from '../../../sync';
import { Lease } from '../../../sync/run/lease.ts';
import { RunMemory } from '../../../sync/memory/runMemory.ts';
import { SignedSet } from '../../../sync/memory/store.ts';
import { runSync } from '../../../sync';
import { Tenant, people, person, syncOptions } from '../support/fakeTarget.mts';
import { VolatileRow } from '../support/volatileStore.mts';

/** Looks at what a tenant's runs leave in two rows of n8n's database. */
class Look {
	readonly rows = { node: new VolatileRow(), workflow: new VolatileRow() };
	readonly tenant = new Tenant();

	private job(records = people(4)): SyncJob {
		const { target, clock } = this.tenant;
		return {
			scheme: 'users',
			records,
			options: { ...syncOptions() },
			outcomeOptions: 'options',
			rows: this.rows,
			owner: 'look',
			clock,
			isStartedByWebhook: false,
			open: async () => ({
				target,
				memoryKey: 'secret',
				usage: () => ({ kleer: 0, cinode: 0, dailyLeft: null }),
			}),
		};
	}

	async run(records = people(4)) {
		const { target, clock } = this.tenant;
		target.forgetCalls();
		const memory = new RunMemory(
			new SignedSet(this.rows.node),
			'secret',
			JSON.stringify('options'),
			clock.now(),
		);
		const usage = () => ({ kleer: 0, cinode: 0, dailyLeft: null });
		return await runSync(records, syncOptions(), { target, memory, clock, usage });
	}

	async explain(asked: string, records = people(4)) {
		return await explainRecord(this.job(records), asked);
	}
}

describe('an explanation', () => {
	it('leaves memory and lease as they were, whatever it asked', async () => {
		const look = new Look();
		await look.run();
		const before = [...look.rows.node.entries].sort();
		const { memory, outcome } = await look.explain('3');
		expect(memory).toMatchObject({ isRead: true, inStep: 'now', hasMet: true });
		expect(outcome?.action).toBe('unchanged');
		expect([...look.rows.node.entries].sort()).toEqual(before);
		expect(look.rows.workflow.entries.size).toBe(0);
		// The next run believes it.
		await look.run();
		expect(look.tenant.target.planned).toEqual([]);
	});

	it('writes nothing into a memory that no run has written yet', async () => {
		const look = new Look();
		const { memory, outcome } = await look.explain('3');
		expect(memory).toEqual({ isRead: false });
		expect(outcome?.action).toBe('created');
		expect(look.rows.node.entries.size).toBe(0);
		expect(look.tenant.target.rows).toEqual([]);
	});

	it('waits for a run at work, and then says that memory was not looked at', async () => {
		const look = new Look();
		await look.run();
		const lease = await Lease.take(look.rows.workflow, look.tenant.clock, 'a run');
		expect(lease).toBeDefined();
		const before = [...look.rows.node.entries].sort();
		const waiting = look.explain('3');
		await look.tenant.clock.advance(60_000);
		const { memory, outcome } = await waiting;
		expect(memory).toEqual({ isRead: false, isBusy: true });
		expect(outcome?.action).toBe('unchanged');
		expect([...look.rows.node.entries].sort()).toEqual(before);
	});

	it('looks closer for the record that is asked for, and for no other', async () => {
		const look = new Look();
		await look.explain('3');
		expect(look.tenant.target.lookedFor).toEqual(['3']);
	});

	it('sees a conflict with another record, which only all of them show', async () => {
		const look = new Look();
		const records = [...people(3), person('9', { email: '2@firma.se' })];
		const { match, outcome } = await look.explain('2', records);
		expect(match).toMatchObject({ kind: 'conflict', reasonCode: 'ambiguousLink' });
		expect(outcome).toMatchObject({ action: 'conflict', reason: 'The same e-mail as Person 9' });
	});
});
