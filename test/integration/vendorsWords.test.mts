import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addClient, hirePerson } from '../sandbox/index.mts';
import { Operations } from './support/operations.mts';
import { Tenant } from './support/tenant.mts';
import { leaveUnrecorded } from '../unrecorded.mts';

leaveUnrecorded();

// Waits between tries are not what is tested here.
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async () => await new Promise((resolve) => setImmediate(resolve)),
}));

/** A vendor may quote the record that it refuses, or one that it keeps, in its own way of writing. */

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start();
});
afterEach(async () => await tenant.stop());

const PERSON = {
	name: 'Ylva Nyborg',
	email: 'ylva@nyborg.example',
	phone: '070-174 06 05',
	ssn: '19650531-1236',
	salary: 7_211_200,
};

/** Each value of hers in the ways in which servers write it. */
const WRITINGS = [
	...['72112', '72 112', '72 112', '72.112,00', '72,112.00', '7211200'],
	...['1965-05-31', '31.05.1965', '05/31/1965', '31 May 1965', 'May 31, 1965', '19650531'],
	...['650531-1236', '6505311236', '19650531 1236'],
	...['ylva@nyborg.example', 'YLVA@NYBORG.EXAMPLE'],
	...['Nyborg', 'YLVA'],
	...['070-174 06 05', '+46701740605', '0046 70 174 06 05'],
];
const QUOTE = `The record (${WRITINGS.join('; ')}) can't be kept`;

/** All that n8n, its log and the error workflow can see of something. */
function seen(value: unknown, depth = 0): string {
	if (typeof value !== 'object' || value === null || depth > 8) return String(value);
	const own = Object.getOwnPropertyNames(value).map((name) => (value as Record<string, unknown>)[name]);
	return own.map((one) => seen(one, depth + 1)).join('\n');
}

function expectNone(value: unknown, writings = WRITINGS): void {
	const text = seen(value);
	expect(writings.filter((writing) => text.includes(writing))).toEqual([]);
}

