import { CUSTOMER_RULES } from '../../rules';
import type { SyncRunOptions } from '../integration/support/sync.mts';
import type { Tenant } from '../integration/support/tenant.mts';
import { ensureTag, type CinodeCustomer, type CinodeStore, type NewClient } from '../sandbox/index.mts';
import { CHANGED, EMPTIED, inEveryMode, plainEdits, type FieldEdit } from './fieldEdits.mts';

/** What people do by hand to a customer's fields, addresses, contacts, people and tags in Cinode. */

export type Patch = Partial<CinodeCustomer>;
export interface Case extends FieldEdit<CinodeCustomer, CinodeStore, NewClient> {
	/** What a result says of it, in modes that follow Kleer. */
	says?: RegExp;
}
type PatchOf = Case['edit'];

export const INVOICE = 2;
const VISITING = 1 as const;

export const tag = (cinode: CinodeStore, name: string) => ensureTag(cinode, name).id;
const invoice = (was: CinodeCustomer, patch: object) => ({
	addresses: was.addresses.map((one) => (one.addressType === INVOICE ? { ...one, ...patch } : one)),
});
const BOX_77 = { id: 99_002, street1: 'Box 77' };
const NOTHING = { street1: null, street2: null, zipCode: null, city: null, country: null, email: null };
const EMPTY_ADDRESS = { ...NOTHING, id: 99_003, comments: null, addressType: INVOICE } as const;
const NO_ADDRESS: NewClient = {
	email: '',
	address: { address1: '', address2: '', 'zip-code': '', state: '', country: '' },
};
/** A person in Cinode that is in no way responsible for the customer. */
const colleague = (was: CinodeCustomer, cinode: CinodeStore) =>
	[...cinode.users.values()].find(({ id, status }) => status === 3 && !was.managers.includes(id))?.id ?? 0;
const contact = (was: CinodeCustomer, firstName: string, lastName: string) => ({
	...(was.contacts[0] as CinodeCustomer['contacts'][number]),
	id: 99_001,
	firstName,
	lastName,
});

const plain = plainEdits<Patch, NewClient>('Kleer');

/** Every field that the sync writes; one that a new rule brings is missed by name below. */
export const EDITS: Record<string, Case[]> = {
	// The key: editsCustomersIdentity.test.mts.
	identification: [],
	name: [{ what: 'changed', edit: () => ({ name: 'Något Annat AB' }), back: CHANGED }],
	description: plain({ description: 'Egen text' }, { description: null }, { notes: '' }),
	corporateIdentityNumber: plain(
		{ corporateIdentityNumber: '556036-0793' },
		{ corporateIdentityNumber: null },
		{ orgno: '' },
	),
	vatNumber: plain({ vatNumber: 'SE556036079301' }, { vatNumber: null }, { 'vat-nr': '' }),
	phone: plain({ phone: '08-999 99 99' }, { phone: null }, { phone: '' }),
	country: plain({ countryId: 2 }, { countryId: null }, { 'country-code': '' }),
	currency: plain({ turnOverCurrencyId: 2 }, { turnOverCurrencyId: null }, { 'currency-type': '' }),
	invoiceAddress: [
		{
			what: 'changed',
			edit: (was) => invoice(was, { street1: 'Egen väg 1' }),
			back: CHANGED,
		},
		{
			what: 'half of it emptied',
			edit: (was) => invoice(was, { zipCode: null, city: null, email: null }),
			back: CHANGED,
		},
		{
			what: 'changed, with a comment',
			edit: (was) => invoice(was, { city: 'Annanstad', comments: 'Märk med PO' }),
			back: CHANGED,
			becomes: (was) => invoice(was, { comments: 'Märk med PO' }),
		},
		{
			what: 'a part that Kleer doesn’t have',
			given: { address: { address2: '' } },
			edit: (was) => invoice(was, { street2: 'Plan 3' }),
			back: ['mirror'],
		},
		{
			what: 'deleted',
			edit: (was) => ({ addresses: was.addresses.filter((one) => one.addressType !== INVOICE) }),
			back: EMPTIED,
		},
		{
			what: 'made a visiting address',
			edit: (was) => invoice(was, { addressType: VISITING }),
			back: EMPTIED,
			becomes: (was) => ({
				addresses: [...was.addresses, ...invoice(was, { addressType: VISITING }).addresses],
			}),
		},
		{
			what: 'doubled, one of them changed',
			edit: (was) => ({ addresses: [...was.addresses, ...invoice(was, BOX_77).addresses] }),
			back: [],
		},
		{
			what: 'two that differ',
			edit: (was) => ({
				addresses: [...invoice(was, BOX_77).addresses, ...invoice(was, { street1: 'Box 78' }).addresses],
			}),
			back: [],
			says: /2 invoice addresses, none like Kleer's/,
		},
		{
			what: 'made of nothing, where Kleer has none',
			given: NO_ADDRESS,
			edit: () => ({ addresses: [{ ...EMPTY_ADDRESS, street1: 'Egen väg 1', city: 'Egenstad' }] }),
			back: ['mirror'],
			becomes: () => ({ addresses: [EMPTY_ADDRESS] }),
		},
	],
	customerResponsible: [
		{ what: 'taken away', edit: () => ({ managers: [] }), back: EMPTIED },
		{
			what: 'somebody else instead',
			edit: (was, cinode) => ({ managers: [colleague(was, cinode)] }),
			back: CHANGED,
			becomes: (was, cinode) => ({ managers: [colleague(was, cinode), ...was.managers] }),
		},
		{
			what: 'somebody more',
			edit: (was, cinode) => ({ managers: [...was.managers, colleague(was, cinode)] }),
			back: [],
			says: /Also responsible in Cinode: \p{Lu}/u,
		},
	],
	customerContact: [
		{ what: 'deleted', edit: () => ({ contacts: [] }), back: EMPTIED },
		{
			what: 'renamed',
			edit: (was) => ({ contacts: [contact(was, 'Någon', 'Annan')] }),
			back: CHANGED,
			becomes: (was) => ({ contacts: [...was.contacts, contact(was, 'Någon', 'Annan')] }),
		},
		{
			what: 'with phone, mail and title',
			edit: ({ contacts: [one] }) => ({
				contacts: one ? [{ ...one, phone1: '08-1', email: 'gunhild@kund.example', title: 'Inköp' }] : [],
			}),
			back: [],
		},
		{
			what: 'one more',
			edit: (was) => ({ contacts: [...was.contacts, contact(was, 'Egen', 'Kontakt')] }),
			back: [],
		},
	],
};

