import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { listCustomerManagers } from '../../../../apis/cinode/customerManagers';
import { cinodeCustomers } from '../../../../apis/cinode/customers';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import { idFrom, recordLocator } from '../../../shared/locator';
import type { Resource } from '../../../shared/resource';
import { customerLocator } from '../customer/customerFields';
import { userLocator } from '../user/userFields';

const managerLocator = recordLocator({
	displayName: 'Manager',
	name: 'managerId',
	searchMethod: 'searchCustomerManagers',
	description: 'The person to take off the customer, by the user’s ID',
});

async function managersOf(client: CinodeClient, customerId: number): Promise<IDataObject[]> {
	return (await listCustomerManagers(client, customerId)).map(({ companyUserId, firstName, lastName }) => ({
		customerId,
		userId: companyUserId ?? null,
		firstName: firstName ?? null,
		lastName: lastName ?? null,
	}));
}

/**
 * Whether Cinode adds or replaces is not documented (docs/vendors.md#cinode-customers): all are sent, so that both end the same.
 */
async function add(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const customerId = idFrom(this, customerLocator, itemIndex);
	const userId = idFrom(this, userLocator, itemIndex);
	const client = await CinodeClient.open(this);
	const present = (await managersOf(client, customerId)).map((manager) => Number(manager.userId));
	if (!present.includes(userId)) {
		await cinodeCustomers(client).addManagers(customerId, [...present, userId]);
	}
	return (await managersOf(client, customerId)).filter((manager) => manager.userId === userId);
}

async function getAll(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const customerId = idFrom(this, customerLocator, itemIndex);
	const managers = await managersOf(await CinodeClient.open(this), customerId);
	return managers.slice(0, limitOf(this, itemIndex));
}

async function remove(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const customerId = idFrom(this, customerLocator, itemIndex);
	const userId = idFrom(this, managerLocator, itemIndex);
	await cinodeCustomers(await CinodeClient.open(this)).removeManager(customerId, userId);
	return [{ deleted: true }];
}

/** Who is responsible for a customer at the own company. */
export const customerManager: Resource = {
	title: 'Customer Manager',
	value: 'customerManager',
	defaultOperation: 'getAll',
	operations: [
		{
			name: 'Add',
			value: 'add',
			action: 'Add a customer manager',
			description: 'Make a person responsible for a customer, beside those who are; returns that manager',
			properties: [customerLocator, userLocator],
			execute: add,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many customer managers',
			description: 'Get the people who are responsible for a customer, each with user ID and name',
			properties: [customerLocator, ...returnAllAndLimit],
			execute: getAll,
		},
		{
			name: 'Remove',
			value: 'remove',
			action: 'Remove a customer manager',
			description: 'Take a person off those who are responsible for a customer; the person stays in Cinode',
			properties: [customerLocator, managerLocator],
			execute: remove,
		},
	],
};
