import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { cinode, kleer, patch } from './clients.mts';

let sandbox: Sandbox;
const ASA = 5002;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const setPhone = () => cinode(sandbox, 'PATCH', `users/${ASA}`, { body: patch({ '/phone': '42' }) });
const phone = () => sandbox.cinode.store.users.get(ASA)?.phone;

describe('faults', () => {
	it('drop the connection before the server acts, or after', async () => {
		sandbox.faults.add({ system: 'cinode', method: 'PATCH', kind: 'drop-before', times: 1 });
		await expect(setPhone()).rejects.toThrow();
		expect(phone()).toBeNull();
		sandbox.faults.add({ system: 'cinode', method: 'PATCH', kind: 'drop-after', times: 1 });
		await expect(setPhone()).rejects.toThrow();
		expect(phone()).toBe('42');
		expect((await setPhone()).status).toBe(200);
		expect(sandbox.requests.all.map((request) => request.status)).toEqual([0, 200, 200]);
	});

	it('answer in the vendor’s own form', async () => {
		sandbox.faults.add({ system: 'cinode', kind: 'status', status: 500, path: '/users$' });
		const broken = await cinode(sandbox, 'GET', 'users');
		expect(broken.json).toMatchObject({ correlationId: expect.any(String), code: 0 });
		expect((await cinode(sandbox, 'GET', 'tags')).status).toBe(200);
		sandbox.faults.add({ system: 'kleer', kind: 'status', status: 500 });
		expect((await kleer(sandbox, 'GET', 'user')).json).toEqual({ message: 'Tekniskt fel' });
		sandbox.faults.clear();
		sandbox.faults.add({ system: 'cinode', kind: 'status', status: 503, body: '<html>down</html>' });
		expect((await cinode(sandbox, 'GET', 'users')).text).toBe('<html>down</html>');
	});

	it('can do the work and still answer with an error', async () => {
		sandbox.faults.add({ system: 'cinode', kind: 'status', status: 500, method: 'PATCH', acts: true });
		expect([(await setPhone()).status, phone()]).toEqual([500, '42']);
	});

	it('strike the nth, every nth, or a share that a seed decides', async () => {
		const statuses = async () => {
			const seen: number[] = [];
			for (let i = 0; i < 6; i++) seen.push((await kleer(sandbox, 'GET', 'info')).status);
			return seen.map((status) => (status === 200 ? '.' : 'x')).join('');
		};
		sandbox.faults.add({ system: 'kleer', kind: 'status', status: 503, nth: 2 });
		expect(await statuses()).toBe('.x....');
		sandbox.faults.clear();
		sandbox.faults.add({ system: 'kleer', kind: 'status', status: 503, every: 3, times: 1 });
		expect(await statuses()).toBe('..x...');
		sandbox.faults.clear();
		sandbox.faults.add({ system: 'kleer', kind: 'status', status: 503, rate: 0.5 });
		const first = await statuses();
		sandbox.faults.clear();
		sandbox.faults.add({ system: 'kleer', kind: 'status', status: 503, rate: 0.5 });
		expect(await statuses()).toBe(first);
		expect(first).toMatch(/x/);
		expect(first).toMatch(/\./);
	});

	it('delay, and answer in XML', async () => {
		sandbox.faults.add({ system: 'kleer', kind: 'delay', ms: 120 });
		sandbox.faults.add({ system: 'kleer', kind: 'xml' });
		const from = Date.now();
		expect((await kleer(sandbox, 'GET', 'user')).text).toMatch(/^<\?xml/);
		expect(Date.now() - from).toBeGreaterThanOrEqual(115);
	});

	it('also come from hooks at any point', async () => {
		const seen: string[] = [];
		const stop = sandbox.onRequest((phase, request) => {
			seen.push(`${phase} ${request.method} ${request.status}`);
			return phase === 'after' && request.method === 'PATCH' ? 'drop' : undefined;
		});
		await expect(setPhone()).rejects.toThrow();
		stop();
		await setPhone();
		expect([seen, phone()]).toEqual([['before PATCH 0', 'after PATCH 200'], '42']);
	});
});

describe('the record', () => {
	it('counts requests by route, and control requests never', async () => {
		await kleer(sandbox, 'GET', 'user/210001');
		await kleer(sandbox, 'GET', 'user/210002');
		await cinode(sandbox, 'POST', 'users/search', { body: { term: 'x' } });
		await fetch(`${sandbox.cinode.url}/sandbox/state`);
		expect(sandbox.requests.byRoute()).toEqual({
			'GET /v1/company/:companyId/user/:id': 2,
			'POST /v0.1/companies/:companyId/users/search': 1,
		});
		expect(sandbox.requests.count({ system: 'kleer', path: /user\/\d+$/ })).toBe(2);
		expect(sandbox.requests.all[2]).toMatchObject({ body: { term: 'x' }, contentType: 'application/json' });
	});

	it('goes to a file of JSON lines', async () => {
		const file = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'requests.jsonl');
		process.env.SANDBOX_REQUEST_LOG = file;
		await kleer(sandbox, 'GET', 'info?x=1');
		delete process.env.SANDBOX_REQUEST_LOG;
		expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
			system: 'kleer',
			query: { x: '1' },
			status: 200,
		});
	});
});
