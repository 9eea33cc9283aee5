import type {
	CinodeProject,
	CinodeRole,
	CinodeStore,
	KleerClientProject,
	KleerStore,
} from '../../sandbox/index.mts';
import { groupBy } from '../support/groupBy.mts';
import { judgePrices, type PriceVerdict } from './prices.mts';

export const ACTIVITY = 220_001;
export const STAGE = { pipelineId: 714, stageId: 2218 };
export const GO_LIVE = '2025-01-01';
export const TEAM = { teamId: 401, category: 4501 };

/** What Kleer's project must be, but for prices and for people that were added by hand. */
export interface ProjectFields {
	client: number | undefined;
	broker: number | undefined;
	'fixed-price': boolean;
	name: string;
	'currency-type': string | undefined;
	comment: string;
	/** Öre. */
	'budget-amount': number;
	'budget-hours': number;
	leads: number[];
	'our-reference': number | undefined;
	'your-reference': string | undefined;
	'po-nr': string | undefined;
	'payment-days': number | undefined;
	'opening-date': string | undefined;
	'closing-date': string | undefined;
	'all-users': boolean;
	'all-activities': boolean;
	people: number[];
	categories: number[];
}

export interface ProjectVerdict {
	/** Absent: nothing is written. */
	fields?: ProjectFields;
	/** By Kleer's user id. */
	prices: Map<number, PriceVerdict>;
	why: string;
}

export interface Situation {
	cinode: CinodeStore;
	kleer: KleerStore;
	roles: Map<number, CinodeRole[]>;
	/** Kleer's projects before the run. */
	before: KleerClientProject[];
	today: string;
	/** Before the numbers of people and customers in Cinode. */
	prefix: string;
}

/** What pushing these projects must leave in Kleer, by Cinode's id. */
export function judgeProjects(situation: Situation, ids: number[]): Map<number, ProjectVerdict> {
	const index = indexOf(situation);
	return new Map(
		ids.map((id) => {
			const project = situation.cinode.projects.get(id) as CinodeProject;
			return [id, judge(situation, index, project)];
		}),
	);
}

type Index = ReturnType<typeof indexOf>;

function indexOf({ kleer, prefix, before }: Situation) {
	const clients = groupBy(kleer.clients.values(), (one) => prefix + one['foreign-id']);
	const people = groupBy(kleer.users.values(), (one) => prefix + String(one['internal-id']));
	const byNumber = groupBy(before, ({ number }) => number);
	const byName = groupBy(before, ({ client, name }) => `${client?.id} ${name.toLowerCase()}`);
	return { clients, people, byNumber, byName };
}

function judge(situation: Situation, index: Index, project: CinodeProject): ProjectVerdict {
	const roles = situation.roles.get(project.id) ?? [];
	const none = (why: string): ProjectVerdict => ({ prices: new Map(), why });
	const isInStage =
		project.state === 0 && project.pipelineId === STAGE.pipelineId && project.stageId === STAGE.stageId;
	if (project.state !== 30 && !isInStage) return none('not eligible');
	const client = clientOf(situation, index, project.customerId);
	if (client === undefined) return none('customer unknown');
	const [old, ...doubled] = index.byNumber.get(String(project.id)) ?? [];
	if (doubled.length > 0) return none('number twice in Kleer');
	if (old && old.client?.id !== client) return none('number of another client');
	if (!old) {
		if (roles.length === 0) return none('waits for a role');
		if (roles.every(({ endDate }) => endDate && endDate.slice(0, 10) < GO_LIVE))
			return none('before go-live');
		if (index.byName.has(`${client} ${project.title.toLowerCase()}`))
			return none('name under another number');
	}
	const broker =
		project.intermediatorId === null ? undefined : clientOf(situation, index, project.intermediatorId);
	if (project.intermediatorId !== null && broker === undefined) return none('broker unknown');
	const fields = fieldsOf(situation, index, project, roles, old, { client, broker });
	return { fields, prices: pricesOf(situation, index, project, roles, old), why: old ? 'kept' : 'created' };
}

function clientOf({ cinode }: Situation, { clients }: Index, customerId: number): number | undefined {
	const found = clients.get(cinode.customers.get(customerId)?.identification || 'none') ?? [];
	return found.length === 1 ? found[0]?.id : undefined;
}

/** The Kleer user whose key a Cinode user or subcontractor carries. */
function personOf({ cinode }: Situation, { people }: Index, companyUserId: number): number | undefined {
	const person = cinode.users.get(companyUserId) ?? cinode.subcontractors.get(companyUserId);
	const found = people.get(person?.internalIdentifier || 'none') ?? [];
	return found.length === 1 ? found[0]?.id : undefined;
}

const known = (ids: (number | undefined)[]): number[] =>
	[...new Set(ids.filter((id) => id !== undefined))].sort((a, b) => a - b);
