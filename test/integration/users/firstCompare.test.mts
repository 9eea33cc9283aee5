import { afterEach, expect, it, vi } from 'vitest';
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
