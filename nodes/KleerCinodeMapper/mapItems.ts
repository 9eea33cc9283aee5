import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import {
	mapCustomers,
	maskPrivateText,
	readReasonCode,
	mapProjects,
	mapSubcontractors,
	mapUsers,
	LEFT_OUT,
	type Client,
	asMappedItem,
	type Employee,
	type OwnRow,
	type Scheme,
	type ProjectAsRead,
	type SchemeMapping,
} from '../../rules';
import type { SetupRemark } from '../../reports';
import { asJson, failedItem } from '../shared/items';
import { readOwnRows } from './ownRows/readOwnRows';
import { readCustomersSetup, readProjectsSetup, readSubcontractorsSetup, readUsersSetup } from './readSetup';
import { areOnDryRun } from './reports/dryRun';
import {
	customersChoices,
	projectsChoices,
	subcontractorsChoices,
	usersChoices,
	type Choice,
} from './setupRemarks/choices';
import { unchosenForSubcontractors, unchosenForUsers, unknownChoices } from './setupRemarks/remarks';

/** A scheme's set-up as the parameters say, and what is done with it. */
interface ReadScheme {
	map(sources: unknown[]): SchemeMapping;
	/** What a dry run says of the set-up. */
	choices: Choice[];
	unchosen: SetupRemark[];
}

interface SchemeInput {
	/** What belongs before the mapper. */
	source: string;
	isSource(json: Record<string, unknown>): boolean;
	read(context: IExecuteFunctions, ownRows: readonly OwnRow[]): ReadScheme;
}

const isEmployee = (json: Record<string, unknown>) =>
	typeof json.id === 'number' && typeof json.hasPayroll === 'boolean';

const INPUTS: Record<Scheme, SchemeInput> = {
	users: {
		source: "an employee as the Kleer node gives it: connect Kleer's Employee: Get Many",
		isSource: isEmployee,
		read(context, ownRows) {
			const setup = { ...readUsersSetup(context), ownRows };
			return {
				map: (sources) => mapUsers(sources as Employee[], setup),
				choices: usersChoices(setup),
				unchosen: unchosenForUsers(setup),
			};
		},
	},
	subcontractors: {
		source: "an employee as the Kleer node gives it: connect Kleer's Employee: Get Many",
		isSource: isEmployee,
		read(context, ownRows) {
			const setup = { ...readSubcontractorsSetup(context), ownRows };
			return {
				map: (sources) => mapSubcontractors(sources as Employee[], setup),
				choices: subcontractorsChoices(setup),
				unchosen: unchosenForSubcontractors(setup),
			};
		},
	},
	customers: {
		source: "a client as the Kleer node gives it: connect Kleer's Client: Get Many",
		isSource: (json) =>
			typeof json.id === 'number' && !('hasPayroll' in json) && ('foreignId' in json || 'name' in json),
		read(context, ownRows) {
			const setup = { ...readCustomersSetup(context), ownRows };
			return {
				map: (sources) => mapCustomers(sources as Client[], setup),
				choices: customersChoices(setup),
				unchosen: [],
			};
		},
	},
	projects: {
		source: "a project as the Cinode node gives it: connect Cinode's Project: Get, with Simplify off",
		isSource: (json) => typeof json.id === 'number' && Array.isArray(json.roles) && 'readAt' in json,
		read(context, ownRows) {
			const setup = { ...readProjectsSetup(context), ownRows };
			return {
				map: (sources) => mapProjects(sources as ProjectAsRead[], setup),
				choices: projectsChoices(setup),
				unchosen: [],
			};
		},
	},
};

/** Maps all items at once; first output mapped records, second rejected ones, each paired with its source. */
export async function mapItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	try {
		const scheme = context.getNodeParameter('scheme', 0) as string;
		if (isScheme(scheme)) return await mapScheme(context, items, scheme);
		throw new NodeOperationError(context.getNode(), `'${scheme}' is not a scheme of this node`, {
			itemIndex: 0,
		});
	} catch (error) {
		return [items.map((_, item) => failedItem(context, error, item)), []];
	}
}

function isScheme(name: string): name is Scheme {
	return Object.hasOwn(INPUTS, name);
}

async function mapScheme(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	scheme: Scheme,
): Promise<INodeExecutionData[][]> {
	const { isSource, source, read } = INPUTS[scheme];
	const strangers: INodeExecutionData[] = [];
	const sources: number[] = [];
	for (const [item, { json }] of items.entries()) {
		if (isSource(json)) {
			sources.push(item);
			continue;
		}
		const { error } = json;
		const { projectId, reasonCode: code } = { ...json, ...(json.details as object | undefined) };
		const failedAs = typeof error === 'string' ? readReasonCode(code) : undefined;
		// A project that was deleted before it was read is no trouble.
		if (failedAs === 'notFound') continue;
		const reasonCode = typeof error === 'string' ? (failedAs ?? 'internal') : 'notASource';
		const reason =
			typeof error === 'string' ? maskPrivateText(`Could not be read: ${error}`) : `Not ${source}`;
		strangers.push({
			json:
				typeof projectId === 'number'
					? {
							scheme,
							key: '',
							label: `project ${projectId}`,
							reasons: [reason],
							reasonCode,
							sourceId: projectId,
						}
					: { scheme, key: '', label: `item ${item}`, reasons: [reason], reasonCode },
			pairedItem: { item },
		});
	}
	const own = await readOwnRows(context, scheme, items);
	const setup = read(context, own.rows);
	const mapping = setup.map(sources.map((item) => items[item]?.json));
	const output = ({ index, record }: { index: number; record: object }): INodeExecutionData => ({
		json: asJson(record),
		pairedItem: { item: sources[index] ?? 0 },
	});
	const silent = own.silent();
	tellAboutMapping(context, mapping, silent);
	const remarks = (await setupRemarks(context, setup, silent)).map((remark) => ({
		json: asJson({ scheme, ...remark }),
		pairedItem: items.map((_, item) => ({ item })),
	}));
	const leftOut = listsLeftOut(context) ? mapping.leftOut.map(output) : [];
	return [
		mapping.mapped.map(({ index, record }) => output({ index, record: asMappedItem(record) })),
		[...mapping.rejected.map(output), ...strangers, ...leftOut, ...remarks],
	];
}

/** Only before a dry run: then nothing is written yet that can't be undone. */
async function setupRemarks(
	context: IExecuteFunctions,
	setup: ReadScheme,
	silent: string[],
): Promise<SetupRemark[]> {
	const after = context.getChildNodes(context.getNode().name, { includeNodeParameters: true });
	if (!areOnDryRun(context, after)) return [];
	const silentRows = silent.map((setupRemark) => ({ setupRemark, concerns: 'all' as const }));
	return [...setup.unchosen, ...silentRows, ...(await unknownChoices(context, setup.choices, Date.now()))];
}

/** Whether records that are left out shall be listed with the reason; else they are out of sight. */
function listsLeftOut(context: IExecuteFunctions): boolean {
	const { listLeftOut } = context.getNodeParameter('options', 0, {}) as { listLeftOut?: boolean };
	return listLeftOut === true;
}

function tellAboutMapping(context: IExecuteFunctions, { leftOut, remarks }: SchemeMapping, silent: string[]) {
	const counts = Object.entries(LEFT_OUT).flatMap(([kind, { many }]) => {
		const count = leftOut.filter(({ record }) => record.leftOut === kind).length;
		return count > 0 ? [`${count} left out: ${many}`] : [];
	});
	const messages = [...remarks, ...silent, ...counts];
	if (messages.length === 0) return;
	context.addExecutionHints({ message: messages.join('. '), location: 'outputPane' });
}