const day = (date: string | null) => date?.slice(0, 10);

function fieldsOf(
	situation: Situation,
	index: Index,
	project: CinodeProject,
	roles: CinodeRole[],
	old: KleerClientProject | undefined,
	{ client, broker }: { client: number; broker: number | undefined },
): ProjectFields {
	const person = (id: number) => personOf(situation, index, id);
	const value = project.contractValue ?? project.estimatedValue;
	const hours = roles.length > 0 && roles.every(({ extentType }) => extentType === 1);
	const starts = roles.map(({ startDate }) => day(startDate)).filter((date) => date !== undefined);
	const ends = roles.map(({ endDate }) => day(endDate));
	const endless = roles.length === 0 || ends.some((date) => date === undefined);
	const [reference] = [...project.salesManagers, ...project.managers];
	return {
		client,
		broker,
		'fixed-price': old?.['fixed-price'] ?? roles.every(({ contractType }) => contractType === 1),
		name: old?.name ?? project.title,
		'currency-type': old?.['currency-type'] ?? currencyOf(situation, project),
		comment: old?.comment || (project.description ?? ''),
		// In another currency than Kleer's project is kept in, the amount would be a wrong one.
		'budget-amount':
			value === null || !sameCurrency(situation, project, old) ? (old?.['budget-amount'] ?? 0) : value * 100,
		'budget-hours': hours
			? roles.reduce((sum, { extent }) => sum + (extent ?? 0), 0)
			: (old?.['budget-hours'] ?? 0),
		leads: known([...(old?.leads ?? []).map(({ user }) => user.id), ...project.managers.map(person)]),
		'our-reference': old?.['our-reference']?.id || (reference && person(reference)),
		'your-reference': old?.['your-reference'] || contactOf(situation, project),
		'po-nr': old?.['po-nr'] || (project.customerIdentifier ?? undefined),
		'payment-days': old?.['payment-days'],
		// "never moved later"
		'opening-date': [...starts, ...(old?.['opening-date'] ? [old['opening-date']] : [])].sort()[0],
		'closing-date': endless ? undefined : ends.sort().at(-1),
		'all-users': old?.['all-users'] ?? false,
		'all-activities': old?.['all-activities'] ?? true,
		people: known([
			...(old?.users ?? []).map(({ user }) => user.id),
			...roles.map(({ assigned }) => assigned && person(assigned.companyUserId)).map((id) => id ?? undefined),
		]),
		categories: old
			? old.dimensions['dimension-entries'].map(({ id }) => id)
			: project.teamId === TEAM.teamId
				? [TEAM.category]
				: [],
	};
}

function sameCurrency(situation: Situation, project: CinodeProject, old: KleerClientProject | undefined) {
	return !old || old['currency-type'] === currencyOf(situation, project);
}

function currencyOf({ cinode }: Situation, { currencyId }: CinodeProject): string | undefined {
	return cinode.currencies.find(({ id }) => id === currencyId)?.currencyCode;
}

/** "First customer contact (with an intermediator: theirs)" */
function contactOf({ cinode }: Situation, project: CinodeProject): string | undefined {
	const sold = project.intermediatorId !== null;
	const customer = cinode.customers.get(project.intermediatorId ?? project.customerId);
	const ids = sold ? project.intermediatorContacts : project.customerContacts;
	const contact = customer?.contacts.find(({ id }) => ids.includes(id));
	return contact && `${contact.firstName} ${contact.lastName}`;
}

function pricesOf(
	situation: Situation,
	index: Index,
	project: CinodeProject,
	roles: CinodeRole[],
	old: KleerClientProject | undefined,
): Map<number, PriceVerdict> {
	const byPerson = groupBy(roles, ({ assigned }) => assigned?.companyUserId);
	const prices = new Map<number, PriceVerdict>();
	for (const [companyUserId, theirs] of byPerson) {
		const person = companyUserId === undefined ? undefined : personOf(situation, index, companyUserId);
		if (person === undefined) continue;
		// In another currency than Kleer's project is kept in, a price would be a wrong price.
		const same = sameCurrency(situation, project, old);
		const verdict = judgePrices(theirs, project.currencyId, situation.today);
		const isWritten = same && mayReport(person, old);
		prices.set(person, isWritten ? verdict : { sales: ['kept'], supplier: ['kept'] });
	}
	return prices;
}

/**
 * Whether Kleer's project lets the person report on the activity: "all-activities, else project activities, else
 * users[].activities; intersect only if both non-empty". A row for another one would leave nothing to report on.
 */
function mayReport(person: number, old: KleerClientProject | undefined): boolean {
	if (!old || old['all-activities'] || !old.activities?.length) return true;
	const own = old.users.find(({ user }) => user.id === person)?.activities ?? [];
	return [...old.activities, ...own].some(({ activity }) => activity.id === ACTIVITY);
}
