import { addCinodeUser, ensureTag } from '../cinode/edits.mts';
import { STATUS, type CinodeStore } from '../cinode/store.mts';
import { jwt } from '../cinode/tokens.mts';
import { swedishDate } from '../dates.mts';
import { Limiter } from '../limits.mts';
import type { SandboxOptions } from '../world.mts';
import { MAIL_DOMAIN, type Person } from './cast.mts';
import { addConsultants, addLinkedConsultants } from './cinodeConsultants.mts';
import { addCustomers, addLinkedCustomers } from './cinodeCustomers.mts';
import { addProjects, PROJECTS } from './cinodeProjects.mts';
import type { ClientCast } from './clients.mts';
import { OFFICES, SKILLS } from './kleer.mts';
import { PIPELINES } from './pipelines.mts';
import { random } from './random.mts';

const COMPANY = 1717;
const OWNER = 5001;
/** Ids of the offices, in the order of OFFICES. */
export const OFFICE_IDS = [301, 302, 303];

/** Cinode's side of the seed. */
export function seedCinode(
	people: Person[],
	clients: ClientCast[],
	options: SandboxOptions,
	now: number,
): CinodeStore {
	const store = emptyCinode(options);
	addCinodeUser(
		store,
		{
			id: OWNER,
			email: `vera.agarstrom@${MAIL_DOMAIN}`,
			firstName: 'Vera',
			lastName: 'Ägarström',
			title: 'VD',
			permissions: [200, 240, 300, 400, 500],
			password: 'sandbox-owner-password',
		},
		now - 900 * 86_400_000,
	);
	if (options.emptyCinode) return store;
	if (options.linked) for (const person of people) addLinked(store, person, now);
	else addExisting(store, people, now);
	addCinodeUser(
		store,
		{
			email: `sixten.fornborg@${MAIL_DOMAIN}`,
			firstName: 'Sixten',
			lastName: 'Fornborg',
			status: STATUS.disconnected,
			employmentEndDate: '2023-06-30T00:00:00',
		},
		now - 700 * 86_400_000,
	);
	if (options.linked) {
		addLinkedConsultants(store, people, OFFICE_IDS, now);
		addLinkedCustomers(store, clients, now);
	} else {
		addConsultants(store, people, now);
		addCustomers(store, clients, OWNER, now);
	}
	addProjects(store, options.projects ?? PROJECTS, options.today ?? swedishDate(now), now);
	return store;
}

