import type { NewRole } from '../../sandbox/index.mts';
import { plusDays } from '../support/calendar.mts';
import type { Chance } from '../support/chance.mts';
import type { Tally } from '../support/findings.mts';

export const CURRENCY = { SEK: 1, EUR: 2 };
const FIXED = 1;

/** How the roles of one person on one project lie to each other, and what they give. */
export const STORIES = {
	running: 20,
	endsToday: 3,
	startsToday: 3,
	coming: 8,
	ended: 5,
	withoutDates: 4,
	extension: 8,
	extensionRuns: 6,
	gap: 5,
	meetToday: 3,
	switchSoon: 6,
	overlapSameRate: 4,
	overlapOtherRate: 6,
	twoComingAtOnce: 3,
	noRate: 4,
	zeroRate: 3,
	otherCurrency: 5,
	fixedPrice: 5,
	runningFixedNextHourly: 2,
	overlapFixedHourly: 2,
	notSynced: 3,
	unassigned: 3,
	doubledKey: 1,
};
export type Story = keyof typeof STORIES;

/** What may be true of a subcontractor's tariff. */
export const TARIFFS = { tariff: 60, none: 10, zero: 8, otherCurrency: 10, changes: 12 };

export interface Crew {
	employees: number[];
	subcontractors: number[];
	/** In Cinode, without a key. */
	strangers: number[];
	/** Their key belongs to two people in Kleer. */
	doubled: number[];
}

interface Setting {
	crew: Crew;
	currencyId: number;
	today: string;
	/** Months or hours for the whole project, or both. */
	extent: 'hours' | 'percent' | 'both';
	/** All roles at a fixed price. */
	fixed: boolean;
}

/** The roles of one person on a project that has no others of that person. */
export function rolesOf(story: Story, chance: Chance, tally: Tally, setting: Setting, taken: Set<number>) {
	const { crew, today, fixed } = setting;
	tally.count(`story ${story}`);
	const from = (days: number) => plusDays(today, days);
	const rate = chance.int(400, 1900);
	const other = rate + chance.int(1, 300);
	const person = personFor(story, chance, crew, taken);
	const isSub = person !== null && crew.subcontractors.includes(person);
	const tariff = isSub ? chance.weighted(TARIFFS) : undefined;
	if (tariff) tally.count(`tariff ${tariff}`);
	const cost = chance.int(300, 1200);
	const role = (given: NewRole, nth = 0): NewRole => ({
		title: chance.one(['Utvecklare', 'Testledare', 'Arkitekt']),
		rate,
		currencyId: setting.currencyId,
		contractType: fixed ? FIXED : 0,
		extentType: setting.extent === 'hours' || (setting.extent === 'both' && chance.yes(0.5)) ? 1 : 0,
		extent: chance.int(1, 400),
		...given,
		assigned:
			person === null
				? null
				: { companyUserId: person, ...(isSub ? tariffOf(tariff, cost, nth, setting.currencyId) : {}) },
	});
	const long = { startDate: from(-chance.int(20, 200)), endDate: from(chance.int(40, 300)) };
	const stories: Record<Story, () => NewRole[]> = {
		running: () => [role(long)],
		endsToday: () => [role({ ...long, endDate: today })],
		startsToday: () => [role({ ...long, startDate: today })],
		coming: () => [role({ startDate: from(chance.int(1, 20)), endDate: from(90) })],
		ended: () => [role({ startDate: from(-90), endDate: from(-chance.int(1, 30)) })],
		withoutDates: () => [role({})],
		extension: () => [
			role({ startDate: from(-40), endDate: from(30) }),
			role({ startDate: from(31), endDate: from(90), rate: other }, 1),
		],
		extensionRuns: () => [
			role({ startDate: from(-40), endDate: from(-1) }),
			role({ startDate: today, endDate: from(90), rate: other }, 1),
		],
		gap: () => [
			role({ startDate: from(-40), endDate: from(-10) }),
			role({ startDate: from(40), endDate: from(90), rate: other }, 1),
			role({ startDate: from(20), endDate: from(35), rate: other + 7 }, 2),
		],
		meetToday: () => [
			role({ startDate: from(-40), endDate: today }),
			role({ startDate: today, endDate: from(50), rate: other }, 1),
		],
		switchSoon: () => [
			role({ startDate: from(-40), endDate: from(2) }),
			role({ startDate: from(3), endDate: from(50), rate: other }, 1),
		],
		overlapSameRate: () => [role(long), role({ startDate: from(-5), endDate: from(25) }, 1)],
		overlapOtherRate: () => [role(long), role({ startDate: from(-5), endDate: from(2), rate: other }, 1)],
		twoComingAtOnce: () => [
			role({ startDate: from(12), endDate: from(30) }),
			role({ startDate: from(12), endDate: from(60), rate: other }, 1),
		],
		noRate: () => [role({ ...long, rate: null })],
		zeroRate: () => [role({ ...long, rate: 0 })],
		otherCurrency: () => [role({ ...long, currencyId: setting.currencyId === 1 ? 2 : 1 })],
		fixedPrice: () => [role({ ...long, contractType: FIXED, rate: 400_000 })],
		runningFixedNextHourly: () => [
			role({ startDate: from(-9), endDate: from(30), contractType: FIXED, rate: 90_000 }),
			role({ startDate: from(31), endDate: from(60) }, 1),
		],
		overlapFixedHourly: () => [role({ ...long, contractType: FIXED, rate: 90_000 }), role(long, 1)],
		notSynced: () => [role(long)],
		unassigned: () => [role(long)],
		doubledKey: () => [role(long)],
	};
	return stories[story]();
}

function personFor(story: Story, chance: Chance, crew: Crew, taken: Set<number>): number | null {
	if (story === 'unassigned') return null;
	const lists: Partial<Record<Story, number[]>> = { notSynced: crew.strangers, doubledKey: crew.doubled };
	const list = lists[story] ?? (chance.yes(0.35) ? crew.subcontractors : crew.employees);
	let person = chance.one(list);
	while (taken.has(person) && taken.size < list.length) person = chance.one(list);
	taken.add(person);
	return person;
}

function tariffOf(form: keyof typeof TARIFFS | undefined, cost: number, nth: number, currencyId: number) {
	if (form === 'none') return { tariff: null, currencyId };
	if (form === 'zero') return { tariff: 0, currencyId };
	if (form === 'otherCurrency') return { tariff: cost, currencyId: currencyId === 1 ? 2 : 1 };
	return { tariff: form === 'changes' ? cost + 50 * nth : cost, currencyId };
}
