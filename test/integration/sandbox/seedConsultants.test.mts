import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type KleerSupplier, type Sandbox } from '../../sandbox/index.mts';
import { castConsultants } from '../../sandbox/seed/consultants.mts';
import { hasValidChecksum } from '../../sandbox/seed/personalNumbers.mts';
import { cinode, kleer } from './clients.mts';

let sandbox: Sandbox;
interface Person {
	id: number;
	'internal-id': number;
	name: string;
	email: string;
	active: boolean;
}
let people: Person[];
let suppliers: KleerSupplier[];
let links: { supplier: { id: number }; users: { id: number }[] }[];

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04', subcontractors: 7 });
	people = (await kleer(sandbox, 'GET', 'user')).json.users;
	suppliers = (await kleer(sandbox, 'GET', 'supplier')).json.suppliers;
	links = (await kleer(sandbox, 'GET', 'subcontractor')).json['subcontractor-readables'];
});
afterAll(() => sandbox.close());

const person = (last: string) => people.find((one) => one.name.endsWith(last)) as Person;
const payroll = (last: string) => sandbox.kleer.store.payroll.get(person(last).id);
const suppliersOf = (last: string) =>
	links
		.filter(({ users }) => users.some((user) => user.id === person(last).id))
		.map(({ supplier }) => suppliers.find((one) => one.id === supplier.id) as KleerSupplier);

describe('the seven consultants', () => {
	it('come after the twelve, which stay as they are', () => {
		expect(people).toHaveLength(19);
		const without = JSON.stringify(people.slice(0, 12));
		sandbox.reset({ subcontractors: 0 });
		expect(sandbox.kleer.store.users.size).toBe(12);
		expect([...sandbox.cinode.store.users.values()].map((user) => user.id)).toEqual([5001, 5002, 5003]);
		expect(sandbox.cinode.store.subcontractors.size).toBe(0);
		sandbox.reset({ subcontractors: 7 });
		expect(without).toContain('Elin Nyåkern');
		expect([...sandbox.kleer.store.users.keys()].slice(0, 12)).toEqual(
			people.slice(0, 12).map(({ id }) => id),
		);
	});

	it('have one with a payroll row, with phone and personal number, and one without', () => {
		expect(suppliersOf('Lövmarker')).toHaveLength(1);
		expect(payroll('Lövmarker')?.phone).not.toBe('');
		expect(hasValidChecksum(payroll('Lövmarker')?.ssn ?? '')).toBe(true);
		expect(payroll('Ormvråken')).toBeUndefined();
		expect(suppliersOf('van der Havsdijk')).toHaveLength(1);
	});

	it('have a supplier without organisation number', () => {
		const [supplier] = suppliersOf('Ormvråken');
		expect(supplier?.name).toBe('Ormvråken Konsulting');
		expect(supplier).not.toHaveProperty('orgno');
	});

	it('have one with two suppliers, the second a sole trader’s, which is secret', () => {
		const [first, second, ...more] = suppliersOf('af Vinterhamn');
		expect([first?.name, second?.name, more]).toEqual([
			'Vinterhamn Systemkonsult AB',
			'Vinterhamn Foto och form',
			[],
		]);
		const secrets = sandbox.secrets();
		expect(second?.orgno).toMatch(/^\d\d[01]/);
		expect(secrets).toContain(second?.orgno);
		expect(secrets).toContain(`SE${second?.orgno?.replace('-', '')}01`);
		expect(secrets).not.toContain(first?.orgno);
	});

	it('have one that carries Underkonsult and has no supplier', async () => {
		expect(suppliersOf('Dunkelgren')).toEqual([]);
		const entries = (await kleer(sandbox, 'GET', 'dimension/43/entry')).json['dimension-entries'];
		const { id } = entries.find((entry: { name: string }) => entry.name === 'Underkonsult');
		const { dimensions } = (await kleer(sandbox, 'GET', `user/${person('Dunkelgren').id}`)).json;
		expect(dimensions['dimension-entries']).toContainEqual({ id, percentage: 1 });
	});

	it('have an inactive one with a supplier', () => {
		expect(person('Oxelåker').active).toBe(false);
		expect(suppliersOf('Oxelåker')).toHaveLength(1);
	});

	it('have one in Cinode by e-mail alone, and meet one there that Kleer does not know', async () => {
		const there = (await cinode(sandbox, 'GET', 'subcontractors')).json;
		expect(there).toHaveLength(2);
		expect(there[0]).toMatchObject({ email: person('von Askviken').email, internalIdentifier: null });
		const emails = new Set(people.map((one) => one.email));
		expect(emails.has(there[1].email)).toBe(false);
	});

	it('have one that was employed, and is a company user in Cinode', async () => {
		const { email, 'internal-id': key } = person('Kvarnholma');
		expect(suppliersOf('Kvarnholma')).toHaveLength(1);
		expect(payroll('Kvarnholma')?.['employment-end-date']).toBe('2026-03-05');
		const users = (await cinode(sandbox, 'GET', 'users')).json;
		const user = users.find((one: { companyUserEmail: string }) => one.companyUserEmail === email);
		expect(user).toMatchObject({ internalIdentifier: String(key), companyUserType: 0, status: 3 });
	});

	it('have organisation numbers of their own, with a valid checksum', () => {
		const numbers = suppliers.map((one) => one.orgno).filter((orgno) => orgno !== undefined);
		expect(numbers.filter((orgno) => !hasValidChecksum(orgno))).toEqual([]);
		expect(new Set(numbers).size).toBe(numbers.length);
	});
});

describe('many consultants', () => {
	it('keep the mix, but only one has moved and one is in Cinode; addresses are unique', () => {
		const many = castConsultants(700, 1_000, 1, '2026-05-04');
		const parts = many.map((one) => one.consultant?.part);
		const count = (part: string) => parts.filter((one) => one === part).length;
		expect([count('moved'), count('already-in-cinode')]).toEqual([1, 1]);
		for (const part of [
			'with-payroll',
			'two-suppliers',
			'category-only',
			'inactive',
			'no-organisation-number',
		])
			expect(count(part)).toBe(100);
		expect(new Set(many.map((one) => one.email)).size).toBe(700);
	});

	it('may be in Cinode already, as a finished sync leaves them', async () => {
		const linked = await startSandbox({ people: 24, subcontractors: 14, linked: true, today: '2026-05-04' });
		const { store } = linked.cinode;
		const expected = [...linked.kleer.store.users.values()].filter(
			({ id, active }) =>
				active &&
				[...linked.kleer.store.subcontractors.values()].some(({ users }) =>
					users.some((user) => user.id === id),
				),
		);
		expect(expected.length).toBe(12);
		const keys = [...store.subcontractors.values()].map((one) => one.internalIdentifier);
		expect(keys.sort()).toEqual(expected.map((user) => String(user['internal-id'])).sort());
		expect([...store.subcontractors.values()].every((one) => one.companyName && one.locationId)).toBe(true);
		await linked.close();
	});
});
