import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { listPipelines } from '../../../../apis/cinode/projects';
import { asJson } from '../../../shared/items';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import type { Resource } from '../../../shared/resource';

async function getAll(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const pipelines = await listPipelines(await CinodeClient.open(this));
	return pipelines.slice(0, limitOf(this, itemIndex)).map(asJson);
}

/** Pipelines with their stages. */
export const pipeline: Resource = {
	title: 'Pipeline',
	value: 'pipeline',
	defaultOperation: 'getAll',
	operations: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many pipelines',
			description: 'Get many sales pipelines, each with ID, title and its stages in order',
			properties: returnAllAndLimit,
			execute: getAll,
		},
	],
};
