import type { Call } from '../http.mts';
import type { World } from '../world.mts';
import { nextId } from './edits.mts';
import { subcontractorFields, subcontractorWriteFields, supplierFields } from './fields.mts';
import type { KleerReply } from './render.mts';
import {
	get,
	id,
	kleerError,
	listOf,
	notFound,
	oneOf,
	send,
	technicalError,
	written,
	type KleerRoute,
} from './replies.mts';
import type { KleerStore, KleerSubcontractor, KleerSupplier } from './store.mts';
import { FIRST_SUBCONTRACTOR_ID, FIRST_SUPPLIER_ID } from './supplierEdits.mts';
import { checkWrite } from './write.mts';

/** Suppliers and their users, the subcontractors (docs/vendors.md#kleer-lists; the verbs are inferred). */
export const supplierRoutes: KleerRoute[] = [
	get(
		'supplier',
		(_, { kleer }) => listOf('suppliers', 'supplier', supplierFields, kleer.suppliers.values()),
		'SupplierInvoiceRead',
	),
	get(
		'supplier/:id',
		(call, { kleer }) => oneOf('supplier', supplierFields, kleer.suppliers.get(id(call))),
		'SupplierInvoiceRead',
	),
	send('PUT', 'supplier', 'SupplierInvoice', createSupplier),
	send('POST', 'supplier/:id', 'SupplierInvoice', saveSupplier),
	get(
		'subcontractor',
		(_, { kleer }) =>
			listOf(
				'subcontractor-readables',
				'subcontractor-readable',
				subcontractorFields,
				kleer.subcontractors.values(),
			),
		'Subcontractor',
	),
	get(
		'subcontractor/:id',
		(call, { kleer }) =>
			oneOf('subcontractor-readable', subcontractorFields, kleer.subcontractors.get(id(call))),
		'Subcontractor',
	),
	send('PUT', 'subcontractor', 'Subcontractor', createSubcontractor),
	send('POST', 'subcontractor/:id', 'Subcontractor', saveSubcontractor),
];

function createSupplier(call: Call, { kleer }: World): KleerReply {
	const problem = checkSupplier(call, kleer);
	if (problem) return kleerError(500, problem);
	const body = call.body as KleerSupplier;
	if (body.id !== 0) return technicalError();
	const key = nextId(kleer.suppliers, FIRST_SUPPLIER_ID);
	kleer.suppliers.set(key, { ...body, id: key });
	return written('created', key);
}

/** The whole document: an optional element left out is cleared. */
function saveSupplier(call: Call, { kleer }: World): KleerReply {
	const old = kleer.suppliers.get(id(call));
	if (!old) return notFound();
	const problem = checkSupplier(call, kleer);
	if (problem) return kleerError(500, problem);
	const body = call.body as KleerSupplier;
	if (body.id !== old.id) return technicalError();
	kleer.suppliers.set(old.id, { ...body });
	return written('saved', old.id);
}

function checkSupplier(call: Call, kleer: KleerStore): string | undefined {
	const problem = checkWrite(supplierFields, call);
	if (problem) return problem;
	const { name, user } = call.body as KleerSupplier;
	if (!name.trim()) return 'Tekniskt fel';
	const known = !user || user.id === 0 || kleer.users.has(user.id);
	return known ? undefined : 'EntityNotFoundException: Hittades inte';
}

function createSubcontractor(call: Call, { kleer }: World): KleerReply {
	const problem = checkLink(call, kleer);
	if (problem) return kleerError(500, problem);
	const body = call.body as KleerSubcontractor;
	const key = nextId(kleer.subcontractors, FIRST_SUBCONTRACTOR_ID);
	const internalId = key - FIRST_SUBCONTRACTOR_ID + 1;
	kleer.subcontractors.set(key, { ...body, id: key, 'internal-id': internalId });
	return written('created', key);
}

function saveSubcontractor(call: Call, { kleer }: World): KleerReply {
	const old = kleer.subcontractors.get(id(call));
	if (!old) return notFound();
	const problem = checkLink(call, kleer);
	if (problem) return kleerError(500, problem);
	kleer.subcontractors.set(old.id, { ...old, ...(call.body as KleerSubcontractor) });
	return written('saved', old.id);
}

function checkLink(call: Call, kleer: KleerStore): string | undefined {
	const problem = checkWrite(subcontractorWriteFields, call);
	if (problem) return problem;
	const { supplier, users } = call.body as KleerSubcontractor;
	const known = kleer.suppliers.has(supplier.id) && users.every((user) => kleer.users.has(user.id));
	return known ? undefined : 'EntityNotFoundException: Hittades inte';
}
