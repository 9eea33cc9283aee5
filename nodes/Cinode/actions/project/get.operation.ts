import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { readProjectOnce, type ProjectReading } from '../../../../apis/cinode/projectReading';
import { VendorError, attempt, defersTheRest, stopsTheRun } from '../../../../base';
import type { ProjectAsRead } from '../../../../rules';
import { simplifyField } from '../../../shared/fields';
import { asJson } from '../../../shared/items';
import { idFrom } from '../../../shared/locator';
import type { Operation } from '../../../shared/resource';
import { projectLocator, simplified } from './projectFields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a project',
	description: 'Get one project with roles, members, rates and customer',
	properties: [
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
	],
	execute,
};

/** What each run of the node has begun to read, and since when. */
const runs = new WeakMap<
	IExecuteFunctions,
	{ since: number; readings: Map<string, Promise<ProjectAsRead>> }
>();

/** Several items about one project cost one reading: what they are about was there before the run began. */
async function readInRun(
	context: IExecuteFunctions,
	client: CinodeClient,
	id: number,
	reading: ProjectReading,
): Promise<ProjectAsRead> {
	const run = runs.get(context) ?? { since: Date.now(), readings: new Map<string, Promise<ProjectAsRead>>() };
	runs.set(context, run);
	const name = `${client.companyName} ${id} ${JSON.stringify(reading)}`;
	const begun = run.readings.get(name) ?? readProjectOnce(client, id, reading, run.since);
	run.readings.set(name, begun);
	return await begun;
}

/** Not simplified it is what the mapper's scheme Projects takes: with roles, members, rates and customer. */
async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = idFrom(this, projectLocator, itemIndex);
	const options = this.getNodeParameter('options', itemIndex, {}) as {
		customerTags?: boolean;
		tariffs?: boolean;
	};
	const client = await CinodeClient.open(this);
	const reading = { tariffs: options.tariffs ?? true, customerTags: options.customerTags ?? false };
	const outcome = await attempt(() => readInRun(this, client, id, reading));
	if (!outcome.ok) {
		const { error } = outcome;
		// The report has to say which project it is about, unless no other can be read either.
		const isEverybodys = stopsTheRun(error) || defersTheRest(error);
		if (error instanceof VendorError && !isEverybodys) error.about = { projectId: id };
		throw error;
	}
	const project = outcome.value;
	return [this.getNodeParameter('simple', itemIndex, true) ? simplified(project) : asJson(project)];
}
