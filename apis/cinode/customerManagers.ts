import { companyUserReference, type CompanyUserReference } from '../../models/cinode/projects';
import type { CinodeClient } from './client';

/** Who is responsible for a customer; the customer itself shows the same (docs/vendors.md#cinode-customers). */
export async function listCustomerManagers(
	client: CinodeClient,
	customerId: number,
): Promise<CompanyUserReference[]> {
	const path = `/customers/${customerId}/managers`;
	return await client.list(path, companyUserReference, { expected: "a customer's managers" });
}
