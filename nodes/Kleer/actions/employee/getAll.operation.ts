import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { KleerClient } from '../../../../apis/kleer/client';
import { listEmployees, type JoinedEmployee } from '../../../../apis/kleer/employees';
import { fieldCollection, filledFields } from '../../../shared/fields';
import { limitOf, returnAllAndLimit } from '../../../shared/listFields';
import type { Operation } from '../../../shared/resource';
import { SizeWatch } from '../../shared/sizeWatch';
import { activityStateFilter, kept, textFilter, type Filter } from '../../shared/filters';
import { outputFields } from '../../shared/output';
import { employeeOptions, employeeOutput, readEmployeeOptions } from './employeeOptions';

const filters: Array<Filter<JoinedEmployee>> = [
	textFilter('Part of a name or e-mail address', 'e.g. anna', ({ name, email }) => [name, email]),
	activityStateFilter('people', ({ active }) => active),
];

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many employees',
	description: 'Get many people, each joined with payroll row, schedule level, categories and supplier',
	properties: [
		...returnAllAndLimit,
		fieldCollection(
			'Filters',
			filters.map(({ field }) => field),
		),
		...outputFields(),
		employeeOptions,
	],
	execute,
};

/** The number of requests doesn't depend on the limit: the lists have no pages (docs/vendors.md#kleer-lists). */
async function execute(this: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
	const filled = filledFields(this, 'filters', itemIndex);
	const watch = await SizeWatch.open(this);
	const client = await KleerClient.open(this, watch);
	const employees = await listEmployees(client, readEmployeeOptions(this, itemIndex));
	await watch.remember();
	return kept(employees, filters, filled)
		.slice(0, limitOf(this, itemIndex))
		.map((employee) => employeeOutput(this, employee, itemIndex));
}
