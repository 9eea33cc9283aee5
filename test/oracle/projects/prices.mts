import type { CinodeRole } from '../../sandbox/index.mts';

/** A price in öre (hundredths of the project's currency), or "kept": whatever Kleer has stays. */
export type Price = number | 'kept';

export interface PriceVerdict {
	/** Any of these is right: where the design's words can be read in two ways there are two. */
	sales: Price[];
	supplier: Price[];
}

const HOURLY = 0;

/**
 * "Only from hourly roles with a rate above 0 in the project's currency; else Kleer's price stays. … of several roles
 * for one person the one running today, else the next; two at once with different rates: nothing written. A
 * subcontractor's tariff is the supplier price, same rules." (docs/field-rules.md#projects-cinode--kleer)
 *
 * Whether roles that give no price are passed over before "the one running today" is chosen, or after, isn't said.
 */
export function judgePrices(roles: CinodeRole[], currencyId: number | null, today: string): PriceVerdict {
	const givesRate = (role: CinodeRole) =>
		role.contractType === HOURLY && (role.rate ?? 0) > 0 && role.currencyId === currencyId;
	const givesTariff = ({ contractType, assigned }: CinodeRole) =>
		contractType === HOURLY &&
		assigned?.type === 'subcontractor' &&
		(assigned.tariff ?? 0) > 0 &&
		assigned.currencyId === currencyId;
	const rateOf = (role: CinodeRole) => role.rate ?? 0;
	const tariffOf = (role: CinodeRole) => role.assigned?.tariff ?? 0;
	return {
		sales: readings(roles, today, givesRate, rateOf),
		supplier: readings(roles, today, givesTariff, tariffOf),
	};
}

function readings(
	roles: CinodeRole[],
	today: string,
	gives: (role: CinodeRole) => boolean,
	kronor: (role: CinodeRole) => number,
): Price[] {
	const chosen = rolesThatCount(roles, today);
	const chosenFirst = chosen.length > 0 && chosen.every(gives) ? agreed(chosen, kronor) : 'kept';
	const filtered = roles.filter(gives);
	const filteredFirst = agreed(rolesThatCount(filtered, today), kronor);
	// "of several roles … the one running today, else the next": of several that all ended nothing is said.
	const ended = chosen.length === 0 ? agreed(lastToEnd(filtered), kronor) : chosenFirst;
	return [...new Set([chosenFirst, filteredFirst, ended])];
}

function lastToEnd(roles: CinodeRole[]): CinodeRole[] {
	const last = roles
		.map(({ endDate }) => endDate ?? '')
		.sort()
		.at(-1);
	return roles.filter(({ endDate }) => endDate === last);
}

/** The only one; else those running today; else the next: those of the first start to come. */
function rolesThatCount(roles: CinodeRole[], today: string): CinodeRole[] {
	const start = ({ startDate }: CinodeRole) => startDate?.slice(0, 10) ?? '';
	const end = ({ endDate }: CinodeRole) => endDate?.slice(0, 10) ?? '9999-12-31';
	const running = roles.filter((role) => start(role) <= today && today <= end(role));
	if (running.length > 0 || roles.length === 1) return running.length > 0 ? running : roles;
	const coming = roles.filter((role) => start(role) > today);
	const [first] = coming.map(start).sort();
	return coming.filter((role) => start(role) === first);
}

function agreed(roles: CinodeRole[], kronor: (role: CinodeRole) => number): Price {
	const amounts = [...new Set(roles.map(kronor))];
	return amounts.length === 1 ? (amounts[0] as number) * 100 : 'kept';
}
