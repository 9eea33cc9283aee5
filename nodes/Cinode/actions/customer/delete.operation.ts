import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { requiredText } from '../../../shared/fields';
import { idFrom } from '../../../shared/locator';
import { showFor } from '../../../shared/showFor';
import { customerLocator } from './customerFields';

const verificationField: INodeProperties = {
	displayName: 'Name as Confirmation',
	name: 'customerVerificationName',
	type: 'string',
	default: '',
	required: true,
	description: 'The customer’s exact name: Cinode deletes nothing without it, and can’t bring it back',
};

export const properties: INodeProperties[] = showFor('customer', 'delete', [
	customerLocator,
	verificationField,
]);

export async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const id = idFrom(this, customerLocator, itemIndex);
	const customerVerificationName = requiredText(this, verificationField, itemIndex);
	const client = await CinodeClient.open(this);
	await client.send({ method: 'DELETE', path: `/customers/${id}`, body: { customerVerificationName } });
	return [{ deleted: true }];
}
