import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import { KleerClient } from '../../../../apis/kleer/client';
import { getEmployee } from '../../../../apis/kleer/employees';
import { employeeOutput, readEmployeeOptions } from './employeeOptions';

export const properties: INodeProperties[] = [
	{
		displayName: 'Employee',
		name: 'employeeId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: { show: { resource: ['employee'], operation: ['get'] } },
		description: 'The person in Kleer',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchEmployees', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 31118',
				validation: [
					{ type: 'regex', properties: { regex: '^[0-9]+$', errorMessage: 'A Kleer ID is a whole number' } },
				],
			},
		],
	},
];

export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = Number(this.getNodeParameter('employeeId', itemIndex, '', { extractValue: true }));
	if (!Number.isInteger(id) || id <= 0) {
		throw new NodeOperationError(this.getNode(), "'Employee' has to be a Kleer ID, a whole number", {
			itemIndex,
		});
	}
	const client = await KleerClient.open(this);
	return [employeeOutput(this, await getEmployee(client, id, readEmployeeOptions(this, itemIndex)))];
}
