import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type CinodeCustomer, type KleerClient, type Sandbox } from '../../sandbox/index.mts';
import { castClients } from '../../sandbox/seed/clients.mts';
import { hasValidChecksum } from '../../sandbox/seed/personalNumbers.mts';
import { soleTraderForms } from '../../sandbox/secrets.mts';
import { cinode, kleer } from './clients.mts';

let sandbox: Sandbox;
let clients: KleerClient[];
let customers: CinodeCustomer[];

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04' });
	clients = (await kleer(sandbox, 'GET', 'client')).json.clients;
	const list: { id: number }[] = (await cinode(sandbox, 'GET', 'customers')).json;
	customers = await Promise.all(
		list.map(async ({ id }) => (await cinode(sandbox, 'GET', `customers/${id}`)).json),
	);
});
afterAll(() => sandbox.close());

function one<T extends { name: string }>(list: T[], name: string): T {
	const found = list.filter((each) => each.name === name);
	expect(found).toHaveLength(1);
	return found[0] as T;
}
const client = (name: string) => one(clients, name);
const customer = (name: string) => one(customers, name);
const inCinode = (name: string) => customers.some((each) => each.name === name);
const digits = (text: string | null) => (text ?? '').replace(/\D/g, '');

describe('the thirteen clients', () => {
	it('have one with everything, in Cinode by an organisation number that is written otherwise', async () => {
		const full = client('Havsvide Logistik AB');
		expect(full).toMatchObject({
			'foreign-id': 'K1001',
			contact: 'Gunhild Tallmo',
			notes: expect.stringContaining('\n\n'),
			'payment-days': 30,
			user: { id: 210001 },
			'dimension-entries': [{ id: 4501 }],
			template: { id: 3 },
		});
		for (const [name, value] of Object.entries({ ...full, ...full.address }))
			expect([name, value]).not.toEqual([name, '']);
		// Our reference is a person that is in both.
		const reference = (await kleer(sandbox, 'GET', 'user/210001')).json;
		const users = (await cinode(sandbox, 'GET', 'users')).json;
		expect(users.map((user: { companyUserEmail: string }) => user.companyUserEmail)).toContain(
			reference.email,
		);

		const known = customer('Havsvide Logistik');
		expect(known.identification).toBeNull();
		expect(known.corporateIdentityNumber).not.toBe(full.orgno);
		expect(digits(known.corporateIdentityNumber)).toBe(digits(full.orgno));
		// People's own: tags, managers, contacts, a visiting address, and an invoice address with comments.
		expect([known.tags.length, known.managers.length, known.contacts.length]).toEqual([1, 1, 1]);
		expect(known.addresses.map((address) => [address.addressType, Boolean(address.comments)])).toEqual([
			[1, false],
			[2, true],
		]);
	});

	it('have one in Cinode by exact name alone, with as little as possible in Kleer', () => {
		expect(client('Granstråk Energi AB').orgno).not.toBe('');
		for (const unset of ['currency-type', 'notes', 'gln'])
			expect(client('Granstråk Energi AB')).not.toHaveProperty(unset);
		expect(customer('Granstråk Energi AB')).toMatchObject({
			corporateIdentityNumber: null,
			identification: null,
		});
	});

	it('have two departments with one organisation number, the first in Cinode, with two invoice addresses', () => {
		const [dental, it] = [
			client('Region Norrvide, Folktandvården'),
			client('Region Norrvide, Verksamhets-IT'),
		];
		expect(it.orgno).toBe(dental.orgno);
		const known = customer('Region Norrvide, Folktandvården');
		expect(known.corporateIdentityNumber).toBe(dental.orgno);
		expect(known.addresses.filter((address) => address.addressType === 2)).toHaveLength(2);
		expect(inCinode('Region Norrvide, Verksamhets-IT')).toBe(false);
	});

	it('have one without customer number, one with zeros before it, and else different ones', () => {
		expect(client('Rönnfors Bygg AB')['foreign-id']).toBe('');
		expect(client('Nebelwald Maschinenbau GmbH')['foreign-id']).toBe('00417');
		expect(new Set(clients.map((each) => each['foreign-id'])).size).toBe(clients.length);
	});

	it('have a private person and a sole trader, whose numbers are secret in every form', () => {
		expect(client('Ottilia Sjötråd')).toMatchObject({ 'client-type': 'Person' });
		expect(client('Klintåkers Måleri')).toMatchObject({ 'client-type': 'Organisation' });
		const secrets = sandbox.secrets();
		for (const { orgno } of [client('Ottilia Sjötråd'), client('Klintåkers Måleri')]) {
			expect(orgno).toMatch(/^\d\d[01]\d{3}-\d{4}$/);
			const ten = digits(orgno);
			const forms = [ten, orgno, `19${ten}`, `20${orgno}`, `16${ten}`, `SE${ten}01`];
			expect(secrets).toEqual(expect.arrayContaining(forms));
		}
		expect(client('Klintåkers Måleri')['vat-nr']).toBe(`SE${digits(client('Klintåkers Måleri').orgno)}01`);
		expect(secrets.filter((secret) => clients.some(({ orgno }) => orgno === secret))).toHaveLength(2);
	});

	it('have a German and a Norwegian one', () => {
		expect(client('Nebelwald Maschinenbau GmbH')).toMatchObject({
			'country-code': 'DE',
			'currency-type': 'EUR',
			'vat-nr': expect.stringMatching(/^DE\d{9}$/),
		});
		expect(client('Fjelltråd Sjømat AS')).toMatchObject({
			'country-code': 'NO',
			'currency-type': 'NOK',
			orgno: expect.stringMatching(/^\d{9}$/),
		});
	});

	it('have an inactive one, which Cinode does not know', () => {
		expect(clients.filter((each) => !each.active).map((each) => each.name)).toEqual(['Ekmosse Förlag AB']);
		expect(inCinode('Ekmosse Förlag AB')).toBe(false);
	});

	it('have references that are no persons, and an our reference that isn’t in Cinode', () => {
		expect(client('Lärkhöjd Fastigheter AB')).toMatchObject({
			contact: 'REF-4711',
			'payment-days': 0,
			address: { address1: '', address2: '', 'zip-code': '', state: 'Västerås', country: '' },
		});
		const { contact, user } = client('Åsberga Teknik AB');
		expect(contact).toBe('Katja');
		expect(sandbox.kleer.store.users.get(user.id)?.name).toBe('Rut Balansén');
		expect(sandbox.kleer.store.payroll.has(user.id)).toBe(false);
	});

	it('have one that carries another system’s id in Cinode', () => {
		const { orgno } = client('Sjövide Spel AB');
		expect(clients.filter((each) => each.orgno === orgno)).toHaveLength(1);
		expect(customer('Sjövide Spel AB')).toMatchObject({
			identification: 'UPS-88231',
			corporateIdentityNumber: orgno,
		});
	});

	it('have organisation numbers with a valid checksum', () => {
		const swedish = clients.filter((each) => each['country-code'] === 'SE');
		expect(swedish).toHaveLength(11);
		for (const { orgno } of swedish) {
			expect(hasValidChecksum(orgno), orgno).toBe(true);
			const isPerson = soleTraderForms(orgno).length > 0;
			expect(isPerson).toBe(Number(orgno[2]) < 2);
		}
	});
});

