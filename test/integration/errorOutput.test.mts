import {
	NodeHelpers,
	type IDataObject,
	type INode,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Cinode } from '../../nodes/Cinode/Cinode.node';
import { Kleer } from '../../nodes/Kleer/Kleer.node';
import { runSteps, type Step } from './support/engine.mts';
import { id } from './support/operations.mts';
import { Tenant } from './support/tenant.mts';
import { leaveUnrecorded } from '../unrecorded.mts';

leaveUnrecorded();

// Nobody waits between tries.
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async () => await new Promise((resolve) => setImmediate(resolve)),
}));

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start();
	// Whatever is asked isn't there.
	for (const system of ['kleer', 'cinode'] as const) {
		tenant.sandbox.faults.add({ system, kind: 'status', status: 404, path: '^/(?!token$)' });
	}
});

afterEach(async () => await tenant.stop());

const optionsOf = (property: INodeProperties) => (property.options ?? []) as INodePropertyOptions[];

/** Every operation of a node, as its dropdowns show them. */
function operationsOf(properties: INodeProperties[]): Array<[string, string]> {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap((dropdown) =>
			(dropdown.displayOptions?.show?.resource ?? []).flatMap((resource) =>
				optionsOf(dropdown).map(({ value }): [string, string] => [String(resource), String(value)]),
			),
		);
}

const FILLED: Record<string, unknown> = {
	webhookId: id('3f2a7c1e-5b0d-4e8a-9c66-1d2e3f4a5b6c'),
	webhookUrl: 'http://127.0.0.1/webhook/3f2a/webhook',
	email: 'new@example.com',
	projectIds: 'none',
	updateFields: undefined,
};

/** Something in every parameter that has to be filled and is shown. */
function filled(properties: INodeProperties[], given: IDataObject, node: INode): IDataObject {
	const all: IDataObject = { ...given };
	for (const property of properties) {
		const { name, type } = property;
		if (name in all || !NodeHelpers.displayParameter(all as never, property, node, null)) continue;
		if (name in FILLED) {
			if (FILLED[name] !== undefined) all[name] = FILLED[name] as IDataObject;
			else all[name] = firstField(property);
		} else if (type === 'resourceLocator') all[name] = id(1);
		else if (property.required && type === 'dateTime') all[name] = '2025-01-01';
		else if (property.required && type === 'options') all[name] = 1;
		else if (property.required && type === 'string') all[name] = 'something';
	}
	return all;
}

/** Update Fields can't be empty. */
function firstField({ options = [] }: INodeProperties): IDataObject {
	const text = (options as INodeProperties[]).find(({ type }) => type === 'string');
	return text ? { [text.name]: 'something' } : {};
}

const CASES = [
	['kleer', new Kleer().description.properties] as const,
	['cinode', new Cinode().description.properties] as const,
].flatMap(([type, properties]) =>
	operationsOf(properties).map(([resource, operation]) => ({ type, resource, operation, properties })),
);

/** Outputs of the node that aren't for what failed. */
async function run(step: Step, items: IDataObject[]) {
	const output = await runSteps(tenant.credentials, items, [{ ...step, onError: 'continueErrorOutput' }]);
	const outputs = [0, 1, 2].map((index) => output('Node', index));
	const at = outputs.findLastIndex((each) => each.length > 0);
	return { outputs, at };
}

const ITEMS = [{ came: 'first' }, { came: 'second' }];

/** All that comes out is by the last output, and holds what came in. */
async function leavesByTheError(step: Omit<Step, 'name'>, successes: number): Promise<IDataObject[]> {
	const { outputs, at } = await run({ name: 'Node', ...step }, ITEMS);
	expect(at).toBe(successes);
	for (const success of outputs.slice(0, at)) expect(success).toEqual([]);
	const failed = (outputs[at] ?? []).map(({ json }) => json);
	expect(failed.length).toBeGreaterThan(0);
	for (const json of failed) {
		expect(json).toMatchObject({ error: expect.any(String), came: expect.any(String) });
	}
	return failed;
}

describe('what fails leaves by the error output, with what came in', () => {
	it.each(CASES)('$type: $resource $operation', async ({ type, resource, operation, properties }) => {
		const node = { type, typeVersion: 1, parameters: {} } as unknown as INode;
		const parameters = filled(properties, { resource, operation }, node);
		await leavesByTheError({ type, parameters }, operation === 'sync' ? 2 : 1);
	});

	it.each(['users', 'subcontractors', 'projects', 'nonsense'])('mapper: map %s', async (scheme) => {
		const parameters = {
			operation: 'map',
			scheme,
			timeZone: 'Mars/Base',
			goLiveDate: '2025-01-01',
			languageId: 1,
		};
		await leavesByTheError({ type: 'kleerCinodeMapper', parameters }, 2);
	});

	it('Project: Get says of which project it speaks', async () => {
		const parameters = { resource: 'project', operation: 'get', projectId: id(4711) };
		const failed = await leavesByTheError({ type: 'cinode', parameters }, 1);
		expect(failed[0]).toMatchObject({ details: { projectId: 4711, reasonCode: 'notFound' } });
		const step: Step = { name: 'Node', type: 'cinode', parameters, onError: 'continueRegularOutput' };
		const output = (await runSteps(tenant.credentials, [{}], [step]))('Node');
		expect(output[0]?.json).toMatchObject({
			error: expect.any(String),
			projectId: 4711,
			reasonCode: 'notFound',
		});
	});

	it.each(
		['kleer', 'cinode', 'kleerCinodeMapper'].flatMap((type) =>
			['nonsense', 'constructor', 'toString'].map((operation) => [type, operation] as const),
		),
	)('%s: %s, an operation that there isn’t', async (type, operation) => {
		const { resource } = CASES.find((one) => one.type === type) ?? {};
		const failed = await leavesByTheError({ type, parameters: { resource, operation } }, 1);
		expect(failed[0]?.error).toContain(`'${operation}' is not an operation`);
	});
});
