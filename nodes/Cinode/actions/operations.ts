import type { OperationTable } from '../../shared/router';
import * as customer from './customer';
import { customerAddress } from './customerAddress';
import { customerContact } from './customerContact';
import * as subcontractor from './subcontractor';
import * as user from './user';

/** Every operation of the node. */
export const operations: OperationTable = {
	items: {
		customer: {
			create: customer.create.execute,
			delete: customer.remove.execute,
			get: customer.get.execute,
			getAll: customer.getAll.execute,
			update: customer.update.execute,
		},
		customerAddress: customerAddress.operations,
		customerContact: customerContact.operations,
		subcontractor: {
			create: subcontractor.create.execute,
			get: subcontractor.get.execute,
			getAll: subcontractor.getAll.execute,
		},
		user: {
			create: user.create.execute,
			get: user.get.execute,
			getAll: user.getAll.execute,
			update: user.update.execute,
		},
	},
	batches: {
		customer: { sync: customer.sync.execute },
		subcontractor: { sync: subcontractor.sync.execute },
		user: { sync: user.sync.execute },
	},
};
