import { afterEach, describe, expect, it, vi } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import { CUSTOMER_RULES } from '../../rules';
import { at, later } from '../integration/support/clock.mts';
import { Tenant } from '../integration/support/tenant.mts';
import {
	addClient,
	editCinodeCustomer,
	ensureTag,
	type CinodeCustomer,
	type NewClient,
} from '../sandbox/index.mts';
import { everything } from './stories.mts';

/**
 * What somebody does by hand to a customer's fields, addresses, contacts, people and tags in Cinode between two runs
 * (design.md 3, Modes and customers; 4): each is put back or left as its mode says, people's own stays, nothing is
 * doubled, and the run after that is quiet.
 */

type Patch = Partial<CinodeCustomer>;
type PatchOf = (was: CinodeCustomer) => Patch;
interface Case {
	what: string;
	edit: PatchOf;
	/** Modes in which it is put back; in others it stays as it was edited. */
	back: string[];
	/** What is there afterwards in those modes, where it isn't what was there before. */
	becomes?: PatchOf;
	/** Kleer, before the customer is made. */
	client?: NewClient;
	/** What a result says of it, in modes that follow Kleer. */
	says?: RegExp;
}

let tenant: Tenant;
const WHO = 'Provbolaget AB';
const KEY = 'K9001';
const A_DAY = 26 * 60;
/** What Cinode's list shows; without a new updatedDateTime the daily compare alone sees the rest. */
const LISTED = ['name', 'description', 'customerResponsible', 'tags'];
const INVOICE = 2;
const VISITING = 1 as const;

const store = () => tenant.sandbox.cinode.store;
const customer = () => {
	const found = [...store().customers.values()].filter(({ identification }) => identification === KEY);
	if (found.length !== 1) throw new Error(`${found.length} customers ${KEY}`);
	return found[0] as CinodeCustomer;
};
const tag = (name: string) => ensureTag(store(), name).id;
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
/** Somebody in Cinode who is in no way responsible for the customer. */
const colleague = (was: CinodeCustomer) =>
	[...store().users.values()].find(({ id, status }) => status === 3 && !was.managers.includes(id))?.id ?? 0;
const contact = (was: CinodeCustomer, firstName: string, lastName: string) => ({
	...(was.contacts[0] as CinodeCustomer['contacts'][number]),
	id: 99_001,
	firstName,
	lastName,
});

const CHANGED = ['always', 'mirror'];
const EMPTIED = ['always', 'mirror', 'ifEmpty'];
/** A plain field: changed, emptied, and filled where Kleer has nothing. */
function plain(patch: Patch, cleared: Patch, client: NewClient): Case[] {
	return [
		{ what: 'changed', edit: () => patch, back: CHANGED },
		{ what: 'emptied', edit: () => cleared, back: EMPTIED },
		{ what: 'filled, empty in Kleer', edit: () => patch, back: ['mirror'], client },
	];
}

