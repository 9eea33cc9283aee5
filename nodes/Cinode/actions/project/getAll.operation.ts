import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { PROJECT_STATE_NUMBERS } from '../../../../models/cinode/codes';
import type { ProjectBase } from '../../../../models/cinode/projects';
import { projectsUpdatedSince, searchProjects, type ProjectQuery } from '../../../../apis/cinode/projects';
import { instant } from '../../../../rules';
import { fieldCollection, filledFields, simplifyField } from '../../../shared/fields';
import { asJson } from '../../../shared/items';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import type { Operation } from '../../../shared/resource';
import { statesField } from './projectFields';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many projects',
	description: 'Get many projects, or those that match',
	properties: [
		...returnAllAndLimit,
		fieldCollection('Filters', [
			{
				displayName: 'Changed Since',
				name: 'changedSince',
				type: 'dateTime',
				default: '',
				description:
					'Only projects that were updated then or later. Cinode shows no times in a search: a few requests more.',
			},
			{
				displayName: 'Identifier',
				name: 'identification',
				type: 'string',
				default: '',
				description: 'The project’s Internal ID',
			},
			{
				displayName: 'Pipeline Names or IDs',
				name: 'pipelines',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getPipelines' },
				default: [],
				description:
					'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			},
			statesField,
			{ displayName: 'Title', name: 'title', type: 'string', default: '', description: 'Part of the title' },
		]),
		simplifyField,
	],
	execute,
};

/** Most recently updated first, a page of 100 at a time. */
async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const { states, pipelines, identification, title, changedSince } = filledFields(this, 'filters', itemIndex);
	const limit = limitOf(this, itemIndex);
	const simple = this.getNodeParameter('simple', itemIndex, true) as boolean;
	const query: ProjectQuery = {
		...(title ? { title: String(title) } : {}),
		...(identification ? { identification: String(identification) } : {}),
		...(Array.isArray(pipelines) && pipelines.length > 0 ? { pipelines: pipelines.map(Number) } : {}),
		...(Array.isArray(states) && states.length > 0
			? {
					projectStates: states.map(
						(state) => PROJECT_STATE_NUMBERS[state as keyof typeof PROJECT_STATE_NUMBERS],
					),
				}
			: {}),
	};
	const client = await CinodeClient.open(this);
	const found: ProjectBase[] = changedSince
		? await projectsUpdatedSince(client, query, timeOf(this, changedSince, itemIndex))
		: [];
	for (let page = 1; !changedSince && found.length < limit; page++) {
		const { result, totalItems } = await searchProjects(client, query, page);
		found.push(...result);
		if (result.length === 0 || found.length >= totalItems) break;
	}
	return found.slice(0, limit).map((project) => (simple ? simplifiedBase(project) : asJson(project)));
}

function simplifiedBase({ id, title, identifier, customerId }: ProjectBase): IDataObject {
	return { id, title: title ?? null, identifier: identifier ?? null, customerId: customerId ?? null };
}

/** @throws NodeOperationError when it is no date. */
function timeOf(context: IExecuteFunctions, given: unknown, itemIndex: number): number {
	const time = instant(String(given), context.getTimezone());
	if (!Number.isNaN(time)) return time;
	throw new NodeOperationError(context.getNode(), `'Changed Since' is not a date: ${String(given)}`, {
		itemIndex,
	});
}