describe('Cinode’s words that quote a record', () => {
	const refuse = (method: string) =>
		tenant.sandbox.faults.add({
			system: 'cinode',
			method,
			path: '/users',
			kind: 'status',
			status: 400,
			body: { errors: { Record: [QUOTE] } },
		});

	it('stand in the result of a sync without its values', async () => {
		hirePerson(tenant.sandbox.kleer.store, PERSON, tenant.sandbox.today());
		refuse('PATCH');
		const run = await tenant.sync({ mapper: { languageId: 1 } });
		const result = run.resultOf('Nyborg');
		expect(result?.error).toMatch(/^Cinode refused the values: Record: The record \(•••.*can't be kept/);
		// Her name stands beside it, as whose result it is.
		expectNone([result?.error, result?.reason, result?.warnings, result?.changes.filter(isPay), run.summary]);
	});

	it('are masked in the error of an operation that sent it, and in its error item', async () => {
		const users = new Operations(() => tenant, 'cinode', 'user');
		refuse('POST');
		const parameters = { email: PERSON.email, firstName: 'Ylva', lastName: 'Nyborg' };
		const error: unknown = await users.run('create', parameters).catch((caught: unknown) => caught);
		expect(error).toMatchObject({ message: expect.stringMatching(/^Cinode refused the values: Record: /) });
		const sent = ['Nyborg', 'YLVA', 'ylva@nyborg.example', 'YLVA@NYBORG.EXAMPLE'];
		const { message, description, stack, messages, cause } = error as Record<string, unknown>;
		expectNone(
			[message, description, stack, messages, cause],
			[...sent, ...WRITINGS.slice(0, 9), ...WRITINGS.slice(12, 15)],
		);
		const items = await users.runFor([{}], 'create', parameters, 'continueRegularOutput');
		expectNone(items, sent);
	});

	it('are masked where it is a stored one that is read', async () => {
		const users = new Operations(() => tenant, 'cinode', 'user');
		tenant.sandbox.faults.add({
			system: 'cinode',
			path: '/users',
			kind: 'status',
			status: 500,
			body: { description: QUOTE },
		});
		const error: unknown = await users.run('getAll', { returnAll: true }).catch((caught: unknown) => caught);
		// Nobody knows whose record it is: what looks like an amount, a date, a number or an address.
		expectNone(
			error,
			WRITINGS.filter((writing) => /\d{4}|\d \d|@/.test(writing)),
		);
	});

	it.each(['POST', 'PATCH'])('are masked in API Request, %s', async (method) => {
		const api = new Operations(() => tenant, 'cinode', 'apiRequest');
		refuse(method);
		const value = {
			name: PERSON.name,
			salary: 72_112,
			born: '1965-05-31',
			of: ['Nyborg', 'Ylva'],
			tel: PERSON.phone,
		};
		const body = method === 'POST' ? value : [{ op: 'replace', path: '/x', value }];
		const path = '/users';
		const error: unknown = await api
			.run('send', { method, path, body: JSON.stringify(body) })
			.catch((caught: unknown) => caught);
		const { message, description, stack } = error as Record<string, unknown>;
		expectNone([message, description, stack]);
	});
});

describe('Kleer’s words that quote a record', () => {
	it.each([
		['JSON', { message: QUOTE }],
		['XML', `<fault><message>${QUOTE}</message></fault>`],
		['text', QUOTE],
	])('are masked in API Request, as %s', async (_how, body) => {
		const api = new Operations(() => tenant, 'kleer', 'apiRequest');
		tenant.sandbox.faults.add({ system: 'kleer', method: 'POST', kind: 'status', status: 500, body });
		const sent = { name: PERSON.name, email: PERSON.email, names: ['Ylva', 'Nyborg'], phone: PERSON.phone };
		const error: unknown = await api
			.run('send', { method: 'POST', path: '/client', body: JSON.stringify(sent) })
			.catch((caught: unknown) => caught);
		const { message, description, stack } = error as Record<string, unknown>;
		expect(message).toMatch(/Kleer failed/);
		expectNone([message, description, stack]);
	});

	it('are masked where a whole list fails', async () => {
		tenant.sandbox.faults.add({ system: 'kleer', kind: 'status', status: 500, body: { message: QUOTE } });
		const error: unknown = await tenant.sync().catch((caught: unknown) => caught);
		expectNone(
			error,
			WRITINGS.filter((writing) => /\d{4}|\d \d|@/.test(writing)),
		);
	});
});

describe('free text in results', () => {
	const notesOf = async (notes: string, name = 'Nordlyse AB') => {
		addClient(tenant.sandbox.kleer.store, { name, notes });
		const run = await tenant.syncScheme('customers');
		const result = run.resultOf('Nordlyse');
		return { run, notes: result?.changes.find(({ field }) => field === 'Description') };
	};

	it.each([
		['a personal number', 'Kontakt 811218-9876'],
		['pay', 'Hennes lön är 45 000 kr'],
		['pay in English', 'salary: 45,000 SEK a month'],
		['a rate for her', 'timlön 250:-'],
	])('is "changed" where it holds %s', async (_what, notes) => {
		expect((await notesOf(notes)).notes).toEqual({ field: 'Description', from: 'changed', to: 'changed' });
		expect(tenant.cinodeCustomer('Nordlyse').description).toBe(notes);
	});

	it.each(['Faktureras i förskott, 45 000 kr', 'Org.nr 559012-1066', 'Ring 070-174 06 05'])(
		'is shown where it holds none: %s',
		async (notes) => {
			expect((await notesOf(notes)).notes).toEqual({ field: 'Description', from: null, to: notes });
		},
	);

	it('names no person’s personal number or pay', async () => {
		const { run } = await notesOf('', 'Nordlyse 811218-9876, lön 45 000 kr');
		expect(JSON.stringify([run.results, run.summary])).not.toMatch(/811218|9876|45 000/);
	});
});

function isPay({ field }: { field: string }): boolean {
	return ['Base Salary', 'Date of Birth', 'Gender', 'Tax Table'].includes(field);
}
