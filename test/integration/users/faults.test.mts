import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import { findSecrets } from '../../sandbox/index.mts';
import { later } from '../support/clock.mts';
import { FULL_SETUP, Tenant } from '../support/tenant.mts';

// Waits between tries are not what is tested here.
vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms / 20)),
}));

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start();
});

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

let undisturbed: IDataObject[];

beforeAll(async () => {
	const other = await Tenant.start();
	await other.sync({ mapper: FULL_SETUP });
	undisturbed = other.state();
	await other.stop();
});

/** The error that stops the node. */
async function failure(run: Promise<unknown>): Promise<{ message: string; description?: string }> {
	return await run.then(
		() => {
			throw new Error('The sync did not stop');
		},
		(error: { message: string; description?: string }) => error,
	);
}

describe('a token that Cinode can’t give at once', () => {
	it.each(['status', 'drop-before'] as const)(
		'is asked for again (%s), and the run is fine',
		async (kind) => {
			tenant.sandbox.faults.add({ system: 'cinode', path: '/token$', kind, status: 503, times: 1 });
			await tenant.sync({ mapper: FULL_SETUP });
			expect(tenant.state()).toEqual(undisturbed);
		},
	);

	it('nor later stops the run, and doesn’t blame the credential', async () => {
		tenant.sandbox.faults.add({ system: 'cinode', path: '/token$', kind: 'status', status: 503 });
		const { message, description } = await failure(tenant.sync());
		expect(message).toContain('Cinode failed (503) when asked for a token');
		expect(description).not.toContain('base URL');
	});
});

describe('a person that was created only half', () => {
	it.each([400, 403])('(permissions refused with %i) is finished by the next run', async (status) => {
		const mapper = { ...FULL_SETUP, permissions: [150] };
		const fault = { system: 'cinode', path: '/permissions$', kind: 'status', status } as const;
		tenant.sandbox.faults.add(fault);
		await tenant.sync({ mapper }).catch(() => undefined);
		tenant.sandbox.faults.clear();
		later(60);
		const { summary } = await tenant.sync({ mapper });
		expect(summary.counts).toMatchObject({ failed: 0, deferred: 0 });
		const levels = tenant.state().map(({ permissions }) => String(permissions));
		expect(levels.filter((level) => level === '150')).toHaveLength(7);
	});
});

describe('answers that are lost', () => {
	it('never make anybody twice when every write’s answer is lost', { timeout: 60_000 }, async () => {
		for (const method of ['POST', 'PUT', 'PATCH']) {
			tenant.sandbox.faults.add({
				system: 'cinode',
				method,
				path: '/users(/\\d+.*)?$',
				every: 2,
				kind: 'drop-after',
			});
		}
		for (let run = 0; run < 4; run++) {
			await tenant.sync({ mapper: FULL_SETUP });
			later(60 * 26);
		}
		tenant.sandbox.faults.clear();
		await tenant.sync({ mapper: FULL_SETUP });
		expect(tenant.state()).toEqual(undisturbed);
	});

	it('looks a creation up before anything else, and finishes it', async () => {
		tenant.sandbox.faults.add({
			system: 'cinode',
			method: 'POST',
			path: '/users$',
			nth: 1,
			kind: 'drop-after',
		});
		const run = await tenant.sync({ mapper: FULL_SETUP });
		expect(run.summary.counts).toMatchObject({ created: 7, failed: 0 });
		expect(tenant.state()).toEqual(undisturbed);
	});

	it.each([
		['permissions', 'PUT', '/permissions$'],
		['the key', 'PATCH', '/users/\\d+$'],
	])('finishes a creation in the same run when the answer to %s (%s) is lost', async (_, method, path) => {
		const mapper = { ...FULL_SETUP, permissions: [150] };
		const fault = { system: 'cinode', method, path, nth: 1, kind: 'drop-after' } as const;
		tenant.sandbox.faults.add(fault);
		const run = await tenant.sync({ mapper });
		expect(tenant.sandbox.requests.count({ method, path: new RegExp(path) })).toBeGreaterThan(1);
		expect(run.summary.counts).toMatchObject({ created: 7, failed: 0, deferred: 0 });
		expect(tenant.state().filter(({ permissions }) => String(permissions) === '150')).toHaveLength(7);
		later(5);
		expect((await tenant.sync({ mapper })).summary.counts).toMatchObject({
			created: 0,
			failed: 0,
			updated: 0,
		});
	});

	it('reads before it writes an update again', async () => {
		await tenant.sync({ mapper: FULL_SETUP });
		tenant.payroll('Nyåkern').phone = '08-1';
		tenant.sandbox.faults.add({ system: 'cinode', method: 'PATCH', nth: 1, kind: 'drop-after' });
		const run = await tenant.sync({ mapper: FULL_SETUP });
		expect(run.resultOf('Nyåkern')).toMatchObject({ action: 'updated' });
		expect(tenant.writes).toHaveLength(1);
	});
});

