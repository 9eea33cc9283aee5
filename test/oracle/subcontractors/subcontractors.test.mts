import { afterAll, describe, expect, it } from 'vitest';
import { addSupplier, editSupplier, tieToSupplier, type KleerStore } from '../../sandbox/index.mts';
import { organisationNumber, soleTraderNumber } from '../../sandbox/seed/organisationNumbers.mts';
import { cases } from '../../extent.mts';
import type { Tenant } from '../../integration/support/tenant.mts';
import { CHANGES, changePeople } from '../people/changeKleer.mts';
import { generatePeople } from '../people/generateKleer.mts';
import { fromPersonalNumber } from '../people/personalNumber.mts';
import { SUBCONTRACTORS_MAPPER, tiedToSupplier } from '../people/setup.mts';
import { Chance } from '../support/chance.mts';
import { Findings, Tally } from '../support/findings.mts';
import { goTo, restoreClock } from '../support/clock.mts';
import { untilSettled } from '../support/settle.mts';
import { emptyTenant, FIRST_DAY, SECOND_DAY, UNLIMITED } from '../support/tenants.mts';
import { checkSubcontractors, subcontractorsNow } from './checkSubcontractors.mts';
import { judgeSubcontractors } from './subcontractorOracle.mts';

const PEOPLE = cases(10_000);

/** Ties most people to suppliers: of their own, shared by a few, two of them, sole traders, without a number. */
function tieMost(kleer: KleerStore, chance: Chance, tally: Tally): void {
	let shared = addSupplier(kleer, { name: 'Delade Konsulter AB', orgno: organisationNumber(80_000) });
	const already = new Set(tiedToSupplier(kleer).keys());
	let serial = 0;
	for (const { id } of kleer.users.values()) {
		if (already.has(id) || chance.yes(0.15)) continue;
		const form = chance.weighted({ own: 60, shared: 15, two: 8, soleTrader: 10, noNumber: 7 });
		tally.count(`supplier ${form}`);
		serial++;
		if (serial % 50 === 0) shared = addSupplier(kleer, { id: 800_000 + serial, name: `Delade ${serial} AB` });
		const orgno =
			form === 'soleTrader' ? soleTraderNumber(serial, 'female') : organisationNumber(20_000 + serial);
		const number = form === 'noNumber' ? {} : { orgno };
		const own = addSupplier(kleer, { id: 700_000 + serial, name: `Egen Firma ${serial}`, ...number });
		tieToSupplier(kleer, id, form === 'shared' ? shared.id : own.id);
		if (form === 'two') tieToSupplier(kleer, id, shared.id);
	}
}

describe(`${PEOPLE} generated people, most of them subcontractors`, () => {
	const chance = new Chance(20_240_229);
	const ownKeys = new Map<string, number | undefined>();
	let tenant: Tenant;

	afterAll(async () => {
		restoreClock();
		await tenant?.stop();
	});

	const sync = async () =>
		await tenant.syncScheme('subcontractors', { mapper: SUBCONTRACTORS_MAPPER, options: UNLIMITED });
	/** OPTIONS asks what may be updated, and writes nothing. */
	const writes = () => tenant.writes.filter((write) => !write.startsWith('OPTIONS'));

	async function round(day: string, canUpdate: boolean): Promise<void> {
		const { kleer, cinode } = tenant.sandbox;
		cinode.store.options.subcontractorUpdates = canUpdate ? 'patch' : 'none';
		const before = subcontractorsNow(tenant);
		const situation = { kleer: kleer.store, cinode: before, ownKeys, today: day, prefix: '', canUpdate };
		const verdicts = judgeSubcontractors(situation);
		const run = await untilSettled(sync);
		expect(run.summary.brake).toBeUndefined();
		const findings = new Findings();
		checkSubcontractors(findings, before, subcontractorsNow(tenant), verdicts, run);
		for (const [id, { key, actions }] of verdicts) {
			const gender = fromPersonalNumber(kleer.store.payroll.get(id)?.ssn ?? '', day).gender;
			if (actions.includes('created') || canUpdate) ownKeys.set(key, gender ?? ownKeys.get(key));
		}
		findings.expectNone(`subcontractors on ${day}`, {
			...run.summary,
			standing: run.summary.standing.length,
		});
	}

	it('are created, skipped, refused and held back as the tables say', async () => {
		tenant = await emptyTenant(FIRST_DAY);
		const tally = new Tally();
		const options = { people: PEOPLE, today: FIRST_DAY, domain: 'under.example', firstId: 1_200_001 };
		generatePeople(tenant.sandbox.kleer.store, chance, tally, options);
		tieMost(tenant.sandbox.kleer.store, chance, tally);
		tally.expectAll(['own', 'shared', 'two', 'soleTrader', 'noNumber'].map((form) => `supplier ${form}`));
		await round(FIRST_DAY, true);
	});

	it('drift where Cinode can’t change them, and nothing but newcomers is written', async () => {
		goTo(SECOND_DAY);
		const tally = new Tally();
		const { store } = tenant.sandbox.kleer;
		changePeople(store, chance, tally, { share: 0.18, today: SECOND_DAY });
		tally.expectAll(Object.keys(CHANGES).map((change) => `change ${change}`));
		for (const { id } of store.suppliers.values()) {
			if (chance.yes(0.05)) editSupplier(store, id, { name: `Nytt Firmanamn ${id}` });
			if (chance.yes(0.03)) editSupplier(store, id, { orgno: organisationNumber(60_000 + (id % 9000)) });
		}
		await round(SECOND_DAY, false);
	});

	it('follow where it can', async () => {
		tenant.forget();
		ownKeys.clear(); // What can't be read back isn't known without memory.
		await round(SECOND_DAY, true);
	});

	it.each([
		['again', () => {}],
		['without memory', () => tenant.forget()],
	])('are left alone when nothing changed: %s', async (_how, prepare) => {
		prepare();
		await sync();
		expect(writes()).toEqual([]);
	});
});
