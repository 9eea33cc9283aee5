import { listActivities } from '../apis/kleer/activities';
import { listCategories } from '../apis/kleer/categories';
import type { KleerClient } from '../apis/kleer/client';
import {
	allClientProjects,
	allClients,
	allPayrollUsers,
	allSubcontractors,
	allSuppliers,
	allUsers,
} from '../apis/kleer/lists';
import { kleerCompany } from '../models/kleer/lookups';
import type { KleerPayrollUser } from '../models/kleer/people';
import { counted } from '../rules';
import { Findings, names, share } from './findings';

/** Kleer's host with a storage of its own (facts/kleer.md 1.1). */
const TEST_HOST = /(^|[./-])test[.-]/i;

/** A whole month's salary in kronor lies between these; the same in öre is a hundred times as much. */
const SALARY_KRONOR = { from: 8_000, to: 300_000 };

/** What the syncs need of Kleer, and what we assume about it; reads only. */
export async function checkKleer(
	client: KleerClient,
): Promise<{ findings: Findings; company: string; isTest: boolean }> {
	const findings = new Findings('Kleer');
	const isTest = TEST_HOST.test(new URL(client.name).hostname);
	let company = '';
	await findings.check(
		'Token and company',
		'Correct access token and company id in the credential',
		async () => {
			const info = await client.one('/info', kleerCompany, "the company's data");
			company = info.name?.trim() ?? '';
			return {
				status: isTest ? 'note' : 'ok',
				found: `${company || 'The company has no name'}${isTest ? ', in the test API with its own storage' : ''}`,
			};
		},
	);
	await checkPeople(client, findings);
	await findings.check(
		'Categories',
		'Ask Kleer’s administrator for the right to read categories',
		async () => {
			const categories = await listCategories(client);
			return {
				status: 'ok',
				found:
					categories.length > 0 ? names(categories.map(({ name }) => name)) : 'None, so none can become tags',
			};
		},
	);
	await findings.check(
		'Subcontractors and suppliers',
		'Ask Kleer’s administrator for the right to read suppliers',
		async () => {
			const subcontractors = await allSubcontractors(client);
			const suppliers = await allSuppliers(client);
			findings.assume('supplierPaths', true, 'Both lists answer');
			return {
				status: 'ok',
				found: `${counted(subcontractors.length, 'subcontractor')}, ${counted(suppliers.length, 'supplier')}`,
			};
		},
	);
	await checkClients(client, findings);
	await findings.check(
		'Activities for prices',
		'Make an activity in Kleer that carries the prices of projects',
		async () => {
			const activities = await listActivities(client);
			return activities.length > 0
				? { status: 'ok', found: names(activities.map(({ name }) => name)) }
				: {
						status: 'missing',
						found: 'None',
						todo: 'Make an activity in Kleer, else projects get no prices',
					};
		},
	);
	await findings.check('Client projects', 'Give the token’s user the right to client projects', async () => {
		const projects = await allClientProjects(client);
		const closed = projects.filter(
			({ status }) => typeof status === 'string' && !/^(open|active|ongoing)/i.test(status),
		);
		findings.assume(
			'closedProjects',
			closed.length > 0 ? true : undefined,
			`${closed.length} of ${projects.length} are not open`,
		);
		return { status: 'ok', found: counted(projects.length, 'project') };
	});
	assumeForms(client, findings);
	return { findings, company, isTest };
}

