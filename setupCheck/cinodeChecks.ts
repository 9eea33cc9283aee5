import { DEFAULT_PACE, type CinodeClient } from '../apis/cinode/client';
import { cinodeCustomers } from '../apis/cinode/customers';
import { listCurrencies, listLanguages, listOffices, listTags, listTeams } from '../apis/cinode/lookups';
import { listPipelines, searchProjects, searchRoles, updatedAt } from '../apis/cinode/projects';
import { cinodeSubcontractors } from '../apis/cinode/subcontractors';
import { cinodeUsers } from '../apis/cinode/users';
import { listWebhooks } from '../apis/cinode/webhooks';
import { capabilities, cinodeCompany, whoAmI } from '../models/cinode/lookups';
import { cinodeUser } from '../models/cinode/people';
import { Findings, names, share, type Answer } from './findings';

/** Modules by number (facts/cinode.md 1.4). */
const MODULES: Record<number, string> = {
	2: 'Customers',
	3: 'Assignments',
	4: 'Partners',
	10: 'API',
	60: 'Webhooks',
};
/** Levels that the syncs need (facts/cinode.md 1.4, 2). */
const LEVELS: Record<number, string> = {
	180: 'API',
	240: 'Partner Manager',
	300: 'Manager',
	400: 'Admin',
};
const OWNER = 500;
const WON = 30;

/** What the syncs need of Cinode, and what we assume about it; reads only, at most some twenty requests. */
export async function checkCinode(client: CinodeClient): Promise<{ findings: Findings; company: string }> {
	const findings = new Findings('Cinode');
	let company = '';
	const isOpen = await findings.check(
		'Token and company',
		'Correct the API account in the credential; Cinode’s support enables the API first',
		async () => {
			const { name } = await client.one('', cinodeCompany, 'the company');
			company = name?.trim() ?? '';
			return { status: 'ok', found: company || 'The company has no name' };
		},
	);
	if (!isOpen) return { findings, company };
	await checkRights(client, findings);
	await checkSetupLists(client, findings);
	await checkPeople(client, findings);
	await checkCustomers(client, findings);
	await checkProjects(client, findings);
	await findings.check(
		'Requests allowed',
		'Ask Cinode’s support about the plan',
		async () => await checkLimits(client),
	);
	return { findings, company };
}

/** Facts/cinode.md 1.2: a plan can be raised, and its limits are for all of a company's integrations together. */
async function checkLimits(client: CinodeClient): Promise<Answer> {
	const { headers } = await client.reply({ method: 'GET', path: '' });
	const pace = Number(headers['x-ratelimit-limit']);
	const left = client.dailyLeft;
	if (left === null || !(pace > 0)) {
		return { status: 'note', found: 'Cinode doesn’t say how many it allows' };
	}
	const found = `${left} left today, ${pace} in two seconds, for all integrations together`;
	if (pace <= DEFAULT_PACE.perTwoSeconds) {
		return {
			status: 'note',
			found,
			todo: `Set Requests per Two Seconds of every sync below ${pace}`,
		};
	}
	return { status: left < 1000 ? 'note' : 'ok', found };
}

async function checkRights(client: CinodeClient, findings: Findings): Promise<void> {
	await findings.check('Modules', 'Ask Cinode’s support to enable them', async () => {
		const { enabledModules } = await client.one('/capabilities', capabilities, "the company's modules");
		const enabled = new Set((enabledModules ?? []).map(({ moduleId }) => moduleId));
		const missing = Object.entries(MODULES).filter(([id]) => !enabled.has(Number(id)));
		return missing.length === 0
			? { status: 'ok', found: Object.values(MODULES).join(', ') }
			: {
					status: 'missing',
					found: `Without ${missing.map(([, name]) => name).join(', ')}`,
					todo: 'Customers needs Customers, subcontractors Partners, projects Assignments, the push Webhooks: ask Cinode’s support',
				};
	});
	await findings.check(
		'Permission levels',
		'Give the API account’s owner the levels that are missing',
		async () => {
			const { companyUserId } = await client.one('/_whoami', whoAmI, 'who the token is', true);
			const { roles } = await client.one(`/users/${companyUserId}`, cinodeUser, 'a user');
			const levels = new Set((roles ?? []).map(({ level }) => level ?? 0));
			const missing = Object.entries(LEVELS).filter(
				([level]) => !levels.has(Number(level)) && !levels.has(OWNER),
			);
			return missing.length === 0
				? { status: 'ok', found: Object.values(LEVELS).join(', ') }
				: {
						status: 'missing',
						found: `Without ${missing.map(([, name]) => name).join(', ')}`,
						todo: 'Users need Admin, subcontractors Partner Manager, customers and projects Manager: give them to the API account’s owner',
					};
		},
	);
	await findings.check(
		'Webhooks',
		'Give the API account’s owner the right to make webhooks, and enable the module',
		async () => {
			const webhooks = await listWebhooks(client);
			return { status: 'ok', found: webhooks.length === 1 ? '1 webhook' : `${webhooks.length} webhooks` };
		},
	);
}

