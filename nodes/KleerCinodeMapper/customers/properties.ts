import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';
import { CUSTOMER_NUMBERS, CUSTOMER_RULES, KLEER_IDS } from '../../../rules';
import {
	categoryTagsField,
	fieldModesField,
	keyPrefixField,
	listLeftOutOption,
	named,
	optionsField,
	scopeField,
	section,
	theRest,
	toChoose,
} from '../setupFields';
import { ownRowsField } from '../ownRows/properties';

/** Set-up of the customers scheme. */
export const customersProperties: INodeProperties[] = updateDisplayOptions(
	{ show: { scheme: ['customers'] } },
	[
		toChoose,
		{
			displayName: 'Customer Number',
			name: 'numberSource',
			type: 'options',
			options: named(CUSTOMER_NUMBERS),
			default: 'foreignId',
			description:
				'The Kleer field that holds the customer number. It becomes Cinode’s Internal/External ID and must never be edited in either system.',
		},
		{
			displayName: 'Key of People',
			name: 'peopleKeySource',
			type: 'options',
			options: named(KLEER_IDS),
			default: 'internalId',
			description: 'The key that the users sync uses: by it Our Reference finds the user in Cinode',
		},
		section('Tags', 'tagsSection'),
		{
			displayName: 'Terms of Payment as Tag',
			name: 'paymentTermsPrefix',
			type: 'string',
			default: 'BV=',
			description:
				'What stands before the days: with “BV=”, 30 days become the tag “BV=30”. Empty for no tag.',
		},
		categoryTagsField('customers'),
		fieldModesField(CUSTOMER_RULES),
		ownRowsField('customers'),
		scopeField('Customers'),
		theRest,
		keyPrefixField,
		optionsField([
			listLeftOutOption,
			{
				displayName: 'Include Private Persons',
				name: 'includePrivatePersons',
				type: 'boolean',
				default: false,
				description: 'Whether clients of type Person become customers too',
			},
			{
				displayName: 'Send Sole Traders’ Numbers',
				name: 'sendSoleTraderNumbers',
				type: 'boolean',
				default: true,
				description:
					'Whether a sole trader’s organisation and VAT number, which is a personal number, goes to Cinode. It is masked in results in any case.',
			},
		]),
	],
);
