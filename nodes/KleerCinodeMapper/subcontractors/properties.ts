import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';
import { SUBCONTRACTOR_RULES } from '../../../rules';
import { timeZoneField } from '../../shared/timeZone';
import { keyField, officesByCategoryField, peopleOptions } from '../people/properties';
import {
	cinodeOption,
	fieldModesField,
	keyPrefixField,
	optionsField,
	scopeField,
	theRest,
	toChoose,
} from '../setupFields';
import { ownRowsField } from '../ownRows/properties';

/** Set-up of the subcontractors scheme. Key, prefix and category have to be those of the users scheme. */
export const subcontractorsProperties: INodeProperties[] = updateDisplayOptions(
	{ show: { scheme: ['subcontractors'] } },
	[
		toChoose,
		keyField,
		{
			...cinodeOption(
				'Language',
				'languageId',
				'getLanguages',
				'Cinode requires one for every subcontractor',
			),
			required: true,
		},
		cinodeOption('Currency', 'currencyId', 'getCurrencies', 'Given to new subcontractors'),
		cinodeOption('Office', 'locationId', 'getOffices', 'Given to new subcontractors'),
		officesByCategoryField,
		fieldModesField(SUBCONTRACTOR_RULES),
		ownRowsField('subcontractors'),
		scopeField('Subcontractors'),
		theRest,
		keyPrefixField,
		timeZoneField,
		optionsField(peopleOptions),
	],
);
