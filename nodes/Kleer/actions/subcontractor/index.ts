import { getSubcontractor, listSubcontractors } from '../../../../apis/kleer/suppliers';
import { operationField, readOnlyResource } from '../../shared/readOnlyResource';

const resource = readOnlyResource({
	resource: 'subcontractor',
	one: 'subcontractor',
	many: 'subcontractors',
	joined: ': the tie between a supplier and the users who work for it',
	searchMethod: 'searchSubcontractors',
	get: getSubcontractor,
	list: listSubcontractors,
});

export const subcontractor = {
	operations: resource.operations,
	properties: [operationField('subcontractor', resource.options), ...resource.properties],
};
