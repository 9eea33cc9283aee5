import type {
	CinodeCustomer,
	CinodeCustomersApi,
	CinodeListedCustomer,
	CinodeListedUser,
	CinodeTag,
} from '../../sync';
import type { CinodeClient } from './client';
import { JSON_PATCH, listOf } from './lists';
import { listCurrencies, listTags } from './lookups';

/** Cinode's StringComparisonOperator; what is left out is Contains, so "12" finds "1234" (facts/cinode.md 1.4). */
const OPERATOR = { contains: 0, equals: 3 } as const;
/** CompanyCustomerQuerySort and SortOrder. */
const SORTS = { status: { sortBy: 5, sortOrder: 0 }, updated: { sortBy: 13, sortOrder: 1 } } as const;
const SEARCH_PAGE = 100;

/** Cinode's customer routes, as far as the sync needs them (facts/cinode.md 2c). */
export function cinodeCustomers(client: CinodeClient): CinodeCustomersApi {
	const get = async <T>(path: string) => await client.company<T>({ method: 'GET', path });
	const post = async <T>(path: string, body: unknown) =>
		await client.company<T>({ method: 'POST', path, body });
	const search = async (body: Record<string, unknown>) =>
		await client.company<{ result?: CinodeListedCustomer[]; totalItems?: number }>({
			method: 'POST',
			path: '/customers/search',
			readsOnly: true,
			body,
		});

	return {
		listCustomers: async () => listOf<CinodeListedCustomer>(await get('/customers/extended')),
		getCustomer: async (id) => await get<CinodeCustomer>(`/customers/${id}`),

		async searchCustomers({ field, value, operator }) {
			const reply = await search({
				[field]: value,
				[`${field}Operator`]: OPERATOR[operator],
				pageAndSortBy: { page: 1, itemsPerPage: SEARCH_PAGE },
			});
			return listOf<CinodeListedCustomer>(reply?.result);
		},

		async searchCustomerPage({ sortBy, page, itemsPerPage }) {
			const reply = await search({ pageAndSortBy: { ...SORTS[sortBy], page, itemsPerPage } });
			return {
				result: listOf<CinodeListedCustomer>(reply?.result),
				totalItems: reply?.totalItems ?? Number.POSITIVE_INFINITY,
			};
		},

		createCustomer: async (body) => await post<CinodeCustomer>('/customers', body),

		patchCustomer: async (id, operations) =>
			await client.company<CinodeCustomer>({
				method: 'PATCH',
				path: `/customers/${id}`,
				body: operations,
				headers: JSON_PATCH,
			}),

		async createAddress(customerId, body) {
			await post(`/customers/${customerId}/addresses`, body);
		},

		async updateAddress(customerId, addressId, body) {
			await client.company({
				method: 'PUT',
				path: `/customers/${customerId}/addresses/${addressId}`,
				body,
			});
		},

		async createContact(customerId, body) {
			await post(`/customers/${customerId}/contacts`, body);
		},

		async addManagers(customerId, userIds) {
			await post(`/customers/${customerId}/managers`, { companyUserIds: userIds });
		},

		async removeManager(customerId, userId) {
			await client.company({ method: 'DELETE', path: `/customers/${customerId}/managers/${userId}` });
		},

		setTags: async (customerId, tags) => await post<CinodeCustomer>(`/customers/${customerId}/tags`, tags),

		async addTag(customerId, { id, name }) {
			const reply = await client.company<CinodeTag | CinodeTag[]>(
				{
					method: 'POST',
					path: `/customers/${customerId}/tags`,
					body: id === undefined ? { name } : { id },
				},
				'v0.2',
			);
			return { tags: [reply].flat().filter((tag) => tag?.id !== undefined && tag.name !== undefined) };
		},

		async removeTag(customerId, tagId) {
			await client.company({ method: 'DELETE', path: `/customers/${customerId}/tags/${tagId}` }, 'v0.2');
		},

		listTags: async () => await listTags(client),
		listUsers: async () => listOf<CinodeListedUser>(await get('/users')),
		listCurrencies: async () => await listCurrencies(client),

		async companyCountryId() {
			const { countryId } = await get<{ countryId?: number | null }>('');
			return countryId ?? undefined;
		},
	};
}
