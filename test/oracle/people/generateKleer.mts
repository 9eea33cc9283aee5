import {
	addSupplier,
	hirePerson,
	tieToSupplier,
	type KleerStore,
	type KleerUser,
} from '../../sandbox/index.mts';
import { organisationNumber } from '../../sandbox/seed/organisationNumbers.mts';
import { plusDays } from '../support/calendar.mts';
import type { Chance } from '../support/chance.mts';
import type { Tally } from '../support/findings.mts';
import { LEVEL_FORMS, PAY_FORMS, setLevel, setPay, type Row } from './payForms.mts';
import { NUMBER_FORMS, numberOf, type NumberForm } from './personalNumberForms.mts';
import { SUBCONTRACTOR_CATEGORY, UNMANAGED_CATEGORY } from './setup.mts';

/** What is special about a person, beside names, numbers, pay and the like, which vary for all. */
export const FATES = {
	ordinary: 64,
	oneWord: 2,
	noKey: 2,
	doubledKey: 3,
	brokenEmail: 2,
	noEmail: 2,
	sharedEmail: 2,
	inactive: 4,
	noPayroll: 3,
	ended: 3,
	endsToday: 2,
	endsSoon: 2,
	endsLater: 2,
	rehired: 4,
	startsLater: 5,
	supplier: 4,
	subcontractorCategory: 2,
};
export type Fate = keyof typeof FATES;

const NAME_FORMS = {
	plain: 50,
	comma: 8,
	particle: 10,
	commaParticle: 4,
	three: 12,
	spaces: 4,
	capitals: 4,
	suffix: 4,
};
const FIRST =
	'Alva Bosse Cilla Dante Ebba Folke Gudrun Hjalmar Iris Jonna Kjell Lovis Märta Nils Öjvind'.split(' ');
const LAST = 'Provberg Testvik Orakelson Låtsaslund Mönsterqvist Skenåker Attrappsten Fejkström'.split(' ');
const PARTICLES = ['von', 'af', 'de', 'van der', 'de la', 'al'];

export interface CompanyOptions {
	people: number;
	today: string;
	/** Part of every e-mail's domain, so that two companies have none in common. */
	domain: string;
	/** The first of Kleer's ids; internal ids begin at 2001 in every company. */
	firstId: number;
}

/** Fills Kleer with people; what kind each is stands in `fates`, by Kleer's id. */
export function generatePeople(kleer: KleerStore, chance: Chance, tally: Tally, options: CompanyOptions) {
	const fates = new Map<number, Fate>();
	let last: KleerUser | undefined;
	for (let index = 0; index < options.people; index++) {
		const fate = index % 2 ? pairOf(fates.get(last?.id ?? 0), chance) : chance.weighted(FATES);
		const user = addPerson(kleer, chance, tally, fate, index, options);
		tally.count(fate);
		// A pair shares its key, or its e-mail; the first of a pair stands at an even place.
		if (index % 2 && fate === 'doubledKey') user['internal-id'] = last?.['internal-id'];
		if (index % 2 && fate === 'sharedEmail') user.email = (last?.email ?? '').toUpperCase();
		fates.set(user.id, fate);
		last = user;
	}
	return fates;
}

function pairOf(first: Fate | undefined, chance: Chance): Fate {
	if (first === 'doubledKey' || first === 'sharedEmail') return first;
	for (;;) {
		const fate = chance.weighted(FATES);
		if (fate !== 'doubledKey' && fate !== 'sharedEmail') return fate;
	}
}

function addPerson(
	kleer: KleerStore,
	chance: Chance,
	tally: Tally,
	fate: Fate,
	index: number,
	{ today, domain, firstId }: CompanyOptions,
): KleerUser {
	const start = fate === 'startsLater' ? plusDays(today, chance.int(1, 40)) : oldStart(today, chance);
	// hirePerson looks for the highest ids: with a store of its own it stays quick.
	const scratch: KleerStore = { ...kleer, users: new Map(), payroll: new Map() };
	const form = count(tally, 'number', chance.weighted(NUMBER_FORMS));
	const user = hirePerson(
		scratch,
		{
			name: fate === 'oneWord' ? chance.one(['Orakel', 'Prov-Testberg']) : nameOf(chance, tally),
			email: emailOf(fate, index, domain),
			phone: phoneOf(chance),
			ssn: numberOf(form as NumberForm, chance, today),
			start,
			end: endOf(fate, today, chance),
			payroll: !(fate === 'noPayroll' || (fate === 'supplier' && chance.yes(0.5))),
			active: fate !== 'inactive',
		},
		today,
	);
	const id = firstId + index;
	const row = scratch.payroll.get(user.id);
	Object.assign(user, { id, 'internal-id': 2001 + index, 'foreign-id': String(50_001 + index) });
	if (fate === 'noKey') delete user['internal-id'];
	if (chance.yes(0.05)) user['foreign-id'] = '';
	kleer.users.set(id, user);
	if (row) {
		row.user = { id };
		row['tax-table'] = chance.yes(0.2) ? 0 : chance.int(29, 42);
		row['tax-percentage'] = row['tax-table'] === 0 || chance.yes(0.02) ? 0.3 : 0;
		tally.count(row['tax-table'] === 0 ? 'percentage tax' : 'tax table');
		setPay(row, count(tally, 'pay', chance.weighted(PAY_FORMS)), chance, today);
		setLevel(kleer, row, count(tally, 'level', chance.weighted(LEVEL_FORMS)), chance, today);
		kleer.payroll.set(id, row);
	}
	addCategories(user, row, fate, chance);
	if (fate === 'supplier') tie(kleer, id, index, chance);
	return user;
}

