import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { SCHEME_NAMES, rowsOf } from '../../rules';
import { cinodeApiTest, kleerApiTest, n8nSetUpApiTest } from '../shared/credentialTests';
import { loadOptions } from './methods/loadOptions';
import { runMapperOperation } from './operations';
import { mapperProperties } from './properties';

/** Fields that hold something sensitive in every record, or in some. */
const SENSITIVE_FIELDS = SCHEME_NAMES.flatMap((scheme) =>
	rowsOf(scheme)
		.filter(({ sensitive }) => sensitive)
		.map(({ field }) => `values.${field}`),
);

/** Mapping tells rejected records apart; everything else has one output. */
const OUTPUTS = `={{ ($parameter["operation"] ?? "map") === "map"
	? [{ type: "main", displayName: "Mapped" }, { type: "main", displayName: "Rejected" }]
	: [{ type: "main" }] }}` as const;

/** The operations that ask the accounts something. */
const ASKS = {
	show: { operation: ['map', 'checkSetup', 'setUp'] },
	hide: { step: ['plan', 'bring', 'page', 'forget'] },
};

/** Those that make workflows. */
const MAKES = { show: { operation: ['setUp'], step: ['look', 'plan', 'bring', 'forget'] } };

export class KleerCinodeMapper implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kleer Cinode Mapper',
		name: 'kleerCinodeMapper',
		icon: { light: 'file:../../icons/mapper.svg', dark: 'file:../../icons/mapper.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] + (["map", "report"].includes($parameter["operation"]) ? ": " + $parameter["scheme"] : "") }}',
		description:
			'Apply the field rules between Kleer and Cinode, report what a sync did, and tell who should know',
		defaults: { name: 'Kleer Cinode Mapper' },
		// It maps what another node gives it; an agent has nothing to put in.
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		// The mapping itself asks nobody: they are for its dropdowns, and for a dry run's look at what was chosen there.
		credentials: [
			{
				name: 'kleerApi',
				displayName: 'Kleer Account',
				required: false,
				displayOptions: ASKS,
				testedBy: 'kleerApiTest',
			},
			{
				name: 'cinodeApi',
				displayName: 'Cinode Account',
				required: false,
				displayOptions: ASKS,
				testedBy: 'cinodeApiTest',
			},
			{
				name: 'n8nSetUpApi',
				displayName: 'This n8n',
				required: false,
				displayOptions: MAKES,
				testedBy: 'n8nSetUpApiTest',
			},
		],
		sensitiveOutputFields: [...new Set(SENSITIVE_FIELDS), 'sensitiveValues'],
		properties: mapperProperties,
	};

	methods = { loadOptions, credentialTest: { cinodeApiTest, kleerApiTest, n8nSetUpApiTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runMapperOperation(this);
	}
}
