import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { listPipelines } from '../../../../apis/cinode/projects';
import { asJson } from '../../../shared/items';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import { showFor } from '../../../shared/showFor';

async function getAll(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const pipelines = await listPipelines(await CinodeClient.open(this));
	return pipelines.slice(0, limitOf(this, itemIndex)).map(asJson);
}

/** Pipelines with their stages. */
export const pipeline = {
	operations: { getAll },
	properties: [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: ['pipeline'] } },
			options: [
				{
					name: 'Get Many',
					value: 'getAll',
					action: 'Get many pipelines',
					description: 'Get many sales pipelines, each with ID, title and its stages in order',
				},
			],
			default: 'getAll',
		},
		...showFor('pipeline', 'getAll', returnAllAndLimit),
	] satisfies INodeProperties[],
};
