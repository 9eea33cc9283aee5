import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeSubcontractors } from '../../../../apis/cinode/subcontractors';
import { comparableKey, foldText } from '../../../../rules';
import { fieldCollection, filledFields, simplifyField } from '../../../shared/fields';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import type { Operation } from '../../../shared/resource';
import { simplified } from './subcontractorFields';
import { asJson } from '../../../shared/items';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many subcontractors',
	description: 'Get many subcontractors, active ones unless asked otherwise, or those that match the filters',
	properties: [
		...returnAllAndLimit,
		fieldCollection('Filters', [
			{
				displayName: 'Include Disconnected',
				name: 'includeDisconnected',
				type: 'boolean',
				default: false,
				description: 'Whether to include subcontractors who are disconnected',
			},
			{
				displayName: 'Internal/External ID',
				name: 'internalIdentifier',
				type: 'string',
				default: '',
				description: 'The whole ID, as a rule Kleer’s; 12 doesn’t find 1234',
			},
			{
				displayName: 'Search',
				name: 'term',
				type: 'string',
				default: '',
				placeholder: 'e.g. anna',
				description: 'Part of a name, company or e-mail address',
			},
		]),
		simplifyField,
	],
	execute,
};

/** One request for any number: Cinode's list has no pages. */
async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const { includeDisconnected, term, internalIdentifier } = filledFields(this, 'filters', itemIndex);
	const simple = this.getNodeParameter('simple', itemIndex, true) as boolean;
	const api = cinodeSubcontractors(await CinodeClient.open(this));
	const wanted = foldText(String(term ?? ''));
	return (await api.listSubcontractors())
		.filter(({ status }) => includeDisconnected || status !== 0)
		.filter(({ firstName, lastName, companyName, email }) =>
			foldText(`${firstName} ${lastName} ${companyName} ${email}`).includes(wanted),
		)
		.filter(
			(one) =>
				!internalIdentifier ||
				comparableKey(one.internalIdentifier) === comparableKey(String(internalIdentifier)),
		)
		.slice(0, limitOf(this, itemIndex))
		.map((one) => asJson(simple ? simplified(one) : one));
}
