import type { Category, Employee, EmployeeSupplier } from '../../rules';
import { VendorError } from '../../base';
import {
	kleerPayrollUser,
	kleerUser,
	type KleerPayrollUser,
	type KleerUser,
} from '../../models/kleer/people';
import { categoriesById } from './categories';
import type { KleerClient } from './client';
import { noneIfNotFound } from './errors';
import { allPayrollUsers, allSubcontractors, allSuppliers, allUsers } from './lists';
import { dayThatCounts, readLevels } from './scheduleLevels';
import { numberOrNull, textOrNull } from './values';

export interface EmployeeOptions {
	/** Today in the tenant's time zone, YYYY-MM-DD. */
	today: string;
	/** Ask for each person's own schedule level instead of one per schedule. */
	levelPerPerson: boolean;
	/** Add Kleer's whole payroll row as `payroll`: bank account, address, children. */
	includeRawPayroll: boolean;
}

export type JoinedEmployee = Employee & { payroll?: KleerPayrollUser };

/**
 * Every person, joined from users, payroll, subcontractors, suppliers and categories (docs/vendors.md#kleer-business-fields). Costs a
 * fixed number of requests plus one per distinct schedule in force.
 * @throws VendorError `forbidden` when there are people but not one payroll row: the right is missing, and
 *   nobody must be taken for an inactive or unpaid person.
 */
export async function listEmployees(
	client: KleerClient,
	options: EmployeeOptions,
): Promise<JoinedEmployee[]> {
	const users = await allUsers(client);
	if (users.length === 0) return [];
	const payrollRows = await allPayrollUsers(client);
	if (payrollRows.length === 0) {
		throw new VendorError(
			'Kleer',
			'forbidden',
			`Kleer shows ${users.length} people but not one payroll row`,
			{
				advice: "Give the token's user the right to read payroll in Kleer (PayrollRead or Payroll)",
			},
		);
	}
	const join = await readJoin(client, [...users, ...payrollRows]);
	const payrollOf = new Map(payrollRows.map((row) => [row.user.id, row]));
	const levels = await readLevels(client, payrollRows, options.today, options.levelPerPerson);
	return users.map((user) => {
		const payroll = payrollOf.get(user.id);
		const joined = joinEmployee(user, payroll, join, levels, options);
		return { ...joined, ...client.unreadOf(user, payroll) };
	});
}

/**
 * One person, joined as in the list.
 * @throws VendorError `notFound`
 */
export async function getEmployee(
	client: KleerClient,
	id: number,
	options: EmployeeOptions,
): Promise<JoinedEmployee> {
	const user = await client.one(`/user/${id}`, kleerUser, 'a user');
	const payroll = await client
		.one(`/payroll/user/${id}`, kleerPayrollUser, 'a payroll row')
		.catch(noneIfNotFound<KleerPayrollUser>);
	const join = await readJoin(client, payroll ? [user, payroll] : [user]);
	const levels = await readLevels(client, payroll ? [payroll] : [], options.today, options.levelPerPerson);
	return joinEmployee(user, payroll, join, levels, options);
}

interface Join {
	company: string;
	categories: Map<number, Category>;
	/** By user id; a person on two suppliers has the first, and the names of the others. */
	suppliers: Map<number, EmployeeSupplier>;
}

async function readJoin(client: KleerClient, people: Array<KleerUser | KleerPayrollUser>): Promise<Join> {
	const subcontractors = await allSubcontractors(client);
	const suppliers = new Map((await allSuppliers(client)).map((supplier) => [supplier.id, supplier]));
	const byUser = new Map<number, EmployeeSupplier>();
	// In a fixed order, so that "the first" is the same in every run.
	for (const { supplier, users } of [...subcontractors].sort((a, b) => a.id - b.id)) {
		const found = suppliers.get(supplier?.id ?? 0);
		const name = found?.name?.trim() || null;
		for (const { id: userId } of users ?? []) {
			const first = byUser.get(userId);
			if (first?.id === supplier?.id) continue;
			if (first) first.others = [...(first.others ?? []), name ?? `supplier ${supplier?.id}`];
			else {
				const organisationNumber = found?.orgno?.trim() || null;
				byUser.set(userId, { id: supplier?.id ?? 0, name, organisationNumber });
			}
		}
	}
	const categories = await categoriesById(client, new Set(people.flatMap(categoryIds)));
	return { company: client.name, categories, suppliers: byUser };
}

