import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeSubcontractors } from '../../../../apis/cinode/subcontractors';
import { SUBCONTRACTOR_RULES, normalEmail } from '../../../../rules';
import { fieldCollection, filledFields, requiredText } from '../../../shared/fields';
import { randomPassword } from '../../../shared/randomPassword';
import type { Operation } from '../../../shared/resource';
import { fieldParameters, lookupParameter } from '../../shared/fieldParameters';
import { simplified } from './subcontractorFields';

const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	placeholder: 'e.g. name@example.com',
	default: '',
	required: true,
	description: 'The log-in. Cinode refuses one that somebody has already, also when disconnected.',
};
const firstNameField: INodeProperties = {
	displayName: 'First Name',
	name: 'firstName',
	type: 'string',
	default: '',
	required: true,
	description: 'The first name or names',
};
const lastNameField: INodeProperties = {
	displayName: 'Last Name',
	name: 'lastName',
	type: 'string',
	default: '',
	required: true,
	description: 'The last name, with particles such as von or af',
};
const languageField: INodeProperties = {
	...lookupParameter('Language', 'languageId', 'getLanguages'),
	required: true,
};
const OWN_FIELDS = ['email', 'firstName', 'lastName', 'languageId'];

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a subcontractor',
	description: 'Create one subcontractor, which Cinode can’t change afterwards; returns the subcontractor',
	properties: [
		emailField,
		firstNameField,
		lastNameField,
		languageField,
		fieldCollection(
			'Additional Fields',
			fieldParameters(SUBCONTRACTOR_RULES.filter(({ field }) => !OWN_FIELDS.includes(field))),
		),
	],
	execute,
};

/** Creates a subcontractor with a random password. Cinode's published API can't change one afterwards. */
async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const email = normalEmail(requiredText(this, emailField, itemIndex));
	const languageId = Number(this.getNodeParameter('languageId', itemIndex, ''));
	if (!email || !languageId) {
		const what = email ? "'Language' has to be chosen" : "'Email' has to be an e-mail address";
		throw new NodeOperationError(this.getNode(), what, { itemIndex });
	}
	const password = randomPassword();
	const body = {
		// Cinode requires a gender; 0 is Other.
		gender: 0,
		...filledFields(this, 'additionalFields', itemIndex),
		email,
		firstName: requiredText(this, firstNameField, itemIndex),
		lastName: requiredText(this, lastNameField, itemIndex),
		languageId,
		password,
		passwordConfirm: password,
	};
	const api = cinodeSubcontractors(await CinodeClient.open(this));
	return [simplified(await api.createSubcontractor(body))];
}
