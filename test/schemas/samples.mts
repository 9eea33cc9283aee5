import type { IDataObject } from 'n8n-workflow';
import { cinodeResources } from '../../nodes/Cinode/actions';
import { kleerResources } from '../../nodes/Kleer/actions';
import { MAPPER_OPERATIONS } from '../../nodes/KleerCinodeMapper/properties';
import { isBatch, type Operation, type Resource } from '../../nodes/shared/resource';
import { runSteps } from '../integration/support/engine.mts';
import { Operations, id, jsons } from '../integration/support/operations.mts';
import { push } from '../integration/support/projects.mts';
import { FULL_SETUP, type Tenant } from '../integration/support/tenant.mts';

/** What each operation of each node gives in the sandbox, by the path of its schema below the node's folder. */
export type Samples = Map<string, IDataObject[]>;

/** Operations whose output nobody can know before: another route of a vendor, a page of a form. */
const WITHOUT_SCHEMA = [
	'Cinode/apiRequest/send',
	'Kleer/apiRequest/send',
	'KleerCinodeMapper/lookUp',
	'KleerCinodeMapper/setUp',
];

const NODES = { Cinode: cinodeResources, Kleer: kleerResources } as const;
type Vendor = keyof typeof NODES;

/** The paths of all schemas that there have to be. */
export const ALL_PATHS = [
	...Object.entries(NODES).flatMap(([node, resources]) =>
		resources.flatMap(({ value, operations }) => operations.map((one) => `${node}/${value}/${one.value}`)),
	),
	...MAPPER_OPERATIONS.map(({ value }) => `KleerCinodeMapper/${value}`),
].filter((path) => !WITHOUT_SCHEMA.includes(path));

/** Of so many records each is read by itself. */
const ENOUGH = 25;

/** Runs every operation in n8n's engine. */
export async function samplesOf(tenant: Tenant): Promise<Samples> {
	const samples: Samples = new Map();
	for (const user of tenant.sandbox.cinode.store.users.values()) user.teamId = 401;
	// Cinode shows the roles of all projects once a minute.
	await catchUp(tenant, samples);
	for (const [node, resources] of Object.entries(NODES)) {
		for (const resource of resources) await read(tenant, node as Vendor, resource, samples);
	}
	await sync(tenant, samples);
	await write(tenant, samples);
	return samples;
}

const locatorsOf = ({ properties }: Operation) =>
	properties.filter(({ type }) => type === 'resourceLocator').map(({ name }) => name);

/** *Get Many*, *Get* and their like: for the company, else for each record that the operation names. */
async function read(tenant: Tenant, node: Vendor, { value, operations }: Resource, samples: Samples) {
	const known = new Operations(() => tenant, node === 'Cinode' ? 'cinode' : 'kleer', value);
	const run = async (operation: string, parameters: IDataObject) =>
		jsons(await known.runFor([{}], operation, { returnAll: true, ...parameters }));
	const reading = operations.filter((one) => one.value.startsWith('get') && !isBatch(one));
	for (const operation of reading.sort((a, b) => locatorsOf(a).length - locatorsOf(b).length)) {
		const [first, second] = locatorsOf(operation);
		const found: IDataObject[] = [];
		if (!first) found.push(...(await run(operation.value, {})));
		for (const one of first ? idsOf(node, first, samples) : []) {
			const at = { [first as string]: id(one) };
			if (!second) found.push(...(await run(operation.value, at)));
			else {
				for (const { id: inner } of await run('getAll', at)) {
					found.push(...(await run(operation.value, { ...at, [second]: id(String(inner)) })));
				}
			}
		}
		samples.set(`${node}/${value}/${operation.value}`, found);
	}
}

/** A locator is called after its resource: `customerId`. */
function idsOf(node: Vendor, locator: string, samples: Samples): string[] {
	const list = samples.get(`${node}/${locator.replace(/Id$/, '')}/getAll`) ?? [];
	return list.slice(0, ENOUGH).map((one) => String(one.id));
}

const SET_UPS = {
	users: FULL_SETUP,
	subcontractors: { languageId: 1, currencyId: 1, locationId: 301 },
	customers: {},
};

/** Each sync, and what the mapper and the catch-up make of it. */
async function sync(tenant: Tenant, samples: Samples) {
	const mapped: IDataObject[] = [];
	const reports: IDataObject[] = [];
	const mapper = async (items: IDataObject[], parameters: IDataObject) => {
		const steps = [{ name: 'Mapper', type: 'kleerCinodeMapper', parameters }];
		return jsons((await runSteps(tenant.credentials, items, steps))('Mapper'));
	};
	for (const [scheme, target] of [
		['users', 'user'],
		['subcontractors', 'subcontractor'],
		['customers', 'customer'],
	] as const) {
		const run = await tenant.syncScheme(scheme, { mapper: SET_UPS[scheme] });
		samples.set(`Cinode/${target}/sync`, run.results as unknown as IDataObject[]);
		samples.set(`Cinode/${target}/explain`, await explained(tenant, 'cinode', target, run.mapped));
		mapped.push(...run.mapped);
		const items = [...run.rejected, ...run.results, run.summary] as unknown as IDataObject[];
		reports.push(...(await mapper(items, { operation: 'report', scheme })));
	}
	const pushed = await push(tenant, projectIds(samples));
	samples.set('Kleer/clientProject/sync', pushed.results as unknown as IDataObject[]);
	const projects = await explained(tenant, 'kleer', 'clientProject', pushed.mapped);
	samples.set('Kleer/clientProject/explain', projects);
	samples.set('KleerCinodeMapper/map', [...mapped, ...pushed.mapped]);
	samples.set('KleerCinodeMapper/report', reports);
	samples.set('KleerCinodeMapper/alert', await mapper(reports, { operation: 'alert' }));
	samples.set('KleerCinodeMapper/history', await mapper(reports, { operation: 'history' }));
	samples.set('KleerCinodeMapper/checkSetup', await mapper([{}], { operation: 'checkSetup' }));
}

