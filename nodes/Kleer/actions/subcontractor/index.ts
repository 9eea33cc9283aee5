import { getSubcontractor, listSubcontractors, type Subcontractor } from '../../../../apis/kleer/suppliers';
import { exactFilter, textFilter } from '../../shared/filters';
import { operationField, readOnlyResource } from '../../shared/readOnlyResource';

const resource = readOnlyResource<Subcontractor>({
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
		exactFilter(
			{
				displayName: 'Supplier ID',
				name: 'supplierId',
				description: 'Kleer’s ID of the supplier whose people are wanted',
			},
			({ supplier }) => supplier?.id,
		),
	],
	get: getSubcontractor,
	list: listSubcontractors,
});

export const subcontractor = {
	operations: resource.operations,
	properties: [operationField('subcontractor', resource.options), ...resource.properties],
};
