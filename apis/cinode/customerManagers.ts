import type { CinodeClient } from './client';
import { listOf } from './lists';
import type { CompanyUserReference } from './projectModels';

/** Who is responsible for a customer; the customer itself shows the same (facts/cinode.md 2c). */
export async function listCustomerManagers(
	client: CinodeClient,
	customerId: number,
): Promise<CompanyUserReference[]> {
	const path = `/customers/${customerId}/managers`;
	return listOf<CompanyUserReference>(await client.company({ method: 'GET', path }));
}