/** What is said of some of the records, and of one that there isn't. */
async function explained(tenant: Tenant, type: 'cinode' | 'kleer', resource: string, mapped: IDataObject[]) {
	const found: IDataObject[] = [];
	for (const record of [...mapped.slice(0, ENOUGH).map(({ key }) => key), 'nobody']) {
		const explain = new Operations(() => tenant, type, resource);
		found.push(...jsons(await explain.runFor(mapped, 'explain', { record })));
	}
	return found;
}

/** What may have changed, and what was pushed since. */
async function catchUp(tenant: Tenant, samples: Samples) {
	const projects = new Operations(() => tenant, 'cinode', 'project');
	const goLiveDate = '2025-01-01';
	samples.set('Cinode/project/getChanged', jsons(await projects.run('getChanged', { goLiveDate })));
	samples.set('Cinode/project/markPushed', jsons(await projects.run('markPushed', { projectIds: [1] })));
}

const projectIds = (samples: Samples) =>
	(samples.get('Cinode/project/getAll') ?? []).map((project) => Number(project.id));

/** What changes something, each on a record that may change. */
async function write(tenant: Tenant, samples: Samples) {
	const run = async (path: string, parameters: IDataObject, items: IDataObject[] = [{}]) => {
		const [node, resource = '', operation = ''] = path.split('/');
		const type = node === 'Cinode' ? 'cinode' : 'kleer';
		const found = jsons(
			await new Operations(() => tenant, type, resource).runFor(items, operation, parameters),
		);
		samples.set(path, found);
		return id(String(found[0]?.id));
	};
	const known = (path: string) => idOf(samples, path);
	const name = 'Klintåkers Bygg';
	const customerId = await run('Cinode/customer/create', { name, additionalFields: { description: 'Ny' } });
	await run('Cinode/customer/update', { customerId, updateFields: { description: 'Kund' } });
	for (const [part, required] of [
		['customerAddress', {}],
		['customerContact', { firstName: 'Eva', lastName: 'Provsdotter' }],
	] as const) {
		const fields = part === 'customerAddress' ? { city: 'Umeå' } : { title: 'Chef' };
		const at = { customerId };
		const partId = await run(`Cinode/${part}/create`, { ...at, ...required, additionalFields: fields });
		await run(`Cinode/${part}/update`, { ...at, partId, updateFields: fields });
		await run(`Cinode/${part}/delete`, { ...at, partId });
	}
	const userId = known('Cinode/user/getAll');
	await run('Cinode/customerManager/add', { customerId, userId });
	await run('Cinode/customerManager/remove', { customerId, managerId: userId });
	const tagId = known('Cinode/tag/getAll');
	await run('Cinode/customerTag/add', { customerId, tagId });
	await run('Cinode/customerTag/remove', { customerId, tagId });
	await run('Cinode/customer/delete', { customerId, customerVerificationName: name });
	const person = { firstName: 'Eva', lastName: 'Provsdotter' };
	await run('Cinode/user/create', { ...person, email: 'eva@provsdotter.example', additionalFields: {} });
	await run('Cinode/user/update', { userId, updateFields: { phone: '08-123 45 67' } });
	await run('Cinode/subcontractor/create', {
		...person,
		...{
			email: 'eva@underkonsult.example',
			companyName: 'Provsdotter AB',
			companyIdentifier: '',
			languageId: 1,
		},
		additionalFields: {},
	});
	const webhookUrl = 'http://127.0.0.1/webhook/3f2a/webhook';
	await run('Cinode/webhook/ensure', { webhookUrl });
	const webhookId = await run('Cinode/webhook/getAll', { returnAll: true });
	await run('Cinode/webhook/delete', { webhookId });
	const clientId = await run('Kleer/client/create', {
		name,
		responsibleId: known('Kleer/employee/getAll'),
		additionalFields: {},
	});
	await run('Kleer/client/update', { clientId, updateFields: { phone: '08-123 45 67' } });
	const project = { number: '99001', name: 'Lagerstyrning', additionalFields: {} };
	const clientProjectId = await run('Kleer/clientProject/create', { clientId, ...project });
	await run('Kleer/clientProject/update', { clientProjectId, updateFields: { comment: 'Ny' } });
}

function idOf(samples: Samples, path: string): IDataObject {
	const [first] = samples.get(path) ?? [];
	if (!first) throw new Error(`${path} gave nothing`);
	return id(String(first.id));
}
