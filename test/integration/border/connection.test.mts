import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runSteps } from '../support/engine.mts';
import { Tenant } from '../support/tenant.mts';

/** How long a vendor asks to wait, and which requests wait. */

const slept: number[] = [];
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async (ms: number) => {
		slept.push(ms);
		await new Promise((resolve) => setTimeout(resolve, Math.min(ms / 100, 100)));
	},
}));

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start();
	slept.length = 0;
});

afterEach(async () => await tenant.stop());

describe('a vendor that asks to wait', () => {
	const refuse = (system: 'kleer' | 'cinode', after: string, times = 1) =>
		tenant.sandbox.faults.add({
			system,
			method: 'GET',
			path: system === 'kleer' ? '/user$' : '/tags$',
			kind: 'status',
			status: 429,
			headers: { 'retry-after': after },
			times,
		});
	const slow = () => Math.max(0, ...slept);
	const tags = async () =>
		await runSteps(
			tenant.credentials,
			[{}],
			[
				{
					name: 'Tags',
					type: 'cinode',
					parameters: { resource: 'tag', operation: 'getAll', returnAll: true },
				},
			],
		);
	const people = async () =>
		await runSteps(
			tenant.credentials,
			[{}],
			[
				{
					name: 'People',
					type: 'kleer',
					parameters: { resource: 'user', operation: 'getAll', returnAll: true },
				},
			],
		);
	const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();

	it('Kleer, for 20 seconds, is waited for', async () => {
		refuse('kleer', '20');
		await people();
		expect(slow()).toBe(20_000);
	});

	it('Kleer, until a date, is waited for', async () => {
		refuse('kleer', inSeconds(30));
		await people();
		expect(slow()).toBeGreaterThan(25_000);
		expect(slow()).toBeLessThanOrEqual(30_000);
	});

	it('Cinode, until a date, is waited for', async () => {
		refuse('cinode', inSeconds(5));
		await tags();
		expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(2_000);
	});

	it.each(['kleer', 'cinode'] as const)(
		'%s, for longer than five minutes, waits for the next run',
		async (system) => {
			refuse(system, inSeconds(3600), 99);
			const run = system === 'kleer' ? people() : tags();
			await expect(run).rejects.toThrow(/asked too often/);
			expect(slow()).toBeLessThan(10_000);
		},
	);
});

describe('a certificate that isn’t trusted', () => {
	let server: Server;
	let folder: string;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'certificate-'));
		const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
		const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert];
		execFileSync('openssl', [...args, '-days', '2', '-subj', '/CN=localhost'], { stdio: 'ignore' });
		server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) => {
			response.end('{}');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});

	afterAll(() => {
		server.close();
		rmSync(folder, { recursive: true, force: true });
	});

	it.each(['kleer', 'cinode'] as const)('of %s is said to be just that', async (system) => {
		const baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const credentials = structuredClone(tenant.credentials);
		Object.assign(credentials[`${system}Api`], {
			baseUrl,
			authentication: 'staticToken',
			staticToken: 'x',
			companyId: '1',
		});
		const run = runSteps(
			credentials,
			[{}],
			[
				{
					name: 'Node',
					type: system,
					parameters: { resource: 'user', operation: 'getAll', returnAll: true },
				},
			],
		);
		const error = await run.then(
			() => undefined,
			(thrown: { message: string; description?: string }) => `${thrown.message} ${thrown.description ?? ''}`,
		);
		expect(error).toContain('certificate at 127.0.0.1');
		expect(error).toContain('isn’t trusted'.replace('’', "'"));
		expect(error).not.toMatch(/lost|did not answer/);
	});
});
