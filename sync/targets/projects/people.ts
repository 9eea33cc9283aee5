import type { MappedProject, PersonPrice } from '../../../rules';
import type { PlannedChange } from '../../contract/plan';
import {
	isPrices,
	isTaken,
	type KleerActivityPrice,
	type KleerProject,
	type KleerProjectUser,
	type ResolvedKeys,
} from './kleerProject';

/** People, prices and leads of a project: read, merged, written; what Kleer's people added stays. */

export interface PeopleOptions {
	/** Project managers are the only leads. */
	onlyLeads: boolean;
}

export interface Merged<T> {
	list: T[];
	change?: Pick<PlannedChange, 'from' | 'to'>;
	warnings?: string[];
}

/**
 * The activities that a project is restricted to; `undefined`: none. Of these a person may report on those that the
 * person's own list names, or on all where that is empty (docs/vendors.md#kleer-business-fields).
 */
export function restriction(project: KleerProject | undefined): number[] | undefined {
	const { 'all-activities': isForAll, activities = [] } = project ?? {};
	return isForAll || activities.length === 0 ? undefined : activities.map(({ activity }) => activity.id);
}

/** The people who may report time. */
export function mergePeople(
	{ values, projectSetup }: MappedProject,
	present: KleerProjectUser[],
	keys: ResolvedKeys,
	nameOf: (userId: number) => string,
	restrictedTo?: number[],
): Merged<KleerProjectUser> {
	if (!Array.isArray(values.people)) return { list: present };
	const { activityId, removePeople, isPeopleIncomplete } = projectSetup ?? {};
	const keysWanted = values.people;
	// Who is on a role but can't be told takes nobody else off.
	const removes = removePeople && !isPeopleIncomplete && keysWanted.every((key) => keys.people.has(key));
	const wanted = keysWanted.flatMap((key) => keys.people.get(key)?.id ?? []);
	const kept = present.filter(({ user }) => !removes || wanted.includes(user.id));
	const added = wanted.filter((id) => !kept.some(({ user }) => user.id === id));
	// One that the project doesn't have would leave the person nothing to report on.
	const isOne = activityId !== undefined && (restrictedTo?.includes(activityId) ?? true);
	const activities = isOne ? [{ activity: { id: activityId } }] : [];
	const list = [...kept, ...added.map((id): KleerProjectUser => ({ user: { id }, activities }))];
	if (added.length === 0 && kept.length === present.length) return { list: present };
	const names = (users: KleerProjectUser[]) => users.map(({ user }) => nameOf(user.id)).join(', ') || null;
	return { list, change: { from: names(present), to: names(list) } };
}

/** Each person's price for the activity; a price that isn't said stays. */
export function mergePrices(
	{ values: { prices }, projectSetup }: MappedProject,
	present: KleerProjectUser[],
	keys: ResolvedKeys,
	nameOf: (userId: number) => string,
	restrictedTo?: number[],
): Merged<KleerProjectUser> {
	const activityId = projectSetup?.activityId;
	if (!isPrices(prices) || activityId === undefined) return { list: present };
	const warnings: string[] = [];
	const before: string[] = [];
	const after: string[] = [];
	const list = present.map((member) => {
		const price = prices.find(({ person }) => keys.people.get(person)?.id === member.user.id);
		if (!price) return member;
		const activities = member.activities ?? [];
		const old = activities.find(({ activity }) => activity.id === activityId);
		if (!old && restrictedTo && !restrictedTo.includes(activityId)) {
			warnings.push(
				`Kleer's project is restricted to other activities than the one that carries the prices: the price of ${nameOf(member.user.id)} is not written`,
			);
			return member;
		}
		// Whose list is empty may report on all of the project's: a list of one would take the others away.
		const others =
			activities.length > 0 ? activities : (restrictedTo ?? []).map((id) => ({ activity: { id } }));
		const now = withPrice(old ?? { activity: { id: activityId } }, price);
		if (old && now.price === old.price && now['supplier-price'] === old['supplier-price']) return member;
		before.push(`${nameOf(member.user.id)} ${priceText(old)}`);
		after.push(`${nameOf(member.user.id)} ${priceText(now)}`);
		return { ...member, activities: [...others.filter(({ activity }) => activity.id !== activityId), now] };
	});
	if (after.length === 0) return { list: present, warnings };
	return { list, change: { from: before.join(', '), to: after.join(', ') }, warnings };
}

function withPrice(old: KleerActivityPrice, { price, supplierPrice }: PersonPrice): KleerActivityPrice {
	return {
		...old,
		...(price === undefined ? {} : { price }),
		...(supplierPrice === undefined ? {} : { 'supplier-price': supplierPrice }),
	};
}

/** "1100.00", with the supplier's price behind it. */
function priceText(activity: KleerActivityPrice | undefined): string {
	const amount = (ore: number | null | undefined) =>
		ore === null || ore === undefined ? '–' : (ore / 100).toFixed(2);
	const supplier = activity?.['supplier-price'];
	return `${amount(activity?.price)}${supplier === undefined || supplier === null ? '' : ` (supplier ${amount(supplier)})`}`;
}

/** Project managers as leads. */
export function mergeLeads(
	{ values, projectSetup }: MappedProject,
	present: Array<{ user: { id: number } }>,
	keys: ResolvedKeys,
	{ onlyLeads }: PeopleOptions,
	nameOf: (userId: number) => string,
): Merged<{ user: { id: number } }> {
	if (!Array.isArray(values.leads)) return { list: present };
	const wanted = values.leads.flatMap((key) => keys.people.get(key)?.id ?? []);
	// Where no manager is named none is known, and one without a key takes nobody else off.
	const isKnown =
		wanted.length > 0 && wanted.length === values.leads.length && !projectSetup?.isLeadsIncomplete;
	const kept = present.filter(({ user }) => !onlyLeads || !isKnown || wanted.includes(user.id));
	const added = wanted.filter((id) => !kept.some(({ user }) => user.id === id));
	if (added.length === 0 && kept.length === present.length) return { list: present };
	const list = [...kept, ...added.map((id) => ({ user: { id } }))];
	const names = (leads: Array<{ user: { id: number } }>) =>
		leads.map(({ user }) => nameOf(user.id)).join(', ') || null;
	return { list, change: { from: names(present), to: names(list) } };
}

/**
 * Keys of all people that Kleer has to know for what is written.
 * @param project Absent: it is to be created.
 */
export function keysNeeded(record: MappedProject, project?: KleerProject): string[] {
	const { people, leads, ourReference } = record.values;
	const takes = (field: string) => isTaken(record, field, project);
	const isGiven = record.modes.ourReference === 'ifEmpty' && project?.['our-reference']?.id;
	const takesReference = takes('ourReference') && !isGiven;
	return [
		...(Array.isArray(people) && takes('people') ? (people as string[]) : []),
		...(Array.isArray(leads) && takes('leads') ? (leads as string[]) : []),
		...(typeof ourReference === 'string' && takesReference ? [ourReference] : []),
	];
}

/** Keys of people with a price: one who isn't in Kleer isn't on the project either, and nothing waits for them. */
export function keysPriced({ values: { prices } }: MappedProject): string[] {
	return isPrices(prices) ? prices.map(({ person }) => person) : [];
}

export function peopleOf(project: KleerProject): KleerProjectUser[] {
	return project.users ?? [];
}
