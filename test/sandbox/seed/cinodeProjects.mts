import { addCinodeProject, type NewProject, type NewRole } from '../cinode/projectEdits.mts';
import type { CinodeCustomer, CinodeStore } from '../cinode/store.mts';
import { STATUS } from '../cinode/store.mts';
import { addDays } from '../dates.mts';
import { random } from './random.mts';

const DAY = 86_400_000;
const [CONSULTING, WHOLE] = [714, 709];
const [PRESENTED, INTERVIEW, AGREED, CONTRACT_SENT] = [2207, 2244, 2218, 2226];

/** In Kleer, there is a client project with this name for the same client, but with a number of its own. */
export const PROJECT_IN_KLEER = {
	customer: 'Region Norrvide, Folktandvården',
	title: 'Journalsystem, införande',
};

/** So many projects are special; the rest is invented. */
export const PROJECTS = 7;

/** Cinode's projects, over the customers and people who are there already; none without customers. */
export function addProjects(store: CinodeStore, count: number, today: string, now: number): void {
	if (store.customers.size === 0) return;
	const company = new Company(store, today);
	const first = firstProjects(company).slice(0, count);
	first.forEach((project, index) => addCinodeProject(store, project, now - (200 - index * 20) * DAY));
	const next = random(31);
	for (let index = PROJECTS; index < count; index++)
		addCinodeProject(store, invented(company, index, next), now - (index % 300) * DAY);
}

/** Whom and what projects are about. */
class Company {
	private readonly people: number[];
	private readonly customers: CinodeCustomer[];
	readonly subcontractor: number | undefined;

	constructor(
		store: CinodeStore,
		private readonly today: string,
	) {
		this.people = [...store.users.values()]
			.filter((user) => user.status === STATUS.active)
			.map((user) => user.id);
		this.customers = [...store.customers.values()].filter((customer) => customer.status === 1);
		this.subcontractor = [...store.subcontractors.values()].find((sub) => sub.status === 1)?.id;
	}

	person(index: number): number {
		return this.people[index % this.people.length] ?? 0;
	}

	/** By the beginning of its name; where that one isn't there, another. */
	customer(name: string | number): CinodeCustomer {
		const known =
			typeof name === 'string'
				? this.customers.find((customer) => customer.name.startsWith(name))
				: this.customers[name % this.customers.length];
		return known ?? (this.customers[0] as CinodeCustomer);
	}

	day(days: number): string {
		return addDays(this.today, days);
	}
}

function firstProjects(company: Company): NewProject[] {
	const { subcontractor } = company;
	const [logistics, energy] = [company.customer('Havsvide'), company.customer('Granstråk')];
	const owner = company.person(0);
	const employee = (index: number): NewRole => ({ assigned: { companyUserId: company.person(index) } });
	const from = (start: number, end: number | null): NewRole => ({
		startDate: company.day(start),
		endDate: end === null ? null : company.day(end),
	});
	return [
		{
			title: 'Lagerstyrning 2.0',
			description: 'Nytt system för styrning av lagret.',
			customerId: logistics.id,
			customerIdentifier: 'PO-7781',
			state: 'won',
			pipelineId: CONSULTING,
			stageId: AGREED,
			contractValue: 1_250_000,
			managers: [company.person(1)],
			salesManagers: [owner],
			customerContacts: logistics.contacts.slice(0, 1).map(({ id }) => id),
			roles: [
				{ title: 'Systemutvecklare', rate: 1150, ...employee(1), ...from(-30, 150) },
				{ title: 'Arkitekt', rate: 1275, extent: 50, ...employee(2), ...from(-30, null) },
			],
		},
		{
			title: 'Kundportal',
			customerId: energy.id,
			pipelineId: CONSULTING,
			stageId: INTERVIEW,
			probability: 60,
			estimatedValue: 640_000,
			estimatedCloseDate: `${company.day(21)}T00:00:00`,
			salesManagers: [owner],
			roles: [{ title: 'Frontendutvecklare', rate: 1090, ...employee(4), ...from(30, 210) }],
		},
		{
			title: PROJECT_IN_KLEER.title,
			customerId: company.customer(PROJECT_IN_KLEER.customer).id,
			identifier: 'Avrop 12',
			state: 'won',
			pipelineId: WHOLE,
			stageId: CONTRACT_SENT,
			contractValue: 2_400_000,
			managers: [company.person(1)],
			salesManagers: [owner],
			roles: [
				{
					title: 'Projektledare',
					rate: 1210,
					extentType: 1,
					extent: 320,
					...employee(1),
					...from(-60, 120),
				},
				{ title: 'Utbildning', rate: 380_000, contractType: 1, extentType: 1, extent: 240, ...from(0, 90) },
			],
		},
		{
			title: 'Realtidsmotor',
			customerId: company.customer('Sjövide').id,
			intermediatorId: energy.id,
			state: 'won',
			pipelineId: CONSULTING,
			stageId: AGREED,
			estimatedValue: 900_000,
			salesManagers: [owner],
			intermediatorContacts: energy.contacts.slice(0, 1).map(({ id }) => id),
			roles: [{ title: 'Backendutvecklare', rate: 1180, ...employee(1), ...from(-10, 170) }],
		},
		{
			title: 'Datalager',
			customerId: logistics.id,
			state: 'won',
			pipelineId: CONSULTING,
			stageId: PRESENTED,
			salesManagers: [owner],
			roles: [
				{
					title: 'Dataingenjör',
					rate: 1240,
					assigned: subcontractor ? { companyUserId: subcontractor, tariff: 980, currencyId: 1 } : null,
					...from(-5, 100),
				},
			],
		},
		{
			title: 'Intranät',
			customerId: energy.id,
			state: 'lost',
			pipelineId: WHOLE,
			estimatedValue: 300_000,
			salesManagers: [owner],
			roles: [{ title: 'Webbutvecklare', rate: 1050, ...from(-100, -10) }],
		},
		{
			title: 'Flytt av arkiv',
			customerId: logistics.id,
			state: 'won',
			pipelineId: WHOLE,
			contractValue: 180_000,
			salesManagers: [owner],
			roles: [{ title: 'Arkivarie', rate: 950, ...employee(1), ...from(-1100, -900) }],
		},
	];
}

const THINGS = ['Bokningssystem', 'Mätplattform', 'Förvaltning', 'Säkerhetsanalys', 'Testledning', 'App'];

function invented(company: Company, index: number, next: () => number): NewProject {
	const role = (turn: number): NewRole => ({
		title: `Konsult ${turn}`,
		rate: 900 + Math.floor(next() * 60) * 10,
		assigned: { companyUserId: company.person(index + turn) },
		startDate: company.day(Math.floor(next() * 120) - 90),
		endDate: company.day(60 + Math.floor(next() * 200)),
	});
	return {
		title: `${THINGS[index % THINGS.length]} ${index}`,
		customerId: company.customer(index).id,
		state: index % 4 === 3 ? 'open' : 'won',
		pipelineId: CONSULTING,
		stageId: [PRESENTED, INTERVIEW, AGREED][index % 3] ?? AGREED,
		contractValue: 100_000 + Math.floor(next() * 900) * 1000,
		salesManagers: [company.person(index)],
		roles: [role(1), role(2)],
	};
}
