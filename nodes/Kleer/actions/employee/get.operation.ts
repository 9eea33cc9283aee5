import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { KleerClient } from '../../../../apis/kleer/client';
import { getEmployee } from '../../../../apis/kleer/employees';
import { idFrom, recordLocator } from '../../../shared/locator';
import { showFor } from '../../../shared/showFor';
import { employeeOutput, readEmployeeOptions } from './employeeOptions';

const employeeLocator = recordLocator({
	displayName: 'Employee',
	name: 'employeeId',
	searchMethod: 'searchEmployees',
	description: 'The person in Kleer',
});

export const properties: INodeProperties[] = showFor('employee', 'get', [employeeLocator]);

export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = idFrom(this, employeeLocator, itemIndex);
	const client = await KleerClient.open(this);
	const employee = await getEmployee(client, id, readEmployeeOptions(this, itemIndex));
	return [employeeOutput(this, employee, itemIndex)];
}
