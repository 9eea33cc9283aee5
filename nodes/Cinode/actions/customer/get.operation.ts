import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeCustomers } from '../../../../apis/cinode/customers';
import { simplifyField } from '../../../shared/fields';
import { idFrom } from '../../../shared/locator';
import type { Operation } from '../../../shared/resource';
import { customerLocator, simplified } from './customerFields';
import { asJson } from '../../../shared/items';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a customer',
	description: 'Get one customer; not simplified, with contacts, addresses, managers and tags',
	properties: [customerLocator, simplifyField],
	execute,
};

/** Not simplified, the customer comes with contacts, addresses, managers, tags and projects. */
async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = idFrom(this, customerLocator, itemIndex);
	const api = cinodeCustomers(await CinodeClient.open(this));
	const customer = await api.getCustomer(id);
	return [asJson(this.getNodeParameter('simple', itemIndex, true) ? simplified(customer) : customer)];
}
