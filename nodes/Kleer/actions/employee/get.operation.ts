import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { KleerClient } from '../../../../apis/kleer/client';
import { getEmployee } from '../../../../apis/kleer/employees';
import { idFrom, recordLocator } from '../../../shared/locator';
import type { Operation } from '../../../shared/resource';
import { outputFields } from '../../shared/output';
import { employeeOptions, employeeOutput, readEmployeeOptions } from './employeeOptions';

const employeeLocator = recordLocator({
	displayName: 'Employee',
	name: 'employeeId',
	searchMethod: 'searchEmployees',
	description: 'The person in Kleer',
});

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get an employee',
	description: 'Get one person with payroll row, schedule level, categories and supplier',
	properties: [employeeLocator, ...outputFields(), employeeOptions],
	execute,
};

async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = idFrom(this, employeeLocator, itemIndex);
	const client = await KleerClient.open(this);
	const employee = await getEmployee(client, id, readEmployeeOptions(this, itemIndex));
	return [employeeOutput(this, employee, itemIndex)];
}
