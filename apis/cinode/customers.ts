import { LARGEST_PAGE } from '../../models/cinode/codes';
import { cinodeCustomer, cinodeListedCustomer } from '../../models/cinode/customers';
import { cinodeCompany } from '../../models/cinode/lookups';
import { cinodeTag } from '../../models/cinode/people';
import { list, type Reader } from '../../models/decode';
import type { CinodeCustomersApi } from '../../sync';
import type { CinodeClient } from './client';
import { JSON_PATCH } from './jsonPatch';
import { listCurrencies, listTags } from './lookups';
import { listUsers } from './peopleLists';

/** Cinode's StringComparisonOperator; what is left out is Contains, so "12" finds "1234" (docs/vendors.md#cinode-enumerations). */
const OPERATOR = { contains: 0, equals: 3 } as const;
/** CompanyCustomerQuerySort and SortOrder. */
const SORTS = { status: { sortBy: 5, sortOrder: 0 }, updated: { sortBy: 13, sortOrder: 1 } } as const;

/** Cinode's customer routes, as far as the sync needs them (docs/vendors.md#cinode-customers). */
export function cinodeCustomers(client: CinodeClient): CinodeCustomersApi {
	const wanted = { expected: 'a list of customers', shows: ['identification'] };
	const search = async (body: Record<string, unknown>) =>
		await client.search({ path: '/customers/search', body }, cinodeListedCustomer, wanted);

	return {
		listCustomers: async () => await client.list('/customers/extended', cinodeListedCustomer, wanted),
		getCustomer: async (id) => await client.target(`/customers/${id}`, cinodeCustomer, 'a customer'),

		async searchCustomers({ field, value, operator }) {
			const { result } = await search({
				[field]: value,
				[`${field}Operator`]: OPERATOR[operator],
				pageAndSortBy: { page: 1, itemsPerPage: LARGEST_PAGE },
			});
			return result;
		},

		async searchCustomerPage({ sortBy, page, itemsPerPage }) {
			const found = await search({ pageAndSortBy: { ...SORTS[sortBy], page, itemsPerPage } });
			return { result: found.result, totalItems: found.totalItems ?? Number.POSITIVE_INFINITY };
		},

		createCustomer: async (body) =>
			await client.write({ method: 'POST', path: '/customers', body }, cinodeCustomer, 'the new customer'),

		patchCustomer: async (id, operations) =>
			await client.write(
				{ method: 'PATCH', path: `/customers/${id}`, body: operations, headers: JSON_PATCH },
				cinodeCustomer,
				'the customer',
			),

		async createAddress(customerId, body) {
			await client.send({ method: 'POST', path: `/customers/${customerId}/addresses`, body });
		},

		async updateAddress(customerId, addressId, body) {
			await client.send({
				method: 'PUT',
				path: `/customers/${customerId}/addresses/${addressId}`,
				body,
			});
		},

		async createContact(customerId, body) {
			await client.send({ method: 'POST', path: `/customers/${customerId}/contacts`, body });
		},

		async addManagers(customerId, userIds) {
			const body = { companyUserIds: userIds };
			await client.send({ method: 'POST', path: `/customers/${customerId}/managers`, body });
		},

		async removeManager(customerId, userId) {
			await client.send({ method: 'DELETE', path: `/customers/${customerId}/managers/${userId}` });
		},

		setTags: async (customerId, tags) =>
			await client.write(
				{ method: 'POST', path: `/customers/${customerId}/tags`, body: tags },
				cinodeCustomer,
				'the customer',
			),

		async addTag(customerId, { id, name }) {
			const tags = await client.write(
				{
					method: 'POST',
					path: `/customers/${customerId}/tags`,
					body: id === undefined ? { name } : { id },
					version: 'v0.2',
				},
				oneOrMore(cinodeTag),
				"the customer's tags",
			);
			return { tags };
		},

		async removeTag(customerId, tagId) {
			const path = `/customers/${customerId}/tags/${tagId}`;
			await client.send({ method: 'DELETE', path, version: 'v0.2' });
		},

		listTags: async () => await listTags(client),
		listUsers: async () => await listUsers(client),
		listCurrencies: async () => await listCurrencies(client),

		async companyCountryId() {
			const { countryId } = await client.one('', cinodeCompany, 'the company');
			return countryId ?? undefined;
		},
	};
}

/** One, or a list: the documentation shows both forms. */
function oneOrMore<T>(item: Reader<T>): Reader<T[]> {
	const several = list(item);
	return { matches: several.matches, read: (value, place) => several.read([value].flat(), place) };
}
