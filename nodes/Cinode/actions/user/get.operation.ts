import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeUsers } from '../../../../apis/cinode/users';
import { isClosedToAgent } from '../../../shared/agents/agent';
import { asJson } from '../../../shared/items';
import { simplifyField } from '../../../shared/fields';
import { idFrom } from '../../../shared/locator';
import type { Operation } from '../../../shared/resource';
import { simplified, userLocator } from './userFields';

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a user',
	description: 'Get one person by ID: name, e-mail, status, numbers, phone and tags',
	properties: [
		userLocator,
		simplifyField,
		{
			displayName: 'Include Salary and Tax Table',
			name: 'full',
			type: 'boolean',
			default: false,
			displayOptions: { show: { simple: [false] } },
			description: 'Whether to read the full record, which needs the level Company Admin',
		},
	],
	execute,
};

async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const simple = this.getNodeParameter('simple', itemIndex, true) as boolean;
	const full =
		!simple && !isClosedToAgent(this) && (this.getNodeParameter('full', itemIndex, false) as boolean);
	const users = cinodeUsers(await CinodeClient.open(this));
	const user = await users.getUser(idFrom(this, userLocator, itemIndex), full);
	return [simple ? simplified(user) : asJson(user)];
}
