import { afterAll, describe, expect, it } from 'vitest';
import { tieToSupplier } from '../../sandbox/index.mts';
import { cases } from '../../extent.mts';
import { push } from '../../integration/support/projects.mts';
import type { TemplateScheme } from '../../integration/support/sync.mts';
import type { Tenant } from '../../integration/support/tenant.mts';
import { checkCustomers, customersNow } from '../customers/checkCustomers.mts';
import { judgeCustomers } from '../customers/customerOracle.mts';
import { generateClients } from '../customers/generateClients.mts';
import { checkUsers, usersNow } from '../people/checkUsers.mts';
import { generatePeople } from '../people/generateKleer.mts';
import { judgeUsers } from '../people/userOracle.mts';
import { checkProjects } from '../projects/checkProjects.mts';
import { generateCompany } from '../projects/generateCompany.mts';
import { generateProjects } from '../projects/generateProjects.mts';
import { ACTIVITY, GO_LIVE, judgeProjects, STAGE, TEAM } from '../projects/projectOracle.mts';
import { checkSubcontractors, subcontractorsNow } from '../subcontractors/checkSubcontractors.mts';
import { judgeSubcontractors } from '../subcontractors/subcontractorOracle.mts';
import { Chance } from '../support/chance.mts';
import { Findings, Tally } from '../support/findings.mts';
import { groupBy } from '../support/groupBy.mts';
import { expectStill, goFast, goTo, restoreClock } from '../support/clock.mts';
import { FIRST_DAY } from '../support/tenants.mts';
import { keysWritten, startTwo, syncCompany, type Company } from './twoCompanies.mts';

/** Of each kind in each of the two companies. */
const SIZE = Math.ceil(cases(10_000) / 8);
const SCHEMES: TemplateScheme[] = ['users', 'subcontractors', 'customers'];

