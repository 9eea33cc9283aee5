import { afterEach, expect, it, vi } from 'vitest';
import { editCinodeUser } from '../../sandbox/index.mts';
import { later } from '../support/clock.mts';
import { Tenant } from '../support/tenant.mts';

let tenant: Tenant;

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

it('what the list shows to differ goes first while the first full compare of a large company still goes on', async () => {
	tenant = await Tenant.start({ people: 400, linked: true });
	const inKleer = [...tenant.sandbox.kleer.store.users.values()];
	const inCinode = () => [...tenant.sandbox.cinode.store.users.values()];
	const linked = inCinode().filter(({ internalIdentifier }) => internalIdentifier);
	let names = 0;
	let numbers = 0;
	for (const [index, { internalIdentifier }] of linked.entries()) {
		const user = inKleer.find((one) => String(one['internal-id']) === internalIdentifier);
		if (!user?.active || !tenant.sandbox.kleer.store.payroll.has(user.id) || index % 5 > 0) continue;
		if (index % 2 === 0) user.name = `${user.name.split(' ')[0] ?? ''} Bytnamn${'a'.repeat(++names)}`;
		else user['foreign-id'] = `N-${++numbers}`;
	}
	expect(Math.min(names, numbers)).toBeGreaterThan(10);
	// 80 compares a day.
	const { summary } = await tenant.sync({ options: { requestsPerDay: 400, compareShare: 20 } });
	expect(summary.counts).toMatchObject({ failed: 0, conflict: 0 });
	// Most wait for their turn.
	expect(tenant.writes.length).toBeLessThan(linked.length / 2);
	const arrived = () =>
		inCinode()
			.filter(
				({ lastName, employmentNumber }) => /^Bytnamn/.test(lastName) || /^N-\d/.test(employmentNumber ?? ''),
			)
			.map(({ id }) => id);
	const atOnce = arrived();
	expect(atOnce.length).toBeGreaterThan(names);
	// Even all that a day allows brings no other person's change.
	await tenant.sync();
	expect(arrived()).toEqual(atOnce);
});

it('so does what changes while it waits, in either system, though no list shows the field', async () => {
	tenant = await Tenant.start({ people: 400, linked: true });
	const { kleer, cinode } = tenant.sandbox;
	// 80 compares a day.
	const options = { requestsPerDay: 400, compareShare: 20 };
	await tenant.sync({ options });
	const { summary } = await tenant.sync({ options });
	expect(summary.counts).toMatchObject({ updated: 0, failed: 0 });
	const linked = [...cinode.store.users.values()].filter(({ internalIdentifier }) => internalIdentifier);
	const payroll = (key: string | null) => {
		const user = [...kleer.store.users.values()].find((one) => String(one['internal-id']) === key);
		return user?.active ? kleer.store.payroll.get(user.id) : undefined;
	};
	const people = linked.filter(({ internalIdentifier }) => payroll(internalIdentifier));
	const byKleer = people.filter((_, index) => index % 10 === 0);
	const byHand = people.filter(
		({ internalIdentifier }, index) => index % 10 === 5 && payroll(internalIdentifier)?.phone,
	);
	expect(byHand.length).toBeGreaterThan(10);
	expect(byKleer.length).toBeGreaterThan(20);
	for (const [index, { internalIdentifier }] of byKleer.entries()) {
		Object.assign(payroll(internalIdentifier) ?? {}, { phone: `08-777 00 ${10 + index}` });
	}
	for (const { id } of byHand) {
		editCinodeUser(cinode.store, id, { phone: '08-999 99 99' }, { now: Date.now() + 1_000 });
	}
	later(5);
	await tenant.sync({ options });
	const phones = (some: typeof people) => some.map(({ id }) => cinode.store.users.get(id)?.phone ?? '');
	expect(phones(byKleer)).toEqual(byKleer.map((_, index) => `08-777 00 ${10 + index}`));
	expect(phones(byHand)).not.toContain('08-999 99 99');
	// The others still wait.
	later(5);
	const { summary: after } = await tenant.sync({ options });
	expect(tenant.writes).toEqual([]);
	expect(after.counts).toMatchObject({ updated: 0, failed: 0 });
});
