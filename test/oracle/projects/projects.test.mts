import { afterAll, describe, expect, it } from 'vitest';
import { cases } from '../../extent.mts';
import { push, type PushRun } from '../../integration/support/projects.mts';
import type { Tenant } from '../../integration/support/tenant.mts';
import { Chance } from '../support/chance.mts';
import { Findings, Tally } from '../support/findings.mts';
import { groupBy } from '../support/groupBy.mts';
import { expectStill, goFast, restoreClock } from '../support/clock.mts';
import { emptyTenant, FIRST_DAY, SECOND_DAY } from '../support/tenants.mts';
import { CHANGES, changeProjects } from './changeProjects.mts';
import { checkProjects, type Readings } from './checkProjects.mts';
import { generateCompany, type Company } from './generateCompany.mts';
import { FATES, generateProjects } from './generateProjects.mts';
import { STORIES, TARIFFS } from './generateRoles.mts';
import { ACTIVITY, GO_LIVE, judgeProjects, STAGE, TEAM } from './projectOracle.mts';

const PROJECTS = cases(10_000);

const PORTION = 500;

const named = (what: string, forms: object) => Object.keys(forms).map((form) => `${what} ${form}`);

describe(`${PROJECTS} generated projects`, () => {
	const chance = new Chance(19_711_231);
	const readings: Readings = new Map();
	let tenant: Tenant;
	let company: Company;
	let ids: number[];

	afterAll(async () => {
		restoreClock();
		await tenant?.stop();
	});

	const rolesNow = () => groupBy(tenant.sandbox.cinode.store.roles.values(), ({ projectId }) => projectId);
	const kleerNow = () => structuredClone([...tenant.sandbox.kleer.store.clientProjects.values()]);
	const writes = () =>
		tenant.sandbox.requests.all
			.filter(({ system, method }) => system === 'kleer' && method !== 'GET')
			.map(({ method, path }) => `${method} ${path}`);

	/** In portions, as webhooks and the catch-up hand them over. */
	async function pushAll(): Promise<PushRun['results']> {
		tenant.sandbox.requests.clear();
		const results: PushRun['results'] = [];
		for (let from = 0; from < ids.length; from += PORTION) {
			const run = await push(tenant, ids.slice(from, from + PORTION), {
				mapper: {
					activityId: ACTIVITY,
					goLiveDate: GO_LIVE,
					stages: [`${STAGE.pipelineId}|${STAGE.stageId}`],
					dimensionsByTeam: { rows: [{ teamId: TEAM.teamId, category: `${TEAM.category}|Team` }] },
				},
				sync: { options: { maxCreates: 1_000_000, maxChangedShare: 100 } },
			});
			expect(run.summary?.brake).toBeUndefined();
			results.push(...run.results);
		}
		return results;
	}

	async function round(day: string): Promise<void> {
		const { kleer, cinode } = tenant.sandbox;
		const before = kleerNow();
		const verdicts = judgeProjects(
			{ kleer: kleer.store, cinode: cinode.store, roles: rolesNow(), before, today: day, prefix: '' },
			ids,
		);
		const results = await pushAll();
		expectStill(day);
		const findings = new Findings();
		checkProjects(findings, before, kleerNow(), verdicts, results, readings);
		findings.expectNone(`projects on ${day} (two readings of the words: ${JSON.stringify([...readings])})`);
	}

	it('arrive in Kleer, or don’t, as the tables say, with their people and prices', async () => {
		tenant = await emptyTenant(FIRST_DAY);
		goFast(FIRST_DAY);
		const { kleer, cinode } = tenant.sandbox;
		const tally = new Tally();
		company = generateCompany(kleer.store, cinode.store, chance, {
			today: FIRST_DAY,
			prefix: '',
			mark: 'A',
			projects: PROJECTS,
		});
		const options = { count: PROJECTS, today: FIRST_DAY, mark: 'A' };
		ids = generateProjects(kleer.store, cinode.store, company, chance, tally, options);
		tally.expectAll([
			...Object.keys(FATES),
			...named('story', STORIES),
			...named('tariff', TARIFFS),
			...['project in euro', 'broker', 'all at a fixed price', 'extent hours', 'value none'],
		]);
		await round(FIRST_DAY);
	});

	it('are followed as Cinode changes and as days pass', async () => {
		goFast(SECOND_DAY);
		const tally = new Tally();
		const tools = { cinode: tenant.sandbox.cinode.store, company, chance, today: SECOND_DAY };
		changeProjects(ids, rolesNow(), tools, tally, 0.18);
		tally.expectAll(named('change', CHANGES));
		await round(SECOND_DAY);
	});

	it('are left alone when nothing changed', async () => {
		await pushAll();
		expect(writes()).toEqual([]);
	});
});
