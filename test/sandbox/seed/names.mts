import { pick } from './random.mts';
import type { Gender } from './personalNumbers.mts';

/** Invented people; any likeness is chance. */
const FEMALE = [
	'Alva',
	'Asta',
	'Birgit',
	'Ebba',
	'Elin',
	'Freja',
	'Göta',
	'Hedvig',
	'Ingrid',
	'Juni',
	'Kajsa',
];
const FEMALE_2 = [
	'Linnéa',
	'Märta',
	'Nour',
	'Ottilia',
	'Rönn',
	'Saga',
	'Tuva',
	'Ylva',
	'Åsa',
	'Örsa',
	'Zahra',
];
const MALE = ['Algot', 'Björn', 'Caspian', 'Didrik', 'Eskil', 'Folke', 'Göran', 'Håkan', 'Isak', 'Jörgen'];
const MALE_2 = [
	'Kåre',
	'Love',
	'Måns',
	'Noah',
	'Olle',
	'Pär',
	'Rune',
	'Sören',
	'Ture',
	'Åke',
	'Östen',
	'Yusuf',
];
export const START = [
	'Björk',
	'Ek',
	'Fjäll',
	'Gran',
	'Havs',
	'Is',
	'Klint',
	'Lärk',
	'Mån',
	'Nord',
	'Rönn',
	'Sjö',
	'Ås',
];
export const END = [
	'vide',
	'strand',
	'höjd',
	'åker',
	'dala',
	'mosse',
	'lund',
	'fors',
	'näs',
	'berga',
	'stig',
	'tråd',
];
const PARTICLES = ['von', 'af', 'de la', 'van der', 'al-'];

export interface Name {
	first: string;
	last: string;
	/** As Kleer shows it, one field. */
	full: string;
	gender: Gender;
}

/** "First Last". */
export function name(first: string, last: string, gender: Gender): Name {
	return { first, last, full: `${first} ${last}`, gender };
}

/** An invented name; a few with particles, two last names, two first names, or turned round. */
export function inventName(next: () => number): Name {
	const gender: Gender = next() < 0.5 ? 'female' : 'male';
	const firsts = gender === 'female' ? [...FEMALE, ...FEMALE_2] : [...MALE, ...MALE_2];
	const surname = () => pick(next, START) + pick(next, END);
	let first = pick(next, firsts);
	let last = surname();
	const form = next();
	if (form < 0.05) {
		const particle = pick(next, PARTICLES);
		last = particle.endsWith('-') ? particle + last : `${particle} ${last}`;
	} else if (form < 0.1) last = `${last}-${surname()}`;
	else if (form < 0.15) first = `${first} ${pick(next, firsts)}`;
	const turned = form > 0.97;
	return { first, last, gender, full: turned ? `${last}, ${first}` : `${first} ${last}` };
}

/** The part of an e-mail address before the @: plain letters, unique by number where needed. */
export function mailbox(first: string, last: string, taken: Set<string>): string {
	const plain = (text: string) =>
		text
			.toLowerCase()
			.normalize('NFD')
			.replace(/[\u0300-\u036f]/g, '')
			.replace(/[^a-z]+/g, '');
	const wish = `${plain(first)}.${plain(last)}`;
	let box = wish;
	for (let n = 2; taken.has(box); n++) box = wish + n;
	taken.add(box);
	return box;
}
