import type { CustomerNumberSource } from '../customers/setup';
import type { KleerId } from '../people/setup';
import type { OwnRow } from '../own/ownRows';
import type { Mode } from '../shared/types';

/** Which Cinode field is the Kleer project number (docs/field-rules.md#projects-cinode--kleer: Project id). */
export const PROJECT_NUMBERS = {
	id: { name: 'Project ID', description: "Cinode's own id of the project" },
	identifier: { name: 'Identifier', description: "The project's Internal ID in Cinode, free text" },
} as const;

export type ProjectNumberSource = keyof typeof PROJECT_NUMBERS;

/** What is done about a project that has no role yet, whose contract type isn't known. */
export const WITHOUT_ROLES = {
	wait: { name: 'Wait for a Role', description: 'The project is created once it has a role' },
	hourly: { name: 'Not Fixed Price', description: 'Kleer can’t change it later' },
	fixed: { name: 'Fixed Price', description: 'Kleer can’t change it later' },
} as const;

export type WithoutRoles = keyof typeof WITHOUT_ROLES;

/** An open project is eligible in these stages; a won one always is. */
export interface PipelineStage {
	pipelineId: number;
	stageId: number;
}

export interface ProjectScope {
	/** Only these pipelines; empty: all. */
	onlyPipelines: number[];
	/** Only these teams; empty: all. */
	onlyTeams: number[];
	/** Never these numbers, prefix included. */
	neverKeys: string[];
}

/** Every choice of set-up for the projects scheme. */
export interface ProjectsSetup {
	/** Today in the tenant's time zone, YYYY-MM-DD. */
	today: string;
	numberSource: ProjectNumberSource;
	/** Before every project number; Kleer's numbers are short and others use them too. */
	numberPrefix: string;
	/** Before the keys of people and customers, as in their syncs. */
	keyPrefix: string;
	/** The Kleer fields that are the keys of people and customers in their syncs. */
	peopleKeySource: KleerId;
	customerNumberSource: CustomerNumberSource;
	stages: PipelineStage[];
	/** Projects whose roles all ended before it are never created, YYYY-MM-DD. */
	goLiveDate: string;
	withoutRoles: WithoutRoles;
	/** The Kleer activity that carries the prices; absent: no prices. */
	activityId?: number;
	/** Whether people may report on every activity of the project. */
	allActivities: boolean;
	/** Whether a person without a role any more is taken off the project. */
	removePeople: boolean;
	/** A Kleer dimension entry by Cinode team, and one for all others. */
	dimensionsByTeam: Array<{ teamId: number; entryId: number }>;
	dimensionEntryId?: number;
	/** "BV=": the customer's tag that holds the terms of payment. */
	paymentTermsPrefix: string;
	scope: ProjectScope;
	/** Modes that differ from the table's. */
	modes: Record<string, Mode>;
	/** Rows that set-up adds to the table. */
	ownRows?: readonly OwnRow[];
}
