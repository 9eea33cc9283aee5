import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { getRole } from '../../../../apis/cinode/projects';
import { asJson } from '../../../shared/items';
import { idFrom } from '../../../shared/locator';
import { showFor } from '../../../shared/showFor';
import { projectLocator } from '../project/projectFields';

const roleField: INodeProperties = {
	displayName: 'Role ID',
	name: 'roleId',
	type: 'string',
	default: '',
	required: true,
	description: 'Cinode’s ID of the role; the project shows its roles',
};

async function get(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const projectId = idFrom(this, projectLocator, itemIndex);
	const roleId = idFrom(this, roleField, itemIndex);
	return [asJson(await getRole(await CinodeClient.open(this), projectId, roleId))];
}

/** A role of a project, with rate, member and prospects. */
export const role = {
	operations: { get },
	properties: [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: ['role'] } },
			options: [
				{
					name: 'Get',
					value: 'get',
					action: 'Get a role',
					description: 'Get one role of a project, with its rate and member',
				},
			],
			default: 'get',
		},
		...showFor('role', 'get', [projectLocator, roleField]),
	] satisfies INodeProperties[],
};
