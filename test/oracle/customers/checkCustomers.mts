import type { SyncRun } from '../../integration/support/sync.mts';
import type { Tenant } from '../../integration/support/tenant.mts';
import { checkActions } from '../people/checkUsers.mts';
import type { Findings } from '../support/findings.mts';
import { addressText, type Before, type CustomerFields, type Verdict } from './customerOracle.mts';

/** Every customer in Cinode, copied, with tags by name. */
export function customersNow(tenant: Tenant): Before[] {
	return [...tenant.sandbox.cinode.store.customers.values()].map(({ tags, ...customer }) => ({
		...structuredClone(customer),
		tags: tenant.tagNames(tags),
	}));
}

/** Cinode's customers after a run, and what the run said, against the oracle's verdicts. */
export function checkCustomers(
	findings: Findings,
	before: Before[],
	after: Before[],
	verdicts: Map<number, Verdict>,
	run: SyncRun,
): void {
	checkActions(findings, verdicts, run);
	const old = new Set(before.map(({ id }) => id));
	const now = new Map(after.map((one) => [one.id, one]));
	const fresh = new Map(after.filter(({ id }) => !old.has(id)).map((one) => [one.identification, one]));
	const written = new Set<number>();
	for (const [kleerId, { key, fields, target }] of verdicts) {
		if (!fields) continue;
		const real = target === undefined ? fresh.get(key) : now.get(target);
		findings.compare(`Kleer client ${kleerId}, key ${key}`, fields, real && shown(real));
		if (real) written.add(real.id);
	}
	for (const one of after) {
		if (!old.has(one.id) && !written.has(one.id))
			findings.add(`Cinode customer ${one.id} (${one.name}) shouldn't be there`);
	}
	for (const one of before) {
		if (!written.has(one.id)) findings.unchanged(`Cinode customer ${one.id}`, one, now.get(one.id));
	}
}

function shown(customer: Before): CustomerFields {
	const invoice = customer.addresses.filter(({ addressType }) => addressType === 2);
	return {
		...customer,
		managers: [...customer.managers].sort(),
		contacts: customer.contacts.map(({ firstName, lastName }) => `${firstName} ${lastName}`).sort(),
		invoiceAddresses: invoice
			.map((one) =>
				addressText(one.street1, one.street2, one.zipCode, one.city, one.country, one.email, one.comments),
			)
			.sort(),
	};
}
