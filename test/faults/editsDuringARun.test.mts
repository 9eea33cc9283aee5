import { isDeepStrictEqual } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { full } from '../extent.mts';
import { later } from '../integration/support/clock.mts';
import { FULL_SETUP, Tenant } from '../integration/support/tenant.mts';
import {
	changeSalary,
	clientOf,
	editCinodeCustomer,
	editCinodeUser,
	editClient,
	setClientCategories,
	type CinodeCustomer,
	type CinodeStore,
	type CinodeUser,
} from '../sandbox/index.mts';
import { tried } from '../tried.mts';
import { INVOICE, syncCustomers } from './customerEdits.mts';
import { everything } from './stories.mts';

/**
 * An edit by hand in the target at each moment of the run that writes the same record. A write gives the record a new
 * time stamp in the target's list, which would hide the edit: the run after it has to put it right all the same.
 */

interface Edited {
	/** Changes the record in Kleer, so that the next run writes it. */
	change(tenant: Tenant): void;
	edit(tenant: Tenant): void;
	sync(tenant: Tenant): Promise<unknown>;
}

const PERSON = 'Nyåkern';
const CLIENT = 'Havsvide Logistik AB';
/** "After" a request is "before" the next one, but for those that go side by side. */
const PHASES = full ? (['before', 'after'] as const) : (['before'] as const);

/** Later than the write, as the clock of the list can tell. */
const now = () => ({ now: Date.now() + 1_000 });
const ofUser = (change: Edited['change'], patch: Partial<CinodeUser>): Edited => ({
	change,
	edit: (tenant) => editCinodeUser(tenant.sandbox.cinode.store, tenant.cinodeUser(PERSON).id, patch, now()),
	sync: async (tenant) => await tenant.sync({ mapper: FULL_SETUP }),
});
const ofCustomer = (
	change: Edited['change'],
	patch: (was: CinodeCustomer, cinode: CinodeStore) => Partial<CinodeCustomer>,
): Edited => ({
	change,
	edit: (tenant) => {
		const was = tenant.cinodeCustomer(CLIENT);
		const { store } = tenant.sandbox.cinode;
		editCinodeCustomer(store, was.id, patch(was, store), now());
	},
	sync: async (tenant) => await syncCustomers(tenant),
});

const raise: Edited['change'] = (tenant) => {
	const { store } = tenant.sandbox.kleer;
	changeSalary(store, tenant.kleerUser(PERSON).id, 4_712_300, tenant.sandbox.today());
};
const newPhone: Edited['change'] = (tenant) =>
	Object.assign(tenant.payroll(PERSON), { phone: '08-111 11 11' });
const newClientPhone: Edited['change'] = ({ sandbox }) =>
	editClient(sandbox.kleer.store, CLIENT, { phone: '08-222 22 22' });

const CASES: Record<string, Edited> = {
	'a person’s phone, while the salary is written': ofUser(raise, { phone: '08-999 99 99' }),
	'a person’s name, while the salary is written': ofUser(raise, { lastName: 'Annan' }),
	'a person’s tags, while the salary is written': ofUser(raise, { tags: [] }),
	'a person’s tax table, while the phone is written': ofUser(newPhone, { taxTable: '99' }),
	'a person’s phone, while the same is written': ofUser(newPhone, { phone: '08-999 99 99' }),
	'a customer’s VAT number, while the phone is written': ofCustomer(newClientPhone, () => ({
		vatNumber: 'SE999999999901',
	})),
	'a customer’s tags, while the phone is written': ofCustomer(
		newClientPhone,
		({ tags }, { tags: known }) => ({
			tags: tags.filter((id) => known.get(id)?.name !== 'Industri'),
		}),
	),
	'a customer’s address, while the phone is written': ofCustomer(newClientPhone, ({ addresses }) => ({
		addresses: addresses.map((one) =>
			one.addressType === INVOICE ? { ...one, street1: 'Egen väg 1' } : one,
		),
	})),
};

async function started({ change, sync }: Edited): Promise<Tenant> {
	const tenant = await Tenant.start({ clients: 4 });
	const { store } = tenant.sandbox.kleer;
	setClientCategories(store, clientOf(store, CLIENT).id, [4501]);
	await sync(tenant);
	later(5);
	await sync(tenant);
	expect(tenant.writes).toEqual([]);
	change(tenant);
	later(5);
	return tenant;
}

afterEach(() => vi.restoreAllMocks());

describe.each(Object.entries(CASES))('an edit by hand of %s', (_what, edited) => {
	it('is put right by the run after it, whichever request it came before or after', async () => {
		const undisturbed = await started(edited);
		await edited.sync(undisturbed);
		const requests = undisturbed.sandbox.requests.all.length;
		expect(undisturbed.writes.length).toBeGreaterThan(0);
		const wanted = everything(undisturbed);
		await undisturbed.stop();
		vi.restoreAllMocks();
		const wrong: string[] = [];
		for (let moment = 1; moment <= requests; moment++) {
			for (const phase of PHASES) {
				const tenant = await started(edited);
				let seen = 0;
				const end = tenant.sandbox.onRequest((when) => {
					if (when === 'before') seen++;
					if (seen !== moment || when !== phase) return;
					seen = Infinity;
					edited.edit(tenant);
				});
				await edited.sync(tenant);
				end();
				expect(seen, `request ${moment} was never made`).toBe(Infinity);
				const { method, path } = tenant.sandbox.requests.all[moment - 1] ?? {};
				const at = `${phase} ${method} ${path}`;
				later(5);
				await edited.sync(tenant);
				const state = everything(tenant);
				if (!isDeepStrictEqual(state, wanted)) wrong.push(at);
				later(5);
				await edited.sync(tenant);
				if (tenant.writes.length > 0) wrong.push(`${at}: still writes ${tenant.writes.join()}`);
				await tenant.stop();
				vi.restoreAllMocks();
				tried('edits during a run');
			}
		}
		expect(wrong).toEqual([]);
	});
});
