import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { requiredText } from '../../../shared/fields';
import { idFrom } from '../../../shared/locator';
import type { Operation } from '../../../shared/resource';
import { customerLocator } from './customerFields';

const verificationField: INodeProperties = {
	displayName: 'Name as Confirmation',
	name: 'customerVerificationName',
	type: 'string',
	default: '',
	required: true,
	description: 'The customer’s exact name: Cinode deletes nothing without it, and can’t bring it back',
};

export const remove: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete a customer',
	description: 'Delete one customer for good; Cinode wants its exact name as confirmation',
	properties: [customerLocator, verificationField],
	execute,
};

async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = idFrom(this, customerLocator, itemIndex);
	const customerVerificationName = requiredText(this, verificationField, itemIndex);
	const client = await CinodeClient.open(this);
	await client.send({ method: 'DELETE', path: `/customers/${id}`, body: { customerVerificationName } });
	return [{ deleted: true }];
}
