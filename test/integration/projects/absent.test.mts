import { afterEach, beforeEach, expect, it } from 'vitest';
import { rolesOf } from '../../sandbox/index.mts';
import { ProjectCases } from './cases.mts';

/** What Cinode's reply leaves out, and people that its lists leave out. */

let cases: ProjectCases;

beforeEach(async () => {
	cases = await ProjectCases.start();
});

afterEach(async () => await cases.stop());

/** The reply to one project, without roles and intermediator unless they are given. */
function answer(id: number, more: object = {}): void {
	const { title, customerId } = cases.cinode.projects.get(id) as { title: string; customerId: number };
	const customer = cases.cinode.customers.get(customerId);
	cases.tenant.sandbox.faults.add({
		system: 'cinode',
		method: 'GET',
		path: `/projects/${id}$`,
		kind: 'status',
		status: 200,
		body: {
			id,
			title,
			currentState: 30,
			customer: { id: customerId, name: customer?.name, identification: customer?.identification },
			...more,
		},
	});
}

it('a reply without roles and intermediator takes no person off and clears no broker; one that says "none" does', async () => {
	const intermediatorId = cases.customer('Granstråk Energi AB');
	const id = cases.make({ intermediatorId });
	const mapper = { options: { removePeople: true } };
	await cases.push(id, { mapper });
	const before = cases.one(id);
	expect(before.users).toHaveLength(1);
	expect(before['broker-client']).toBeTruthy();

	answer(id);
	const { results, rejected } = await cases.push(id, { mapper });
	expect(rejected).toEqual([]);
	expect(results.map(({ error }) => error).filter(Boolean)).toEqual([]);
	expect(cases.one(id)).toMatchObject({ users: before.users, 'broker-client': before['broker-client'] });

	cases.tenant.sandbox.faults.clear();
	answer(id, { assignments: [], intermediator: null });
	await cases.push(id, { mapper });
	expect(cases.one(id).users).toEqual([]);
	expect(cases.one(id)['broker-client']).toBeFalsy();
});

it('a reply without description, values and identifier clears nothing, in mode mirror either', async () => {
	const id = cases.make({ description: 'Text', customerIdentifier: 'PO-1', estimatedValue: 420_000 });
	const mapper = { modes: { comment: 'mirror', budgetAmount: 'mirror', poNumber: 'mirror' } };
	await cases.push(id, { mapper });
	const before = cases.one(id);
	expect(before).toMatchObject({ comment: 'Text', 'budget-amount': 50_000_000, 'po-nr': 'PO-1' });
	const currency = { currencyCode: 'SEK' };
	answer(id, { currency });
	await cases.push(id, { mapper });
	expect(cases.writes).toEqual([]);
	cases.tenant.sandbox.faults.clear();
	answer(id, { currency, estimatedValue: 420_000 });
	await cases.push(id, { mapper });
	expect(cases.writes).toEqual([]);
});

it('a role whose end and person are left out leaves the closing date and the people', async () => {
	const id = cases.make();
	const mapper = { options: { removePeople: true } };
	await cases.push(id, { mapper });
	const before = cases.one(id);
	expect(before['closing-date']).toBeTruthy();
	const [role] = rolesOf(cases.cinode, id);
	const base = { id: role?.id, title: role?.title };
	answer(id, { assignments: [base], currency: { currencyCode: 'SEK' } });
	cases.tenant.sandbox.faults.add({
		system: 'cinode',
		method: 'GET',
		path: `/projects/${id}/roles/`,
		kind: 'status',
		status: 200,
		body: { ...base, startDate: role?.startDate, rate: 1000, contractType: 0 },
	});
	const { rejected } = await cases.push(id, { mapper });
	expect(rejected).toEqual([]);
	expect(cases.one(id)).toMatchObject({ 'closing-date': before['closing-date'], users: before.users });
});

/** Two projects, each for a person that has left. */
function left(): number[] {
	const ids = [2, 3].map((person) => cases.make({ title: `Roll ${person}`, roles: [cases.roleOf(person)] }));
	for (const person of [2, 3]) {
		const user = cases.cinode.users.get(cases.person(person).cinode) as { status: number } | undefined;
		if (user) user.status = 0;
	}
	return ids;
}

it('a person that is disconnected is named as such', async () => {
	const { name } = cases.person(2);
	await cases.push(left());
	expect(cases.told).toContain(`${name} has no Internal/External ID in Cinode, or is disconnected there`);
});

it('a person that is disconnected costs no list of people at each reading', async () => {
	const ids = left();
	for (const id of ids) await cases.push(id);
	for (const id of [...ids, ...ids]) {
		await cases.push(id);
		expect(cases.tenant.sandbox.requests.count({ system: 'cinode', path: /\/users$/ })).toBe(0);
	}
});
