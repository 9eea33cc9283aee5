import { NodeOperationError, type ILoadOptionsFunctions, type INodeListSearchItems } from 'n8n-workflow';
import { CinodeClient } from '../../../apis/cinode/client';
import { listCustomerManagers } from '../../../apis/cinode/customerManagers';
import { cinodeCustomers } from '../../../apis/cinode/customers';
import { listRoles } from '../../../apis/cinode/roles';
import { toNodeError } from '../../shared/errors';
import { choice, filtered, type Search } from './choices';

type List = (client: CinodeClient, ownerId: number) => Promise<INodeListSearchItems[]>;

const fullName = ({ firstName, lastName }: { firstName?: string | null; lastName?: string | null }) =>
	`${firstName ?? ''} ${lastName ?? ''}`.trim();

/** What belongs to the record that is chosen above it. */
export const partLists = {
	searchRoles: partsOf('Project', 'projectId', async (client, projectId) =>
		(await listRoles(client, projectId)).map(({ id, title, startDate }) =>
			choice(id, title ?? String(id), startDate?.slice(0, 10)),
		),
	),
	searchCustomerAddresses: partsOf('Customer', 'customerId', async (client, customerId) =>
		((await cinodeCustomers(client).getCustomer(customerId)).addresses ?? []).map(({ id, street1, city }) =>
			choice(id, [street1, city].filter(Boolean).join(', ') || String(id)),
		),
	),
	searchCustomerContacts: partsOf('Customer', 'customerId', async (client, customerId) =>
		((await cinodeCustomers(client).getCustomer(customerId)).contacts ?? []).map((contact) =>
			choice(contact.id, fullName(contact), contact.email),
		),
	),
	searchCustomerManagers: partsOf('Customer', 'customerId', async (client, customerId) =>
		(await listCustomerManagers(client, customerId)).map((manager) =>
			choice(manager.companyUserId ?? 0, fullName(manager)),
		),
	),
	searchCustomerTags: partsOf('Customer', 'customerId', async (client, customerId) =>
		((await cinodeCustomers(client).getCustomer(customerId)).tags ?? []).map(({ id, name }) =>
			choice(id, name),
		),
	),
};

function partsOf(owner: string, parameter: string, list: List): Search {
	return async function (this: ILoadOptionsFunctions, filter = '') {
		const ownerId = Number(this.getCurrentNodeParameter(parameter, { extractValue: true }));
		if (!Number.isInteger(ownerId) || ownerId <= 0) {
			throw new NodeOperationError(this.getNode(), `Choose '${owner}' first; its list depends on it`);
		}
		try {
			return filtered(await list(await CinodeClient.open(this), ownerId), filter);
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}
