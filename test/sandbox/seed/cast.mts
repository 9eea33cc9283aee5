import { addDays } from '../dates.mts';
import type { Consultant } from './consultants.mts';
import { inventName, mailbox, name, type Name } from './names.mts';
import { birthDateOf, personalNumber, type Form } from './personalNumbers.mts';
import { random } from './random.mts';

/** What is special about a person. */
export type Part =
	| 'ordinary'
	| 'already-in-cinode' // by e-mail, without an internal id there
	| 'hourly' // salary 0
	| 'part-time' // 80 %
	| 'raise-to-come'
	| 'starts-later'
	| 'has-left' // end date passed, still active
	| 'inactive'
	| 'auditor' // no payroll row
	| 'subcontractor';

export interface Person {
	index: number;
	part: Part;
	name: Name;
	email: string;
	ssn: string;
	birthDate: string;
	phone: string;
	/** öre a month */
	salary: number;
	level: number;
	start: string;
	end?: string;
	taxTable: number;
	office: number;
	skill: number;
	children: number;
	/** What is special about a person beside the company's own people: castConsultants. */
	consultant?: Consultant;
}

export const MAIL_DOMAIN = 'exempelkonsult.example';

/** The first twelve; with more people the same twelve parts come again and again under invented names. */
const CAST: { part: Part; name: Name; form: Form }[] = [
	{ part: 'already-in-cinode', name: name('Åsa', 'Björkvide', 'female'), form: 'normal' },
	{ part: 'ordinary', name: name('Jörgen', 'von Stensjö', 'male'), form: 'normal' },
	{ part: 'hourly', name: name('Märta', 'Lindvide-Åkerö', 'female'), form: 'letters' },
	{ part: 'part-time', name: name('Ömer', 'al-Hadrami', 'male'), form: 'coordination' },
	{ part: 'raise-to-come', name: name('Karl Gustav', 'Ekholmen', 'male'), form: 'short' },
	{ part: 'starts-later', name: name('Linnéa', 'af Granhult', 'female'), form: 'zeros' },
	{ part: 'has-left', name: name('Håkan', 'de la Torpa', 'male'), form: 'wrong-checksum' },
	{ part: 'inactive', name: name('Göta', 'Älvrosen', 'female'), form: 'over-100' },
	{ part: 'auditor', name: name('Rut', 'Balansén', 'female'), form: 'empty' },
	{ part: 'subcontractor', name: name('Pieter', 'van der Havsdijk', 'male'), form: 'empty' },
	{
		part: 'ordinary',
		name: { first: 'Örjan', last: 'Strömdala', full: 'Strömdala, Örjan', gender: 'male' },
		form: 'empty',
	},
	{ part: 'ordinary', name: name('Elin', 'Nyåkern', 'female'), form: 'undashed' },
];

/** Rare faults in personal numbers beyond the first twelve: one in a hundred has one of these. */
const ODD_FORMS: Form[] = ['wrong-checksum', 'letters', 'zeros', 'empty'];

/** Everyone at the company: the same people for the same number, seed and day. */
export function castPeople(count: number, seed: number, today: string): Person[] {
	const next = random(seed);
	const mailboxes = new Set<string>();
	return Array.from({ length: count }, (_, index) => onePerson(index, next, mailboxes, today));
}

function onePerson(index: number, next: () => number, mailboxes: Set<string>, today: string): Person {
	const role = CAST[index % CAST.length] as (typeof CAST)[number];
	const first = index < CAST.length;
	const who = first ? role.name : inventName(next);
	const part: Part = !first && role.part === 'already-in-cinode' ? 'ordinary' : role.part;
	const form = first ? role.form : formOf(index, part);
	const birthDate = form === 'over-100' ? '1922-04-17' : birthDateOf(index);
	const box = mailbox(who.first, who.last, mailboxes);
	const domain = part === 'subcontractor' ? 'egetbolag.example' : MAIL_DOMAIN;
	const person: Person = {
		index,
		part,
		name: who,
		// One in twelve is written with capitals: an address means the same either way.
		email: index % 12 === 11 ? capitals(`${box}@${domain}`) : `${box}@${domain}`,
		ssn: personalNumber(birthDate, who.gender, form),
		birthDate,
		phone: phoneOf(index),
		// Odd amounts, all different, so that a leak is found by searching for them.
		salary: part === 'hourly' ? 0 : (31_003 + ((index * 7919) % 46_000)) * 100,
		level: part === 'part-time' ? 0.8 : 1,
		start: part === 'starts-later' ? addDays(today, 30) : addDays('2012-01-09', (index * 37) % 4000),
		taxTable: index % 9 === 4 ? 0 : 29 + (index % 8),
		office: index % 3,
		skill: index % 5,
		children: index % 4 === 0 ? 2 : 0,
	};
	if (part === 'has-left') person.end = addDays(today, -20);
	if (part === 'inactive') person.end = addDays(today, -400);
	return person;
}

function formOf(index: number, part: Part): Form {
	if (part === 'auditor' || part === 'subcontractor') return 'empty';
	if (index % 100 === 50) return ODD_FORMS[Math.floor(index / 100) % ODD_FORMS.length] as Form;
	if (index % 12 === 3) return 'coordination';
	if (index % 12 === 4) return 'short';
	return index % 12 === 11 ? 'undashed' : 'normal';
}

/** Numbers that are kept free for fiction (070-1740605 to 99), written in different ways. */
function phoneOf(index: number): string {
	const last = String(5 + (index % 95)).padStart(2, '0');
	const forms = [`07017406${last}`, `070-174 06 ${last}`, `+46 70 174 06 ${last}`, ''];
	return forms[index % 7 === 6 ? 3 : index % 3] as string;
}

function capitals(email: string): string {
	return email.replace(
		/(^|\.|@)([a-z])/g,
		(_, before: string, letter: string) => before + letter.toUpperCase(),
	);
}
