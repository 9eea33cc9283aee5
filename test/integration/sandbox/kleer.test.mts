import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeSalary, startSandbox, tieToSupplier, type Sandbox } from '../../sandbox/index.mts';
import { kleer } from './clients.mts';

let sandbox: Sandbox;
const FIRST = 210001;

beforeAll(async () => {
	sandbox = await startSandbox({ today: '2026-05-04' });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const get = (path: string) => kleer(sandbox, 'GET', path);

describe('what selects JSON', () => {
	it('is the Content-Type of the request, also on GET; otherwise XML', async () => {
		const xml = await kleer(sandbox, 'GET', 'user/me', {
			headers: { 'x-token': sandbox.kleer.token, accept: 'application/json' },
		});
		expect(xml.headers.get('content-type')).toContain('xml');
		expect(xml.text).toMatch(/^<\?xml.*<user><id>\d+<\/id><foreign-id>/);
		expect((await get('user/me')).json).toMatchObject({ name: 'Jörgen von Stensjö' });
	});

	it('also holds for errors', async () => {
		const headers = { 'x-token': 'wrong' };
		const xml = await kleer(sandbox, 'GET', 'user', { headers });
		expect([xml.status, xml.text]).toEqual([401, expect.stringContaining('<error><message>')]);
		const json = await kleer(sandbox, 'GET', 'user', {
			headers: { ...headers, 'content-type': 'application/json' },
		});
		expect([json.status, json.json]).toEqual([401, { message: expect.any(String) }]);
	});
});

describe('JSON conventions', () => {
	it('wraps lists in one key, leaves single objects bare, and flattens wrappers', async () => {
		expect(Object.keys((await get('user')).json)).toEqual(['users']);
		const row = (await get(`payroll/user/${FIRST}`)).json;
		expect(row.children).toEqual([
			{ name: expect.any(String), 'birth-date': expect.any(String) },
			expect.anything(),
		]);
		expect(row.schedules).toEqual([{ schedule: { id: 700 }, comment: '' }]);
		expect(row['dimension-entries']).toEqual([{ id: 4101 }]);
		expect(row['monthly-salary-type']).toBe('CURRENT');
		expect(row).not.toHaveProperty('employment-end-date');
		expect(row).not.toHaveProperty('notes');
	});

	it('has an empty string for an unset foreign-id, and {} for no categories', async () => {
		const auditor = (await get(`user/${FIRST + 8}`)).json;
		expect(auditor).toMatchObject({ 'foreign-id': '', dimensions: {} });
		expect(auditor).not.toHaveProperty('internal-id');
	});

	it('leaves the key of an empty list out behind a switch', async () => {
		sandbox.kleer.store.subcontractors.clear();
		expect((await get('subcontractor')).json).toEqual({ 'subcontractor-readables': [] });
		sandbox.kleer.store.options.emptyList = 'bare';
		expect((await get('subcontractor')).json).toEqual({});
	});

	it('keeps the order and the spelling of the XSD in XML', async () => {
		const { text } = await kleer(sandbox, 'GET', `payroll/user/${FIRST + 4}`, {
			headers: { 'x-token': sandbox.kleer.token },
		});
		expect(text).toContain('<monthly-salary-type>Current</monthly-salary-type><monthly-salary>');
		expect(text).toMatch(
			/<schedules><schedule><schedule><id>700<\/id><\/schedule><comment\/><\/schedule><\/schedules>/,
		);
		expect(text).toMatch(
			/<full-history-monthly-salaries>(<full-history-monthly-salary>.*?<\/full-history-monthly-salary>){2}</,
		);
	});
});

describe('errors', () => {
	it('refuses unknown routes and verbs, and looks like an access error for a wrong company', async () => {
		expect((await get('users')).status).toBe(404);
		expect((await get('user/abc')).status).toBe(404);
		const verb = await kleer(sandbox, 'DELETE', `user/${FIRST}`);
		expect([verb.status, verb.headers.get('allow')]).toEqual([405, 'GET, POST']);
		const other = await kleer(sandbox, 'GET', 'user', { company: 1 });
		expect([other.status, other.json.message]).toEqual([
			500,
			'SingleAccessDeniedException: Otillåten access',
		]);
	});

	it('says with 500 that there is no payroll agreement', async () => {
		for (const path of [
			`payroll/user/${FIRST + 8}`,
			`payroll/user/${FIRST + 8}/schedule/2026-05-04/to/2026-05-04`,
		]) {
			const reply = await get(path);
			expect([reply.status, reply.json.message]).toEqual([
				500,
				expect.stringContaining('PayrollUserDoesNotExist'),
			]);
		}
	});

	it('gives an empty payroll list without the right, or refuses it', async () => {
		sandbox.kleer.store.rights.delete('Payroll');
		expect((await get('payroll/user')).json).toEqual({ 'payroll-user-readables': [] });
		expect((await get(`payroll/user/${FIRST}`)).json.message).toContain('SingleAccessDenied');
		sandbox.kleer.store.options.payrollWithoutRight = 'denied';
		expect((await get('payroll/user')).status).toBe(500);
	});

	it.each([
		['Subcontractor', 'subcontractor'],
		['Dimensions', 'dimension'],
		['Dimensions', 'dimension/41/entry'],
		['SupplierInvoiceRead', 'supplier'],
	] as const)('refuses without the right %s: %s', async (right, path) => {
		expect((await get(path)).status).toBe(200);
		sandbox.kleer.store.rights.delete(right);
		expect((await get(path)).json.message).toBe('SingleAccessDeniedException: Otillåten access');
	});
});

describe('writing a user', () => {
	const body = { id: FIRST, name: 'Åsa Björkvide', email: 'ny@exempelkonsult.example', active: true };

	it('keeps what is sent, and answers with the id alone', async () => {
		const reply = await kleer(sandbox, 'POST', `user/${FIRST}`, { body });
		expect([reply.status, reply.json]).toEqual([200, { id: FIRST }]);
		expect(sandbox.kleer.store.users.get(FIRST)).toMatchObject({ ...body, 'internal-id': 1001 });
	});

	it.each([
		['a missing element', { ...body, email: undefined }, 'Tekniskt fel'],
		['an unknown field', { ...body, phone: '1' }, 'Unrecognized field "phone"'],
		['a wrong type', { ...body, active: 'yes' }, 'Cannot deserialize'],
		['another id', { ...body, id: 1 }, 'Tekniskt fel'],
	])('refuses %s', async (_, wrong, message) => {
		const before = structuredClone(sandbox.kleer.store.users.get(FIRST));
		const reply = await kleer(sandbox, 'POST', `user/${FIRST}`, { body: wrong });
		expect([reply.status, reply.json.message]).toEqual([500, expect.stringContaining(message)]);
		expect(sandbox.kleer.store.users.get(FIRST)).toEqual(before);
	});
});

describe('schedules', () => {
	const days = async (index: number, from: string, to: string) =>
		(await get(`payroll/user/${FIRST + index}/schedule/${from}/to/${to}`)).json[
			'payroll-user-schedule-metadatas'
		];

	it('has one row per day, without a level on weekends and red days', async () => {
		// 2026-05-14 is Ascension Day, the 16th and 17th a weekend.
		const rows = await days(3, '2026-05-13', '2026-05-18');
		expect(rows.map((row: Record<string, unknown>) => row['level-of-employment'])).toEqual([
			0.8,
			undefined,
			0.8,
			undefined,
			undefined,
			0.8,
		]);
		expect(rows[0]).toEqual({
			date: '2026-05-13',
			'level-of-employment': 0.8,
			'gross-hours': 9,
			'net-hours': 8,
			'actual-hours': 6.4,
		});
	});

	it('refuses what is no date, or the wrong way round', async () => {
		const schedule = `payroll/user/${FIRST}/schedule`;
		expect((await get(`${schedule}/2026-02-30/to/2026-03-01`)).json.message).toBe('Tekniskt fel');
		expect((await get(`${schedule}/2026-03-02/to/2026-03-01`)).json.message).toBe('Tekniskt fel');
	});
});

describe('edits', () => {
	it('a raise to come is in the history and is the latest registered salary', async () => {
		changeSalary(sandbox.kleer.store, FIRST, 5_000_000, '2027-01-01');
		const row = (await get(`payroll/user/${FIRST}`)).json;
		expect(row['monthly-salary']).toBe(5_000_000);
		expect(row['full-history-monthly-salaries']).toHaveLength(2);
		expect(row['full-history-monthly-salaries'][0]['monthly-salary']).toBe(3_100_300);
	});

	it('ties another user to a supplier', async () => {
		const supplier = [...sandbox.kleer.store.suppliers.keys()][0] ?? 0;
		tieToSupplier(sandbox.kleer.store, FIRST + 1, supplier);
		const list = (await get('subcontractor')).json['subcontractor-readables'];
		expect(list).toHaveLength(1);
		expect(list[0].users).toEqual([{ id: FIRST + 9 }, { id: FIRST + 1 }]);
	});

	it('finds a user by foreign id', async () => {
		expect((await get('user/foreign-id/101')).json.id).toBe(FIRST);
		expect((await get('user/foreign-id/none')).status).toBe(404);
	});
});
