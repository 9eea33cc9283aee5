import { addSupplier, tieToSupplier, type KleerStore, type KleerUser } from '../../sandbox/index.mts';
import { plusDays } from '../support/calendar.mts';
import type { Chance } from '../support/chance.mts';
import type { Tally } from '../support/findings.mts';
import { splitName } from './names.mts';
import { setLevel, type Row } from './payForms.mts';
import { numberOf } from './personalNumberForms.mts';

type Change = (
	user: KleerUser,
	row: Row,
	tools: { kleer: KleerStore; chance: Chance; today: string },
) => void;

/** What happens to people in Kleer between two syncs. */
export const CHANGES: Record<string, Change> = {
	phone: (_user, row) => (row.phone = '08-111 22 33'),
	phoneRewritten: (_user, row) =>
		(row.phone = row.phone.startsWith('0') ? `+46 ${row.phone.slice(1)}` : row.phone),
	phoneCleared: (_user, row) => (row.phone = ''),
	name: (user) => (user.name = 'Nygift Orakelson'),
	nameInCapitals: (user) => (user.name = user.name.toUpperCase()),
	nameOneWord: (user) => (user.name = 'Ettord'),
	email: (user) => (user.email = `Ny.${user.email.trim()}`),
	emailGone: (user) => (user.email = ''),
	raise: (_user, row, { today }) =>
		setSalary(row, Math.round((row['monthly-salary'] || 3_000_000) * 1.1), today),
	becomesHourly: (_user, row, { today }) => setSalary(row, 0, today),
	taxTable: (_user, row) => (row['tax-table'] = 44),
	taxByPercentage: (_user, row) => (row['tax-table'] = 0),
	ends: (_user, row, { today }) => (row['employment-end-date'] = plusDays(today, 30)),
	ended: (_user, row, { today }) => (row['employment-end-date'] = plusDays(today, -1)),
	staysAfterAll: (_user, row) => delete row['employment-end-date'],
	start: (_user, row) => (row['employment-start-date'] = '2019-09-01'),
	inactive: (user, row) => {
		user.active = false;
		row.phone = '08-999 99 99';
	},
	payrollGone: (user, _row, { kleer }) => kleer.payroll.delete(user.id),
	number: (_user, row, { chance, today }) => (row.ssn = numberOf('normal', chance, today)),
	numberBroken: (_user, row, { chance, today }) => (row.ssn = numberOf('wrongChecksum', chance, today)),
	level: (_user, row, { kleer, chance, today }) => setLevel(kleer, row, 'odd', chance, today),
	levelGone: (_user, row) => (row.schedules = []),
	categories: (_user, row) => (row['dimension-entries'] = [{ id: 4202 }]),
	employmentNumber: (user) => (user['foreign-id'] = `A-${user.id}`),
	employmentNumberGone: (user) => (user['foreign-id'] = ''),
	keyEdited: (user) => (user['internal-id'] = 700_000 + user.id),
	becomesSubcontractor: (user, _row, { kleer }) => {
		const { id } = addSupplier(kleer, { id: 950_000 + kleer.suppliers.size });
		tieToSupplier(kleer, user.id, id);
	},
	removed: (user, _row, { kleer }) => kleer.users.delete(user.id),
	mended: (user) => {
		user['internal-id'] ??= 500_000 + user.id;
		user.name = splitName(user.name) ? user.name : 'Mendad Orakelson';
		user.email = `mendad${user.id}@orakel.example`;
	},
};

/** Öre, from that day on. */
function setSalary(row: Row, salary: number, from: string): void {
	const history = row['full-history-monthly-salaries'];
	const others = history.filter((one) => one['monthly-salary-start-date'] !== from);
	const next = { 'monthly-salary': salary, 'monthly-salary-start-date': from };
	Object.assign(row, { 'full-history-monthly-salaries': [...others, next], 'monthly-salary': salary });
	row['monthly-salary-start-date'] = from;
}

/** Changes that share of the people, each in one way. People without a payroll row only get a new name. */
export function changePeople(
	kleer: KleerStore,
	chance: Chance,
	tally: Tally,
	{ share, today }: { share: number; today: string },
): void {
	const ways = Object.keys(CHANGES);
	let turn = 0;
	for (const user of [...kleer.users.values()]) {
		if (!chance.yes(share)) continue;
		const row = kleer.payroll.get(user.id);
		const way = (row && ways[turn++ % ways.length]) || 'name';
		(CHANGES[way] as Change)(user, row as Row, { kleer, chance, today });
		tally.count(`change ${way}`);
	}
}
