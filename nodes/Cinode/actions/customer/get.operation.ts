import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeCustomers } from '../../../../apis/cinode/customers';
import { simplifyField } from '../../../shared/fields';
import { idFrom } from '../../../shared/locator';
import { showFor } from '../../../shared/showFor';
import { customerLocator, simplified } from './customerFields';
import { asJson } from '../../../shared/items';

export const properties: INodeProperties[] = showFor('customer', 'get', [customerLocator, simplifyField]);

/** Not simplified, the customer comes with contacts, addresses, managers, tags and projects. */
export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = idFrom(this, customerLocator, itemIndex);
	const api = cinodeCustomers(await CinodeClient.open(this));
	const customer = await api.getCustomer(id);
	return [asJson(this.getNodeParameter('simple', itemIndex, true) ? simplified(customer) : customer)];
}
