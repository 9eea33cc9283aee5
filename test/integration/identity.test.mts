import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	addCinodeCustomer,
	addCinodeUser,
	addClient,
	changeLevel,
	editCinodeCustomer,
	editCinodeUser,
	hirePerson,
} from '../sandbox/index.mts';
import { Tenant } from './support/tenant.mts';

/** One identity, one record: what differs only in how it is written is the same, and stays as it stands. */

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start();
});

afterEach(async () => await tenant.stop());

const kleer = () => tenant.sandbox.kleer.store;
const cinode = () => tenant.sandbox.cinode.store;
const customersBefore = () => cinode().customers.size;

const COMPANY = 'Nordlyse Mekaniska AB';
const PLAIN = '559012-1066';

describe('a customer’s organisation number', () => {
	const spellings: Array<[string, string]> = [
		['with an en dash', '559012–1066'],
		['with a non-breaking hyphen', '559012‑1066'],
		['with a minus sign', '559012−1066'],
		['with a dot', '559012.1066'],
		['with spaces', '559012 1066'],
		['with a no-break space', '559012\u00a01066'],
		['with a narrow no-break space around a dash', '559012\u202f-\u202f1066'],
		['with a zero-width space', '559012\u200b-1066'],
		['with a mark of direction', '\u200e559012-1066'],
		['in full-width digits', '５５９０１２－１０６６'],
		['as its VAT number', 'SE559012106601'],
		['as its VAT number, with a dash', 'SE 559012-1066 01'],
	];
	const pairs = spellings.flatMap(([how, text]) => [
		{ how, where: 'Kleer', inKleer: text, inCinode: PLAIN },
		{ how, where: 'Cinode', inKleer: PLAIN, inCinode: text },
	]);

	it.each(pairs)('$how in $where is the same company', async ({ inKleer, inCinode }) => {
		addClient(kleer(), { name: COMPANY, orgno: inKleer });
		const { id } = addCinodeCustomer(
			cinode(),
			{ name: 'Nordlyse', corporateIdentityNumber: inCinode },
			Date.now(),
		);
		const before = customersBefore();
		const run = await tenant.syncScheme('customers', { kleer: {}, mapper: only(COMPANY) });
		expect(run.resultOf(COMPANY)).toMatchObject({ action: 'linked', targetId: id });
		expect(customersBefore()).toBe(before);
		// Alike is equal: it stays as it stands.
		expect(cinode().customers.get(id)?.corporateIdentityNumber).toBe(inCinode);
	});

	it.each(spellings.filter(([, text]) => !/[０-９]|SE/.test(text)))(
		'%s in Cinode is found among many customers',
		async (_how, text) => {
			addClient(kleer(), { name: COMPANY, orgno: PLAIN });
			for (let i = 0; i < 30; i++) addCinodeCustomer(cinode(), { name: `Kund ${i} AB` }, Date.now());
			const { id } = addCinodeCustomer(
				cinode(),
				{ name: 'Nordlyse', corporateIdentityNumber: text },
				Date.now(),
			);
			const run = await tenant.syncScheme('customers', { mapper: only(COMPANY) });
			expect(run.resultOf(COMPANY)).toMatchObject({ action: 'linked', targetId: id });
		},
	);

	it('is sent cleaned', async () => {
		addClient(kleer(), { name: `${COMPANY}\u200b`, orgno: '559012–\u200b1066' });
		await tenant.syncScheme('customers', { mapper: only(COMPANY) });
		expect(tenant.cinodeCustomer(COMPANY)).toMatchObject({
			name: COMPANY,
			corporateIdentityNumber: PLAIN,
		});
	});
});

describe('a key', () => {
	it.each([
		['an en dash', 'N–77', 'N-77'],
		['a no-break space', 'N\u00a077', 'N 77'],
		['full-width digits', 'N７７', 'N77'],
		['a zero-width space', 'N\u200b77', 'N77'],
	])('with %s is the same in both systems', async (_how, odd, plain) => {
		for (const [inKleer, inCinode] of [
			[odd, plain],
			[plain, odd],
		] as const) {
			const name = `${COMPANY} ${inKleer === odd ? 1 : 2}`;
			const client = addClient(kleer(), { name });
			client['foreign-id'] = inKleer;
			const { id } = addCinodeCustomer(cinode(), { name, identification: inCinode }, Date.now());
			const before = customersBefore();
			const run = await tenant.syncScheme('customers', { mapper: only(name) });
			expect(run.resultOf(name)).toMatchObject({ action: 'updated', targetId: id });
			expect(run.resultOf(name)?.changes.map(({ field }) => field)).not.toContain('Internal/External ID');
			expect(customersBefore()).toBe(before);
			cinode().customers.delete(id);
			kleer().clients.delete(client.id);
		}
	});
});

