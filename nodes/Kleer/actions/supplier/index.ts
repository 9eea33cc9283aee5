import { getSupplier, listSuppliers, type Supplier } from '../../../../apis/kleer/suppliers';
import { exactFilter, textFilter } from '../../shared/filters';
import type { Resource } from '../../../shared/resource';
import { readOperations } from '../../shared/readOperations';

const { operations } = readOperations<Supplier>({
	resource: 'supplier',
	one: 'supplier',
	many: 'suppliers',
	joined: ', without bank accounts',
	searchMethod: 'searchSuppliers',
	filters: [
		exactFilter(
			{
				displayName: 'Organisation Number',
				name: 'organisationNumber',
				description: 'The whole organisation number, with or without its dash',
			},
			({ organisationNumber }) => organisationNumber,
		),
		textFilter('Part of a name or e-mail address', 'e.g. konsult', ({ name, email }) => [name, email]),
	],
	get: getSupplier,
	list: listSuppliers,
});

export const supplier: Resource = {
	title: 'Supplier',
	value: 'supplier',
	defaultOperation: 'getAll',
	operations,
};