function joinEmployee(
	user: KleerUser,
	payroll: KleerPayrollUser | undefined,
	join: Join,
	levels: Map<number, number>,
	options: EmployeeOptions,
): JoinedEmployee {
	return {
		id: user.id,
		kleerCompany: join.company,
		// What Kleer leaves out stays out: only what it says can ever clear anything.
		...('foreign-id' in user ? { foreignId: textOrNull(user['foreign-id']) } : {}),
		...('internal-id' in user ? { internalId: numberOrNull(user['internal-id']) } : {}),
		...('name' in user ? { name: textOrNull(user.name) } : {}),
		...('email' in user ? { email: textOrNull(user.email) } : {}),
		...(typeof user.active === 'boolean' ? { active: user.active } : {}),
		hasPayroll: payroll !== undefined,
		...(payroll ? payrollFields(payroll, levels, options) : {}),
		categories: categoriesOf(user, payroll, join.categories),
		supplier: join.suppliers.get(user.id) ?? null,
	};
}

function payrollFields(payroll: KleerPayrollUser, levels: Map<number, number>, options: EmployeeOptions) {
	const level = levels.get(payroll.user.id);
	return {
		...('ssn' in payroll ? { ssn: textOrNull(payroll.ssn) } : {}),
		...('phone' in payroll ? { phone: textOrNull(payroll.phone) } : {}),
		...('employment-start-date' in payroll
			? { employmentStartDate: textOrNull(payroll['employment-start-date']) }
			: {}),
		// Left out means open (docs/vendors.md#kleer-business-fields): absent is empty here.
		employmentEndDate: textOrNull(payroll['employment-end-date']),
		...(level === undefined ? {} : { levelOfEmployment: level }),
		...salaryField(payroll, dayThatCounts(payroll, options.today)),
		...('tax-table' in payroll ? { taxTable: payroll['tax-table'] ?? null } : {}),
		...(options.includeRawPayroll ? { payroll } : {}),
	};
}

/** The salary valid on a day, in öre: the latest of the history that has begun; without history, the present one. */
function salaryField(payroll: KleerPayrollUser, day: string): { monthlySalary?: number | null } {
	const history = payroll['full-history-monthly-salaries'] ?? [];
	const begun = history
		.filter((row) => row['monthly-salary-start-date'].slice(0, 10) <= day)
		.sort((a, b) => a['monthly-salary-start-date'].localeCompare(b['monthly-salary-start-date']));
	const valid = begun.at(-1);
	if (valid) return { monthlySalary: valid['monthly-salary'] };
	// A history that begins later says that there is no salary yet.
	if (history.length > 0) return { monthlySalary: null };
	return 'monthly-salary' in payroll ? { monthlySalary: payroll['monthly-salary'] ?? null } : {};
}

/** Assumption: the categories of the person are those of user and payroll row together (docs/vendors.md#kleer-business-fields). */
function categoriesOf(
	user: KleerUser,
	payroll: KleerPayrollUser | undefined,
	known: Map<number, Category>,
): Category[] {
	const ids = [...categoryIds(user), ...(payroll ? categoryIds(payroll) : [])];
	return [...new Set(ids)].sort((a, b) => a - b).map((id) => known.get(id) ?? { id });
}

/** Of a user or a payroll row. */
function categoryIds(row: KleerUser | KleerPayrollUser): number[] {
	const references = 'user' in row ? row['dimension-entries'] : row.dimensions?.['dimension-entries'];
	return (references ?? []).map(({ id }) => id);
}