function count<Name extends string>(tally: Tally, what: string, form: Name): Name {
	tally.count(`${what} ${form}`);
	return form;
}

function oldStart(today: string, chance: Chance): string {
	return chance.yes(0.02) ? today : plusDays(today, -chance.int(1, 9000));
}

function endOf(fate: Fate, today: string, chance: Chance): string | undefined {
	if (fate === 'ended') return plusDays(today, -chance.int(1, 300));
	if (fate === 'endsToday') return today;
	if (fate === 'endsSoon') return plusDays(today, chance.int(1, 5));
	if (fate === 'rehired') return plusDays(today, -9100 - chance.int(1, 300));
	return fate === 'endsLater' ? plusDays(today, chance.int(6, 300)) : undefined;
}

function emailOf(fate: Fate, index: number, domain: string): string {
	if (fate === 'noEmail') return '';
	// Decomposed, as some systems write it.
	const name = index % 11 === 0 ? `p\u00e9rs\u00f6n${index}`.normalize('NFD') : `person${index}`;
	if (fate === 'brokenEmail') return [`${name}@`, `${name}.${domain}`, `a b@${domain}`][index % 3] ?? '';
	return index % 7 === 0 ? ` Person${index}@${domain.toUpperCase()} ` : `${name}@${domain}`;
}

function phoneOf(chance: Chance): string {
	const [a, b, c] = [chance.int(10, 99), chance.int(10, 99), chance.int(100, 999)];
	return chance.one([
		'',
		`070-${c} ${a} ${b}`,
		`070${c}${a}${b}`,
		`+46 70 ${c} ${a} ${b}`,
		`+46 070-${c} ${a} ${b}`,
		`070–${c}\u00a0${a} ${b}`,
		`+46 (0)8 ${c} ${a}${b}`,
	]);
}

function nameOf(chance: Chance, tally: Tally): string {
	const [first, middle, last] = [chance.one(FIRST), chance.one(FIRST), chance.one(LAST)];
	switch (count(tally, 'name', chance.weighted(NAME_FORMS))) {
		case 'plain':
			return `${first} ${last}`;
		case 'comma':
			return `${last}, ${first} ${middle}`;
		case 'particle':
			return `${first} ${chance.one(PARTICLES)} ${last}`;
		case 'commaParticle':
			return `${chance.one(PARTICLES)} ${last}, ${first}`;
		case 'three':
			return `${first} ${middle} ${last}`;
		case 'spaces':
			return `  ${first}   ${last} `;
		case 'capitals':
			return `${first} ${last}`.toUpperCase();
		case 'suffix':
			return `${first} ${last} ${chance.one(['Jr', 'd.y.', 'III'])}`;
	}
}

function addCategories(user: KleerUser, row: Row | undefined, fate: Fate, chance: Chance): void {
	const pick = () => [4201, 4202, UNMANAGED_CATEGORY].filter(() => chance.yes(0.3)).map((id) => ({ id }));
	user.dimensions = { 'dimension-entries': pick() };
	if (fate === 'subcontractorCategory')
		user.dimensions['dimension-entries'].push({ id: SUBCONTRACTOR_CATEGORY });
	if (row) row['dimension-entries'] = pick();
}

function tie(kleer: KleerStore, userId: number, index: number, chance: Chance): void {
	const orgno = chance.yes(0.8) ? { orgno: organisationNumber(index) } : {};
	const { id } = addSupplier(kleer, { id: 900_000 + index, name: `Leverantör ${index} AB`, ...orgno });
	tieToSupplier(kleer, userId, id);
}
