import { PROJECT_STATE_NUMBERS } from '../../../../models/cinode/codes';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ProjectAsRead } from '../../../../rules';
import { recordLocator } from '../../../shared/locator';

/** The project that an operation is about. */
export const projectLocator = recordLocator({
	displayName: 'Project',
	name: 'projectId',
	searchMethod: 'searchProjects',
	description: 'The project in Cinode',
});

/** Cinode's ProjectState (docs/vendors.md#cinode-enumerations). */
export const statesField: INodeProperties = {
	displayName: 'States',
	name: 'states',
	type: 'multiOptions',
	options: Object.keys(PROJECT_STATE_NUMBERS)
		.sort()
		.map((value) => ({ name: value.charAt(0).toUpperCase() + value.slice(1), value })),
	default: ['won'],
	description: 'Only projects in one of these states',
};

/** "4|17": a stage with its pipeline, kept so that both are known. */
export const stagesField: INodeProperties = {
	displayName: 'Pipeline Stage Names or IDs',
	name: 'stages',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getStages' },
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/** At most ten fields that people look for. */
export function simplified(project: ProjectAsRead): IDataObject {
	return {
		id: project.id,
		title: project.title,
		identifier: project.identifier,
		state: project.state,
		pipelineId: project.pipelineId,
		stageId: project.stageId,
		customer: project.customer?.name ?? null,
		customerNumber: project.customer?.number ?? null,
		value: project.contractValue ?? project.estimatedValue,
		roles: project.roles.map(({ title, person, startDate, endDate }) => ({
			title,
			person: person?.name ?? null,
			startDate,
			endDate,
		})),
	};
}