describe('one bad record', () => {
	it('fails with the vendor’s words and without its data, and never stops the others', async () => {
		tenant.sandbox.faults.add({
			system: 'cinode',
			method: 'POST',
			path: '/users$',
			nth: 3,
			kind: 'status',
			status: 400,
			body: { errors: { EmploymentNumber: ['is too long'] } },
		});
		const run = await tenant.sync({ mapper: FULL_SETUP });
		expect(run.summary.counts).toMatchObject({ created: 6, linked: 1, failed: 1 });
		const [failed] = run.results.filter(({ action }) => action === 'failed');
		expect(failed?.error).toContain('EmploymentNumber: is too long');
	});

	it('is not tried again every five minutes, but when it changes, and is counted meanwhile', async () => {
		const number = tenant.kleerUser('Nyåkern')['foreign-id'];
		tenant.sandbox.faults.add({
			system: 'cinode',
			method: 'POST',
			path: '/users$',
			nth: 7,
			times: 1,
			kind: 'status',
			status: 400,
		});
		const first = await tenant.sync();
		const failed = first.results.find(({ action }) => action === 'failed');
		expect(failed).toBeDefined();

		const second = await tenant.sync();
		expect(tenant.writes).toEqual([]);
		expect(second.results).toEqual([]);
		expect(second.summary.counts.failed).toBe(1);
		expect(second.summary.standing).toContainEqual(
			expect.objectContaining({ key: failed?.key, action: 'failed' }),
		);

		const person = [...tenant.sandbox.kleer.store.users.values()].find(
			(user) => String(user['internal-id']) === failed?.key,
		);
		if (!person) throw new Error('nobody failed');
		person['foreign-id'] = `${number}-x`;
		const third = await tenant.sync();
		expect(third.summary.counts).toMatchObject({ created: 1, failed: 0 });
	});

	it('hides what is sensitive in a vendor’s message', async () => {
		tenant.sandbox.faults.add({
			system: 'cinode',
			method: 'PATCH',
			nth: 1,
			kind: 'status',
			status: 400,
			body: { errors: { BaseSalary: ['31003 is not allowed for 1963-01-01'] } },
		});
		const run = await tenant.sync();
		expect(run.summary.counts.failed).toBe(1);
		expect(findSecrets(JSON.stringify([run.results, run.summary]), tenant.sandbox.secrets())).toEqual([]);
	});
});

