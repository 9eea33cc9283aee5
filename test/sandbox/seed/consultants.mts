import { addDays } from '../dates.mts';
import { MAIL_DOMAIN, type Person } from './cast.mts';
import { inventName, mailbox, name, type Name } from './names.mts';
import { organisationNumber, soleTraderNumber } from './organisationNumbers.mts';
import { birthDateOf, personalNumber } from './personalNumbers.mts';
import { random } from './random.mts';

/** What is special about a subcontractor (docs/field-rules.md). The ordinary one has a supplier and no payroll row. */
export type ConsultantPart =
	| 'ordinary'
	| 'with-payroll'
	| 'no-organisation-number'
	| 'two-suppliers' // the second a sole trader's
	| 'category-only' // carries Underkonsult, and has no supplier
	| 'inactive'
	| 'already-in-cinode' // by e-mail, without an internal id there
	| 'moved'; // was employed: has an ended payroll row, and is a company user in Cinode

export interface Consultant {
	part: ConsultantPart;
	suppliers: { name: string; orgno?: string }[];
}

const CAST: { part: ConsultantPart; name: Name }[] = [
	{ part: 'with-payroll', name: name('Siv', 'Lövmarker', 'female') },
	{ part: 'no-organisation-number', name: name('Malte', 'Ormvråken', 'male') },
	{ part: 'two-suppliers', name: name('Ingeborg', 'af Vinterhamn', 'female') },
	{ part: 'category-only', name: name('Casimir', 'Dunkelgren', 'male') },
	{ part: 'inactive', name: name('Tyra', 'Oxelåker', 'female') },
	{ part: 'already-in-cinode', name: name('Runar', 'von Askviken', 'male') },
	{ part: 'moved', name: name('Beda', 'Kvarnholma', 'female') },
];

/** Those that can be only once. */
const ONCE: ConsultantPart[] = ['already-in-cinode', 'moved'];

/** Consultants with companies of their own, beside those among the people. `from`: how many people there are. */
export function castConsultants(count: number, from: number, seed: number, today: string): Person[] {
	const next = random(seed + 23);
	const mailboxes = new Set<string>();
	return Array.from({ length: count }, (_, i) => {
		const role = CAST[i % CAST.length] as (typeof CAST)[number];
		const first = i < CAST.length;
		const who = first ? role.name : inventName(next);
		const part = !first && ONCE.includes(role.part) ? 'ordinary' : role.part;
		return oneConsultant(from + i, i, part, who, mailboxes, today);
	});
}

/** The first, or only, company of a subcontractor; those among the people have one made from their name. */
export function companyOf({ consultant, name: who, index }: Person): { name: string; orgno?: string } {
	const own = {
		name: `${who.last.replace(/^.* /, '')} Konsult AB`,
		orgno: organisationNumber(50_000 + index),
	};
	return consultant?.suppliers[0] ?? own;
}

function oneConsultant(
	index: number,
	i: number,
	part: ConsultantPart,
	who: Name,
	mailboxes: Set<string>,
	today: string,
): Person {
	const birthDate = birthDateOf(index);
	const paid = part === 'with-payroll' || part === 'moved';
	const domain = part === 'moved' ? MAIL_DOMAIN : 'underkonsult.example';
	const person: Person = {
		index,
		part: 'subcontractor',
		name: who,
		email: `${mailbox(who.first, who.last, mailboxes)}@${domain}`,
		ssn: paid ? personalNumber(birthDate, who.gender, 'normal') : '',
		birthDate,
		phone: paid ? `070-174 06 ${String(5 + (index % 95)).padStart(2, '0')}` : '',
		salary: part === 'moved' ? (31_003 + ((index * 7919) % 46_000)) * 100 : 0,
		level: 1,
		start: addDays('2014-01-13', (index * 41) % 3500),
		taxTable: 0,
		office: index % 3,
		skill: index % 5,
		children: 0,
		consultant: { part, suppliers: suppliersOf(part, who, i) },
	};
	if (part === 'moved') person.end = addDays(today, -60);
	return person;
}

function suppliersOf(part: ConsultantPart, who: Name, i: number): Consultant['suppliers'] {
	const last = who.last.replace(/^.* /, '');
	const orgno = organisationNumber(70_000 + i);
	switch (part) {
		case 'category-only':
			return [];
		case 'no-organisation-number':
			return [{ name: `${last} Konsulting` }];
		case 'two-suppliers':
			return [
				{ name: `${last} Systemkonsult AB`, orgno },
				{ name: `${last} Foto och form`, orgno: soleTraderNumber(2 * i + 1, who.gender) },
			];
		default:
			return [{ name: `${last} Data & Drift AB`, orgno }];
	}
}
