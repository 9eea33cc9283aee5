import {
	addCinodeProject,
	addClientProject,
	type CinodeStore,
	type KleerStore,
	type NewProject,
	type NewRole,
} from '../../sandbox/index.mts';
import { plusDays } from '../support/calendar.mts';
import type { Chance } from '../support/chance.mts';
import type { Tally } from '../support/findings.mts';
import type { Company } from './generateCompany.mts';
import { CURRENCY, rolesOf, STORIES, type Story } from './generateRoles.mts';
import { ACTIVITY, STAGE, TEAM } from './projectOracle.mts';

/** What is special about a project as a whole. */
export const FATES = {
	ordinary: 60,
	inStage: 8,
	otherStage: 3,
	lost: 3,
	suspended: 2,
	noRoles: 3,
	beforeGoLive: 4,
	unnumberedCustomer: 2,
	unknownCustomer: 2,
	doubledCustomer: 2,
	unknownBroker: 2,
	known: 6,
	knownByOtherClient: 2,
	knownByOtherNumber: 2,
};
export type Fate = keyof typeof FATES;

const VALUES = { contract: 50, estimated: 25, both: 15, none: 10 };

/** Projects in Cinode, and in Kleer what some of them meet there. */
export function generateProjects(
	kleer: KleerStore,
	cinode: CinodeStore,
	company: Company,
	chance: Chance,
	tally: Tally,
	{ count, today, mark }: { count: number; today: string; mark: string },
): number[] {
	return Array.from({ length: count }, (_, index) => {
		const fate = chance.weighted(FATES);
		tally.count(fate);
		const given = projectOf(fate, `Uppdrag ${mark}${index}`, company, cinode, chance, tally, today);
		const project = addCinodeProject(cinode, given, Date.now());
		meet(kleer, cinode, fate, project.id, chance, today);
		return project.id;
	});
}

function projectOf(
	fate: Fate,
	title: string,
	company: Company,
	cinode: CinodeStore,
	chance: Chance,
	tally: Tally,
	today: string,
): NewProject {
	const { crew, customers, odd } = company;
	const currencyId = chance.yes(0.2) ? CURRENCY.EUR : CURRENCY.SEK;
	tally.count(currencyId === CURRENCY.EUR ? 'project in euro' : 'project in kronor');
	const customer = {
		unnumberedCustomer: odd.unnumbered,
		unknownCustomer: odd.unknown,
		doubledCustomer: odd.doubled,
	};
	const customerId = (customer as Partial<Record<Fate, number>>)[fate] ?? chance.one(customers);
	const broker = fate === 'unknownBroker' ? odd.unknown : chance.yes(0.3) ? chance.one(customers) : null;
	tally.count(broker === null ? 'sold directly' : 'broker');
	const contacts = (id: number | null) => cinode.customers.get(id ?? 0)?.contacts.map((one) => one.id) ?? [];
	const chosen = (ids: number[]) => (chance.yes(0.6) ? ids.slice(chance.int(0, 1)) : []);
	const value = chance.weighted(VALUES);
	tally.count(`value ${value}`);
	const states: Partial<Record<Fate, NewProject['state']>> = {
		inStage: 'open',
		otherStage: 'open',
		lost: 'lost',
		suspended: 'suspended',
	};
	return {
		title,
		customerId,
		intermediatorId: broker,
		currencyId,
		state: states[fate] ?? 'won',
		pipelineId: STAGE.pipelineId,
		stageId: fate === 'otherStage' ? 2244 : STAGE.stageId,
		description: chance.yes(0.5) ? `Beskrivning av ${title}` : null,
		customerIdentifier: chance.yes(0.5) ? `PO-${title}` : null,
		contractValue: ['contract', 'both'].includes(value) ? chance.int(1, 3_000_000) : null,
		estimatedValue: ['estimated', 'both'].includes(value) ? chance.int(1, 3_000_000) : null,
		managers: [chance.one(crew.employees), ...(chance.yes(0.1) ? [chance.one(crew.strangers)] : [])],
		salesManagers: chance.yes(0.7) ? [chance.one(crew.employees)] : [],
		teamId: chance.one([null, TEAM.teamId, 402]),
		customerContacts: chosen(contacts(customerId)),
		intermediatorContacts: chosen(contacts(broker)),
		roles: allRoles(fate, company, chance, tally, currencyId, today),
	};
}

function allRoles(
	fate: Fate,
	{ crew }: Company,
	chance: Chance,
	tally: Tally,
	currencyId: number,
	today: string,
): NewRole[] {
	if (fate === 'noRoles') return [];
	const extent = chance.one(['hours', 'percent', 'both'] as const);
	const fixed = chance.yes(0.08);
	tally.count(`extent ${extent}`);
	tally.count(fixed ? 'all at a fixed price' : 'by the hour');
	const taken = new Set<number>();
	const setting = { crew, currencyId, today, extent, fixed };
	const roles = Array.from({ length: chance.int(1, 3) }, () => {
		const story: Story = chance.weighted(STORIES);
		return rolesOf(story, chance, tally, setting, taken);
	}).flat();
	if (fate !== 'beforeGoLive') return roles;
	return roles.map((role) => ({
		...role,
		startDate: '2024-01-01',
		endDate: `2024-12-${chance.int(10, 31)}`,
	}));
}

/** What Kleer has already for such a project. */
function meet(
	kleer: KleerStore,
	cinode: CinodeStore,
	fate: Fate,
	id: number,
	chance: Chance,
	today: string,
): void {
	if (!['known', 'knownByOtherClient', 'knownByOtherNumber'].includes(fate)) return;
	const project = cinode.projects.get(id);
	const number = cinode.customers.get(project?.customerId ?? 0)?.identification ?? '';
	const clients = [...kleer.clients.values()];
	const client = clients.find((one) => number.endsWith(one['foreign-id']));
	const other = clients.find((one) => one.id !== client?.id);
	const person = chance.one([...kleer.users.keys()]);
	const colleague = [...kleer.users.keys()].find((one) => one !== person) ?? person;
	addClientProject(kleer, {
		client: { id: (fate === 'knownByOtherClient' ? other : client)?.id ?? 0 },
		number: fate === 'knownByOtherNumber' ? `P-${id}` : String(id),
		name: project?.title ?? '',
		'currency-type': chance.yes(0.5) ? 'SEK' : 'EUR',
		'fixed-price': chance.yes(0.3),
		'all-users': chance.yes(0.3),
		'all-activities': chance.yes(0.5),
		comment: chance.one(['', 'Ring först']),
		'po-nr': chance.one([undefined, 'EGEN']),
		'your-reference': chance.one([undefined, 'Egen referens']),
		'payment-days': 20,
		'budget-amount': 123_400,
		'budget-hours': 77,
		'opening-date': chance.one([undefined, '2020-01-01', plusDays(today, 300)]),
		'closing-date': '2027-05-05',
		users: [
			{
				user: { id: person },
				activities: [
					{ activity: { id: 220_002 }, price: 60_000 },
					{ activity: { id: ACTIVITY }, price: 88_800, 'supplier-price': 55_500 },
				],
			},
			{ user: { id: colleague }, activities: [{ activity: { id: ACTIVITY }, price: 77_700 }] },
		],
		leads: [{ user: { id: colleague } }],
		activities: [{ activity: { id: 220_002 }, price: 55_500 }],
		dimensions: { 'dimension-entries': [{ id: 4502, percentage: 1 }] },
		fields: [{ alias: 'region', value: 'Norr' }],
		'default-notes': 'Tack',
	});
}
