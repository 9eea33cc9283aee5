import type { CinodeCustomer, KleerClient, KleerStore } from '../../sandbox/index.mts';
import { samePhone } from '../people/alike.mts';
import { groupBy } from '../support/groupBy.mts';
import { labelOf } from '../support/labels.mts';
import { asSent } from '../support/sent.mts';
import { inSight } from '../support/prefix.mts';

/** What set-up says in these tests. */
export const COUNTRIES: Record<string, number> = { SE: 1, NO: 2, DE: 5 };
const CURRENCIES: Record<string, number> = { SEK: 1, EUR: 2, NOK: 3 };
/** Kleer's categories that become tags: two of "Bransch". */
export const MANAGED = [4501, 4502];

export type Before = Omit<CinodeCustomer, 'tags'> & { tags: string[] };

/** A customer's fields that a sync may touch, in a form that can be compared. */
export interface CustomerFields {
	name: string;
	identification: string | null;
	description: string | null;
	corporateIdentityNumber: string | null;
	vatNumber: string | null;
	phone: string | null;
	countryId: number | null;
	turnOverCurrencyId: number | null;
	status: number;
	tags: string[];
	managers: number[];
	/** First and last names. */
	contacts: string[];
	/** The lines of each invoice address, its comments last. */
	invoiceAddresses: string[];
}

export interface Verdict {
	key: string;
	label: string;
	actions: string[];
	target?: number;
	fields?: CustomerFields;
}

export interface Situation {
	kleer: KleerStore;
	cinode: Before[];
	/** Keys that an earlier run tied. */
	ownKeys: Set<string>;
	/** Cinode's users by their key. */
	users: Map<string, number>;
	prefix: string;
}

/** What one sync of the customers must do with each Kleer client, by Kleer's id. */
export function judgeCustomers(situation: Situation): Map<number, Verdict> {
	const { kleer, prefix } = situation;
	const cinode = inSight(situation.cinode, prefix, (one) => one.identification);
	const clients = [...kleer.clients.values()].filter((one) => one['client-type'] !== 'Person');
	const kleerKeys = groupBy(clients, (one) => prefix + one['foreign-id']);
	const isOrphan = ({ identification }: Before) => !!identification && !kleerKeys.has(identification);
	const index = {
		kleerKeys,
		orphans: groupBy(cinode.filter(isOrphan), (one) => plainText(one.name)),
		kleerNumbers: groupBy(clients, (one) => plainNumber(one.orgno)),
		keys: groupBy(cinode, (one) => one.identification ?? ''),
		numbers: groupBy(cinode, (one) => plainNumber(one.corporateIdentityNumber ?? '')),
	};
	return new Map(
		clients.map((client) => {
			const key = prefix + client['foreign-id'];
			const label = labelOf(client.id, client.name, client['foreign-id'] && key);
			return [client.id, { key, label, ...judge(situation, index, client, key) }];
		}),
	);
}

interface Index {
	kleerKeys: Map<string, KleerClient[]>;
	kleerNumbers: Map<string, KleerClient[]>;
	/** By name, those whose key no Kleer client has. */
	orphans: Map<string, Before[]>;
	keys: Map<string, Before[]>;
	numbers: Map<string, Before[]>;
}

function judge(
	situation: Situation,
	index: Index,
	client: KleerClient,
	key: string,
): Omit<Verdict, 'key' | 'label'> {
	if (!client['foreign-id']) return { actions: ['rejected'] };
	const isDoubled = (index.kleerKeys.get(key)?.length ?? 0) > 1;
	// Of an inactive record whose key is doubled the design says both; nothing is written either way.
	if (!client.active) return { actions: isDoubled ? ['skipped', 'conflict'] : ['skipped'] };
	if (isDoubled) return { actions: ['conflict'] };
	const number = linkingNumber(client, index);
	const byNumber = (number && index.numbers.get(number)) || [];
	const [linked] = index.keys.get(key) ?? [];
	if (linked) {
		const own = situation.ownKeys.has(key);
		const sameTrait = number !== '' && number === plainNumber(linked.corporateIdentityNumber ?? '');
		if (!own && !sameTrait && !sameText(linked.name, client.name)) return { actions: ['conflict'] };
		const actions = own ? ['updated', 'unchanged'] : ['linked', 'updated', 'unchanged'];
		return { actions, target: linked.id, fields: fieldsOf(situation, client, key, linked) };
	}
	const [found, ...more] = byNumber;
	if (more.length > 0 || found?.identification) return { actions: ['conflict'] };
	if (found)
		return { actions: ['linked'], target: found.id, fields: fieldsOf(situation, client, key, found) };
	// Its number may have been edited in Kleer, or it is another customer of that name: a person decides.
	if ((index.orphans.get(plainText(client.name)) ?? []).some((one) => !isAnother(client, one))) {
		return { actions: ['conflict'] };
	}
	return { actions: ['created'], fields: fieldsOf(situation, client, key) };
}

/** Another organisation: both have a usable number, and not the same. */
function isAnother(client: KleerClient, { corporateIdentityNumber }: Before): boolean {
	const [mine, theirs] = [plainNumber(client.orgno), plainNumber(corporateIdentityNumber ?? '')];
	return isUsable(mine, client) && theirs !== '' && mine !== theirs;
}

/** "shared by several Kleer clients, or … empty, all one digit or of wrong checksum, links nobody" */
function linkingNumber(client: KleerClient, { kleerNumbers }: Index): string {
	const number = plainNumber(client.orgno);
	return isUsable(number, client) && kleerNumbers.get(number)?.length === 1 ? number : '';
}

