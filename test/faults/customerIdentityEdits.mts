import { expect } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import { later } from '../integration/support/clock.mts';
import type { SyncRun, SyncRunOptions } from '../integration/support/sync.mts';
import { Tenant } from '../integration/support/tenant.mts';
import { addClient, editCinodeCustomer, type CinodeCustomer } from '../sandbox/index.mts';
import { syncCustomers } from './customerEdits.mts';
import { A_DAY } from './fieldEdits.mts';
import { everything } from './stories.mts';

export const WHO = 'Provbolaget AB';
export const OTHER = 'Andra Bolaget AB';

/** Customers that the sync has made, and what people do to them in Cinode. */
export class CustomerCases {
	constructor(readonly tenant: Tenant) {}

	/** Two of them that have everything. */
	static async start(): Promise<CustomerCases> {
		const cases = new CustomerCases(await Tenant.start({ linked: true, people: 4, clients: 3 }));
		const [user] = [...cases.kleer.users.values()].filter(({ active }) => active);
		const given = { notes: 'Anteckning', user: { id: user?.id ?? 0 }, 'dimension-entries': [{ id: 4501 }] };
		addClient(cases.kleer, {
			...given,
			name: WHO,
			'foreign-id': 'K9001',
			contact: 'Gunhild Tallmo',
			orgno: '556012-5790',
			'vat-nr': 'SE556012579001',
			phone: '08-123 45 67',
		});
		addClient(cases.kleer, {
			...given,
			name: OTHER,
			'foreign-id': 'K9002',
			contact: 'Bertil Kolmåker',
			orgno: '556036-0793',
			'payment-days': 60,
			'dimension-entries': [{ id: 4502 }],
		});
		await cases.sync();
		expect([cases.namesakes(WHO), cases.namesakes(OTHER)]).toEqual([1, 1]);
		await cases.sync();
		expect(cases.tenant.writes).toEqual([]);
		return cases;
	}

	get store() {
		return this.tenant.sandbox.cinode.store;
	}

	get kleer() {
		return this.tenant.sandbox.kleer.store;
	}

	byKey(key: string): CinodeCustomer[] {
		return [...this.store.customers.values()].filter((one) => one.identification === key);
	}

	ours(key = 'K9001'): CinodeCustomer {
		const [found, ...more] = this.byKey(key);
		if (!found || more.length > 0) throw new Error(`${this.byKey(key).length} customers ${key}`);
		return found;
	}

	namesakes(name: string): number {
		return [...this.store.customers.values()].filter((one) => one.name === name).length;
	}

	/** What its tags are called. */
	tagNames({ tags }: CinodeCustomer): string[] {
		return this.tenant.tagNames(tags);
	}

	edit(patch: Partial<CinodeCustomer>, id = this.ours().id): void {
		editCinodeCustomer(this.store, id, patch, { now: Date.now() + 60_000 });
	}

	/** As Cinode's people merge: what the one had is on the other, and the one is gone. */
	merge(from: CinodeCustomer, into: CinodeCustomer): void {
		const { tags, contacts, addresses, managers } = from;
		this.edit(
			{
				tags: [...new Set([...into.tags, ...tags])],
				contacts: [...into.contacts, ...contacts],
				addresses: [...into.addresses, ...addresses],
				managers: [...new Set([...into.managers, ...managers])],
			},
			into.id,
		);
		this.store.customers.delete(from.id);
	}

	/** @param run How it is started. */
	async sync(given: IDataObject = {}, run: Pick<SyncRunOptions, 'mode'> = {}): Promise<SyncRun> {
		return await syncCustomers(this.tenant, { sync: given, ...run });
	}

	/** A run, one after the daily compare, and another: all write nothing, and nothing is created. */
	async staysQuiet(given?: IDataObject): Promise<void> {
		const world = everything(this.tenant);
		for (let run = 0; run < 3; run++) {
			const { results } = await this.sync(given);
			expect(this.tenant.writes).toEqual([]);
			expect(results.filter(({ action }) => action === 'created')).toEqual([]);
			later(run === 0 ? A_DAY : 5);
		}
		expect(everything(this.tenant)).toEqual(world);
	}
}
