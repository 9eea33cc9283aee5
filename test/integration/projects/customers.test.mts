import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	addCinodeCustomer,
	addClient,
	editCinodeCustomer,
	editClientProject,
	type CinodeCustomer,
} from '../../sandbox/index.mts';
import { later } from '../support/clock.mts';
import { ProjectCases } from './cases.mts';

/** Customers and the brokers between them and us. */

let cases: ProjectCases;

beforeEach(async () => {
	cases = await ProjectCases.start();
});

afterEach(async () => {
	vi.restoreAllMocks();
	await cases.stop();
});

const ENERGY = 'Granstråk Energi AB';
const GAMES = 'Sjövide Spel AB';
const broker = (id: number) => cases.one(id)['broker-client']?.id;
/** A customer in Cinode that Kleer has never heard of. */
const prospect = (given: Partial<CinodeCustomer> = {}) =>
	addCinodeCustomer(
		cases.cinode,
		{ name: 'Prospekt Nord AB', ...given, contacts: [], addresses: [] },
		Date.now(),
	);

describe('a customer unknown to Kleer', () => {
	it('by its number: an error that names it and the sync to run; others go on; healed once it is there', async () => {
		const customerId = prospect({ identification: 'K7777' }).id;
		const [id, other] = [cases.make({ customerId }), cases.make({ title: 'Det andra' })];
		const run = await cases.push([id, other]);
		expect(run.resultOf('Fallet')).toMatchObject({ action: 'failed', targetId: null });
		expect(run.resultOf('Fallet')?.error).toMatch(/K7777/);
		expect(run.resultOf('Fallet')?.error).toMatch(/Prospekt Nord AB/);
		expect(run.resultOf('Fallet')?.error).toMatch(/customers sync/);
		expect(run.resultOf('Det andra')).toMatchObject({ action: 'created' });
		expect(cases.inKleer(id)).toEqual([]);

		const client = addClient(cases.kleer, { name: 'Prospekt Nord AB', 'foreign-id': 'K7777' });
		expect(await cases.pushed(id)).toMatchObject({ action: 'created' });
		expect(cases.one(id).client).toEqual({ id: client.id });
	});

	it('because it has no number yet: told by name, and healed once the number is there', async () => {
		const customer = prospect();
		const [id, other] = [cases.make({ customerId: customer.id }), cases.make({ title: 'Det andra' })];
		const run = await cases.push([id, other]);
		expect(cases.told).toContain('Prospekt Nord AB');
		expect(run.resultOf('Det andra')).toMatchObject({ action: 'created' });
		expect(cases.inKleer(id)).toEqual([]);

		const client = addClient(cases.kleer, { name: 'Prospekt Nord AB' });
		const identification = client['foreign-id'];
		editCinodeCustomer(cases.cinode, customer.id, { identification }, { now: Date.now() });
		later(10);
		expect(await cases.pushed(id)).toMatchObject({ action: 'created' });
		expect(cases.one(id).client).toEqual({ id: client.id });
	});

	it('that Kleer may lack: it says so, and which sync to run', async () => {
		const { id } = prospect();
		await cases.push(cases.make({ customerId: id }));
		expect(cases.told).toContain(
			`The customer Prospekt Nord AB (Cinode id ${id}) has no Internal/External ID in Cinode: ` +
				"if Kleer doesn't have it, enter it there; then run the customers sync",
		);
	});

	it('that has a twin with the ID in Cinode: names both and says what to do', async () => {
		const known = cases.cinode.customers.get(cases.customer(ENERGY)) as CinodeCustomer;
		const named = `${ENERGY} (${known.identification}, Cinode id ${known.id})`;
		const double = prospect({ name: `${ENERGY.toUpperCase()} ` });
		const id = cases.make({ customerId: double.id });
		await cases.push(id);
		expect(cases.told).toContain(
			`The customer GRANSTRÅK ENERGI AB (Cinode id ${double.id}) has no Internal/External ID in Cinode, ` +
				`but another customer of the same name has one: ${named}. Put the project on that one, or move its ID to`,
		);
		expect(cases.told).not.toMatch(/enter it/);

		// Written otherwise there, and under another name.
		const number = String(known.corporateIdentityNumber).replace('-', '');
		const renamed = prospect({ name: 'Kraft i Norr', corporateIdentityNumber: number });
		await cases.push(cases.make({ customerId: renamed.id }));
		expect(cases.told).toContain(`but another customer with the same organisation number has one: ${named}.`);
		// A sole trader's is a personal number.
		expect(cases.told).not.toContain(number);

		// As told.
		cases.edit(id, { customerId: known.id });
		later(10);
		expect(await cases.pushed(id)).toMatchObject({ action: 'created' });
	});

	it('with hundreds of others costs no hundreds of searches: all that they need is the customers sync', async () => {
		const ids = Array.from({ length: 30 }, (_, index) =>
			cases.make({ title: `Projekt ${index}`, customerId: prospect({ name: `Kund ${index} AB` }).id }),
		);
		await cases.push(ids);
		const searches = () => cases.tenant.sandbox.requests.count({ path: /customers\/search/ });
		expect(searches()).toBe(20);
		expect(cases.told.match(/then run the customers sync/g)).toHaveLength(30);
		// And what was looked up a moment ago isn't again.
		await cases.push(ids);
		expect(searches()).toBe(0);
	});

	it('whose twin belongs to another Kleer company is no twin', async () => {
		prospect({ name: 'Delad Kund AB', identification: 'S-17' });
		const { id } = prospect({ name: 'Delad Kund AB' });
		await cases.push(cases.make({ customerId: id }), { mapper: { keyPrefix: 'N-' } });
		expect(cases.told).toContain('then run the customers sync');
		expect(cases.told).not.toContain('S-17');
	});

	it('is never found by its name alone', async () => {
		const id = cases.make({ customerId: prospect({ name: ENERGY }).id });
		await cases.push(id);
		expect(cases.told).toContain(ENERGY);
		expect(cases.inKleer(id)).toEqual([]);
	});
});

