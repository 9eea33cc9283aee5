import type { Client } from '../kleerRecords';
import { keyParts, personKey, type KeyParts } from '../people/key';
import { KLEER_IDS } from '../people/setup';
import { alikeExactly, alikePhone, alikeText } from '../shared/alike';
import { isoCountry } from '../shared/country';
import { emailsIn } from '../shared/email';
import { cleanOf, textOf } from '../shared/mapFields';
import { ANY_MODE } from '../shared/modes';
import { alikeOrganisationNumber, alikeVatNumber, isPersonsNumber } from '../shared/organisationNumber';
import type { AddressValue, ConditionRow, FieldRule, Mode, Remarks, TagRow, ValuesOf } from '../shared/types';
import { alikeAddress, isAddress } from './address';
import { CUSTOMER_NUMBERS, type CustomersSetup } from './setup';
import type { CustomerFurtherValues } from './furtherFields';

type CustomerRule = FieldRule<Client, CustomersSetup>;

/** For rows whose target can't be emptied by a sync. */
const WITHOUT_MIRROR: readonly Mode[] = ANY_MODE.filter((mode) => mode !== 'mirror');

/** The rows with their own types, of which the values' types follow. */
const ROWS = [
	{
		field: 'identification',
		source: 'Customer Number',
		target: 'Internal/External ID',
		mode: 'always',
		choices: [],
		required: true,
		isKey: true,
		note: 'The key. Must not be changed in either system: a changed or doubled number is a conflict',
		map: (client, setup) => customerKey(client, setup).key,
	},
	{
		field: 'name',
		source: 'Name',
		target: 'Name',
		mode: 'always',
		choices: [],
		required: true,
		note: 'Left alone while only spaces or case differ',
		map: mapName,
		equal: alikeText,
	},
	{
		field: 'description',
		source: 'Internal Notes',
		target: 'Description',
		mode: 'always',
		choices: ANY_MODE,
		note: 'With its line breaks',
		map: (client) => textOf(client.notes),
		equal: alikeExactly,
	},
	{
		field: 'corporateIdentityNumber',
		source: 'Organisation Number',
		target: 'Organisation Number',
		mode: 'always',
		choices: ANY_MODE,
		sensitive: isPersonsNumber,
		note: "Compared by digits. A sole trader's is a personal number: masked, and sent or left out as set-up says",
		map: (client, setup) => organisationNumber(client.organisationNumber, setup),
		equal: alikeOrganisationNumber,
	},
	{
		field: 'vatNumber',
		source: 'VAT Number',
		target: 'VAT Number',
		mode: 'always',
		choices: ANY_MODE,
		sensitive: isPersonsNumber,
		note: 'A Swedish one is compared by digits, any other letter by letter',
		map: (client, setup) => organisationNumber(client.vatNumber, setup),
		equal: alikeVatNumber,
	},
	{
		field: 'phone',
		source: 'Phone',
		target: 'Phone',
		mode: 'always',
		choices: ANY_MODE,
		note: 'Another way of writing the same number is left alone',
		map: (client) => cleanOf(client.phone),
		equal: alikePhone,
	},
	{
		field: 'country',
		source: 'Country',
		target: 'Country',
		mode: 'always',
		choices: WITHOUT_MIRROR,
		note: 'By ISO code; UK is GB, EL is GR. Cinode has no list of countries: learnt from its customers and company, else from set-up',
		map: mapCountry,
		equal: (wanted, current) => isoCountry(String(wanted)) === isoCountry(String(current)),
	},
	{
		field: 'currency',
		source: 'Currency',
		target: 'Currency',
		mode: 'always',
		choices: WITHOUT_MIRROR,
		note: 'By ISO code',
		map: ({ currency }) => cleanOf(currency?.toUpperCase() ?? currency),
		equal: alikeText,
	},
	{
		field: 'invoiceAddress',
		source: 'Invoice Address',
		target: 'Customer Invoice Address',
		mode: 'always',
		choices: ANY_MODE,
		note: "The one address of type Invoice, with the client's e-mail (of several the first); comments stay. Never doubled: several that differ are a warning",
		map: mapAddress,
		equal: (wanted, current) => isAddress(wanted) && isAddress(current) && alikeAddress(wanted, current),
	},
	{
		field: 'customerResponsible',
		source: 'Our Reference',
		target: 'Customer Responsible',
		mode: 'always',
		choices: WITHOUT_MIRROR,
		note: 'The Cinode user with the key of the Kleer user. Added to the others, or the only one, as the Cinode node says',
		map: mapResponsible,
	},
	{
		field: 'customerContact',
		source: 'Your Reference',
		target: 'Customer Contact',
		mode: 'always',
		choices: WITHOUT_MIRROR,
		note: "Found by name; created only when it reads as a person, since buyers' references are often codes",
		map: ({ contact }) => cleanOf(contact),
		equal: alikeText,
	},
] as const satisfies readonly CustomerRule[];

