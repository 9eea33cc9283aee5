import type { CinodeProject } from '../cinodeRecords';
import { addDays } from '../shared/dates';
import { mapRecord, mapScheme, type SchemeMapping } from '../shared/mapScheme';
import type { MappedRecord, RejectedRecord } from '../shared/types';
import { endedBeforeGoLive, whyNotEligible } from './eligibility';
import { PROJECT_RULES, projectNumber, withoutPrefix } from './fieldRules';
import { nextChange } from './prices';
import { PROJECT_NUMBERS, type ProjectsSetup } from './setup';

/** Maps Cinode projects to Kleer client projects (design.md 3, projects). One bad record never stops the others. */
export function mapProjects(projects: CinodeProject[], setup: ProjectsSetup): SchemeMapping {
	return mapScheme(projects, {
		foreign: (project) => outOfScope(project, setup),
		key: (project) => projectNumber(project, setup),
		map: (project) => mapProject(project, setup),
		scope: { onlyCategories: [], notCategories: [], neverKeys: setup.scope.neverKeys },
	});
}

function outOfScope({ pipelineId, teamId }: CinodeProject, { scope }: ProjectsSetup): string | undefined {
	const isIn = (list: number[], id: number | null) => list.length === 0 || (id !== null && list.includes(id));
	return isIn(scope.onlyPipelines, pipelineId) && isIn(scope.onlyTeams, teamId) ? undefined : 'outOfScope';
}

function mapProject(project: CinodeProject, setup: ProjectsSetup): MappedRecord | RejectedRecord {
	const notEligible = whyNotEligible(project, setup);
	const parts = {
		scheme: 'projects' as const,
		rules: PROJECT_RULES,
		setup,
		modes: setup.modes,
		key: projectNumber(project, setup),
		keyName: PROJECT_NUMBERS[setup.numberSource].name,
		system: 'Cinode',
		keyPrefix: setup.numberPrefix,
	};
	const source = { ...project, name: project.title, active: !notEligible };
	const outcome = mapRecord(source, parts, (record) => {
		const notCreated = notEligible ?? whyNotCreated(project, record, setup);
		const due = nextChange(project.roles, setup.today, (date) => addDays(date, 1));
		return {
			readAt: project.readAt,
			sourceId: project.id,
			keySources: { people: setup.peopleKeySource, customers: setup.customerNumberSource },
			projectSetup: {
				allActivities: setup.allActivities,
				removePeople: setup.removePeople,
				isPeopleIncomplete: project.roles.some(({ person }) => person && !withoutPrefix(person.key, setup)),
				isLeadsIncomplete: project.projectManagers.some(({ key }) => !withoutPrefix(key, setup)),
				...(setup.activityId === undefined ? {} : { activityId: setup.activityId }),
			},
			names: {
				client: project.customer?.name ?? '',
				...(project.intermediator ? { brokerClient: project.intermediator.name } : {}),
			},
			// What is not sent needs nobody's attention.
			...(notEligible ? { notSent: `${notEligible}: nothing more is sent`, warnings: [] } : {}),
			...(notCreated ? { notCreated } : {}),
			...(due ? { changesOn: due } : {}),
		};
	});
	const quiet = notEligible ?? (endedBeforeGoLive(project, setup) ? ENDED : undefined);
	if (!('reasons' in outcome) || !quiet || !parts.key) return outcome;
	// What isn't sent needn't be complete.
	return {
		scheme: 'projects',
		key: parts.key,
		keyPrefix: setup.numberPrefix,
		label: outcome.label,
		active: false,
		values: {},
		modes: {},
		tags: { managed: [], set: [] },
		warnings: [],
		notes: [],
		notSent: quiet,
		notCreated: quiet,
	};
}

const ENDED = 'Its roles all ended before the go-live date';

function whyNotCreated(
	project: CinodeProject,
	{ values }: MappedRecord,
	setup: ProjectsSetup,
): string | undefined {
	if (endedBeforeGoLive(project, setup)) return ENDED;
	if (values.fixedPrice === undefined) return 'It has no role yet, and set-up waits for one';
	return undefined;
}
