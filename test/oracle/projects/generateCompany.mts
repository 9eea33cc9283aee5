import {
	addCinodeCustomer,
	addCinodeSubcontractor,
	addCinodeUser,
	addClient,
	hirePerson,
	type CinodeStore,
	type KleerStore,
} from '../../sandbox/index.mts';
import type { Chance } from '../support/chance.mts';
import type { Crew } from './generateRoles.mts';

/** Who and which customers the projects are about: both systems know them, but for a few. */
export interface Company {
	crew: Crew;
	/** Ids in Cinode. */
	customers: number[];
	/** Without a number, with one that Kleer doesn't have, with one that Kleer has twice. */
	odd: { unnumbered: number; unknown: number; doubled: number };
}

/** At least so many people, and one for so many projects: else a person has hundreds of roles. */
const EMPLOYEES = { least: 150, projects: 8 };
const SUBCONTRACTORS = { least: 60, projects: 16 };
const CUSTOMERS = { least: 120, projects: 16 };

export interface CompanyOptions {
	today: string;
	/** Stands before people's keys and customers' numbers in Cinode. */
	prefix: string;
	projects: number;
	/** Part of e-mails and names, so that two companies have none in common. */
	mark: string;
}

export function generateCompany(
	kleer: KleerStore,
	cinode: CinodeStore,
	chance: Chance,
	{ today, prefix, mark, projects }: CompanyOptions,
): Company {
	const now = Date.now();
	const many = (of: typeof EMPLOYEES) => Math.max(of.least, Math.ceil(projects / of.projects));
	let people = 0;
	const person = () => {
		const lastName = `Orakel${mark}${people}`;
		const names = { firstName: 'Prov', lastName, email: `p${people++}@${mark.toLowerCase()}.example` };
		const inKleer = () => hirePerson(kleer, { name: `Prov ${lastName}`, email: names.email }, today);
		return { names, inKleer };
	};
	const synced = (add: typeof addCinodeUser | typeof addCinodeSubcontractor) => {
		const { names, inKleer } = person();
		return add(cinode, { ...names, internalIdentifier: prefix + String(inKleer()['internal-id']) }, now).id;
	};
	const twin = () => {
		const { names, inKleer } = person();
		const [one, other] = [inKleer(), inKleer()];
		other['internal-id'] = one['internal-id'];
		return addCinodeUser(cinode, { ...names, internalIdentifier: prefix + String(one['internal-id']) }, now)
			.id;
	};
	const stranger = () => addCinodeUser(cinode, person().names, now).id;
	const crew: Crew = {
		employees: list(many(EMPLOYEES), () => synced(addCinodeUser)),
		subcontractors: list(many(SUBCONTRACTORS), () => synced(addCinodeSubcontractor)),
		strangers: list(5, stranger),
		doubled: list(3, twin),
	};
	let serial = 0;
	const customer = (identification: string | null) => {
		const name = `Kund ${mark} ${serial++} AB`;
		const contact = (nth: number) => ({ firstName: `Kontakt${nth}`, lastName: `${mark}${serial}` });
		const contacts = chance.yes(0.8) ? [contact(1), contact(2)] : [];
		return addCinodeCustomer(cinode, { name, identification, contacts, intermediator: chance.yes(0.2) }, now)
			.id;
	};
	const both = () => {
		const client = addClient(kleer, { name: `Kund ${mark} ${serial} AB` });
		return customer(prefix + client['foreign-id']);
	};
	const customers = list(many(CUSTOMERS), both);
	for (let i = 0; i < 2; i++) addClient(kleer, { 'foreign-id': 'DUBBEL', name: `Dubbel ${i} AB` });
	return {
		crew,
		customers,
		odd: {
			unnumbered: customer(null),
			unknown: customer(`${prefix}K999999`),
			doubled: customer(`${prefix}DUBBEL`),
		},
	};
}

const list = <T,>(length: number, make: () => T): T[] => Array.from({ length }, make);
