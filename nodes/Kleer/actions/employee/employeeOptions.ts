import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { DEFAULT_TIME_ZONE } from '../../../../rules';
import type { EmployeeOptions, JoinedEmployee } from '../../../../apis/kleer/employees';
import { isClosedToAgent } from '../../../shared/agents/agent';
import { asJson } from '../../../shared/items';
import { outputOf, picked } from '../../shared/output';
import { timeZoneField, todayIn } from '../../../shared/timeZone';

export const employeeOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Employment Rate per Person',
			name: 'levelPerPerson',
			type: 'boolean',
			default: false,
			description:
				'Whether to ask Kleer for each person’s own level of employment, one request each, instead of one per work schedule',
		},
		{
			displayName: 'Include Raw Payroll Row',
			name: 'includeRawPayroll',
			type: 'boolean',
			default: false,
			description:
				'Whether to add everything in Kleer’s payroll row: bank account, home address, children and more',
		},
		timeZoneField,
	],
};

/** Reads the options of an item. */
export function readEmployeeOptions(context: IExecuteFunctions, itemIndex: number): EmployeeOptions {
	const options = context.getNodeParameter('options', itemIndex, {}) as {
		levelPerPerson?: boolean;
		includeRawPayroll?: boolean;
		timeZone?: string;
	};
	return {
		today: todayIn(context, options.timeZone ?? DEFAULT_TIME_ZONE, itemIndex),
		levelPerPerson: options.levelPerPerson ?? false,
		includeRawPayroll: (options.includeRawPayroll ?? false) && !isClosedToAgent(context),
	};
}

/** Those that people look for; none of them is sensitive. */
const SIMPLE_FIELDS = [
	'id',
	'internalId',
	'foreignId',
	'name',
	'email',
	'active',
	'phone',
	'employmentStartDate',
	'employmentEndDate',
	'levelOfEmployment',
];

/** The output of a person. */
export function employeeOutput(
	context: IExecuteFunctions,
	employee: JoinedEmployee,
	itemIndex: number,
): IDataObject {
	return outputOf(context, itemIndex, asJson(employee), (record) => picked(record, SIMPLE_FIELDS));
}