/** The tags have no mode (docs/field-rules.md#customers-kleer--cinode: Terms of payment, Categories). */
export const TAGS: Array<Omit<Case, 'back'> & { isBack: boolean }> = [
	{ what: 'a category taken away', edit: (_was, cinode) => ({ tags: [tag(cinode, 'BV=30')] }), isBack: true },
	{
		what: 'the terms changed',
		edit: (_was, cinode) => ({ tags: [tag(cinode, 'BV=90'), tag(cinode, 'Industri')] }),
		isBack: true,
	},
	{ what: 'all taken away', edit: () => ({ tags: [] }), isBack: true },
	{
		what: 'another of the chosen categories',
		edit: (was, cinode) => ({ tags: [...was.tags, tag(cinode, 'Offentlig sektor')] }),
		isBack: true,
	},
	{
		what: 'own ones',
		edit: (was, cinode) => ({ tags: [...was.tags, tag(cinode, 'Eget'), tag(cinode, 'BV=30 net')] }),
		isBack: false,
	},
	{
		what: 'a category that wasn’t chosen',
		edit: (was, cinode) => ({ tags: [...was.tags, tag(cinode, 'Handel')] }),
		isBack: false,
	},
];

/** What no rule is about, or is the same written otherwise. */
export const OWN: Array<[string, PatchOf]> = [
	[
		'e-mail, homepage and fax',
		() => ({ email: 'egen@kund.example', homepage: 'https://kund.example', fax: '1' }),
	],
	['size and turnover', () => ({ size: 3, turnOver: 1_000_000 })],
	['intermediator', () => ({ intermediator: true })],
	[
		'a visiting address',
		(was) => ({
			addresses: [...was.addresses, { ...was.addresses[0], id: 99_004, addressType: VISITING } as never],
		}),
	],
	['spaces and case of the name', () => ({ name: ' PROVBOLAGET  ab' })],
	['another way of writing the phone', () => ({ phone: '+46 8 123 45 67' })],
	['another way of writing the number', () => ({ corporateIdentityNumber: '165560125790' })],
	['line ends of the description', () => ({ description: 'Rad ett\r\nRad två' })],
	['spaces of the postal code', (was) => invoice(was, { zipCode: '12345' })],
];

export const CASES = inEveryMode(
	CUSTOMER_RULES,
	EDITS,
	({ what }, { field }) => what === 'changed' && field !== 'invoiceAddress',
);

/** The customers' template, with two categories that become tags. */
export async function syncCustomers(tenant: Tenant, { mapper, ...run }: SyncRunOptions = {}) {
	const rows = [{ category: '4501|Industri' }, { category: '4502|Offentlig sektor' }];
	return await tenant.syncScheme('customers', { mapper: { categoryTags: { rows }, ...mapper }, ...run });
}