/** Kleer → Cinode, customers: the table, row by row (docs/field-rules.md#customers-kleer--cinode; docs/vendors.md#cinode-customers). */
export const CUSTOMER_RULES: readonly CustomerRule[] = ROWS;

/** What the rows give, by field. */
export type CustomerValues = ValuesOf<typeof ROWS> & CustomerFurtherValues;

/** The rows of the table that have no field in Cinode. */
export const CUSTOMER_CONDITIONS: readonly ConditionRow[] = [
	{
		source: 'Active',
		note: 'Inactive clients are never created and never updated; the policy in the Cinode node decides about the rest',
	},
	{ source: 'Client Type', note: 'Private persons are left out; a switch in set-up includes them' },
];

/** The rows of the table that become tags. */
export const CUSTOMER_TAG_ROWS: readonly TagRow[] = [
	{
		source: 'Terms of Payment',
		target: 'Tag',
		note: '30 days become "BV=30"; set-up chooses the prefix. Only tags of just that form are replaced',
	},
	{
		source: 'Categories',
		target: 'Tags',
		note: 'Only the categories chosen in set-up; tags that people set in Cinode stay',
	},
];

/** The customer number as a key. */
export function customerKey(
	client: Client,
	{ numberSource, keyPrefix }: Pick<CustomersSetup, 'numberSource' | 'keyPrefix'>,
): KeyParts {
	return keyParts(client, numberSource, CUSTOMER_NUMBERS[numberSource].name, keyPrefix);
}

function mapName(client: Client, _setup: CustomersSetup, remarks: Remarks) {
	const name = cleanOf(client.name);
	if (name === undefined) remarks.reject('Kleer did not return a name');
	if (name === null) remarks.reject("Kleer's 'Name' is empty");
	return name;
}

/** An organisation or VAT number; a person's own number only where set-up lets it be sent. */
function organisationNumber(number: string | null | undefined, setup: CustomersSetup) {
	const text = cleanOf(number);
	return text && isPersonsNumber(text) && !setup.sendSoleTraderNumbers ? undefined : text;
}

function mapCountry(client: Client, _setup: CustomersSetup, remarks: Remarks) {
	const given = cleanOf(client.countryCode);
	const code = given && isoCountry(given);
	if (!code || /^[A-Z]{2}$/.test(code)) return code;
	remarks.warn("Kleer's 'Country' is not an ISO code of two letters and is not sent");
	return undefined;
}

/** The e-mail is a part of the address; the client's own country code stays a field of its own. */
function mapAddress(
	client: Client,
	_setup: CustomersSetup,
	remarks: Remarks,
): AddressValue | null | undefined {
	if (client.address === undefined) return undefined;
	const email = firstEmail(client.email, remarks);
	const { address1, address2, zipCode, city, country } = client.address;
	const address: AddressValue = {
		street1: textOf(address1) ?? null,
		street2: textOf(address2) ?? null,
		zipCode: cleanOf(zipCode) ?? null,
		city: textOf(city) ?? null,
		country: textOf(country) ?? null,
		...(email === undefined ? {} : { email }),
	};
	return Object.values(address).some(Boolean) ? address : null;
}

/** The invoice e-mail; Cinode's address takes one, and people write several into Kleer's field. */
function firstEmail(given: string | null | undefined, remarks: Remarks): string | null | undefined {
	const text = textOf(given);
	if (!text) return text;
	const [first, ...more] = emailsIn(text);
	if (!first) remarks.warn("Kleer's 'Email' is not an e-mail address and is not sent");
	if (more.length > 0) {
		remarks.warn(`Kleer's 'Email' holds ${more.length + 1} addresses: the first is taken`);
	}
	return first ?? null;
}

function mapResponsible({ responsible }: Client, setup: CustomersSetup, remarks: Remarks) {
	if (!responsible) return responsible;
	const { keyPrefix, peopleKeySource: source } = setup;
	const { key, keyProblem } = personKey(responsible, { keySource: source, keyPrefix });
	if (key) return key;
	const who = `Our Reference ${responsible.name ?? `(Kleer id ${responsible.id})`}`;
	remarks.warn(
		`${who} has ${keyProblem ? 'a personal number' : 'no value'} in '${KLEER_IDS[source].name}', the key of people`,
	);
	return undefined;
}