describe(`two Kleer companies with ${SIZE} records of each kind on one Cinode`, () => {
	const chance = new Chance(77);
	const tally = new Tally();
	let companies: [Company, Company];
	let group: Tenant;

	afterAll(async () => {
		restoreClock();
		for (const { tenant } of companies) await tenant.stop();
	});

	function fill({ tenant, prefix }: Company): void {
		const { store } = tenant.sandbox.kleer;
		const mark = prefix.slice(0, 1);
		// The same internal ids, customer numbers and names in both companies; e-mails are people's own.
		const people = {
			people: SIZE,
			today: FIRST_DAY,
			domain: `${mark.toLowerCase()}.example`,
			firstId: 1_200_001,
		};
		generatePeople(store, chance, tally, people);
		for (const [index, user] of [...store.users.values()].entries()) {
			if (index % 9 === 0) tieToSupplier(store, user.id, [...store.suppliers.keys()][0] ?? 0);
		}
		const nobody = structuredClone(group.sandbox.cinode.store);
		generateClients(store, nobody, chance, tally, {
			clients: SIZE,
			mark: 'Lika',
			serial: 100,
			references: [],
		});
	}

	it('never write to each other’s people and customers, and the second time nothing', async () => {
		companies = await startTwo(FIRST_DAY);
		group = companies[0].tenant;
		for (const company of companies) fill(company);
		const findings = new Findings();
		for (const company of companies) for (const scheme of SCHEMES) await checked(findings, company, scheme);
		findings.expectNone('two companies');
		const { users, customers } = group.sandbox.cinode.store;
		for (const { prefix } of companies) {
			const own = (key: string | null) => key?.startsWith(prefix);
			expect([...users.values()].filter((one) => own(one.internalIdentifier)).length).toBeGreaterThan(
				SIZE / 3,
			);
			expect([...customers.values()].filter((one) => own(one.identification)).length).toBeGreaterThan(
				SIZE / 2,
			);
		}
		for (const company of companies) {
			for (const scheme of SCHEMES) {
				await syncCompany(group, company, scheme);
				expect(group.writes.filter((write) => !write.startsWith('OPTIONS'))).toEqual([]);
			}
		}
	});

	async function checked(findings: Findings, company: Company, scheme: TemplateScheme): Promise<void> {
		const { prefix, tenant } = company;
		const kleer = tenant.sandbox.kleer.store;
		const common = { kleer, today: FIRST_DAY, prefix };
		const [users, subs, customers] = [usersNow(group), subcontractorsNow(group), customersNow(group)];
		const run = await syncCompany(group, company, scheme);
		for (const key of keysWritten(group)) {
			if (!key.startsWith(prefix)) findings.add(`${prefix} ${scheme} wrote to the record with key ${key}`);
		}
		if (scheme === 'users') {
			const verdicts = judgeUsers({ ...common, cinode: users, ownKeys: new Map() });
			checkUsers(findings, users, usersNow(group), verdicts, run);
		} else if (scheme === 'subcontractors') {
			const theirs = {
				emails: new Set(users.map(({ email }) => email)),
				keys: new Set(users.map(({ internalIdentifier }) => internalIdentifier ?? '')),
			};
			const situation = { ...common, cinode: subs, ownKeys: new Map(), users: theirs, canUpdate: false };
			checkSubcontractors(findings, subs, subcontractorsNow(group), judgeSubcontractors(situation), run);
		} else {
			const situation = { kleer, cinode: customers, ownKeys: new Set<string>(), users: new Map(), prefix };
			// A name or a number of the other company's customer must not link; nothing in Cinode is without key here.
			checkCustomers(findings, customers, customersNow(group), judgeCustomers(situation), run);
		}
	}

	it('get their own projects, and none of the other’s', async () => {
		goTo(FIRST_DAY);
		await Promise.all(companies.map(({ tenant }) => tenant.stop()));
		companies = await startTwo(FIRST_DAY);
		group = companies[0].tenant;
		goFast(FIRST_DAY);
		const cinode = group.sandbox.cinode.store;
		const ids = companies.flatMap(({ tenant, prefix }) => {
			const { store } = tenant.sandbox.kleer;
			const mark = prefix.slice(0, 1);
			const options = { today: FIRST_DAY, prefix, mark, projects: SIZE };
			const made = generateCompany(store, cinode, chance, options);
			return generateProjects(store, cinode, made, chance, tally, { count: SIZE, today: FIRST_DAY, mark });
		});
		const findings = new Findings();
		for (const company of companies) {
			const store = company.tenant.sandbox.kleer.store;
			const before = structuredClone([...store.clientProjects.values()]);
			const roles = groupBy(cinode.roles.values(), ({ projectId }) => projectId);
			const situation = { kleer: store, cinode, roles, before, today: FIRST_DAY, prefix: company.prefix };
			const verdicts = judgeProjects(situation, ids);
			const run = await pushTo(company, ids);
			checkProjects(findings, before, [...store.clientProjects.values()], verdicts, run.results);
			expect(store.clientProjects.size).toBeGreaterThan(SIZE / 2);
		}
		expectStill(FIRST_DAY);
		findings.expectNone('projects of two companies');
		for (const company of companies) {
			company.tenant.sandbox.requests.clear();
			await pushTo(company, ids);
			const { all } = company.tenant.sandbox.requests;
			expect(all.filter(({ system, method }) => system === 'kleer' && method !== 'GET')).toEqual([]);
		}
	});

	const pushTo = async ({ tenant, credentials, prefix }: Company, ids: number[]) =>
		await push({ sandbox: tenant.sandbox, credentials } as Tenant, ids, {
			workflowId: `${tenant.workflowId}-projects`,
			mapper: {
				activityId: ACTIVITY,
				goLiveDate: GO_LIVE,
				keyPrefix: prefix,
				stages: [`${STAGE.pipelineId}|${STAGE.stageId}`],
				dimensionsByTeam: { rows: [{ teamId: TEAM.teamId, category: `${TEAM.category}|Team` }] },
			},
			sync: { options: { maxCreates: 1_000_000, maxChangedShare: 100 } },
		});
});
