import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { getRole } from '../../../../apis/cinode/projects';
import { listRoles } from '../../../../apis/cinode/roles';
import { forEachLimited } from '../../../../base';
import { simplifyField } from '../../../shared/fields';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import { idFrom, recordLocator } from '../../../shared/locator';
import type { Resource } from '../../../shared/resource';
import { projectLocator } from '../project/projectFields';
import { simplified } from './roleFields';
import { asJson } from '../../../shared/items';

const roleLocator = recordLocator({
	displayName: 'Role',
	name: 'roleId',
	searchMethod: 'searchRoles',
	description: 'The role of the project; Get Many gives the IDs',
});

const AT_ONCE = 4;

async function get(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const projectId = idFrom(this, projectLocator, itemIndex);
	const roleId = idFrom(this, roleLocator, itemIndex);
	const role = await getRole(await CinodeClient.open(this), projectId, roleId);
	return [asJson(this.getNodeParameter('simple', itemIndex, true) ? simplified(role) : role)];
}

/** A project shows its roles without rate and member: each is read by itself where they are asked for. */
async function getAll(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const projectId = idFrom(this, projectLocator, itemIndex);
	const simple = this.getNodeParameter('simple', itemIndex, true) as boolean;
	const { inFull } = this.getNodeParameter('options', itemIndex, {}) as { inFull?: boolean };
	const client = await CinodeClient.open(this);
	const roles = (await listRoles(client, projectId)).slice(0, limitOf(this, itemIndex));
	if (inFull) {
		await forEachLimited([...roles.keys()], AT_ONCE, async (index) => {
			roles[index] = await getRole(client, projectId, roles[index]?.id ?? 0);
		});
	}
	return roles.map((role) => asJson(simple ? simplified(role) : role));
}

/** The roles of a project, which hold dates, people and rates (docs/vendors.md#cinode-projects). */
export const role: Resource = {
	title: 'Role',
	value: 'role',
	defaultOperation: 'getAll',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get a role',
			description: 'Get one role of a project, with dates, rate per hour or fixed price, and who has it',
			properties: [projectLocator, roleLocator, simplifyField],
			execute: get,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many roles',
			description: 'Get the roles of a project with title and dates; with rates and people where asked for',
			properties: [
				projectLocator,
				...returnAllAndLimit,
				simplifyField,
				{
					displayName: 'Options',
					name: 'options',
					type: 'collection',
					placeholder: 'Add Option',
					default: {},
					description: 'What is read beside the list',
					options: [
						{
							displayName: 'Include Rates and People',
							name: 'inFull',
							type: 'boolean',
							default: false,
							description: 'Whether to read what each role costs and who has it; one request more per role',
						},
					],
				},
			],
			execute: getAll,
		},
	],
};