function isUsable(number: string, client: KleerClient): boolean {
	const isRight = client['country-code'] !== 'SE' || hasRightChecksum(number);
	return number !== '' && !/^(\d)\1*$/.test(number) && isRight;
}

function hasRightChecksum(number: string): boolean {
	if (!/^\d{10}$/.test(number)) return false;
	const sum = [...number].reduce((total, digit, place) => {
		const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
		return total + (value > 9 ? value - 9 : value);
	}, 0);
	return sum % 10 === 0;
}

const plainNumber = (number: string) =>
	number
		.replace(/[^\dA-Z]/gi, '')
		.replace(/^(16|19|20)(?=\d{10}$)/, '')
		.replace(/^SE(\d{10})\d\d$/, '$1');
const plainText = (text: string) => text.replace(/\s/g, '').toLowerCase();
const sameText = (one: string, other: string) => plainText(one) === plainText(other);

function fieldsOf(situation: Situation, client: KleerClient, key: string, old?: Before): CustomerFields {
	const alike = (mine: string, theirs: string | null | undefined, same: (a: string, b: string) => boolean) =>
		!mine.trim() || (theirs && same(mine, theirs)) ? (theirs ?? null) : asSent(mine);
	const sameNumber = (a: string, b: string) => plainNumber(a) === plainNumber(b);
	const sameVat = (a: string, b: string) => asSent(a) === asSent(b);
	const responsible = situation.users.get(
		situation.prefix + String(situation.kleer.users.get(client.user.id)?.['internal-id'] ?? ''),
	);
	return {
		name: old && sameText(old.name, client.name) ? old.name : client.name,
		identification: key,
		description: client.notes || (old?.description ?? null),
		corporateIdentityNumber: alike(client.orgno, old?.corporateIdentityNumber, sameNumber),
		vatNumber: alike(client['vat-nr'] ?? '', old?.vatNumber, sameVat),
		phone: alike(client.phone, old?.phone, samePhone),
		countryId: COUNTRIES[client['country-code']] ?? old?.countryId ?? null,
		turnOverCurrencyId: CURRENCIES[client['currency-type'] ?? ''] ?? old?.turnOverCurrencyId ?? null,
		status: old?.status ?? 1,
		tags: tagsOf(situation.kleer, client, old?.tags ?? []),
		managers: [...new Set([...(old?.managers ?? []), ...(responsible ? [responsible] : [])])].sort(),
		contacts: contactsOf(client, old),
		invoiceAddresses: addressesOf(client, old),
	};
}

/** Only tags of the exact form BV=days are the sync's, and the chosen categories'; all others stay. */
function tagsOf(kleer: KleerStore, client: KleerClient, old: string[]): string[] {
	const nameOf = (id: number) => kleer.dimensions.get(45)?.entries.get(id)?.name ?? '';
	const managed = MANAGED.map(nameOf);
	const carried = client['dimension-entries'].map(({ id }) => id);
	const kept = old.filter((tag) => !/^BV=\d+$/.test(tag) && !managed.includes(tag));
	const wanted = [
		...MANAGED.filter((id) => carried.includes(id)).map(nameOf),
		`BV=${client['payment-days']}`,
	];
	return [...kept, ...wanted].sort();
}

/** "found by name; created only when it reads as a person (two words or more, no digits, @ or slash)" */
function contactsOf({ contact }: KleerClient, old?: Before): string[] {
	const names = (old?.contacts ?? []).map(({ firstName, lastName }) => `${firstName} ${lastName}`);
	const readsAsPerson = contact.trim().split(/\s+/).length > 1 && !/[\d@/]/.test(contact);
	const known = names.some((name) => sameText(name, contact));
	return [...names, ...(readsAsPerson && !known ? [contact.trim()] : [])].sort();
}

type Line = string | null | undefined;
export const addressText = (...lines: Line[]): string => lines.map((line) => line ?? '').join(' | ');

/**
 * Left out: where Kleer's second line is empty the product leaves the old one, so that two addresses mix. False
 * compares by the design's words: the source is the address, which isn't empty.
 */
const SECOND_LINE_STAYS = true;

/** "Equal one there: nothing; exactly one: updated; several: warning; never duplicated"; comments kept. */
function addressesOf({ address, email }: KleerClient, old?: Before): string[] {
	const theirs = (old?.addresses ?? []).filter(({ addressType }) => addressType === 2);
	const shown = theirs.map((one) =>
		addressText(one.street1, one.street2, one.zipCode, one.city, one.country, one.email, one.comments),
	);
	const lines = [
		address.address1,
		address.address2,
		address['zip-code'],
		address.state,
		address.country,
		email,
	];
	// Invoices may go by e-mail alone.
	if (!lines.some(Boolean)) return shown.sort();
	const only = theirs.length === 1 ? theirs[0] : undefined;
	const [street1, street2, ...rest] = lines;
	const secondLine = street2 || (SECOND_LINE_STAYS ? only?.street2 : '');
	// A part that Kleer leaves empty leaves Cinode's alone.
	const theirRest = [only?.zipCode, only?.city, only?.country, only?.email];
	const parts = rest.map((part, index) => part || theirRest[index]);
	const wanted = addressText(street1, secondLine, ...parts, only?.comments);
	return theirs.length > 1 ? shown.sort() : [wanted];
}
