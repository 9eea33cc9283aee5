import { getSubcontractor, listSubcontractors, type Subcontractor } from '../../../../apis/kleer/suppliers';
import { recordLocator } from '../../../shared/locator';
import { ownerFilter, textFilter } from '../../shared/filters';
import type { Resource } from '../../../shared/resource';
import { readOperations } from '../../shared/readOperations';

const supplierLocator = recordLocator({
	displayName: 'Supplier',
	name: 'supplierId',
	searchMethod: 'searchSuppliers',
	description: 'The supplier whose people are wanted',
});

const { operations } = readOperations<Subcontractor>({
	resource: 'subcontractor',
	one: 'subcontractor',
	many: 'subcontractors',
	joined: ': the tie between a supplier and the users who work for it',
	searchMethod: 'searchSubcontractors',
	filters: [
		textFilter('Part of the supplier’s or a person’s name', 'e.g. anna', ({ supplier, users }) => [
			supplier?.name,
			...users.map(({ name }) => name),
		]),
		ownerFilter(supplierLocator, ({ supplier }) => supplier?.id),
	],
	get: getSubcontractor,
	list: listSubcontractors,
});

export const subcontractor: Resource = {
	title: 'Subcontractor',
	value: 'subcontractor',
	defaultOperation: 'getAll',
	operations,
};