describe('a person’s e-mail', () => {
	it.each([
		['decomposed in Kleer', 'jörgen@exempel.example'.normalize('NFD'), 'jörgen@exempel.example'],
		['decomposed in Cinode', 'jörgen@exempel.example', 'jörgen@exempel.example'.normalize('NFD')],
		['with a decomposed domain', 'a@ödegård.example'.normalize('NFD'), 'a@ödegård.example'],
		['with a zero-width space', 'anders\u200b@exempel.example', 'anders@exempel.example'],
		['with a full-width at sign', 'anders＠exempel.example', 'anders@exempel.example'],
	])('%s is the same person', async (_how, inKleer, inCinode) => {
		const name = 'Jörgen Nyström';
		hirePerson(kleer(), { name, email: inKleer }, tenant.sandbox.today());
		const { id } = addCinodeUser(cinode(), { firstName: 'J', lastName: 'N', email: inCinode }, Date.now());
		const run = await tenant.sync({ mapper: { languageId: 1 } });
		expect(run.resultOf(name)).toMatchObject({ action: 'linked', targetId: id });
		expect(cinode().users.get(id)?.email).toBe(inCinode);
	});

	it('is created composed', async () => {
		hirePerson(
			kleer(),
			{ name: 'Jörgen Nyström', email: ' JÖRGEN@Ödegård.example'.normalize('NFD') },
			tenant.sandbox.today(),
		);
		await tenant.sync({ mapper: { languageId: 1 } });
		expect(tenant.cinodeUser('Nyström').email).toBe('jörgen@ödegård.example');
	});

	it.each(['norsk@ødegård.example', 'ç@façade.example', 'l@łódź.example', 'a@exempel.укр'])(
		'%s is accepted',
		async (email) => {
			hirePerson(kleer(), { name: 'Kari Nordmann', email }, tenant.sandbox.today());
			await tenant.sync({ mapper: { languageId: 1 } });
			expect(tenant.cinodeUser('Nordmann').email).toBe(email);
		},
	);
});

describe('what is only written in another way is left alone', () => {
	const PERSON = { name: 'Ylva Nyborg', email: 'ylva@nyborg.example' };

	it.each([
		'+46 070-174 06 05',
		'0046 070-1740605',
		'(+46) (0)70-174 06 05',
		'+46 (0) 70 174 06 05',
		'０７０-１７４ ０６ ０５',
	])('the phone %s', async (phone) => {
		hirePerson(kleer(), { ...PERSON, phone }, tenant.sandbox.today());
		await tenant.sync({ mapper: { languageId: 1 } });
		const { id } = tenant.cinodeUser('Nyborg');
		editCinodeUser(cinode(), id, { phone: '070-174 06 05' }, { now: Date.now() + 5000 });
		const run = await tenant.sync({ mapper: { languageId: 1 } });
		expect(run.resultOf('Nyborg')).toBeUndefined();
		expect(tenant.writes).toEqual([]);
		expect(tenant.cinodeUser('Nyborg').phone).toBe('070-174 06 05');
	});

	it.each([
		['UK', 'GB', 7],
		['EL', 'GR', 8],
		['uk', 'GB', 7],
	])('the country %s, which is %s', async (code, iso, countryId) => {
		cinode().countries.push({ countryId, code: iso, name: iso } as never);
		const client = addClient(kleer(), { name: COMPANY });
		client['country-code'] = code;
		const mapper = only(COMPANY);
		const sync = { countries: { rows: [{ code, countryId }] } };
		const run = await tenant.syncScheme('customers', { mapper, sync });
		expect(tenant.cinodeCustomer(COMPANY).countryId).toBe(countryId);
		expect(run.mapped[0]).toMatchObject({ values: { country: iso } });
		editCinodeCustomer(cinode(), tenant.cinodeCustomer(COMPANY).id, {}, { now: Date.now() + 5000 });
		await tenant.syncScheme('customers', { mapper, sync });
		expect(tenant.writes).toEqual([]);
	});
});

