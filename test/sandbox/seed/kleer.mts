import { addDays } from '../dates.mts';
import { changeSalary, FIRST_USER_ID, hirePerson } from '../kleer/edits.mts';
import type { KleerDimension, KleerStore } from '../kleer/store.mts';
import {
	addSupplier,
	FIRST_SUBCONTRACTOR_ID,
	FIRST_SUPPLIER_ID,
	tieToSupplier,
} from '../kleer/supplierEdits.mts';
import { MAIL_DOMAIN, type Person } from './cast.mts';
import { INDUSTRIES, INDUSTRY_ENTRY } from './clientNames.mts';
import type { ClientCast } from './clients.mts';
import { companyOf, type Consultant } from './consultants.mts';
import { ACTIVITIES, addKleerProjects } from './kleerProjects.mts';

/** Kleer's category "Kontor", by the person's office number. */
export const OFFICES = ['Stockholm', 'Göteborg', 'Malmö'];
/** Kleer's category "Kompetens". */
export const SKILLS = ['Backend', 'Frontend', 'Data', 'UX', 'Projektledning'];

const dimension = (id: number, name: string, first: number, entries: string[]): KleerDimension => ({
	id,
	'foreign-id': '',
	name,
	description: '',
	active: true,
	entries: new Map(
		entries.map((entry, i) => [
			first + i,
			{ id: first + i, 'foreign-id': '', name: entry, description: '', active: true },
		]),
	),
});

const OFFICE_ENTRY = 4101;
const SKILL_ENTRY = 4201;
const EMPLOYMENT_ENTRY = 4301;
/** The dimension with one entry per user; those are no person's categories (docs/vendors.md#kleer-models). */
const PEOPLE_ENTRY = 100_000;

/** Kleer's side of the seed. */
export function seedKleer(
	people: Person[],
	clients: ClientCast[],
	today: string,
	company = 8842,
): KleerStore {
	const store: KleerStore = {
		company: {
			id: company,
			name: 'Exempelkonsult i Norden AB',
			orgno: '556000-0001',
			'accounting-currency': 'SEK',
			bankgiro: 50501234,
			'supplier-invoice-email': `faktura@${MAIL_DOMAIN}`,
		},
		token: 'kleer-sandbox-token-7f3a91c2',
		tokenUserId: FIRST_USER_ID + 1,
		rights: new Set([
			'Administrator',
			'Payroll',
			'Subcontractor',
			'Dimensions',
			'SupplierInvoice',
			'SupplierInvoiceRead',
			'ClientInvoice',
			'ClientInvoiceRead',
			'ClientProjectOwn',
		]),
		options: {
			payrollWithoutRight: 'empty',
			emptyList: 'key',
			alwaysXml: false,
			clientOmits: [],
			frozenFields: 'ignores',
			dialect: {},
			ignores: [],
		},
		users: new Map(),
		payroll: new Map(),
		schedules: new Map([
			[700, { id: 700, name: 'Heltid', 'level-of-employment': 1 }],
			[701, { id: 701, name: 'Deltid 80 %', 'level-of-employment': 0.8 }],
		]),
		subcontractors: new Map(),
		suppliers: new Map(),
		clients: new Map(),
		clientProjects: new Map(),
		projectFields: new Map([
			['region', 'Region'],
			['cost-centre', 'Kostnadsställe'],
		]),
		activities: new Map(ACTIVITIES.map((one) => [one.id.id, structuredClone(one)])),
		dimensions: new Map([
			[41, dimension(41, 'Kontor', OFFICE_ENTRY, OFFICES)],
			[42, dimension(42, 'Kompetens', SKILL_ENTRY, SKILLS)],
			[43, dimension(43, 'Anställningsform', EMPLOYMENT_ENTRY, ['Anställd', 'Underkonsult'])],
			[44, dimension(44, 'Medarbetare', PEOPLE_ENTRY, [])],
			[45, dimension(45, 'Bransch', INDUSTRY_ENTRY, INDUSTRIES)],
		]),
	};
	// One supplier for each subcontractor; hirePerson looks for the highest ids, so rows are put in directly.
	for (const person of people) addPerson(store, person, today);
	for (const { client } of clients) store.clients.set(client.id, client);
	addKleerProjects(store);
	return store;
}

