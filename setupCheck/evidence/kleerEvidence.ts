import { counted } from '../../rules';
import type { AssumptionId } from '../assumptions';
import { share } from '../findings';
import type { KleerSeen, Verdict } from '../seen';
import { unitOf } from './units';

/** What Kleer's answers say to the assumptions; each from values that could have contradicted it. */
export function kleerEvidence(seen: KleerSeen): Array<[AssumptionId, Verdict]> {
	return [
		['kleerIds', kleerIds(seen)],
		['salaryUnit', salaryUnit(seen)],
		['peopleCategories', peopleCategories(seen)],
		['supplierPaths', supplierPaths(seen)],
		['customerNumber', customerNumber(seen)],
		['clientAddress', clientAddress(seen)],
		['closedProjects', closedProjects(seen)],
		['projectStatus', projectStatus(seen)],
		['pricesInOre', pricesInOre(seen)],
		['leads', leads(seen)],
	];
}

const hasText = (value: number | string | null | undefined) => String(value ?? '').trim() !== '';

/** Which field the UI calls Internal ID no answer says: a person compares. */
function kleerIds({ users = [] }: KleerSeen): Verdict {
	const internal = share(users, (user) => hasText(user['internal-id']));
	const foreign = share(users, (user) => hasText(user['foreign-id']));
	return {
		isTrue: undefined,
		found: `Internal ID is filled for ${internal.text}, ID Number for ${foreign.text}`,
	};
}

/** A whole month's salary in kronor lies between these; the same in öre is a hundred times as much. */
const SALARY_KRONOR = { from: 8_000, to: 300_000 };
/** And an hour's price. */
const PRICE_KRONOR = { from: 150, to: 6_000 };

/** No figure leaves this function: only which unit fits. */
function salaryUnit({ payroll = [] }: KleerSeen): Verdict {
	return unitOf(
		payroll.map((row) => row['monthly-salary'] ?? 0),
		SALARY_KRONOR,
		'salaries',
	);
}

function pricesInOre({ projects = [] }: KleerSeen): Verdict {
	const prices = projects.flatMap(({ users }) =>
		(users ?? []).flatMap(({ activities }) => (activities ?? []).map(({ price }) => price ?? 0)),
	);
	return unitOf(prices, PRICE_KRONOR, 'prices');
}

/** Where user and payroll row name other categories, only a person knows which of them count. */
function peopleCategories({ users = [], payroll = [] }: KleerSeen): Verdict {
	const rows = new Map(payroll.map((row) => [row.user.id, row]));
	const sets = users.map((user) => [
		idsOf(user.dimensions?.['dimension-entries']),
		idsOf(rows.get(user.id)?.['dimension-entries']),
	]);
	const filled = sets.filter(([user = '', row = '']) => user !== '' || row !== '');
	const differ = filled.filter(([user = '', row = '']) => user !== '' && row !== '' && user !== row);
	return {
		isTrue: filled.length > 0 && differ.length === 0 ? true : undefined,
		found: `${filled.length} of ${counted(users.length, 'person has', 'people have')} categories; for ${differ.length} the user and the payroll row name different ones`,
	};
}

function idsOf(references: ReadonlyArray<{ id: number }> | null | undefined): string {
	return [...new Set((references ?? []).map(({ id }) => id))].sort((a, b) => a - b).join(' ');
}

function supplierPaths({ subcontractors, suppliers }: KleerSeen): Verdict {
	if (!subcontractors || !suppliers) return { isTrue: undefined, found: 'Not both lists answered' };
	const known = new Set(suppliers.map(({ id }) => id));
	const tied = share(subcontractors, ({ supplier }) => supplier != null && known.has(supplier.id));
	return {
		isTrue: tied.count === subcontractors.length,
		found: `Both lists answer; ${tied.text} subcontractors are tied to a supplier of the other list`,
	};
}

function customerNumber({ clients = [] }: KleerSeen): Verdict {
	const numbered = share(clients, (one) => hasText(one['foreign-id']));
	return {
		isTrue: clients.length === 0 || numbered.count > 0 ? undefined : false,
		found: `It is filled for ${numbered.text}`,
	};
}

/** So many of those that say something have to look like it. */
const MOST = 0.8;

/** A town has no digits; a street mostly has some, or is a box. */
function clientAddress({ clients = [], users = [] }: KleerSeen): Verdict {
	const filled = clients.flatMap(({ address }) =>
		address && hasText(address.state) && hasText(address.address1) ? [address] : [],
	);
	const fits = filled.filter(
		({ address1, state }) => !/\d/.test(state ?? '') && /\d|\bbox\b/i.test(address1 ?? ''),
	);
	const ids = new Set(users.map(({ id }) => id));
	const referring = clients.flatMap(({ user }) => (user && user.id !== 0 ? [user.id] : []));
	const strangers = referring.filter((id) => !ids.has(id));
	const found =
		`${fits.length} of ${counted(filled.length, 'address', 'addresses')} read as street and town; ` +
		`Our Reference is a known person for ${referring.length - strangers.length} of ${referring.length}`;
	if (strangers.length > 0) return { isTrue: false, found };
	if (filled.length === 0) return { isTrue: undefined, found };
	const part = fits.length / filled.length;
	return { isTrue: part >= MOST ? true : part < 1 - MOST ? false : undefined, found };
}

function closedProjects({ projects = [] }: KleerSeen): Verdict {
	const closed = share(projects, ({ status, active }) => status === 'CLOSED' || active === false);
	return {
		isTrue: closed.count > 0 ? true : undefined,
		found: `${closed.text} client projects that it lists are closed`,
	};
}

const STATUSES: readonly unknown[] = ['DRAFT', 'OPEN', 'CLOSED'];

function projectStatus({ projects = [] }: KleerSeen): Verdict {
	const said = projects.flatMap(({ status }) => (status ? [status] : []));
	const others = said.filter((status) => !STATUSES.includes(status));
	return {
		isTrue: said.length === 0 ? undefined : others.length === 0,
		found:
			others.length > 0
				? `Another status: ${[...new Set(others)].join(', ')}`
				: `${said.length} of ${counted(projects.length, 'project says', 'projects say')} one of the three`,
	};
}

function leads({ projects = [], users = [] }: KleerSeen): Verdict {
	const ids = new Set(users.map(({ id }) => id));
	const named = projects.flatMap((project) => [
		...(project.leads ?? []).map(({ user }) => user.id),
		...(project['our-reference'] && project['our-reference'].id !== 0 ? [project['our-reference'].id] : []),
	]);
	const known = share(named, (id) => ids.has(id));
	return {
		isTrue: named.length === 0 ? undefined : known.count === named.length,
		found: `${known.text} project managers and references are people of Kleer`,
	};
}