describe('a broker between customer and us', () => {
	it('is added, changed and removed', async () => {
		const id = cases.make();
		await cases.pushed(id);
		expect(broker(id)).toBeUndefined();

		cases.edit(id, { intermediatorId: cases.customer(ENERGY) });
		expect(await cases.pushed(id)).toMatchObject({ action: 'updated', warnings: [] });
		expect(broker(id)).toBe(cases.client(ENERGY).id);

		cases.edit(id, { intermediatorId: cases.customer(GAMES) });
		expect(await cases.pushed(id)).toMatchObject({ action: 'updated' });
		expect(broker(id)).toBe(cases.client(GAMES).id);

		cases.edit(id, { intermediatorId: null });
		expect(await cases.pushed(id)).toMatchObject({ action: 'updated' });
		expect(broker(id)).toBeUndefined();
		expect(cases.one(id).client).toEqual({ id: cases.client('Havsvide Logistik AB').id });
	});

	it('is asked for the reference: their contact, not the customer’s', async () => {
		const contact = (name: string) => {
			const customer = cases.cinode.customers.get(cases.customer(name));
			const [one] = customer?.contacts ?? [];
			if (!one) throw new Error(`${name} has no contact`);
			return one;
		};
		const [ours, theirs] = [contact('Havsvide Logistik AB'), contact(GAMES)];
		const contacts = { customerContacts: [ours.id], intermediatorContacts: [theirs.id] };
		const direct = cases.make({ ...contacts });
		const sold = cases.make({ ...contacts, title: 'Sålt', intermediatorId: cases.customer(GAMES) });
		await cases.pushed([direct, sold]);
		expect(cases.one(direct)['your-reference']).toBe(`${ours.firstName} ${ours.lastName}`);
		expect(cases.one(sold)['your-reference']).toBe(`${theirs.firstName} ${theirs.lastName}`);
	});

	it('unknown to Kleer is an error that names it: nothing is created for the wrong invoice', async () => {
		const intermediatorId = prospect({ identification: 'K7777' }).id;
		const id = cases.make({ intermediatorId });
		await cases.push(id);
		expect(cases.told).toMatch(/Prospekt Nord AB/);
		expect(cases.inKleer(id)).toEqual([]);
		const client = addClient(cases.kleer, { name: 'Prospekt Nord AB', 'foreign-id': 'K7777' });
		expect(await cases.pushed(id)).toMatchObject({ action: 'created' });
		expect(broker(id)).toBe(client.id);
	});

	it('unknown to Kleer, for a project that is there: told, and the old broker stays', async () => {
		const id = cases.make({ intermediatorId: cases.customer(ENERGY) });
		await cases.pushed(id);
		cases.edit(id, { intermediatorId: prospect({ identification: 'K7777' }).id });
		await cases.pushed(id);
		expect(cases.told).toMatch(/Prospekt Nord AB/);
		expect(broker(id)).toBe(cases.client(ENERGY).id);
	});

	it('set by hand in Kleer is taken away: the invoice goes where Cinode says', async () => {
		const id = cases.make();
		await cases.pushed(id);
		editClientProject(cases.kleer, String(id), { 'broker-client': { id: cases.client(ENERGY).id } });
		expect(await cases.pushed(id)).toMatchObject({ action: 'updated' });
		expect(broker(id)).toBeUndefined();
	});
});

describe('the customer that changed in Cinode', () => {
	it.each(['ignores', 'refuses'] as const)(
		'is told, and nothing at all is written, where Kleer %s it',
		async (frozenFields) => {
			cases.kleer.options.frozenFields = frozenFields;
			const id = cases.make();
			await cases.pushed(id);
			const before = structuredClone(cases.one(id));
			cases.edit(id, { customerId: cases.customer(ENERGY), contractValue: 1 });
			cases.editRole(id, { rate: 1 });
			const run = await cases.push(id);
			expect(cases.writes).toEqual([]);
			expect(cases.one(id)).toEqual(before);
			expect(['conflict', 'drift']).toContain(run.results[0]?.action);
		},
	);

	// The issue: "Kleer freezes name, client and fixed price at creation: `drift` with old and new"; it names neither.
	it('is told with the old and the new client', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.edit(id, { customerId: cases.customer(ENERGY) });
		const all = JSON.stringify((await cases.push(id)).results);
		expect(all).toContain(ENERGY);
		expect(all).toContain('Havsvide Logistik AB');
	});

	it('and back again is healed by the next event', async () => {
		const id = cases.make();
		await cases.pushed(id);
		cases.edit(id, { customerId: cases.customer(ENERGY) });
		await cases.pushed(id);
		cases.edit(id, { customerId: cases.customer('Havsvide Logistik AB'), contractValue: 510_000 });
		expect(await cases.pushed(id)).toMatchObject({ action: 'updated' });
		expect(cases.one(id)['budget-amount']).toBe(51_000_000);
	});

	it('only got another name: no difference for Kleer', async () => {
		const id = cases.make();
		await cases.pushed(id);
		editCinodeCustomer(
			cases.cinode,
			cases.customer('Havsvide Logistik AB'),
			{ name: 'Havsvide Sjöfrakt AB' },
			{
				now: Date.now(),
			},
		);
		expect(await cases.pushed(id)).toBeUndefined();
	});
});
