import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { KleerClient } from '../../../../apis/kleer/client';
import { listEmployees } from '../../../../apis/kleer/employees';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import { showFor } from '../../../shared/showFor';
import { employeeOutput, readEmployeeOptions } from './employeeOptions';

export const properties: INodeProperties[] = showFor('employee', 'getAll', returnAllAndLimit);

/** The number of requests doesn't depend on the limit: the lists have no pages (facts/kleer.md 1.7). */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const client = await KleerClient.open(this);
	const employees = await listEmployees(client, readEmployeeOptions(this, itemIndex));
	return employees.slice(0, limitOf(this, itemIndex)).map((employee) => employeeOutput(this, employee));
}
