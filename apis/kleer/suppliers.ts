import { VendorError } from '../../base';
import { kleerSupplier, type KleerSupplier } from '../../models/kleer/people';
import type { KleerClient } from './client';
import { allSubcontractors, allSuppliers, allUsers } from './lists';
import { numberOrNull, textOrNull } from './values';

/** A supplier; a sole trader's organisation number is a personal number. */
export interface Supplier {
	id: number;
	foreignId: string | null;
	name: string | null;
	organisationNumber: string | null;
	vatNumber: string | null;
	email: string | null;
	countryCode: string | null;
}

/** A tie between a supplier and the users who work for it (docs/vendors.md#kleer-models, subcontractor). */
export interface Subcontractor {
	id: number;
	internalId: number | null;
	supplier: Supplier | null;
	users: Array<{ id: number; name: string | null; email: string | null; active: boolean | null }>;
}

/** Without bank accounts, which no rule reads. */
export async function listSuppliers(client: KleerClient): Promise<Supplier[]> {
	return (await allSuppliers(client)).map(supplierOf);
}

/** @throws VendorError `notFound` */
export async function getSupplier(client: KleerClient, id: number): Promise<Supplier> {
	return supplierOf(await client.one(`/supplier/${id}`, kleerSupplier, 'a supplier'));
}

/** Every tie, joined with supplier and users; three requests. */
export async function listSubcontractors(client: KleerClient): Promise<Subcontractor[]> {
	const ties = await allSubcontractors(client);
	if (ties.length === 0) return [];
	const suppliers = new Map((await listSuppliers(client)).map((one) => [one.id, one]));
	const users = new Map((await allUsers(client)).map((one) => [one.id, one]));
	return ties.map((tie) => ({
		id: tie.id,
		internalId: numberOrNull(tie['internal-id']),
		supplier: suppliers.get(tie.supplier?.id ?? 0) ?? null,
		users: (tie.users ?? []).map(({ id }) => {
			const user = users.get(id);
			return {
				id,
				name: textOrNull(user?.name),
				email: textOrNull(user?.email),
				active: user?.active ?? null,
			};
		}),
	}));
}

/** @throws VendorError `notFound` */
export async function getSubcontractor(client: KleerClient, id: number): Promise<Subcontractor> {
	const found = (await listSubcontractors(client)).find((one) => one.id === id);
	if (found) return found;
	throw new VendorError('Kleer', 'notFound', `Kleer has no subcontractor with the ID ${id}`);
}

function supplierOf(supplier: KleerSupplier): Supplier {
	return {
		id: supplier.id,
		foreignId: textOrNull(supplier['foreign-id']),
		name: textOrNull(supplier.name),
		organisationNumber: textOrNull(supplier.orgno),
		vatNumber: textOrNull(supplier['vat-nr']),
		email: textOrNull(supplier.email),
		countryCode: textOrNull(supplier['country-code']),
	};
}
