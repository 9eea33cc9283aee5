import { afterAll, describe, expect, it } from 'vitest';
import { cases } from '../../extent.mts';
import type { Tenant } from '../../integration/support/tenant.mts';
import type { SyncRun } from '../../integration/support/sync.mts';
import { Chance } from '../support/chance.mts';
import { Findings, Tally } from '../support/findings.mts';
import { goTo, restoreClock } from '../support/clock.mts';
import { untilSettled } from '../support/settle.mts';
import { emptyTenant, FIRST_DAY, SECOND_DAY, UNLIMITED } from '../support/tenants.mts';
import { CHANGES, changePeople } from './changeKleer.mts';
import { checkUsers, usersNow } from './checkUsers.mts';
import { generateKnownUsers, KNOWN_FORMS } from './generateCinode.mts';
import { FATES, generatePeople } from './generateKleer.mts';
import { LEVEL_FORMS, PAY_FORMS } from './payForms.mts';
import { fromPersonalNumber } from './personalNumber.mts';
import { NUMBER_FORMS } from './personalNumberForms.mts';
import { USERS_MAPPER } from './setup.mts';
import { judgeUsers } from './userOracle.mts';

const NODES = { mapper: USERS_MAPPER };
const PEOPLE = cases(10_000);

const named = (what: string, forms: object) => Object.keys(forms).map((form) => `${what} ${form}`);

/** Personal numbers have no business in what a run says. */
function expectNoNumbers(tenant: Tenant, run: SyncRun): void {
	const said = JSON.stringify([run.results, run.rejected, run.summary]);
	const numbers = [...tenant.sandbox.kleer.store.payroll.values()].map(({ ssn }) => ssn.trim());
	expect(numbers.filter((ssn) => ssn.length > 9 && said.includes(ssn))).toEqual([]);
}

describe(`${PEOPLE} generated people`, () => {
	const chance = new Chance(20261123);
	const ownKeys = new Map<string, number | undefined>();
	let tenant: Tenant;

	afterAll(async () => {
		restoreClock();
		await tenant?.stop();
	});

	async function round(day: string): Promise<void> {
		const { kleer, cinode } = tenant.sandbox;
		const before = usersNow(tenant);
		const verdicts = judgeUsers({
			kleer: kleer.store,
			cinode: before,
			ownKeys,
			today: day,
			prefix: '',
		});
		const run = await untilSettled(() => tenant.sync({ ...NODES, options: UNLIMITED }));
		expect(run.summary.brake).toBeUndefined();
		const findings = new Findings();
		checkUsers(findings, before, usersNow(tenant), verdicts, run);
		expectNoNumbers(tenant, run);
		findings.expectNone(`users on ${day}`, { ...run.summary, standing: run.summary.standing.length });
		for (const [id, { key, fields }] of verdicts) {
			const ssn = kleer.store.payroll.get(id)?.ssn;
			if (fields) ownKeys.set(key, fromPersonalNumber(ssn ?? '', day).gender ?? ownKeys.get(key));
		}
		expect(cinode.store.users.size).toBeGreaterThan(PEOPLE / 2);
	}

	it('are created, linked, skipped, refused and held back as the tables say', async () => {
		tenant = await emptyTenant(FIRST_DAY);
		const { kleer, cinode } = tenant.sandbox;
		const tally = new Tally();
		const options = { people: PEOPLE, today: FIRST_DAY, domain: 'orakel.example', firstId: 1_200_001 };
		const fates = generatePeople(kleer.store, chance, tally, options);
		generateKnownUsers(kleer.store, cinode.store, fates, chance, tally);
		tally.expectAll([
			...Object.keys(FATES),
			...named('known', KNOWN_FORMS),
			...named('number', NUMBER_FORMS),
			...named('pay', PAY_FORMS),
			...named('level', LEVEL_FORMS),
			'percentage tax',
		]);
		await round(FIRST_DAY);
	});

	it('are followed as Kleer changes and as days pass', async () => {
		goTo(SECOND_DAY);
		const tally = new Tally();
		changePeople(tenant.sandbox.kleer.store, chance, tally, { share: 0.18, today: SECOND_DAY });
		tally.expectAll(named('change', CHANGES));
		await round(SECOND_DAY);
	});

	it.each([
		['again', () => {}],
		['without memory', () => tenant.forget()],
	])('are left alone when nothing changed: %s', async (_how, prepare) => {
		prepare();
		// Without memory all people are compared, a portion per run.
		const run = await untilSettled(() => tenant.sync({ ...NODES, options: UNLIMITED }));
		expect(tenant.writes).toEqual([]);
		expect(run.summary.counts).toMatchObject({ created: 0, updated: 0, failed: 0, deferred: 0 });
	});
});
