import type { CinodeClient } from '../../apis/cinode/client';
import { cinodeCustomers } from '../../apis/cinode/customers';
import { cinodeUsers } from '../../apis/cinode/users';
import type { KleerClient } from '../../apis/kleer/client';
import { dayThatCounts, readLevels } from '../../apis/kleer/scheduleLevels';
import type { CinodeCustomer } from '../../models/cinode/customers';
import type { CinodeUser } from '../../models/cinode/people';
import type { KleerPayrollUser } from '../../models/kleer/people';
import { attempt } from '../../base';
import type { Findings } from '../findings';
import type { CinodeSeen, KleerSeen } from '../seen';

interface Sides {
	kleer: KleerSeen;
	cinode: CinodeSeen;
	findings: Findings;
}

/**
 * What a person in both systems shows: two requests of Kleer and one of Cinode. No value of theirs leaves this
 * function.
 * @param today YYYY-MM-DD in the tenant's time zone.
 */
export async function checkPersonOnBothSides(
	clients: { kleer: KleerClient; cinode: CinodeClient },
	{ kleer, cinode, findings }: Sides,
	today: string,
): Promise<void> {
	const idOf = cinodeIdByRow(kleer, cinode);
	const pair = onOneSchedule(kleer.payroll ?? [], today, (row) => idOf.has(row.user.id));
	const levels = pair && (await attempt(() => readLevels(clients.kleer, pair, today, true)));
	if (pair && levels?.ok) assumeOneLevel(pair, levels.value, findings);
	else findings.assume('scheduleLevel', undefined, 'No two people are on one schedule');
	const row = pair?.[0] ?? kleer.payroll?.find((one) => idOf.has(one.user.id));
	const id = row && idOf.get(row.user.id);
	if (!row || id === undefined) {
		findings.assume('cinodeSalary', undefined, 'Nobody in both systems has the same e-mail');
		return;
	}
	const person = await attempt(() => cinodeUsers(clients.cinode).getUser(id, true));
	if (!person.ok) return;
	cinode.details.push(person.value);
	const level = levels?.ok ? levels.value.get(row.user.id) : undefined;
	assumeRate(person.value, level, findings);
	assumeSalary(person.value, row, findings);
}

/** Cinode's id of those whose e-mail both systems have, by Kleer's. */
function cinodeIdByRow({ users = [] }: KleerSeen, { users: theirs = [] }: CinodeSeen): Map<number, number> {
	const addressOf = (email: string | null | undefined) => (email ?? '').trim().toLowerCase();
	const byEmail = new Map(theirs.map((user) => [addressOf(user.companyUserEmail), user.companyUserId]));
	byEmail.delete('');
	return new Map(
		users.flatMap(({ id, email }) => {
			const found = byEmail.get(addressOf(email));
			return found === undefined ? [] : [[id, found]];
		}),
	);
}

/** Two who work on one schedule today; the first is in both systems where there is such a pair. */
function onOneSchedule(
	rows: KleerPayrollUser[],
	today: string,
	isOnBothSides: (row: KleerPayrollUser) => boolean,
): [KleerPayrollUser, KleerPayrollUser] | undefined {
	const groups = new Map<number, KleerPayrollUser[]>();
	for (const row of rows) {
		const end = row['employment-end-date']?.slice(0, 10);
		const spells = row.schedules ?? [];
		const [spell] = spells;
		// Only those whose schedule is certain: no change, no leaving, at work today.
		if (end || spells.length !== 1 || !spell || spell['end-date'] || dayThatCounts(row, today) !== today)
			continue;
		groups.set(spell.schedule.id, [...(groups.get(spell.schedule.id) ?? []), row]);
	}
	const pairs = [...groups.values()].flatMap((group) => {
		const [first, second] = [...group].sort((a, b) => Number(isOnBothSides(b)) - Number(isOnBothSides(a)));
		return first && second ? [[first, second] as [KleerPayrollUser, KleerPayrollUser]] : [];
	});
	return pairs.find(([first]) => isOnBothSides(first)) ?? pairs[0];
}

