import type { OperationTable } from '../../shared/router';
import { client } from './client';
import * as employee from './employee';
import { subcontractor } from './subcontractor';
import { supplier } from './supplier';

/** Every operation of the node. */
export const operations: OperationTable = {
	items: {
		client: client.operations,
		employee: { get: employee.get.execute, getAll: employee.getAll.execute },
		subcontractor: subcontractor.operations,
		supplier: supplier.operations,
	},
};
