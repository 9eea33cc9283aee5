import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { SCHEME_TABLES } from '../../rules';
import { loadOptions } from './methods/loadOptions';
import { mapperProperties } from './properties';
import { mapItems } from './mapItems';

/** Fields that hold something sensitive in every record, or in some. */
const SENSITIVE_FIELDS = Object.values(SCHEME_TABLES).flatMap(({ rules }) =>
	rules.filter(({ sensitive }) => sensitive).map(({ field }) => `values.${field}`),
);

export class KleerCinodeMapper implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kleer Cinode Mapper',
		name: 'kleerCinodeMapper',
		icon: { light: 'file:../../icons/mapper.svg', dark: 'file:../../icons/mapper.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["scheme"] }}',
		description: 'Apply the field rules between Kleer and Cinode: what goes where, in which form, and when',
		defaults: { name: 'Kleer Cinode Mapper' },
		// It maps what another node gives it; an agent has nothing to put in.
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Mapped', 'Rejected'],
		// Only for the dropdowns: the mapping itself asks nobody.
		credentials: [
			{ name: 'kleerApi', displayName: 'Kleer Account (for the Dropdowns)', required: false },
			{ name: 'cinodeApi', displayName: 'Cinode Account (for the Dropdowns)', required: false },
		],
		sensitiveOutputFields: [...new Set(SENSITIVE_FIELDS)],
		properties: mapperProperties,
	};

	methods = { loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return mapItems(this);
	}
}
