import { listActivities } from '../apis/kleer/activities';
import type { KleerClient } from '../apis/kleer/client';
import {
	allClientProjects,
	allClients,
	allDimensions,
	allEntries,
	allPayrollUsers,
	allSubcontractors,
	allSuppliers,
	allUsers,
} from '../apis/kleer/lists';
import { kleerCompany } from '../models/kleer/lookups';
import { counted } from '../rules';
import { kleerEvidence } from './evidence/kleerEvidence';
import { ALL, Findings, names, share } from './findings';
import type { KleerSeen } from './seen';

/** Kleer's host with a storage of its own (docs/vendors.md#kleer). */
const TEST_HOST = /(^|[./-])test[.-]/i;

/** Categories whose entries are named; each costs a request. */
const DIMENSIONS_SHOWN = 3;

/** What the syncs need of Kleer, and what we assume about it; reads only. */
export async function checkKleer(
	client: KleerClient,
): Promise<{ findings: Findings; seen: KleerSeen; company: string; isTest: boolean }> {
	const findings = new Findings('Kleer');
	const seen: KleerSeen = {};
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
		ALL,
	);
	await checkPeople(client, findings, seen);
	await findings.check(
		'Categories',
		'Ask Kleer’s administrator for the right to read categories',
		async () => {
			const dimensions = await allDimensions(client);
			const entries = [];
			for (const { id } of dimensions.slice(0, DIMENSIONS_SHOWN)) {
				entries.push(...(await allEntries(client, id)).map(({ name }) => name ?? 'no name'));
			}
			const more = dimensions.slice(DIMENSIONS_SHOWN).map(({ name }) => name ?? 'no name');
			return {
				status: 'ok',
				found:
					dimensions.length > 0
						? `${names(entries)}${more.length > 0 ? `; and those of ${names(more)}` : ''}`
						: 'None, so none can become tags',
			};
		},
	);
	await findings.check(
		'Subcontractors and suppliers',
		'Ask Kleer’s administrator for the right to read suppliers',
		async () => {
			const subcontractors = await allSubcontractors(client);
			const suppliers = await allSuppliers(client);
			Object.assign(seen, { subcontractors, suppliers });
			return {
				status: 'ok',
				found: `${counted(subcontractors.length, 'subcontractor')}, ${counted(suppliers.length, 'supplier')}`,
			};
		},
		['users', 'subcontractors'],
	);
	await checkClients(client, findings, seen);
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
	await findings.check(
		'Client projects',
		'Give the token’s user the right to client projects',
		async () => {
			const projects = await allClientProjects(client);
			seen.projects = projects;
			return { status: 'ok', found: counted(projects.length, 'project') };
		},
		['projects'],
	);
	findings.assumeAll(kleerEvidence(seen));
	assumeForms(client, findings);
	return { findings, seen, company, isTest };
}

async function checkPeople(client: KleerClient, findings: Findings, seen: KleerSeen): Promise<void> {
	await findings.check(
		'People',
		'Give the token’s user the right to read users',
		async () => {
			const users = await allUsers(client);
			seen.users = users;
			const internal = share(users, (user) => hasText(user['internal-id']));
			const foreign = share(users, (user) => hasText(user['foreign-id']));
			return {
				status: internal.count > 0 ? 'ok' : 'note',
				found: `${counted(users.length, 'person', 'people')}; Internal ID is filled for ${internal.text}, ID Number for ${foreign.text}`,
				...(internal.count < users.length
					? { todo: 'Choose as key a field that is filled for everybody' }
					: {}),
			};
		},
		['users', 'subcontractors', 'projects'],
	);
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
			seen.payroll = rows;
			return { status: 'ok', found: counted(rows.length, 'payroll row') };
		},
		['users', 'subcontractors'],
	);
}

async function checkClients(client: KleerClient, findings: Findings, seen: KleerSeen): Promise<void> {
	await findings.check(
		'Clients',
		'Give the token’s user the right to read clients',
		async () => {
			const clients = await allClients(client);
			seen.clients = clients;
			const numbered = share(clients, (one) => hasText(one['foreign-id']));
			const distinct = new Set(clients.flatMap((one) => one['foreign-id']?.trim() || []));
			const doubled = numbered.count - distinct.size;
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
		},
		['customers', 'projects'],
	);
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
