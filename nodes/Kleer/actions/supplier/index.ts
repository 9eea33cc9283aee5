import { getSupplier, listSuppliers } from '../../../../apis/kleer/suppliers';
import { operationField, readOnlyResource } from '../../shared/readOnlyResource';

const resource = readOnlyResource({
	resource: 'supplier',
	one: 'supplier',
	many: 'suppliers',
	joined: ', without bank accounts',
	searchMethod: 'searchSuppliers',
	get: getSupplier,
	list: listSuppliers,
});

export const supplier = {
	operations: resource.operations,
	properties: [operationField('supplier', resource.options), ...resource.properties],
};
