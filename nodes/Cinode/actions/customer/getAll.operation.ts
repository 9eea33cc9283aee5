import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../../apis/cinode/client';
import { cinodeCustomers } from '../../../../apis/cinode/customers';
import { comparableKey, foldText } from '../../../../rules';
import type { CinodeListedCustomer } from '../../../../models/cinode/customers';
import { fieldCollection, filledFields, simplifyField } from '../../../shared/fields';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import type { Operation } from '../../../shared/resource';
import { simplified } from './customerFields';
import { asJson } from '../../../shared/items';

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many customers',
	description: 'Get many customers, active ones unless asked otherwise, or those that match the filters',
	properties: [
		...returnAllAndLimit,
		fieldCollection('Filters', [
			{
				displayName: 'Include Inactive',
				name: 'includeInactive',
				type: 'boolean',
				default: false,
				description: 'Whether to include customers who are inactive',
			},
			{
				displayName: 'Internal/External ID',
				name: 'identification',
				type: 'string',
				default: '',
				description: 'The whole ID; 12 doesn’t find 1234',
			},
			{
				displayName: 'Organisation Number',
				name: 'corporateIdentityNumber',
				type: 'string',
				default: '',
				description: 'The whole number, as it is written in Cinode',
			},
			{
				displayName: 'Search',
				name: 'term',
				type: 'string',
				default: '',
				placeholder: 'e.g. konsult',
				description: 'Part of a name',
			},
			{
				displayName: 'Tag Names or IDs',
				name: 'tags',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getTags' },
				default: [],
				description:
					'Only customers that carry all of these. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
		]),
		simplifyField,
	],
	execute,
};

/** One request for all; Cinode's list has no pages. Only an organisation number has to be searched for. */
async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const { includeInactive, identification, corporateIdentityNumber, term, tags } = filledFields(
		this,
		'filters',
		itemIndex,
	);
	const simple = this.getNodeParameter('simple', itemIndex, true) as boolean;
	const api = cinodeCustomers(await CinodeClient.open(this));
	const all = await api.listCustomers();
	const found = corporateIdentityNumber
		? await api.searchCustomers({
				field: 'corporateIdentityNumber',
				value: String(corporateIdentityNumber),
				operator: 'equals',
			})
		: all;
	const ids = new Set(found.map(({ id }) => id));
	const wanted = foldText(String(term ?? ''));
	return all
		.filter(({ id, status }) => ids.has(id) && (includeInactive || status !== 0))
		.filter(({ name }) => foldText(name ?? '').includes(wanted))
		.filter(
			(customer) =>
				!identification || comparableKey(customer.identification) === comparableKey(String(identification)),
		)
		.filter((customer) => carriesAll(customer, tags))
		.slice(0, limitOf(this, itemIndex))
		.map((customer) => asJson(simple ? simplified(customer) : customer));
}

/** Tags are chosen by name, since the list shows nothing else to people; an expression may give IDs. */
function carriesAll({ tags }: CinodeListedCustomer, wanted: unknown): boolean {
	const carried = (tags ?? []).flatMap(({ id, name }) => [String(id), foldText(name)]);
	return [wanted ?? []].flat().every((tag) => carried.includes(foldText(String(tag))));
}