/** Every field that the sync writes; one that a new rule brings is missed by name below. */
const EDITS: Record<string, Case[]> = {
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
			client: { address: { address2: '' } },
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
			client: NO_ADDRESS,
			edit: () => ({ addresses: [{ ...EMPTY_ADDRESS, street1: 'Egen väg 1', city: 'Egenstad' }] }),
			back: ['mirror'],
			becomes: () => ({ addresses: [EMPTY_ADDRESS] }),
		},
	],
	customerResponsible: [
		{ what: 'taken away', edit: () => ({ managers: [] }), back: EMPTIED },
		{
			what: 'somebody else instead',
			edit: (was) => ({ managers: [colleague(was)] }),
			back: CHANGED,
			becomes: (was) => ({ managers: [colleague(was), ...was.managers] }),
		},
		{
			what: 'somebody more',
			edit: (was) => ({ managers: [...was.managers, colleague(was)] }),
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

/** The tags have no mode (design.md 3, customers: Terms of payment, Categories). */
const TAGS: Array<Omit<Case, 'back'> & { isBack: boolean }> = [
	{ what: 'a category taken away', edit: () => ({ tags: [tag('BV=30')] }), isBack: true },
	{
		what: 'the terms changed',
		edit: () => ({ tags: [tag('BV=90'), tag('Industri')] }),
		isBack: true,
	},
	{ what: 'all taken away', edit: () => ({ tags: [] }), isBack: true },
	{
		what: 'another of the chosen categories',
		edit: (was) => ({ tags: [...was.tags, tag('Offentlig sektor')] }),
		isBack: true,
	},
	{
		what: 'own ones',
		edit: (was) => ({ tags: [...was.tags, tag('Eget'), tag('BV=30 net')] }),
		isBack: false,
	},
	{
		what: 'a category that wasn’t chosen',
		edit: (was) => ({ tags: [...was.tags, tag('Handel')] }),
		isBack: false,
	},
];

/** What no rule is about, or is the same written otherwise. */
const OWN: Array<[string, PatchOf]> = [
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

async function sync(modes: IDataObject = {}) {
	const rows = [{ category: '4501|Industri' }, { category: '4502|Offentlig sektor' }];
	return await tenant.syncScheme('customers', { mapper: { categoryTags: { rows }, modes } });
}

/** A customer that has everything, made by the sync. */
async function company(given: NewClient = {}, modes?: IDataObject): Promise<void> {
	// Away from the hour at which a new day's compare begins.
	at(`${new Date().toISOString().slice(0, 10)}T12:00:00Z`);
	tenant = await Tenant.start({ linked: true, people: 4, clients: 4 });
	const [user] = [...tenant.sandbox.kleer.store.users.values()].filter(({ active }) => active);
	addClient(tenant.sandbox.kleer.store, {
		name: WHO,
		'foreign-id': KEY,
		contact: 'Gunhild Tallmo',
		notes: 'Rad ett\nRad två',
		orgno: '556012-5790',
		'vat-nr': 'SE556012579001',
		phone: '08-123 45 67',
		user: { id: user?.id ?? 0 },
		'dimension-entries': [{ id: 4501 }],
		...given,
		address: { address2: 'Plan 2', ...given.address },
	});
	for (const name of ['BV=90', 'BV=30 net', 'Eget', 'Handel', 'Offentlig sektor']) tag(name);
	await sync(modes);
	expect(tenant.writes).toContain('POST /customers');
	await sync(modes);
	expect(tenant.writes).toEqual([]);
}

/** Everything as it would be with that patch. */
function worldWith(patch: Patch): IDataObject {
	const was = { ...customer() };
	Object.assign(customer(), structuredClone(patch));
	const world = everything(tenant);
	Object.assign(customer(), was);
	return world;
}

/** The next run, and one after the daily compare; a third is quiet. Gives whether each wrote, and what was told. */
async function twoRuns(modes?: IDataObject) {
	const runs = [await sync(modes)];
	const wrote = [tenant.writes.length > 0];
	later(A_DAY);
	runs.push(await sync(modes));
	wrote.push(tenant.writes.length > 0);
	await sync(modes);
	expect(tenant.writes).toEqual([]);
	const results = runs.flatMap((run) => run.results);
	expect(results.filter(({ action }) => ['created', 'failed', 'conflict'].includes(action))).toEqual([]);
	const told = results.filter(({ key }) => key === KEY).flatMap(({ warnings }) => warnings);
	return { wrote, told: told.join('\n') };
}

async function check(
	{ edit, becomes, says }: Omit<Case, 'back'>,
	how: { field: string; isBack: boolean; bump?: boolean; modes?: IDataObject },
): Promise<void> {
	const { field, isBack, bump = true, modes } = how;
	const was = structuredClone(customer());
	const patch = edit(was);
	const wanted = worldWith(isBack ? (becomes?.(was) ?? {}) : patch);
	expect(worldWith(patch)).not.toEqual(everything(tenant));
	editCinodeCustomer(store(), was.id, structuredClone(patch), { now: Date.now() + 60_000, bump });
	const { wrote, told } = await twoRuns(modes);
	expect(everything(tenant)).toEqual(wanted);
	expect(customer().id).toBe(was.id);
	// Seen at once where the list shows it, else by the daily compare.
	const isSeenLate = !bump && !LISTED.includes(field);
	expect(wrote).toEqual([isBack && !isSeenLate, isBack && isSeenLate]);
	const isFollowed = Object.values(modes ?? {}).every((mode) => CHANGED.includes(String(mode)));
	if (says && isFollowed) expect(told).toMatch(says);
}

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant?.stop();
});

it('every field that the sync writes has its edits', () => {
	expect(Object.keys(EDITS)).toEqual(CUSTOMER_RULES.map(({ field }) => field));
});

const CASES = CUSTOMER_RULES.flatMap((rule) =>
	(EDITS[rule.field] ?? []).flatMap((one) =>
		[...new Set([rule.mode, ...rule.choices])]
			// What was never sent isn't there to be edited.
			.filter((mode) => mode !== 'off' || (one.what === 'changed' && rule.field !== 'invoiceAddress'))
			.map((mode) => ({ ...one, rule, mode, name: `${rule.field} in mode ${mode}: ${one.what}` })),
	),
);

for (const { name, rule, mode, back, client, ...one } of CASES) {
	const how = { field: rule.field, isBack: back.includes(mode) };
	it(`${name} by hand`, async () => {
		const modes = mode === rule.mode ? {} : { [rule.field]: mode };
		await company(client, modes);
		await check(one, { ...how, modes });
	});
	if (mode !== rule.mode) continue;
	const unseen = `${name} by hand, without a new time in the list`;
	it(unseen, async () => {
		await company(client);
		await check(one, { ...how, bump: false });
	});
}

it('two invoice addresses that differ are told once, then they stand; by hand they are told again', async () => {
	await company();
	const [one] = (EDITS.invoiceAddress ?? []).filter(({ what }) => what === 'two that differ');
	const patch = one?.edit(structuredClone(customer())) ?? {};
	editCinodeCustomer(store(), customer().id, patch, { now: Date.now() + 60_000 });
	expect((await sync()).resultOf(WHO)?.warnings.join()).toMatch(/2 invoice addresses/);
	const { results, summary } = await sync();
	expect(results).toEqual([]);
	expect(summary.standing).toMatchObject([
		{ key: KEY, action: 'unchanged', reason: expect.stringContaining('still stands') },
	]);
	const rows = [{ category: '4501|Industri' }, { category: '4502|Offentlig sektor' }];
	const byHand = await tenant.syncScheme('customers', { mode: 'manual', mapper: { categoryTags: { rows } } });
	expect(byHand.resultOf(WHO)?.warnings.join()).toMatch(/2 invoice addresses/);
});

describe.each([true, false])('with a new time in the list: %s', (bump) => {
	it.each(TAGS)('tags, $what by hand', async ({ isBack, ...one }) => {
		await company();
		await check(one, { field: 'tags', isBack, bump });
	});

	it.each(OWN)('%s by hand is people’s own', async (what, edit) => {
		await company();
		await check({ what, edit }, { field: what, isBack: false, bump });
	});
});