describe('limits', () => {
	it('survives 429 on reads and writes', async () => {
		tenant.sandbox.faults.add({
			system: 'cinode',
			path: '/users',
			every: 9,
			times: 3,
			kind: 'status',
			status: 429,
			headers: { 'retry-after': '1' },
		});
		const run = await tenant.sync({ mapper: FULL_SETUP });
		expect(run.summary.counts).toMatchObject({ created: 7, linked: 1, failed: 0 });
	});

	it('stops before the reserve, defers the rest, and takes those first next time', async () => {
		tenant.sandbox.cinode.store.limits.plan.usedToday = 10_000 - 500 - 12;
		const run = await tenant.sync({ mapper: FULL_SETUP });
		expect(run.summary.counts.deferred).toBeGreaterThan(0);
		expect(run.summary.warnings.join()).toContain('reserve');
		expect(run.summary.dailyRequestsLeft).toBeGreaterThanOrEqual(490);

		const deferred = run.results.filter(({ action }) => action === 'deferred').map(({ key }) => key);
		later(24 * 60);
		const next = await tenant.sync({ mapper: FULL_SETUP });
		expect(next.summary.counts).toMatchObject({ deferred: 0, failed: 0 });
		expect(deferred).toContain(next.results.filter(({ action }) => action !== 'skipped')[0]?.key);
		expect(tenant.state()).toEqual(undisturbed);
	});

	it('renews a token that died in the middle, once for all requests', async () => {
		tenant.sandbox.faults.add({ system: 'cinode', path: '/users', nth: 12, kind: 'status', status: 401 });
		const run = await tenant.sync({ mapper: FULL_SETUP });
		expect(run.summary.counts).toMatchObject({ created: 7, failed: 0 });
		expect(tenant.sandbox.requests.count({ path: /^\/token$/ })).toBe(2);
	});
});

describe('what stops the node at once, with a clear word and no data', () => {
	it.each<[string, () => void, RegExp]>([
		[
			'a wrong Cinode secret',
			() => (tenant.credentials.cinodeApi.accessSecret = 'wrong'),
			/Access ID and Access Secret/,
		],
		[
			'the API not enabled',
			() => (tenant.sandbox.cinode.store.options.apiEnabled = false),
			/not enabled the API/,
		],
		[
			'a wrong Kleer token',
			() => (tenant.credentials.kleerApi.accessToken = 'wrong'),
			/Kleer did not accept the access token/,
		],
		['a wrong Kleer company', () => (tenant.credentials.kleerApi.companyId = '1'), /Kleer gave no access/],
		[
			'a missing level in Cinode',
			() => (tenant.sandbox.cinode.store.apiAccount.levels = new Set([180])),
			/no access \(403\)/,
		],
		[
			'payroll that comes back empty',
			() => tenant.sandbox.kleer.store.rights.delete('Payroll'),
			/not one payroll row/,
		],
		[
			'Cinode out of reach',
			() => (tenant.credentials.cinodeApi.baseUrl = 'http://127.0.0.1:9'),
			/could not be reached/,
		],
		[
			'Kleer out of reach',
			() => (tenant.credentials.kleerApi.baseUrl = 'http://127.0.0.1:9/v1'),
			/could not be reached/,
		],
		['XML from Kleer', () => void tenant.sandbox.faults.add({ system: 'kleer', kind: 'xml' }), /XML/],
		[
			'a business error from Kleer',
			() =>
				void tenant.sandbox.faults.add({
					system: 'kleer',
					path: '/subcontractor',
					kind: 'status',
					status: 500,
					body: { message: 'SingleAccessDeniedException: Otillåten access' },
				}),
			/Kleer gave no access: SingleAccessDeniedException/,
		],
	])('%s', { timeout: 40_000 }, async (_what, spoil, expected) => {
		spoil();
		const error = await failure(tenant.sync({ mapper: FULL_SETUP }));
		expect(error.message).toMatch(expected);
		expect(findSecrets(JSON.stringify(error) + error.message, tenant.sandbox.secrets())).toEqual([]);
	});
});

describe('Continue on Fail', () => {
	it('gives the error as an item instead', async () => {
		tenant.sandbox.cinode.store.apiAccount.levels = new Set([180]);
		const run = await tenant.sync({ onError: 'continueRegularOutput' });
		const json = { error: expect.stringContaining('403'), reasonCode: 'forbidden' };
		expect(run.items).toEqual([{ json, pairedItem: { item: 0 } }]);
	});
});

describe('an empty company', () => {
	it('is no reason to do anything', async () => {
		tenant.sandbox.kleer.store.users.clear();
		tenant.sandbox.kleer.store.payroll.clear();
		const run = await tenant.sync();
		expect(run.sources).toEqual([]);
		expect(tenant.writes).toEqual([]);
	});
});