function emptyCinode(options: SandboxOptions): CinodeStore {
	// Only /token is limited unless asked otherwise, so that tests stay fast.
	const enforceLimits = options.limits ?? false;
	const enforceTokenLimit = options.limits ?? true;
	const company = options.company ?? COMPANY;
	const mark = String(Math.floor(random((options.seed ?? 1) + 7)() * 1e9));
	const staticClaims = { sub: String(OWNER), companySub: String(company), jti: mark };
	const address = (id: number, city: string, addressType: 1 | 2 | 3) => ({
		id,
		street1: `Provgatan ${id % 100}`,
		street2: null,
		zipCode: '123 45',
		city,
		country: 'Sverige',
		email: null,
		addressType,
		comments: null,
	});
	const store: CinodeStore = {
		company: {
			id: company,
			name: 'Exempelkonsult i Norden AB',
			corporateIdentityNumber: '556000-0001',
			vatNumber: 'SE556000000101',
			countryId: 1,
			defaultCurrencyId: 1,
		},
		addresses: [
			address(201, 'Stockholm', 1),
			address(202, 'Stockholm', 2),
			...OFFICES.map((city, i) => address(OFFICE_IDS[i] ?? 0, city, 3)),
		],
		currencies: [
			{ id: 1, currencyCode: 'SEK', description: 'Svenska kronor' },
			{ id: 2, currencyCode: 'EUR', description: 'Euro' },
			{ id: 3, currencyCode: 'NOK', description: 'Norska kronor' },
			{ id: 4, currencyCode: 'DKK', description: 'Danska kronor' },
			{ id: 5, currencyCode: 'USD', description: 'US dollar' },
		],
		languages: [
			{ languageId: 1, name: 'Svenska', culture: 'sv-SE', lang: 'sv', country: 'SE' },
			{ languageId: 2, name: 'English', culture: 'en-GB', lang: 'en', country: 'GB' },
			{ languageId: 3, name: 'Norsk', culture: 'nb-NO', lang: 'nb', country: 'NO' },
		],
		countries: [
			{ countryId: 1, code: 'SE', name: 'Sverige' },
			{ countryId: 2, code: 'NO', name: 'Norge' },
			{ countryId: 3, code: 'DK', name: 'Danmark' },
			{ countryId: 4, code: 'FI', name: 'Finland' },
			{ countryId: 5, code: 'DE', name: 'Tyskland' },
			{ countryId: 6, code: 'GB', name: 'Storbritannien' },
		],
		modules: [2, 3, 4, 10, 52, 60],
		teams: [
			{ id: 401, name: 'Systemutveckling', description: null },
			{ id: 402, name: 'Ledning', description: null },
		],
		tags: new Map(),
		users: new Map(),
		subcontractors: new Map(),
		customers: new Map(),
		projects: new Map(),
		roles: new Map(),
		pipelines: structuredClone(PIPELINES),
		webhooks: new Map(),
		apiAccount: {
			accessId: options.company ? `cinode-sandbox-access-id-${company}` : 'cinode-sandbox-access-id',
			accessSecret: 'cinode-sandbox-secret-5be20d',
			ownerId: OWNER,
			levels: new Set([180, 200, 240, 300, 400]),
		},
		staticTokens: new Map([
			[jwt(staticClaims), {}],
			[jwt({ sub: String(OWNER), jti: mark }), {}], // Without companySub: the company must be asked for.
		]),
		refreshTokens: new Map(),
		issuedTokens: [],
		limits: {
			plan: new Limiter(40, 10_000),
			token: new Limiter(2, 10_000),
			roleSearch: new Limiter(1, 1_000, 60_000),
		},
		options: {
			apiEnabled: true,
			listPreActive: true,
			patchNull: 'clears',
			bumpUpdatedOnTags: true,
			bumpUpdatedOnPermissions: true,
			subcontractorUpdates: 'none',
			listDisconnectedSubcontractors: true,
			listInactiveCustomers: true,
			customerTimestamps: true,
			managersPost: 'adds',
			bumpCustomerOnParts: true,
			searchHits: 'total',
			rolesBumpProject: true,
			enforceRoleSearchLimit: true,
			tokenSeconds: 120,
			dialect: {},
			ignores: [],
			keepsAs: {},
			enforceTokenLimit,
			enforceLimits,
		},
	};
	for (const name of [...SKILLS, ...OFFICES]) ensureTag(store, name).tagType = { id: 1, name: 'Kompetens' };
	ensureTag(store, 'Mentor');
	return store;
}

/** A person that is in both, but isn't linked yet, with a tag that was set by hand. */
function addExisting(store: CinodeStore, people: Person[], now: number): void {
	const person = people.find((one) => one.part === 'already-in-cinode');
	if (!person) return;
	addCinodeUser(
		store,
		{
			email: person.email,
			firstName: person.name.first,
			lastName: person.name.last,
			title: 'Seniorkonsult',
			tags: [ensureTag(store, 'Mentor').id],
		},
		now - 500 * 86_400_000,
	);
}

/** Somebody as a finished sync would have left them. */
function addLinked(store: CinodeStore, person: Person, now: number): void {
	if (['inactive', 'auditor', 'subcontractor', 'has-left'].includes(person.part)) return;
	const readable = person.ssn !== '' && !/T|0000$/.test(person.ssn);
	addCinodeUser(
		store,
		{
			email: person.email.toLowerCase(),
			firstName: person.name.first,
			lastName: person.name.last,
			status: person.part === 'starts-later' ? STATUS.preActive : STATUS.active,
			gender: !readable ? 0 : person.name.gender === 'male' ? 1 : 2,
			internalIdentifier: String(1001 + person.index),
			employmentNumber: String(101 + person.index),
			phone: person.phone || null,
			dateOfBirth: person.ssn === '' ? null : `${person.birthDate}T00:00:00`,
			employmentStartDate: `${person.start}T00:00:00`,
			availabilityPercent: person.part === 'starts-later' ? null : Math.round(person.level * 100),
			baseSalary: person.salary === 0 ? null : person.salary / 100,
			taxTable: person.taxTable === 0 ? null : String(person.taxTable),
			locationId: OFFICE_IDS[person.office] ?? null,
			defaultCurrencyId: 1,
			displayCurrencyId: 1,
			languageId: 1,
			tags: [ensureTag(store, SKILLS[person.skill] ?? '').id],
		},
		now - 86_400_000,
	);
}
