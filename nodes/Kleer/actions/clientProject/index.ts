import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { KleerClient } from '../../../../apis/kleer/client';
import { getClientProject, kleerProjects } from '../../../../apis/kleer/clientProjects';
import { newProject, putPlain, writeable } from '../../../../sync';
import type { KleerProject } from '../../../../models/kleer/projects';
import { fieldCollection, filledFields, requiredText, updateFields } from '../../../shared/fields';
import { asJson } from '../../../shared/items';
import { idFrom, recordLocator } from '../../../shared/locator';
import { exactFilter, ownerFilter, textFilter } from '../../shared/filters';
import type { Resource } from '../../../shared/resource';
import { readOperations } from '../../shared/readOperations';
import { simplified, statusFilter } from './clientProjectFields';
import { explain, sync } from './sync.operation';

const clientLocator = recordLocator({
	displayName: 'Client',
	name: 'clientId',
	searchMethod: 'searchClients',
	description: 'The client in Kleer; it can’t be changed later',
});

const { locator, operations: reading } = readOperations<KleerProject>({
	resource: 'clientProject',
	one: 'client project',
	many: 'client projects',
	joined: ' with people, activities, prices and leads',
	searchMethod: 'searchClientProjects',
	filters: [
		ownerFilter(
			{ ...clientLocator, description: 'The client whose projects are wanted' },
			({ client }) => client?.id,
		),
		exactFilter(
			{ displayName: 'Number', name: 'number', description: 'The project’s whole number' },
			({ number }) => number,
		),
		textFilter('Part of the number or name', 'e.g. webb', ({ number, name }) => [number, name]),
		statusFilter,
	],
	simplified: (project) => simplified(project as KleerProject),
	get: getClientProject,
	list: async (client) => await kleerProjects(client).listProjects(),
});

const numberField: INodeProperties = {
	displayName: 'Number',
	name: 'number',
	type: 'string',
	default: '',
	required: true,
	description: 'The project’s number, which nobody else’s has',
};
const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	description: 'Kleer can’t change it later',
};
const fixedPriceField: INodeProperties = {
	displayName: 'Fixed Price',
	name: 'fixedPrice',
	type: 'boolean',
	default: false,
	description: 'Whether the project is at a fixed price; Kleer can’t change it later',
};

/** Named as the rows of the projects table (rules/projects). */
const FIELDS: INodeProperties[] = [
	{
		displayName: 'Budget Amount',
		name: 'budgetAmount',
		type: 'number',
		default: 0,
		description: 'In öre, as Kleer counts',
	},
	{
		displayName: 'Budget Hours',
		name: 'budgetHours',
		type: 'number',
		default: 0,
		description: 'How many hours are planned',
	},
	{
		displayName: 'Closing Date',
		name: 'closingDate',
		type: 'dateTime',
		default: '',
		description: 'The last day, YYYY-MM-DD; it closes nothing by itself',
	},
	{
		displayName: 'Comment',
		name: 'comment',
		type: 'string',
		default: '',
		description: 'A remark for colleagues',
	},
	{
		displayName: 'Opening Date',
		name: 'openingDate',
		type: 'dateTime',
		default: '',
		description: 'The first day, YYYY-MM-DD',
	},
	{
		displayName: 'Payment Days',
		name: 'paymentDays',
		type: 'number',
		default: 30,
		description: 'Terms of payment in days',
	},
	{
		displayName: 'PO Number',
		name: 'poNumber',
		type: 'string',
		default: '',
		description: 'The client’s purchase order, which invoices name',
	},
	{
		displayName: 'Your Reference',
		name: 'yourReference',
		type: 'string',
		default: '',
		description: 'The person or code at the client that invoices name',
	},
];

function put(body: Record<string, unknown>, fields: Record<string, unknown>): Record<string, unknown> {
	for (const [field, value] of Object.entries(fields)) {
		const plain = field.endsWith('Date') ? String(value).slice(0, 10) : value;
		putPlain(body, field, plain as string | number);
	}
	return body;
}

async function create(this: IExecuteFunctions, itemIndex: number) {
	const body = put(
		newProject(
			idFrom(this, clientLocator, itemIndex),
			this.getNodeParameter('fixedPrice', itemIndex, false) as boolean,
			requiredText(this, numberField, itemIndex),
			requiredText(this, nameField, itemIndex),
		),
		filledFields(this, 'additionalFields', itemIndex),
	);
	const client = await KleerClient.open(this);
	const id = await kleerProjects(client).createProject(body);
	return [asJson(await getClientProject(client, id))];
}

/** Kleer takes the whole document, so the present one is read and merged first. */
async function update(this: IExecuteFunctions, itemIndex: number) {
	const id = idFrom(this, locator, itemIndex);
	const fields = updateFields(this, itemIndex);
	const client = await KleerClient.open(this);
	const read = async () => await getClientProject(client, id);
	const present = await read();
	await kleerProjects(client).updateProject(id, put(writeable(present), fields));
	return [asJson(await read())];
}

/** Kleer’s client projects. */
export const clientProject: Resource = {
	title: 'Client Project',
	value: 'clientProject',
	defaultOperation: 'getAll',
	operations: [
		...reading,
		{
			name: 'Create',
			value: 'create',
			action: 'Create a client project',
			description: 'Create one client project; returns it with its ID',
			properties: [
				clientLocator,
				numberField,
				nameField,
				fixedPriceField,
				fieldCollection('Additional Fields', FIELDS),
			],
			execute: create,
		},
		explain,
		sync,
		{
			name: 'Update',
			value: 'update',
			action: 'Update a client project',
			description: 'Change the given fields of one client project and leave all others; returns the project',
			properties: [locator, fieldCollection('Update Fields', FIELDS)],
			execute: update,
		},
	],
};
