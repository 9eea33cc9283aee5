import { mapRecord, mapScheme, type SchemeMapping } from '../shared/mapScheme';
import type { MappedRecord, RejectedRecord } from '../shared/types';
import type { ProjectAsRead } from './asRead';
import { endedBeforeGoLive, whyNotEligible } from './eligibility';
import { PROJECT_RULES, type ProjectValues } from './fieldRules';
import { budgetIfNew, isContractTypeUnknown } from './fieldValues';
import { projectKey, projectNumber, withoutPrefix } from './keys';
import type { ProjectsSetup } from './setup';

export type { ProjectAsRead, RoleAsRead } from './asRead';

/** A Cinode project as a client project in Kleer. */
export interface MappedProject extends MappedRecord<ProjectValues> {
	scheme: 'projects';
	/** Which Kleer fields the keys of people and customers in `values` are. */
	keySources?: { people: 'internalId' | 'id' | 'foreignId'; customers: 'foreignId' | 'id' };
	/** What set-up says about people and prices. */
	projectSetup?: {
		activityId?: number;
		allActivities: boolean;
		/** Without one the contract type isn't known, and set-up's answer is for a creation only. */
		hasRoles: boolean;
		removePeople: boolean;
		/** Somebody on a role, or a project manager, has no key yet. */
		isPeopleIncomplete: boolean;
		isLeadsIncomplete: boolean;
	};
	/** What the records that `values` names by key are called, by field. */
	names?: { client?: string; brokerClient?: string };
	/** Values for a creation alone, where the source's reply left out what decides. */
	ifNew?: ProjectValues;
	/** What the source's reply left out, so that the record can't be created yet. */
	unread?: string;
}

/** Maps Cinode projects to Kleer client projects (docs/field-rules.md#projects-cinode--kleer). One bad record never stops the others. */
export function mapProjects(projects: ProjectAsRead[], setup: ProjectsSetup): SchemeMapping<MappedProject> {
	return mapScheme(projects, {
		scheme: 'projects',
		key: (project) => projectNumber(project, setup),
		map: (project) => mapProject(project, setup),
		foreign: () => undefined,
		// Out of scope is one more reason to send nothing: so it is said that the project needs no other try.
		scope: { onlyCategories: [], notCategories: [], neverKeys: [] },
	});
}

function whyOutOfScope(project: ProjectAsRead, setup: ProjectsSetup): string | undefined {
	const { onlyPipelines, onlyTeams, neverKeys } = setup.scope;
	const isIn = (list: number[], id: number | null | undefined) =>
		list.length === 0 || (typeof id === 'number' && list.includes(id));
	if (!isIn(onlyPipelines, project.pipelineId)) return "It is out of scope, not in 'Only in Pipeline'";
	if (!isIn(onlyTeams, project.teamId)) return "It is out of scope, not in 'Only of Team'";
	return neverKeys.includes(projectNumber(project, setup) ?? '')
		? "It is out of scope, its number among 'Never These Numbers'"
		: undefined;
}

function mapProject(project: ProjectAsRead, setup: ProjectsSetup): MappedProject | RejectedRecord {
	const notEligible = whyOutOfScope(project, setup) ?? whyNotEligible(project, setup);
	const parts = {
		scheme: 'projects' as const,
		rules: PROJECT_RULES,
		own: { rows: setup.ownRows, source: project },
		setup,
		modes: setup.modes,
		...projectKey(project, setup),
		system: 'Cinode',
		keyPrefix: setup.numberPrefix,
	};
	const source = { ...project, name: project.title, active: !notEligible };
	const outcome = mapRecord<typeof source, ProjectsSetup, MappedProject>(source, parts, (record) => {
		const notCreated = notEligible ?? whyNotCreated(project, record, setup);
		const budget = isTaken('budgetAmount', setup) ? budgetIfNew(project) : undefined;
		return {
			readAt: project.readAt,
			sourceId: project.id,
			keySources: { people: setup.peopleKeySource, customers: setup.customerNumberSource },
			projectSetup: {
				allActivities: setup.allActivities,
				hasRoles: project.roles.length > 0,
				removePeople: setup.removePeople,
				isPeopleIncomplete:
					(project.areRolesUnknown ?? false) ||
					project.roles.some(
						({ person }) => person === undefined || (person && !withoutPrefix(person.key, setup)),
					),
				isLeadsIncomplete: (project.projectManagers ?? []).some(({ key }) => !withoutPrefix(key, setup)),
				...(setup.activityId === undefined ? {} : { activityId: setup.activityId }),
			},
			names: {
				client: project.customer?.name ?? '',
				...(project.intermediator ? { brokerClient: project.intermediator.name } : {}),
			},
			...(budget === undefined ? {} : { ifNew: { budgetAmount: budget } }),
			// What is not sent needs nobody's attention.
			...(notEligible ? { notSent: `${notEligible}: nothing more is sent`, warnings: [] } : {}),
			...(notCreated ? { notCreated } : unread(project)),
		};
	});
	const quiet = notEligible ?? (endedBeforeGoLive(project, setup) ? ENDED : undefined);
	if (!('reasons' in outcome)) return outcome;
	if (!quiet || !parts.key) return { ...outcome, sourceId: project.id };
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
		sourceId: project.id,
		notSent: quiet,
		notCreated: quiet,
	};
}

/** Whether set-up lets a row be written at all. */
function isTaken(field: string, { modes }: ProjectsSetup): boolean {
	return modes[field] !== 'off';
}

const ENDED = 'Its roles all ended before the go-live date';

function whyNotCreated(
	project: ProjectAsRead,
	{ values }: MappedRecord<ProjectValues>,
	setup: ProjectsSetup,
): string | undefined {
	if (endedBeforeGoLive(project, setup)) return ENDED;
	if (values.fixedPrice === undefined && project.roles.length === 0 && !project.areRolesUnknown)
		return 'It has no role yet, and set-up waits for one';
	return undefined;
}

/** What Kleer takes only when a project is created, and Cinode's reply left out. */
function unread(project: ProjectAsRead): Pick<MappedProject, 'unread'> {
	const { areRolesUnknown, currency } = project;
	if (areRolesUnknown) return { unread: 'roles' };
	if (isContractTypeUnknown(project)) return { unread: "roles' contract type" };
	return currency === undefined ? { unread: 'currency' } : {};
}