describe('Cinode’s customers', () => {
	it('are seven, of which Kleer knows four, and only one has a key', () => {
		expect(customers).toHaveLength(7);
		const names = new Set(clients.map((each) => each.name));
		const numbers = new Set(clients.map((each) => digits(each.orgno)));
		const unknown = customers.filter(
			(each) => !names.has(each.name) && !numbers.has(digits(each.corporateIdentityNumber)),
		);
		expect(unknown.map((each) => [each.name, each.status])).toEqual([
			['Stenhöjds Arkitekter', 1],
			['Nordnes Verft AS', 1],
			['Mosslunda Handel AB', 0],
		]);
		expect(customers.filter((each) => each.identification)).toHaveLength(1);
	});

	it('teach the countries Sweden and Norway and no others', () => {
		const learnt = customers.map((each) => (each as { country?: { code: string } | null }).country?.code);
		expect([...new Set(learnt)].sort()).toEqual(['NO', 'SE', undefined]);
		const { countries } = sandbox.cinode.store;
		const codes = countries.map((country) => country.code);
		expect(codes).toEqual(expect.arrayContaining(['SE', 'NO', 'DK', 'FI', 'DE', 'GB']));
		expect(codes).not.toEqual([...codes].sort());
	});
});

describe('many clients', () => {
	it('are the same for the same seed, and others for another', () => {
		const text = (seed: number) => JSON.stringify(castClients(300, 12, seed));
		expect(text(1)).toBe(text(1));
		expect(text(1)).not.toBe(text(2));
	});

	it('have names and customer numbers of their own, and organisation numbers but for departments', () => {
		const many = castClients(5_000, 1_000, 1);
		expect(new Set(many.map((each) => each.client.name)).size).toBe(5_000);
		expect(new Set(many.map((each) => each.client['foreign-id'])).size).toBe(5_000);
		const alone = many.filter((each) => each.part !== 'department').map((each) => each.client.orgno);
		expect(new Set(alone).size).toBe(alone.length);
		const departments = many.filter((each) => each.part === 'department').map((each) => each.client.orgno);
		expect(departments.length).toBeGreaterThan(200);
		expect(new Set(departments).size).toBe(departments.length / 2);
	});

	it('may be in Cinode already, as a finished sync leaves them', async () => {
		const linked = await startSandbox({ clients: 200, linked: true, today: '2026-05-04' });
		const { store } = linked.cinode;
		const byKey = new Map([...store.customers.values()].map((each) => [each.identification, each]));
		const wanted = [...linked.kleer.store.clients.values()].filter(
			(each) => each.active && each['foreign-id'] && each['client-type'] === 'Organisation',
		);
		expect(wanted.length).toBeGreaterThan(180);
		expect([...byKey.keys()].sort()).toEqual(wanted.map((each) => each['foreign-id']).sort());
		const first = byKey.get('K1001');
		expect(first).toMatchObject({
			name: 'Havsvide Logistik AB',
			countryId: 1,
			managers: [[...store.users.values()].find((user) => user.internalIdentifier === '1001')?.id],
			contacts: [{ firstName: 'Gunhild', lastName: 'Tallmo' }],
			addresses: [{ addressType: 2, street2: 'Leverantörsreskontra', city: 'Göteborg' }],
		});
		expect(first?.tags.map((id) => store.tags.get(id)?.name)).toEqual(['Industri', 'BV=30']);
		expect(byKey.get('00417')?.countryId).toBe(5);
		linked.reset({ emptyCinode: true, linked: false });
		expect(linked.cinode.store.customers.size).toBe(0);
		await linked.close();
	});
});