describe('what a person is sent as', () => {
	const PERSON = { name: 'Ylva Nyborg', email: 'ylva@nyborg.example' };

	it.each([
		[0.575, 58],
		[0.145, 15],
		[0.285, 29],
		[0.625, 63],
		[0.8, 80],
	])('a level of employment of %d is %d percent', async (level, percent) => {
		const { id } = hirePerson(kleer(), PERSON, tenant.sandbox.today());
		changeLevel(kleer(), id, level);
		await tenant.sync({ mapper: { languageId: 1 } });
		expect(tenant.cinodeUser('Nyborg').availabilityPercent).toBe(percent);
	});

	it.each([
		['Karl Juniorlund Jr', 'Karl', 'Juniorlund Jr'],
		['Karl Juniorlund d.y.', 'Karl', 'Juniorlund d.y.'],
		['Karl Juniorlund III', 'Karl', 'Juniorlund III'],
	])('the name %s', async (name, firstName, lastName) => {
		hirePerson(kleer(), { ...PERSON, name }, tenant.sandbox.today());
		await tenant.sync({ mapper: { languageId: 1 } });
		expect(tenant.cinodeUser('Juniorlund')).toMatchObject({ firstName, lastName });
	});

	it('a coordination number without day and month: gender, no birth date, no warning', async () => {
		hirePerson(kleer(), { ...PERSON, ssn: '19790060-2389' }, tenant.sandbox.today());
		const run = await tenant.sync({ mapper: { languageId: 1 } });
		expect(tenant.cinodeUser('Nyborg')).toMatchObject({ gender: 2, dateOfBirth: null });
		expect(run.resultOf('Nyborg')?.warnings).toEqual([]);
	});

	it('the old end date of a person that was hired again is not sent', async () => {
		hirePerson(kleer(), { ...PERSON, start: '2026-03-01', end: '2024-06-30' }, tenant.sandbox.today());
		const run = await tenant.sync({ mapper: { languageId: 1 } });
		expect(tenant.cinodeUser('Nyborg')).toMatchObject({ employmentEndDate: null });
		expect(run.resultOf('Nyborg')).toMatchObject({
			action: 'created',
			warnings: [expect.stringMatching(/'End Date' is before 'Start Date'.*not sent/)],
		});
	});

	it.each([
		['faktura@nyborg.example; ekonomi@nyborg.example', 'faktura@nyborg.example'],
		['Faktura@nyborg.example, ekonomi@nyborg.example', 'faktura@nyborg.example'],
		['faktura@nyborg.example ekonomi@nyborg.example', 'faktura@nyborg.example'],
	])('of two invoice e-mails, %s, the first', async (given, taken) => {
		const client = addClient(kleer(), { name: COMPANY });
		client.email = given;
		const run = await tenant.syncScheme('customers', { mapper: only(COMPANY) });
		expect(tenant.cinodeCustomer(COMPANY).addresses).toMatchObject([{ addressType: 2, email: taken }]);
		expect(run.resultOf(COMPANY)?.warnings).toContainEqual(expect.stringMatching(/'Email' holds 2/));
	});
});

/** A personal number by its shape is never a key, whatever it is made of. */
describe('a personal number as a key is rejected', () => {
	it.each(['197900652384', '197904602385', '19790405T238', 'EF 811218-9876', '８１１２１８－９８７６'])(
		'%s of a client',
		async (number) => {
			const client = addClient(kleer(), { name: COMPANY });
			client['foreign-id'] = number;
			const run = await tenant.syncScheme('customers');
			expect(run.rejected.find(({ label }) => String(label).includes(COMPANY))).toMatchObject({
				reasons: [expect.stringMatching(/personal number/)],
			});
			expect(JSON.stringify([run.results, run.rejected, run.summary])).not.toContain(number);
		},
	);
});

/** Everybody else is out of scope, so that one client is what a run is about. */
function only(name: string) {
	const keys = [...kleer().clients.values()]
		.filter((one) => one.name !== name && !one.name.startsWith(`${name}\u200b`))
		.map((one) => one['foreign-id'])
		.filter(Boolean);
	return { scope: { neverKeys: keys.join(', ') } };
}
