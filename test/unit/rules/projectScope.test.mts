import { describe, expect, it } from 'vitest';
import {
	endedBeforeGoLive,
	mapProjects,
	whyNotEligible,
	type CinodeProject,
	type ProjectsSetup,
	type ProjectState,
} from '../../../rules';
import { mappedProject, project, projectsSetup, role } from '../support/projects.mts';

const STAGES = [
	{ pipelineId: 3, stageId: 31 },
	{ pipelineId: 4, stageId: 41 },
];

describe('a project is eligible', () => {
	it.each<[ProjectState | null, number | null, number | null, boolean]>([
		['won', 3, 31, true],
		['won', 9, 99, true],
		['won', null, null, true],
		['open', 3, 31, true],
		['open', 4, 41, true],
		['open', 3, 41, false],
		['open', 4, 31, false],
		['open', null, null, false],
		['lost', 3, 31, false],
		['abandoned', 3, 31, false],
		['suspended', 3, 31, false],
		[null, 3, 31, false],
	])('%s in pipeline %s, stage %s: %s', (state, pipelineId, stageId, eligible) => {
		const why = whyNotEligible({ state, pipelineId, stageId }, { stages: STAGES });
		expect(why === undefined).toBe(eligible);
		const record = mappedProject({ state, pipelineId, stageId }, { stages: STAGES });
		expect(record.notSent === undefined).toBe(eligible);
		expect(record.notCreated === undefined).toBe(eligible);
	});

	it('open in no stage when set-up selects none', () => {
		expect(mappedProject({ state: 'open' }).notCreated).toBeDefined();
	});

	it('and one that is not needs no attention', () => {
		expect(mappedProject({ state: 'lost', roles: [role({ rate: 0 })] }).warnings).toEqual([]);
	});
});

describe('a project whose roles all ended before the go-live date', () => {
	const goLiveDate = '2026-01-01';
	const ends = (...dates: Array<string | null>) => ({ roles: dates.map((endDate) => role({ endDate })) });

	it.each<[Array<string | null>, boolean]>([
		[['2025-12-31'], true],
		[['2025-12-31', '2024-06-30'], true],
		[['2025-12-31', '2026-01-01'], false],
		[['2025-12-31', null], false],
		[[], false],
	])('with ends %j: %s', (dates, ended) => {
		expect(endedBeforeGoLive(ends(...dates), { goLiveDate })).toBe(ended);
		const record = mappedProject(ends(...dates), { goLiveDate, withoutRoles: 'hourly' });
		expect(record.notCreated !== undefined).toBe(ended);
		expect(record.notSent).toBe(undefined);
	});
});

describe('the scope', () => {
	const scope = (more: Partial<ProjectsSetup['scope']>) => ({
		scope: { onlyPipelines: [], onlyTeams: [], neverKeys: [], ...more },
	});

	it.each<[string, Partial<ProjectsSetup>, Partial<CinodeProject>, boolean]>([
		['everything by default', {}, { pipelineId: null, teamId: null }, true],
		['only these pipelines', scope({ onlyPipelines: [3] }), {}, true],
		['not another pipeline', scope({ onlyPipelines: [4] }), {}, false],
		['no pipeline', scope({ onlyPipelines: [3] }), { pipelineId: null }, false],
		['only these teams', scope({ onlyTeams: [5] }), {}, true],
		['not another team', scope({ onlyTeams: [6] }), {}, false],
		['both', scope({ onlyPipelines: [3], onlyTeams: [6] }), {}, false],
		['never this number', scope({ neverKeys: ['501'] }), {}, false],
		[
			'never this number, prefix included',
			{ ...scope({ neverKeys: ['C-501'] }), numberPrefix: 'C-' },
			{},
			false,
		],
		['the number without its prefix', { ...scope({ neverKeys: ['501'] }), numberPrefix: 'C-' }, {}, true],
	])('%s', (_name, setup, more, isIn) => {
		const { mapped, rejected, leftOut } = mapProjects([project(more)], projectsSetup(setup));
		expect(rejected).toEqual([]);
		expect(leftOut).toEqual([]);
		// It leaves the mapper all the same, so that the catch-up is told that it needs no other try.
		expect(mapped.map(({ record }) => record.notSent)).toEqual([
			isIn ? undefined : expect.stringContaining('out of scope'),
		]);
	});

	it('leaves out what would be rejected otherwise', () => {
		const { rejected } = mapProjects([project({ customer: null })], projectsSetup(scope({ onlyTeams: [6] })));
		expect(rejected).toEqual([]);
	});

	it('one bad project never stops the others', () => {
		const { mapped, rejected } = mapProjects(
			[project({ customer: null }), project({ id: 502 })],
			projectsSetup(),
		);
		expect(rejected.map(({ index }) => index)).toEqual([0]);
		expect(mapped.map(({ record }) => record.key)).toEqual(['502']);
	});
});