async function checkSetupLists(client: CinodeClient, findings: Findings): Promise<void> {
	const list = async (what: string, read: () => Promise<string[]>, todo: string) =>
		await findings.check(what, todo, async () => {
			const found = await read();
			return found.length > 0
				? { status: 'ok', found: names(found) }
				: { status: 'note', found: 'None', todo };
		});
	await list(
		'Languages',
		async () => (await listLanguages(client)).map(({ name }) => name),
		'Subcontractors need one',
	);
	await list(
		'Currencies',
		async () => (await listCurrencies(client)).map(({ currencyCode }) => currencyCode),
		'Choose the company’s currencies in Cinode',
	);
	await list(
		'Offices',
		async () => (await listOffices(client)).map(({ name }) => name),
		'Enter an address of the type Location in Cinode, if people are to get an office',
	);
	await list(
		'Teams',
		async () => (await listTeams(client)).map(({ name }) => name),
		'Only needed for categories of projects',
	);
	await list(
		'Tags',
		async () => (await listTags(client)).map(({ name }) => name),
		'None is needed: the sync makes them',
	);
}

async function checkPeople(client: CinodeClient, findings: Findings): Promise<void> {
	let someId: number | undefined;
	await findings.check('Users', 'Give the API account’s owner the level Admin', async () => {
		const users = await cinodeUsers(client).listUsers();
		const keyed = share(users, ({ internalIdentifier }) => Boolean(internalIdentifier?.trim()));
		someId = users[0]?.companyUserId;
		const hasTimes = users.every((user) => Boolean(user.updatedDateTime));
		findings.assume(
			'userUpdated',
			hasTimes ? undefined : false,
			hasTimes ? 'Every user carries a time of update' : 'The list carries no time of update',
		);
		return { status: 'ok', found: `${users.length} users; Internal/External ID is filled for ${keyed.text}` };
	});
	await findings.check(
		'Subcontractors',
		'Give the API account’s owner the level Partner Manager, and enable the module Partners',
		async () => {
			const subcontractors = await cinodeSubcontractors(client).listSubcontractors();
			const id = subcontractors[0]?.companyUserId;
			if (id === undefined)
				findings.assume('subcontractorUpdates', undefined, 'There is no subcontractor to ask about');
			else {
				const methods = await client.allowedMethods(`/subcontractors/${id}`);
				const text =
					methods.length > 0
						? `The server allows ${methods.join(', ')}`
						: 'The server doesn’t say what it allows';
				findings.assume(
					'subcontractorUpdates',
					methods.length === 0 ? undefined : !methods.includes('PATCH'),
					text,
				);
			}
			return { status: 'ok', found: `${subcontractors.length} subcontractors` };
		},
	);
	if (someId === undefined) return;
	const detail = await cinodeUsers(client)
		.getUser(someId, false)
		.catch(() => undefined);
	const hasRate = detail ? 'availabilityPercent' in detail : undefined;
	findings.assume(
		'employmentRate',
		hasRate === false ? false : undefined,
		hasRate ? 'availabilityPercent is there' : 'availabilityPercent isn’t shown',
	);
}

async function checkCustomers(client: CinodeClient, findings: Findings): Promise<void> {
	await findings.check(
		'Customers',
		'Give the API account’s owner the level Manager, and enable the module Customers',
		async () => {
			const customers = await cinodeCustomers(client).listCustomers();
			const keyed = share(customers, ({ identification }) => Boolean(identification?.trim()));
			const inactive = customers.filter(({ status }) => status === 0).length;
			findings.assume(
				'inactiveCustomers',
				inactive > 0 ? true : undefined,
				`${inactive} of ${customers.length} listed are inactive`,
			);
			return {
				status: 'ok',
				found: `${customers.length} customers; Internal/External ID is filled for ${keyed.text}`,
			};
		},
	);
}

async function checkProjects(client: CinodeClient, findings: Findings): Promise<void> {
	await findings.check(
		'Pipelines and stages',
		'Give the API account’s owner the level Manager, and enable the module Assignments',
		async () => {
			const pipelines = await listPipelines(client);
			return {
				status: pipelines.length > 0 ? 'ok' : 'note',
				found: names(
					pipelines.map(
						({ title, stages }) =>
							`${title ?? 'No name'} (${(stages ?? []).map((stage) => stage.title ?? 'no name').join(', ')})`,
					),
				),
			};
		},
	);
	await findings.check('Projects', 'Give the API account’s owner the level Manager', async () => {
		const { result, totalItems } = await searchProjects(client, { projectStates: [WON] }, 1);
		const [first, second] = [result[0], result.at(1)];
		if (first && second) {
			const [a = '', b = ''] = [await updatedAt(client, first.id), await updatedAt(client, second.id)];
			findings.assume(
				'projectSearch',
				a !== '' && a >= b,
				a >= b ? 'The first was updated after the second' : 'The first was updated before the second',
			);
		} else findings.assume('projectSearch', undefined, 'There are fewer than two won projects');
		return { status: 'ok', found: `${totalItems} won projects` };
	});
	await findings.check(
		'Roles of all projects',
		'Cinode allows this once a minute: try again in a minute',
		async () => {
			const roles = await searchRoles(client, [WON]);
			const [role] = roles;
			const isList = roles.length === 0 ? undefined : typeof role?.projectId === 'number';
			findings.assume(
				'roleSearch',
				isList,
				`${roles.length} roles, ${isList ? 'with' : 'without'} their project`,
			);
			return { status: 'ok', found: `${roles.length} roles` };
		},
	);
}
