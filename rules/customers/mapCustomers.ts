import type { Client } from '../kleerRecords';
import { categoryTags, currentNames, decidesByCategory, renamedCategories } from '../shared/categories';
import type { RecordRemarks } from '../shared/mapFields';
import { mapRecord, mapScheme, type SchemeMapping } from '../shared/mapScheme';
import { isPersonsNumber, linkableOrganisationNumber } from '../shared/organisationNumber';
import type { MappedRecord, RejectedRecord, TagSet } from '../shared/types';
import { CUSTOMER_RULES, customerKey, type CustomerValues } from './fieldRules';
import type { CustomersSetup } from './setup';

/** A client as a Cinode customer. */
export interface MappedCustomer extends MappedRecord<CustomerValues> {
	scheme: 'customers';
	/**
	 * The organisation number in comparable form, where it may link to a target without key. Absent when it is unusable
	 * or several source records share it.
	 */
	linkNumber?: string;
	/**
	 * The organisation number isn't sent, so it links nobody. Its comparable form tells a namesake apart; a person's own
	 * number is never here.
	 */
	unsentNumber?: { comparable?: string };
}

/** Maps Kleer clients to Cinode customers (docs/field-rules.md#customers-kleer--cinode). One bad record never stops the others. */
export function mapCustomers(clients: Client[], setup: CustomersSetup): SchemeMapping<MappedCustomer> {
	const names = currentNames(clients);
	const shared = sharedNumbers(clients);
	const result = mapScheme(clients, {
		scheme: 'customers',
		foreign: (client) => (isPrivate(client) && !setup.includePrivatePersons ? 'privatePersons' : undefined),
		key: (client) => customerKey(client, setup).key,
		map: (client) => mapCustomer(client, setup, names, shared),
		scope: setup.scope,
	});
	result.remarks.push(...renamedCategories(clients, setup.categoryTags, names));
	return result;
}

function mapCustomer(
	client: Client,
	setup: CustomersSetup,
	names: Map<number, string>,
	shared: Set<string>,
): MappedCustomer | RejectedRecord {
	const parts = {
		scheme: 'customers' as const,
		rules: CUSTOMER_RULES,
		own: { rows: setup.ownRows, source: client },
		setup,
		modes: setup.modes,
		...customerKey(client, setup),
	};
	return mapRecord<Client, CustomersSetup, MappedCustomer>(client, parts, (_record, remarks) => {
		const notCreated = whyNotCreated(client, setup);
		return {
			tags: tagsOf(client, setup, names, remarks),
			...(notCreated ? { notCreated } : {}),
			...(client.active === false ? { left: {} } : {}),
			...numberOf(client, setup, shared, remarks),
		};
	});
}

function isPrivate({ clientType }: Client): boolean {
	return clientType?.trim().toLowerCase() === 'person';
}

function whyNotCreated(client: Client, setup: CustomersSetup): string | undefined {
	if (client.active === false) return 'Inactive in Kleer';
	if (client.active === undefined) return "Kleer did not return 'Active'";
	if (client.categories === undefined && decidesByCategory(setup.scope)) {
		return 'Kleer did not return categories, by which set-up decides';
	}
	return undefined;
}

/** Organisation numbers that several clients carry, in scope or not: a region's departments, for instance. */
function sharedNumbers(clients: Client[]): Set<string> {
	const seen = new Set<string>();
	const shared = new Set<string>();
	for (const { organisationNumber } of clients) {
		const number = organisationNumber ? linkableOrganisationNumber(organisationNumber) : undefined;
		if (!number) continue;
		if (seen.has(number)) shared.add(number);
		seen.add(number);
	}
	return shared;
}

/** The organisation number as matching may use it. */
function numberOf(
	{ organisationNumber }: Client,
	setup: CustomersSetup,
	shared: Set<string>,
	remarks: RecordRemarks,
): Pick<MappedCustomer, 'linkNumber' | 'unsentNumber'> {
	if (!organisationNumber?.trim()) return {};
	const isOff = setup.modes.corporateIdentityNumber === 'off';
	if (isPersonsNumber(organisationNumber) && (isOff || !setup.sendSoleTraderNumbers)) {
		return { unsentNumber: {} };
	}
	const number = linkableOrganisationNumber(organisationNumber);
	if (isOff) return number ? { unsentNumber: { comparable: number } } : {};
	if (!number) {
		remarks.note('The organisation number has a wrong check digit or tells nobody apart, so it links nobody');
		return {};
	}
	if (shared.has(number)) {
		remarks.note('Several Kleer clients share the organisation number, so it links nobody');
		return {};
	}
	return { linkNumber: number };
}

/** Terms of payment and the chosen categories, as tags. */
function tagsOf(
	client: Client,
	{ paymentTermsPrefix: prefix, categoryTags: chosen }: CustomersSetup,
	names: Map<number, string>,
	remarks: RecordRemarks,
): TagSet {
	const tags = categoryTags(client, chosen, names);
	const { paymentDays } = client;
	if (!prefix || paymentDays === undefined) return tags;
	if (paymentDays === null || !Number.isInteger(paymentDays) || paymentDays < 0) {
		if (paymentDays !== null)
			remarks.warn("Kleer's 'Terms of Payment' is not a number of days: no tag is set");
		return tags;
	}
	return { ...tags, set: [...tags.set, `${prefix}${paymentDays}`], numbered: [prefix] };
}