function assumeOneLevel(pair: KleerPayrollUser[], levels: Map<number, number>, findings: Findings): void {
	const found = pair.flatMap(({ user }) => levels.get(user.id) ?? []);
	if (found.length < 2) {
		findings.assume('scheduleLevel', undefined, 'Of two people on one schedule not both show a level');
		return;
	}
	const isSame = new Set(found).size === 1;
	findings.assume(
		'scheduleLevel',
		isSame,
		`Two people on one schedule have ${isSame ? 'the same level' : 'different levels: switch on Employment Rate per Person'}`,
	);
}

const PERCENT = 100;

function assumeRate(
	{ availabilityPercent: rate }: CinodeUser,
	level: number | undefined,
	findings: Findings,
) {
	if (rate === undefined) {
		findings.assume('employmentRate', false, 'The person who was read shows none');
		return;
	}
	const isSame = level !== undefined && rate === Math.round(level * PERCENT);
	findings.assume(
		'employmentRate',
		isSame ? true : undefined,
		isSame
			? "One person's is the level of employment in Kleer"
			: 'The one that was read is another than in Kleer, or Kleer shows none',
	);
}

const ORE = 100;
const MONTHS = 12;

function assumeSalary({ baseSalary }: CinodeUser, row: KleerPayrollUser, findings: Findings): void {
	const kronor = (row['monthly-salary'] ?? 0) / ORE;
	if (!baseSalary || !kronor) {
		findings.assume('cinodeSalary', undefined, 'The person who was read has none in both systems');
		return;
	}
	const isNear = (other: number) => Math.abs(baseSalary / other - 1) < 0.001;
	const isOther = [kronor * ORE, kronor * MONTHS].some(isNear);
	findings.assume(
		'cinodeSalary',
		isNear(kronor) ? true : isOther ? false : undefined,
		isNear(kronor)
			? "One person's is the same in both systems"
			: isOther
				? "One person's is Kleer's in another unit"
				: "One person's differs between the systems, as after a change",
	);
}

/** What one customer says that both systems have: its details, and a search for a part of its number. */
export async function checkCustomerOnBothSides(
	client: CinodeClient,
	{ kleer, cinode, findings }: Sides,
): Promise<void> {
	const swedish = new Set(
		(kleer.clients ?? [])
			.filter((one) => one.active && one.orgno && (one['country-code'] ?? 'SE') === 'SE')
			.flatMap(({ name }) => nameOf(name) || []),
	);
	const customers = cinode.customers ?? [];
	const chosen = customers.find(({ name }) => swedish.has(nameOf(name))) ?? customers[0];
	if (!chosen) return;
	const api = cinodeCustomers(client);
	const outcome = await attempt(() => api.getCustomer(chosen.id));
	if (!outcome.ok) return;
	assumeCurrency(outcome.value, cinode, findings);
	assumeCountry(outcome.value, cinode, findings);
	const number = outcome.value.corporateIdentityNumber?.trim() ?? '';
	if (number.length <= PART) {
		findings.assume('searchContains', undefined, 'The customer that was read has no organisation number');
		return;
	}
	const part = number.slice(-PART);
	const search = await attempt(() =>
		api.searchCustomers({ field: 'corporateIdentityNumber', value: part, operator: 'contains' }),
	);
	if (!search.ok) return;
	const isFound = search.value.some(({ id }) => id === chosen.id);
	findings.assume(
		'searchContains',
		isFound,
		isFound ? 'A part of its number finds a customer' : 'A part of its number does not find a customer',
	);
}

/** As many characters of an organisation number are searched for. */
const PART = 6;

function nameOf(name: string | null | undefined): string {
	return (name ?? '').trim().toLowerCase();
}

function assumeCurrency(
	{ turnOverCurrency }: CinodeCustomer,
	{ currencies = [] }: CinodeSeen,
	findings: Findings,
): void {
	const code = turnOverCurrency?.currencyCode;
	findings.assume(
		'customerCurrency',
		code ? currencies.includes(code) : turnOverCurrency === undefined ? false : undefined,
		code ? `One customer's is ${code}` : 'The customer that was read has none',
	);
}

function assumeCountry({ country }: CinodeCustomer, { company }: CinodeSeen, findings: Findings): void {
	const isSwedish = country?.code?.toUpperCase() === 'SE';
	findings.assume(
		'companyCountry',
		isSwedish && company?.countryId != null ? country?.countryId === company.countryId : undefined,
		isSwedish
			? "A Swedish customer's country was compared with the company's"
			: 'No Swedish customer was read',
	);
}
