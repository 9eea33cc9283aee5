import type { OperationTable } from '../../shared/router';
import { apiRequest } from './apiRequest';
import * as customer from './customer';
import { customerAddress } from './customerAddress';
import { customerContact } from './customerContact';
import { customerManager } from './customerManager';
import { customerTag } from './customerTag';
import { pipeline } from './pipeline';
import * as project from './project';
import { role } from './role';
import * as subcontractor from './subcontractor';
import { tag } from './tag';
import { team } from './team';
import * as user from './user';
import { webhook } from './webhook';

/** Every operation of the node. */
export const operations: OperationTable = {
	items: {
		apiRequest: apiRequest.operations,
		customer: {
			create: customer.create.execute,
			delete: customer.remove.execute,
			get: customer.get.execute,
			getAll: customer.getAll.execute,
			update: customer.update.execute,
		},
		customerAddress: customerAddress.operations,
		customerContact: customerContact.operations,
		customerManager: customerManager.operations,
		customerTag: customerTag.operations,
		pipeline: pipeline.operations,
		project: { get: project.get.execute, getAll: project.getAll.execute },
		role: role.operations,
		subcontractor: {
			create: subcontractor.create.execute,
			get: subcontractor.get.execute,
			getAll: subcontractor.getAll.execute,
		},
		tag: tag.operations,
		team: team.operations,
		user: {
			create: user.create.execute,
			get: user.get.execute,
			getAll: user.getAll.execute,
			update: user.update.execute,
		},
		webhook: webhook.operations,
	},
	batches: {
		customer: { sync: customer.sync.execute },
		project: { getChanged: project.getChanged.execute, markPushed: project.markPushed.execute },
		subcontractor: { sync: subcontractor.sync.execute },
		user: { sync: user.sync.execute },
	},
	// The limiter sets their pace.
	readsAtOnce: 24,
};