async function checkPeople(client: KleerClient, findings: Findings): Promise<void> {
	await findings.check('People', 'Give the token’s user the right to read users', async () => {
		const users = await allUsers(client);
		const internal = share(users, (user) => hasText(user['internal-id']));
		const foreign = share(users, (user) => hasText(user['foreign-id']));
		findings.assume(
			'kleerIds',
			undefined,
			`Internal ID is filled for ${internal.text}, ID Number for ${foreign.text}`,
		);
		return {
			status: internal.count > 0 ? 'ok' : 'note',
			found: `${counted(users.length, 'person', 'people')}; Internal ID is filled for ${internal.text}, ID Number for ${foreign.text}`,
			...(internal.count < users.length
				? { todo: 'Choose as key a field that is filled for everybody' }
				: {}),
		};
	});
	await findings.check(
		'Payroll',
		'Give the token’s user the right to read payroll (PayrollRead or Payroll)',
		async () => {
			const rows = await allPayrollUsers(client);
			if (rows.length === 0) {
				return {
					status: 'missing',
					found: 'No payroll row is shown',
					todo: 'Give the token’s user the right to read payroll',
				};
			}
			assumeSalaryUnit(rows, findings);
			return { status: 'ok', found: counted(rows.length, 'payroll row') };
		},
	);
}

/** No figure leaves this function: only which unit fits. */
function assumeSalaryUnit(rows: KleerPayrollUser[], findings: Findings): void {
	const salaries = rows.map((row) => row['monthly-salary'] ?? 0).filter((salary) => salary > 0);
	const fits = (unit: number) =>
		salaries.filter((salary) => salary / unit >= SALARY_KRONOR.from && salary / unit <= SALARY_KRONOR.to)
			.length;
	const [ore, kronor] = [fits(100), fits(1)];
	if (salaries.length === 0 || ore === kronor) {
		findings.assume('salaryUnit', undefined, 'The figures fit neither unit better');
		return;
	}
	const unit = ore > kronor ? 'öre' : 'kronor';
	findings.assume(
		'salaryUnit',
		ore > kronor,
		`${Math.max(ore, kronor)} of ${salaries.length} salaries read as ${unit}`,
	);
}

async function checkClients(client: KleerClient, findings: Findings): Promise<void> {
	await findings.check('Clients', 'Give the token’s user the right to read clients', async () => {
		const clients = await allClients(client);
		const numbered = share(clients, (one) => hasText(one['foreign-id']));
		const distinct = new Set(clients.flatMap((one) => one['foreign-id']?.trim() || []));
		const doubled = numbered.count - distinct.size;
		findings.assume(
			'customerNumber',
			clients.length === 0 ? undefined : numbered.count > 0 ? undefined : false,
			`It is filled for ${numbered.text}`,
		);
		const todo = [
			...(numbered.count < clients.length
				? ['fill in the missing customer numbers, or choose the id as key']
				: []),
			...(doubled > 0 ? [`give each of the ${doubled} doubled numbers to one client only`] : []),
		];
		return {
			status: todo.length > 0 ? 'note' : 'ok',
			found: `${counted(clients.length, 'client')}; customer number is filled for ${numbered.text}${doubled > 0 ? `, ${doubled} are doubled` : ''}`,
			...(todo.length > 0 ? { todo: `In Kleer, ${todo.join(', and ')}` } : {}),
		};
	});
}

function hasText(value: number | string | null | undefined): boolean {
	return String(value ?? '').trim() !== '';
}

/** Kleer's documentation itself has this form for some ids. */
const DOCUMENTED = 'id in an object';

/** How Kleer wrote its answers, key by key; only a nested list that was there could have come in another form. */
function assumeForms({ seen }: KleerClient, findings: Findings): void {
	const others = [...seen.dialects].flatMap(([key, forms]) => {
		const unusual = [...forms].filter((form) => form !== DOCUMENTED);
		return unusual.length > 0 ? [`${key}: ${unusual.join(', ')}`] : [];
	});
	const found =
		others.length > 0
			? `In other forms, which are read too: ${others.sort().join('; ')}`
			: 'As documented: flat';
	findings.assume('kleerLists', seen.hasLists ? true : undefined, found);
	const unread = seen.unread.map(({ message }) => message);
	if (unread.length === 0) return;
	findings.checks.push({
		system: 'Kleer',
		what: 'Values that could not be read',
		status: 'note',
		found: names(unread, 5),
		todo: 'They count as not returned and clear nothing: tell us, Kleer writes them in a form that nobody knew',
	});
}
