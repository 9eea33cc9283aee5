import { DEFAULT_PACE, type CinodeClient } from '../apis/cinode/client';
import { cinodeCustomers } from '../apis/cinode/customers';
import { listCurrencies, listLanguages, listTags, listTeams, officesOf } from '../apis/cinode/lookups';
import { listPipelines, searchProjects, searchRoles } from '../apis/cinode/projects';
import { cinodeSubcontractors } from '../apis/cinode/subcontractors';
import { listTeamMembers } from '../apis/cinode/teams';
import { cinodeUsers } from '../apis/cinode/users';
import { cinodeCompany } from '../models/cinode/lookups';
import { projectModel } from '../models/cinode/projects';
import { attempt } from '../base';
import { counted } from '../rules';
import { searchAllCustomers, searchPeople } from './evidence/cinodeSearches';
import { checkRights } from './cinodeRights';
import { ALL, Findings, names, share, type Answer } from './findings';
import type { CinodeSeen } from './seen';

const WON = 30;

/** What the syncs need of Cinode, and what we assume about it; reads only, at most some twenty requests. */
export async function checkCinode(
	client: CinodeClient,
): Promise<{ findings: Findings; seen: CinodeSeen; company: string }> {
	const findings = new Findings('Cinode');
	const seen: CinodeSeen = { details: [], projectDetails: [] };
	let company = '';
	const isOpen = await findings.check(
		'Token and company',
		'Correct the API account in the credential; Cinode’s support enables the API first',
		async () => {
			seen.company = await client.one('', cinodeCompany, 'the company');
			company = seen.company.name?.trim() ?? '';
			return { status: 'ok', found: company || 'The company has no name' };
		},
		ALL,
	);
	if (!isOpen) return { findings, seen, company };
	assumeTokenLife(client, findings);
	await checkRights(client, findings, seen);
	await checkSetupLists(client, findings, seen);
	await checkPeople(client, findings, seen);
	await checkCustomers(client, findings, seen);
	await checkProjects(client, findings, seen);
	await findings.check(
		'Requests allowed',
		'Ask Cinode’s support about the plan',
		async () => await checkLimits(client),
	);
	return { findings, seen, company };
}

const TOKEN_SECONDS = 120;
/** Clocks differ, and the answer took its time. */
const CLOCKS_SECONDS = 30;

function assumeTokenLife({ tokenLivesMs }: CinodeClient, findings: Findings): void {
	const seconds = Math.round((tokenLivesMs ?? 0) / 1000);
	const isAsAssumed = Math.abs(seconds - TOKEN_SECONDS) <= CLOCKS_SECONDS;
	findings.assume(
		'tokenLife',
		seconds > 0 ? isAsAssumed : undefined,
		seconds > 0 ? `It says ${isAsAssumed ? TOKEN_SECONDS : seconds} seconds` : 'It does not say',
	);
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

async function checkSetupLists(client: CinodeClient, findings: Findings, seen: CinodeSeen): Promise<void> {
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
		async () => {
			seen.currencies = (await listCurrencies(client)).map(({ currencyCode }) => currencyCode);
			return seen.currencies;
		},
		'Choose the company’s currencies in Cinode',
	);
	await list(
		'Offices',
		async () => {
			const offices = seen.company ? officesOf(seen.company) : [];
			seen.offices = offices.map(({ id }) => id);
			return offices.map(({ name }) => name);
		},
		'Enter an address of the type Location in Cinode, if people are to get an office',
	);
	await list(
		'Teams',
		async () => {
			const teams = await listTeams(client);
			const [team] = teams;
			const members = team && (await attempt(() => listTeamMembers(client, team.id)));
			if (members?.ok) seen.teamMembers = members.value;
			return teams.map(({ name }) => name);
		},
		'Only needed for categories of projects',
	);
	await list(
		'Tags',
		async () => (await listTags(client)).map(({ name }) => name),
		'None is needed: the sync makes them',
	);
}

async function checkPeople(client: CinodeClient, findings: Findings, seen: CinodeSeen): Promise<void> {
	await findings.check(
		'Users',
		'Give the API account’s owner the level Admin',
		async () => {
			const users = await cinodeUsers(client).listUsers();
			const keyed = share(users, ({ internalIdentifier }) => Boolean(internalIdentifier?.trim()));
			seen.users = users;
			return {
				status: 'ok',
				found: `${counted(users.length, 'user')}; Internal/External ID is filled for ${keyed.text}`,
			};
		},
		['users', 'projects'],
	);
	await findings.check(
		'Subcontractors',
		'Give the API account’s owner the level Partner Manager, and enable the module Partners',
		async () => {
			const subcontractors = await cinodeSubcontractors(client).listSubcontractors();
			seen.subcontractors = subcontractors;
			const id = subcontractors[0]?.companyUserId;
			if (id === undefined)
				findings.assume('subcontractorUpdates', undefined, 'There is no subcontractor to ask about');
			else {
				const methods = await client.allowedMethods(`/subcontractors/${id}`);
				const text =
					methods.length === 0
						? 'Cinode doesn’t say what it allows'
						: methods.includes('PATCH')
							? 'Cinode says that they can be changed'
							: 'Cinode says that they can’t be changed';
				findings.assume(
					'subcontractorUpdates',
					methods.length === 0 ? undefined : !methods.includes('PATCH'),
					text,
				);
			}
			return { status: 'ok', found: counted(subcontractors.length, 'subcontractor') };
		},
		['subcontractors'],
	);
	await searchPeople(client, seen, findings);
}

async function checkCustomers(client: CinodeClient, findings: Findings, seen: CinodeSeen): Promise<void> {
	await findings.check(
		'Customers',
		'Give the API account’s owner the level Manager, and enable the module Customers',
		async () => {
			const customers = await cinodeCustomers(client).listCustomers();
			const keyed = share(customers, ({ identification }) => Boolean(identification?.trim()));
			seen.customers = customers;
			return {
				status: 'ok',
				found: `${counted(customers.length, 'customer')}; Internal/External ID is filled for ${keyed.text}`,
			};
		},
		['customers', 'projects'],
	);
	await searchAllCustomers(client, seen, findings);
}

async function checkProjects(client: CinodeClient, findings: Findings, seen: CinodeSeen): Promise<void> {
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
		['projects'],
	);
	await findings.check(
		'Projects',
		'Give the API account’s owner the level Manager',
		async () => {
			const { result, totalItems } = await searchProjects(client, { projectStates: [WON] }, 1);
			seen.projects = result;
			const [first, second] = [result[0], result.at(1)];
			if (first && second) {
				for (const { id } of [first, second])
					seen.projectDetails.push(await client.one(`/projects/${id}`, projectModel, 'a project'));
				const [a = '', b = ''] = seen.projectDetails.map(({ updatedDateTime }) => updatedDateTime ?? '');
				findings.assume(
					'projectSearch',
					a !== '' && a >= b,
					a >= b ? 'The first was updated after the second' : 'The first was updated before the second',
				);
			} else findings.assume('projectSearch', undefined, 'There are fewer than two won projects');
			return { status: 'ok', found: counted(totalItems, 'won project') };
		},
		['projects'],
	);
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
				`${counted(roles.length, 'role')}, ${isList ? 'with' : 'without'} their project`,
			);
			return { status: 'ok', found: counted(roles.length, 'role') };
		},
		['projects'],
	);
}