function addPerson(store: KleerStore, person: Person, today: string): void {
	const { part, name, consultant } = person;
	const employed = part !== 'auditor' && part !== 'subcontractor';
	const scratch: KleerStore = { ...store, users: new Map(), payroll: new Map() };
	const user = hirePerson(
		scratch,
		{
			name: name.full,
			email: person.email,
			phone: person.phone,
			ssn: person.ssn,
			salary: person.salary,
			start: person.start,
			level: person.level,
			categories: [OFFICE_ENTRY + person.office],
			active: part !== 'inactive' && consultant?.part !== 'inactive',
			payroll: employed || ['with-payroll', 'moved'].includes(consultant?.part ?? ''),
			...(person.end ? { end: person.end } : {}),
		},
		today,
	);
	const id = FIRST_USER_ID + person.index;
	const row = scratch.payroll.get(user.id);
	user.id = id;
	user['internal-id'] = 1001 + person.index;
	user['foreign-id'] = String(101 + person.index);
	user.dimensions = { 'dimension-entries': [{ id: SKILL_ENTRY + person.skill, percentage: 1 }] };
	user['dimension-entry'] = { id: PEOPLE_ENTRY + person.index };
	store.dimensions.get(44)?.entries.set(PEOPLE_ENTRY + person.index, {
		id: PEOPLE_ENTRY + person.index,
		'foreign-id': '',
		name: name.full,
		description: '',
		active: true,
	});
	if (part === 'auditor') {
		delete user['internal-id'];
		user['foreign-id'] = '';
		user.dimensions = { 'dimension-entries': [] };
	}
	store.users.set(id, user);
	if (row) {
		row.user.id = id;
		store.payroll.set(id, row);
		fillPayroll(store, person, today);
	}
	if (consultant) tieConsultant(store, person, consultant);
	else if (part === 'subcontractor') addOwnCompany(store, person);
}

function tieConsultant(store: KleerStore, person: Person, { part, suppliers }: Consultant): void {
	const id = FIRST_USER_ID + person.index;
	for (const given of suppliers)
		tieToSupplier(store, id, addSupplier(store, { ...given, email: person.email }).id);
	if (part !== 'category-only') return;
	const user = store.users.get(id);
	user?.dimensions?.['dimension-entries'].push({ id: EMPLOYMENT_ENTRY + 1, percentage: 1 });
}

/** Home address, bank account, tax and children: what must never leave Kleer, and what few fields should. */
function fillPayroll(store: KleerStore, person: Person, today: string): void {
	const id = FIRST_USER_ID + person.index;
	const row = store.payroll.get(id);
	if (!row) return;
	row.address2 = `Provgatan ${1 + (person.index % 80)}`;
	row['zip-code'] = '123 45';
	row.state = OFFICES[person.office] ?? '';
	row['tax-table'] = person.taxTable;
	row['tax-percentage'] = person.taxTable === 0 ? 0.3 : 0;
	row['clearing-nr'] = '8000';
	row['account-nr'] = String(4_000_000_013 + person.index * 7_003);
	row['manager-user'] = { id: person.index === 1 ? 0 : FIRST_USER_ID + 1 };
	row['workplace-number'] = String(1 + person.office);
	if (person.part === 'hourly') row['hourly-salary'] = 23_517 + person.index;
	if (person.part === 'starts-later') {
		for (const schedule of row.schedules) schedule['start-date'] = person.start;
	}
	if (person.part === 'raise-to-come') changeSalary(store, id, person.salary + 211_100, addDays(today, 14));
	for (let i = 0; i < person.children; i++) {
		row.children.push({
			name: `Provbarn${person.index}${'AB'[i]} ${person.name.last}`,
			'birth-date': addDays('2015-03-01', (person.index * 61 + i * 700) % 3000),
		});
	}
}

function addOwnCompany(store: KleerStore, person: Person): void {
	const { index } = person;
	const { id } = addSupplier(store, {
		id: FIRST_SUPPLIER_ID + index,
		...companyOf(person),
		email: person.email,
		'swedish-bank-account': `8000-${5_000_000_029 + index * 3_001}`,
	});
	store.subcontractors.set(FIRST_SUBCONTRACTOR_ID + index, {
		id: FIRST_SUBCONTRACTOR_ID + index,
		'internal-id': 1 + index,
		supplier: { id },
		users: [{ id: FIRST_USER_ID + index }],
	});
}
