import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeUsers } from '../../../../apis/cinode/users';
import { normalEmail, type MappedUser } from '../../../../rules';
import { UsersTarget } from '../../../../sync';
import { fieldCollection } from '../../../shared/fields';
import { randomPassword } from '../../../shared/randomPassword';
import type { Operation } from '../../../shared/resource';
import { valuesOf } from '../../shared/fieldParameters';
import { userFieldParameters } from './userFields';

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a user',
	description: 'Create one person with a random password, which nobody gets; returns ID, e-mail and name',
	properties: [
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. name@example.com',
			default: '',
			required: true,
			description: 'The log-in. Cinode refuses one that somebody has already, also when disconnected.',
		},
		{
			displayName: 'First Name',
			name: 'firstName',
			type: 'string',
			default: '',
			required: true,
			description: 'The first name or names',
		},
		{
			displayName: 'Last Name',
			name: 'lastName',
			type: 'string',
			default: '',
			required: true,
			description: 'The last name, with particles such as von or af',
		},
		fieldCollection('Additional Fields', userFieldParameters(['email', 'firstName', 'lastName'], 'create')),
	],
	execute,
};

/** Creates a person with a random password, and everything that Cinode takes only afterwards. */
async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const text = (name: string) => (this.getNodeParameter(name, itemIndex, '') as string).trim();
	const email = normalEmail(text('email'));
	const [firstName, lastName] = [text('firstName'), text('lastName')];
	if (!email || !firstName || !lastName) {
		const missing = !email
			? "'Email' has to be an e-mail address"
			: "'First Name' and 'Last Name' have to be filled";
		throw new NodeOperationError(this.getNode(), missing, { itemIndex });
	}
	const values = valuesOf(this.getNodeParameter('additionalFields', itemIndex, {}) as IDataObject);
	const record: MappedUser = {
		scheme: 'users',
		key: String(values.internalIdentifier ?? ''),
		keyPrefix: '',
		label: `${firstName} ${lastName}`,
		active: true,
		values: { ...values, email, firstName, lastName },
		modes: {},
		tags: { managed: [], set: [] },
		warnings: [],
		notes: [],
	};
	const client = await CinodeClient.open(this);
	const policies = { leavers: 'nothing', reconnect: false, today: '' } as const;
	const target = new UsersTarget(cinodeUsers(client), policies, randomPassword, {});
	const nothing = { unreadable: 'unknown', halfCreated: false, isUnkept: () => false } as const;
	const plan = await target.plan(record, { kind: 'none' }, nothing);
	const { targetId } = await target.apply(plan);
	return [{ id: targetId, email, firstName, lastName }];
}
