import type { CinodePerson } from '../cinodeRecords';
import { roundDecimal } from '../shared/decimals';
import type { PersonPrice, Remarks } from '../shared/types';
import type { ProjectAsRead, RoleAsRead } from './asRead';
import { ORE } from './fieldValues';

/**
 * Kleer has one price per person and activity. Of several roles of one person the one running today counts, else
 * the next, else the last; two at once with different rates say nothing (docs/field-rules.md#projects-cinode--kleer: Role: rate).
 */
export function pricesOf(
	project: Pick<ProjectAsRead, 'roles' | 'currency'>,
	today: string,
	keyOf: (person: CinodePerson) => string | undefined,
	remarks: Remarks,
): PersonPrice[] {
	const people = new Map<string, RoleAsRead[]>();
	for (const role of project.roles) {
		const key = role.person ? keyOf(role.person) : undefined;
		if (key) people.set(key, [...(people.get(key) ?? []), role]);
	}
	return [...people].flatMap(([person, roles]) => {
		const current = rolesThatCount(roles, today);
		const name = roles[0]?.person?.name ?? person;
		const price = commonAmount(
			current.map((role) => rateOf(role, project, remarks)),
			`The rate of ${name}`,
			remarks,
		);
		const supplierPrice = commonAmount(
			current.map((role) => tariffOf(role, project, remarks)),
			`The tariff of ${name}`,
			remarks,
		);
		if (price === undefined && supplierPrice === undefined) return [];
		return [
			{
				person,
				...(price === undefined ? {} : { price }),
				...(supplierPrice === undefined ? {} : { supplierPrice }),
			},
		];
	});
}

/** The roles running today; none: those that start next; none: those that ended last. */
function rolesThatCount(roles: RoleAsRead[], today: string): RoleAsRead[] {
	const running = roles.filter(
		({ startDate, endDate }) => (!startDate || startDate <= today) && (!endDate || endDate >= today),
	);
	if (running.length > 0) return running;
	const starts = roles.map(({ startDate }) => startDate ?? '').filter((date) => date > today);
	const next = starts.sort()[0];
	if (next) return roles.filter(({ startDate }) => startDate === next);
	const last = roles
		.map(({ endDate }) => endDate ?? '')
		.sort()
		.at(-1);
	return roles.filter(({ endDate }) => endDate === last);
}

/** In öre; `null` where the role says no price. */
function rateOf(role: RoleAsRead, project: Pick<ProjectAsRead, 'currency'>, remarks: Remarks): number | null {
	if (role.contractType === 'fixed') return null;
	if (role.contractType === null) {
		remarks.warn(`The role '${role.title}' has no contract type: Kleer's price stays`);
		return null;
	}
	if (!role.rate || role.rate < 0) {
		remarks.warn(`The role '${role.title}' has no rate: Kleer's price stays`);
		return null;
	}
	if (!role.currency || !project.currency || role.currency !== project.currency) {
		remarks.warn(
			`The role '${role.title}' is in ${role.currency ?? 'no currency'}, the project in ${project.currency ?? 'none'}: Kleer's price stays`,
		);
		return null;
	}
	return roundDecimal(role.rate * ORE);
}

function tariffOf(
	role: RoleAsRead,
	project: Pick<ProjectAsRead, 'currency'>,
	remarks: Remarks,
): number | null {
	if (!role.isSubcontractor || role.contractType !== 'hourly' || !role.tariff || role.tariff < 0) return null;
	if (!role.tariffCurrency || role.tariffCurrency !== project.currency) {
		remarks.warn(
			`The tariff of the role '${role.title}' is in ${role.tariffCurrency ?? 'no currency'}, the project in ${project.currency ?? 'none'}: Kleer's supplier price stays`,
		);
		return null;
	}
	return roundDecimal(role.tariff * ORE);
}

/** The one amount that the roles agree on; those without one don't count. */
function commonAmount(amounts: Array<number | null>, what: string, remarks: Remarks): number | undefined {
	const distinct = [...new Set(amounts.filter((amount) => amount !== null))];
	if (distinct.length > 1) {
		remarks.warn(`${what} differs between roles that run at the same time: Kleer's price stays`);
		return undefined;
	}
	return distinct[0];
}
