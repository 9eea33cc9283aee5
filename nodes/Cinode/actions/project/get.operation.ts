import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { readProjectOnce } from '../../../../apis/cinode/projectReading';
import { VendorError, attempt, defersTheRest, stopsTheRun } from '../../../../base';
import { simplifyField } from '../../../shared/fields';
import { asJson } from '../../../shared/items';
import { idFrom } from '../../../shared/locator';
import { showFor } from '../../../shared/showFor';
import { projectLocator, simplified } from './projectFields';

export const properties: INodeProperties[] = showFor('project', 'get', [
	projectLocator,
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Include Customer Tags',
				name: 'customerTags',
				type: 'boolean',
				default: false,
				description: 'Whether to read the customer’s tags too, for terms of payment; one request more',
			},
			{
				displayName: 'Include Subcontractors’ Tariffs',
				name: 'tariffs',
				type: 'boolean',
				default: true,
				description: 'Whether to read what subcontractors cost; one request more for each of their roles',
			},
		],
	},
]);

/** Not simplified it is what the mapper's scheme Projects takes: with roles, members, rates and customer. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = idFrom(this, projectLocator, itemIndex);
	const options = this.getNodeParameter('options', itemIndex, {}) as {
		customerTags?: boolean;
		tariffs?: boolean;
	};
	const client = await CinodeClient.open(this);
	const outcome = await attempt(() =>
		readProjectOnce(client, id, {
			tariffs: options.tariffs ?? true,
			customerTags: options.customerTags ?? false,
		}),
	);
	if (!outcome.ok) {
		const { error } = outcome;
		// Somebody has to hear which project it is about, unless no other can be read either.
		const isEverybodys = stopsTheRun(error) || defersTheRest(error);
		if (error instanceof VendorError && !isEverybodys) error.about = { projectId: id };
		throw error;
	}
	const project = outcome.value;
	return [this.getNodeParameter('simple', itemIndex, true) ? simplified(project) : asJson(project)];
}
