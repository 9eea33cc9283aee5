import {
	comparableKey,
	foldText,
	linkableOrganisationNumber,
	type CinodeCustomerReference,
	type CustomerTwin,
} from '../../rules';
import { MINUTE_MS, attempt, stopsTheRun } from '../../base';
import { searchNumber } from '../../sync';
import type { CinodeListedCustomer } from '../../models/cinode/customers';
import { Kept } from '../shared/kept';
import type { CinodeClient } from './client';
import { cinodeCustomers } from './customers';

/** So many customers are looked at in so long: where hundreds have no ID yet, all they need is the customers sync. */
const LOOKS = 20;
const WINDOW_MS = 10 * MINUTE_MS;

const kept = new Kept<CustomerTwin[]>();
const windows = new Map<string, { since: number; customers: Set<number> }>();

/**
 * The customer, and where it has no ID: those of the same name or organisation number that have one. Somebody who sees
 * that the project hangs on the wrong one needs to be told which is the right one. Three requests or more, but only
 * while a project can't be pushed.
 */
export async function withTwins<Customer extends CinodeCustomerReference | null | undefined>(
	client: CinodeClient,
	customer: Customer,
): Promise<Customer> {
	if (!customer || customer.number || !mayLook(client.companyName, customer.id)) return customer;
	const name = `${client.companyName} ${customer.id}`;
	const outcome = await attempt(() => kept.get(name, async () => await twinsOf(client, customer)));
	if (outcome.ok) return { ...customer, twins: outcome.value };
	if (stopsTheRun(outcome.error)) throw outcome.error;
	// Without the right to search it is still reported that the ID is missing.
	return customer;
}

function mayLook(company: string, customer: number): boolean {
	const now = Date.now();
	const known = windows.get(company);
	const current =
		known && now - known.since < WINDOW_MS ? known : { since: now, customers: new Set<number>() };
	windows.set(company, current);
	if (current.customers.size < LOOKS) current.customers.add(customer);
	return current.customers.has(customer);
}

async function twinsOf(client: CinodeClient, { id, name }: CinodeCustomerReference): Promise<CustomerTwin[]> {
	const api = cinodeCustomers(client);
	const isOther = (one: CinodeListedCustomer) => one.id !== id && comparableKey(one.identification) !== '';
	const twin = (one: CinodeListedCustomer, by: CustomerTwin['by']): CustomerTwin => ({
		id: one.id,
		name: one.name?.trim() ?? '',
		number: comparableKey(one.identification),
		by,
	});
	const namesakes = name ? await api.searchCustomers({ field: 'name', value: name, operator: 'equals' }) : [];
	const twins = namesakes
		.filter((one) => isOther(one) && foldText(one.name ?? '') === foldText(name))
		.map((one) => twin(one, 'name'));
	const { corporateIdentityNumber } = await api.getCustomer(id);
	const number = linkableOrganisationNumber(corporateIdentityNumber ?? '');
	for (const hit of number ? (await searchNumber(api, number)).filter(isOther) : []) {
		if (twins.some((one) => one.id === hit.id)) continue;
		// The search is by parts and shows no number: only the details tell.
		const details = await api.getCustomer(hit.id);
		if (linkableOrganisationNumber(details.corporateIdentityNumber ?? '') === number)
			twins.push(twin(hit, 'organisationNumber'));
	}
	return twins;
}
