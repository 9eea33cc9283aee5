import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { KleerClient } from '../../../apis/kleer/client';
import { listEmployees } from '../../../apis/kleer/employees';
import type { KleerCinodeMapper as Mapper } from '../../../nodes/KleerCinodeMapper/KleerCinodeMapper.node';
import { startSandbox } from '../../sandbox/index.mts';
import { mapUsers } from '../builtin/mapUsers.mjs';

/**
 * Maps so many people once, by the mapper node or by a consultant's JavaScript, in a process of its own, and prints
 * `{ms, heldMb, peakMb, mapped}` as JSON: what the result holds, and the most that the process took with its input.
 *
 * Arguments: mapper or code, and the number of people.
 */

const [side, count] = [process.argv[2], Number(process.argv[3])];
const SAMPLE = 1000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const sandbox = await startSandbox({ people: SAMPLE });
const input = side === 'mapper' ? await employees() : kleerLists();
await sandbox.close();
collect();
const before = process.memoryUsage().heapUsed;
const from = performance.now();
const output = await input.map();
const ms = performance.now() - from;
const peakMb = process.resourceUsage().maxRSS / 1024;
collect();
const heldMb = (process.memoryUsage().heapUsed - before) / 1024 / 1024;
console.log(JSON.stringify({ ms, heldMb, peakMb, mapped: output.length }));

/** The Kleer node's people, as often as it takes, each with an id of its own. */
async function employees() {
	const { baseUrl, companyId, token } = sandbox.kleer;
	const headers = { 'X-Token': token, 'Content-Type': 'application/json' };
	const list = async (path: string) =>
		Object.values(
			(await (await fetch(`${baseUrl}/company/${companyId}${path}`, { headers })).json()) as object,
		)[0];
	const sample = await listEmployees({ list, unreadOf: () => ({}) } as unknown as KleerClient, {
		...{ today: sandbox.today(), levelPerPerson: false, includeRawPayroll: false },
	});
	const items = repeated(sample, (one, round) => ({
		...{ ...one, id: one.id + round * 1e6, internalId: one.internalId ? one.internalId + round * 1e5 : null },
	})).map((json): INodeExecutionData => ({ json: json as unknown as IDataObject }));
	// As built: a path that ends in .node means something else to Node.
	const built = createRequire(import.meta.url)(
		'../../../dist/nodes/KleerCinodeMapper/KleerCinodeMapper.node.js',
	);
	const node = new (built as { KleerCinodeMapper: typeof Mapper }).KleerCinodeMapper();
	return { map: async () => (await node.execute.call(contextOf(items)))[0] ?? [] };
}

/** Kleer's own answers, which a Code node gets from HTTP Request nodes. */
function kleerLists() {
	const { store } = sandbox.kleer;
	const users = repeated([...store.users.values()], (user, round) => ({
		...user,
		id: user.id + round * 1e6,
		'internal-id': user['internal-id'] ? user['internal-id'] + round * 1e5 : 0,
	}));
	const rows = repeated([...store.payroll.values()], (row, round) => ({
		...row,
		user: { id: row.user.id + round * 1e6 },
	}));
	const tied = repeated([...store.subcontractors.values()], (one, round) => ({
		...one,
		users: one.users.map(({ id }) => ({ id: id + round * 1e6 })),
	}));
	const levels = new Map([...store.schedules.values()].map((one) => [one.id, one['level-of-employment']]));
	const day = sandbox.today();
	return {
		map: async () => mapUsers(users, rows, tied, levels, day).map((json): INodeExecutionData => ({ json })),
	};
}

function repeated<T>(sample: T[], change: (one: T, round: number) => T): T[] {
	return Array.from({ length: count / SAMPLE }, (_, round) => sample.map((one) => change(one, round))).flat();
}

/** What the mapper asks of n8n, without n8n. */
function contextOf(items: INodeExecutionData[]): IExecuteFunctions {
	const parameters: IDataObject = { operation: 'map', scheme: 'users' };
	return {
		getInputData: () => items,
		getNodeParameter: (name: string, _: number, fallback: unknown) => parameters[name] ?? fallback,
		getNode: () => ({ name: 'Mapper', parameters }),
		continueOnFail: () => false,
		addExecutionHints: () => {},
	} as unknown as IExecuteFunctions;
}
