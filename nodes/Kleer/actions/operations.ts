import type { OperationTable } from '../../shared/router';
import { activity } from './activity';
import { apiRequest } from './apiRequest';
import { category } from './category';
import { client } from './client';
import { clientProject, sync as projectSync } from './clientProject';
import * as employee from './employee';
import { subcontractor } from './subcontractor';
import { supplier } from './supplier';
import { user } from './user';

/** Every operation of the node. */
export const operations: OperationTable = {
	items: {
		activity: activity.operations,
		apiRequest: apiRequest.operations,
		category: category.operations,
		client: client.operations,
		clientProject: clientProject.operations,
		employee: { get: employee.get.execute, getAll: employee.getAll.execute },
		subcontractor: subcontractor.operations,
		supplier: supplier.operations,
		user: user.operations,
	},
	batches: { clientProject: { sync: projectSync.execute } },
};
