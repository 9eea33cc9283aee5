import type { Resource } from '../../../shared/resource';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

/** People in Kleer with payroll, schedule, categories and supplier. */
export const employee: Resource = {
	title: 'Employee',
	value: 'employee',
	defaultOperation: 'getAll',
	operations: [get, getAll],
};
