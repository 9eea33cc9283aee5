import { afterAll, describe, expect, it } from 'vitest';
import { addCinodeUser, hirePerson } from '../../sandbox/index.mts';
import { cases } from '../../extent.mts';
import type { Tenant } from '../../integration/support/tenant.mts';
import { Chance } from '../support/chance.mts';
import { Findings, Tally } from '../support/findings.mts';
import { goTo, restoreClock } from '../support/clock.mts';
import { untilSettled } from '../support/settle.mts';
import { emptyTenant, FIRST_DAY, SECOND_DAY, UNLIMITED } from '../support/tenants.mts';
import { CHANGES, changeClients } from './changeClients.mts';
import { checkCustomers, customersNow } from './checkCustomers.mts';
import { judgeCustomers } from './customerOracle.mts';
import { FATES, generateClients, KNOWN_FORMS } from './generateClients.mts';
import { CUSTOMERS_NODES } from './setup.mts';

const CLIENTS = cases(10_000);
const REFERENCES = 20;

const named = (what: string, forms: object) => Object.keys(forms).map((form) => `${what} ${form}`);

describe(`${CLIENTS} generated clients`, () => {
	const chance = new Chance(19_990_101);
	const ownKeys = new Set<string>();
	const users = new Map<string, number>();
	let references: number[];
	let tenant: Tenant;

	afterAll(async () => {
		restoreClock();
		await tenant?.stop();
	});

	/** People that both know, and one that Cinode doesn't. */
	function addReferences(): number[] {
		const { kleer, cinode } = tenant.sandbox;
		return Array.from({ length: REFERENCES }, (_, index) => {
			const email = `ref${index}@orakel.example`;
			const person = hirePerson(kleer.store, { name: `Prov Referens${index}`, email }, FIRST_DAY);
			const internalIdentifier = String(person['internal-id']);
			const names = { firstName: 'Prov', lastName: `Referens${index}`, email };
			if (index > 0)
				users.set(
					internalIdentifier,
					addCinodeUser(cinode.store, { ...names, internalIdentifier }, Date.now()).id,
				);
			return person.id;
		}).reverse();
	}

	async function round(day: string): Promise<void> {
		const before = customersNow(tenant);
		const kleer = tenant.sandbox.kleer.store;
		const verdicts = judgeCustomers({ kleer, cinode: before, ownKeys, users, prefix: '' });
		const run = await untilSettled(() =>
			tenant.syncScheme('customers', { ...CUSTOMERS_NODES, options: UNLIMITED }),
		);
		expect(run.summary.brake).toBeUndefined();
		const findings = new Findings();
		checkCustomers(findings, before, customersNow(tenant), verdicts, run);
		for (const { key, fields } of verdicts.values()) if (fields) ownKeys.add(key);
		findings.expectNone(`customers on ${day}`, { ...run.summary, standing: run.summary.standing.length });
	}

	it('are created, linked, skipped, refused and held back as the tables say', async () => {
		tenant = await emptyTenant(FIRST_DAY);
		const { kleer, cinode } = tenant.sandbox;
		const tally = new Tally();
		references = addReferences();
		const options = { clients: CLIENTS, mark: 'A', serial: 100, references };
		generateClients(kleer.store, cinode.store, chance, tally, options);
		tally.expectAll([...Object.keys(FATES), ...named('known', KNOWN_FORMS)]);
		await round(FIRST_DAY);
	});

	it('are followed as Kleer changes', async () => {
		goTo(SECOND_DAY);
		const tally = new Tally();
		changeClients(tenant.sandbox.kleer.store, chance, tally, { share: 0.18, references });
		tally.expectAll(named('change', CHANGES));
		await round(SECOND_DAY);
	});

	it.each([
		['again', () => {}],
		['without memory', () => tenant.forget()],
	])('are left alone when nothing changed: %s', async (_how, prepare) => {
		prepare();
		await tenant.syncScheme('customers', { ...CUSTOMERS_NODES, options: UNLIMITED });
		expect(tenant.writes).toEqual([]);
	});
});
