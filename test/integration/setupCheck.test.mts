import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckedSetup } from '../../setupCheck';
import { runSteps } from './support/engine.mts';
import { Tenant } from './support/tenant.mts';

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start({ linked: true, subcontractors: 7 });
	tenant.sandbox.requests.clear();
});

afterEach(async () => await tenant.stop());

async function check(): Promise<CheckedSetup & { html: string; markdown: string }> {
	const output = await runSteps(
		tenant.credentials,
		[{}],
		[{ name: 'Check', type: 'kleerCinodeMapper', parameters: { operation: 'checkSetup' } }],
		{ workflowId: `${tenant.workflowId}-check` },
	);
	return output('Check')[0]?.json as IDataObject as never;
}

const statusOf = (checked: CheckedSetup, system: string, what: string) =>
	checked.checks.find((one) => one.system === system && one.what === what);
const assumption = (checked: CheckedSetup, id: string) => checked.assumptions.find((one) => one.id === id);

describe('an account that has all', () => {
	it('is ready, names both companies and lists what can be chosen', async () => {
		const checked = await check();
		expect(checked.checks.filter(({ status }) => status === 'missing' || status === 'unknown')).toEqual([]);
		expect(checked.isReady).toBe(true);
		expect(checked.kleer.company).toBe(tenant.sandbox.kleer.store.company.name);
		expect(checked.cinode.company).toBe(tenant.sandbox.cinode.store.company.name);
		expect(checked.title).toContain('↔');
		const [pipeline] = tenant.sandbox.cinode.store.pipelines.values();
		expect(statusOf(checked, 'Cinode', 'Pipelines and stages')?.found).toContain(String(pipeline?.title));
		expect(statusOf(checked, 'Kleer', 'Categories')?.found).not.toBe('');
	});

	it.each([
		[40, 'ok', undefined],
		[20, 'note', 'Requests per Two Seconds of every sync below 20'],
	])('says that Cinode’s plan allows %d requests in two seconds', async (pace, status, todo) => {
		const { plan } = tenant.sandbox.cinode.store.limits;
		plan.perWindow = pace;
		const allowed = statusOf(await check(), 'Cinode', 'Requests allowed');
		expect(allowed?.status).toBe(status);
		expect(allowed?.found).toMatch(new RegExp(`^9\\d{3} left today, ${pace} in two seconds`));
		if (todo) expect(allowed?.todo).toContain(todo);
		else expect(allowed).not.toHaveProperty('todo');
	});

	it('writes nothing and asks little', async () => {
		await check();
		const { all } = tenant.sandbox.requests;
		const reads = ['GET', 'OPTIONS'];
		const others = all.filter(
			({ method, path }) => !reads.includes(method) && !/\/(search|roles|token)$/.test(path),
		);
		expect(others).toEqual([]);
		expect(all.length).toBeLessThanOrEqual(40);
	});

	it('confirms what it can of the assumptions, and says which are open', async () => {
		const checked = await check();
		expect(assumption(checked, 'salaryUnit')).toMatchObject({ status: 'confirmed' });
		expect(assumption(checked, 'projectSearch')).toMatchObject({ status: 'confirmed' });
		expect(assumption(checked, 'roleSearch')).toMatchObject({ status: 'confirmed' });
		expect(assumption(checked, 'subcontractorUpdates')).toMatchObject({ status: 'confirmed' });
		expect(assumption(checked, 'webhookBody')).toMatchObject({ status: 'unknown' });
	});

	it('holds no salary, personal number or token', async () => {
		const shown = JSON.stringify(await check());
		const { payroll } = tenant.sandbox.kleer.store;
		for (const row of payroll.values()) {
			if (row.ssn) expect(shown).not.toContain(row.ssn);
			if (row['monthly-salary']) expect(shown).not.toContain(String(row['monthly-salary']));
		}
		expect(shown).not.toContain(String(tenant.credentials.kleerApi.accessToken));
	});

	it('is a page and a message', async () => {
		const { html, markdown, title } = await check();
		expect(html).toContain(`<h1`);
		expect(html).toContain('What we assume about the vendors');
		expect(markdown).toContain('Token and company');
		expect(html).toContain(title.split(' ↔ ')[0] ?? '');
	});

	it('says of a row that asks for something that there is something to do', async () => {
		const { checks, html, markdown } = await check();
		const asking = checks.filter(({ todo }) => todo);
		// Somebody in the seed has no Internal ID.
		expect(asking.map(({ what }) => what)).toContain('People');
		expect(asking.filter(({ status }) => status === 'ok')).toEqual([]);
		expect(html.match(/→ to do/g)).toHaveLength(asking.length);
		expect(markdown).toContain('→ to do: **Kleer, People**');
	});

	it('speaks of the assumptions in a consultant’s words, the open ones in one part', async () => {
		const { html, assumptions } = await check();
		const open = assumptions.filter(({ status }) => status === 'unknown').length;
		expect(html).toContain(`${open} assumptions are open`);
		const [, told = ''] = html.split('What we assume about the vendors');
		expect(told.replaceAll(/<[^>]+>/g, ' ')).not.toMatch(
			/`|\.ts\b|\b(GET|POST|PUT|PATCH|OPTIONS)\b|\/\{|[a-z][A-Z]/,
		);
	});
});

describe('an account that lacks something', () => {
	it.each<[string, () => void, string, string, RegExp]>([
		[
			'payroll',
			() => tenant.sandbox.kleer.store.rights.delete('Payroll'),
			'Kleer',
			'Payroll',
			/right to read payroll/,
		],
		[
			'a module',
			() => {
				const { store } = tenant.sandbox.cinode;
				store.modules = store.modules.filter((id) => id !== 60);
			},
			'Cinode',
			'Modules',
			/support/,
		],
	])('%s: is said, with what to do, and nothing else stops', async (_what, spoil, system, what, todo) => {
		spoil();
		const checked = await check();
		expect(statusOf(checked, system, what)).toMatchObject({
			status: 'missing',
			todo: expect.stringMatching(todo),
		});
		expect(checked.isReady).toBe(false);
		expect(statusOf(checked, 'Cinode', 'Customers')?.status).toBe('ok');
	});

	it('a level: names it', async () => {
		const { store } = tenant.sandbox.cinode;
		const owner = store.users.get(store.apiAccount.ownerId);
		if (!owner) throw new Error('The API account has no owner');
		owner.permissions = owner.permissions.filter((level) => level !== 400 && level !== 500);
		const checked = await check();
		expect(statusOf(checked, 'Cinode', 'Permission levels')).toMatchObject({
			status: 'missing',
			found: expect.stringContaining('Admin'),
		});
	});

	it('a salary in kronor contradicts what we assume', async () => {
		for (const row of tenant.sandbox.kleer.store.payroll.values()) {
			if (row['monthly-salary']) row['monthly-salary'] = Math.round(row['monthly-salary'] / 100);
		}
		const checked = await check();
		expect(assumption(checked, 'salaryUnit')).toMatchObject({
			status: 'contradicted',
			found: expect.stringContaining('kronor'),
		});
		expect(checked.isReady).toBe(false);
	});

	it('the vendor itself: a wrong token of Kleer stops with what to do', async () => {
		tenant.sandbox.faults.add({
			system: 'kleer',
			path: '/info$',
			kind: 'status',
			status: 500,
			times: 20,
		} as never);
		const checked = await check();
		expect(statusOf(checked, 'Kleer', 'Token and company')?.status).toBe('unknown');
		expect(statusOf(checked, 'Cinode', 'Token and company')?.status).toBe('ok');
	});
});

describe('how Kleer writes', () => {
	it('is named, key by key, where it isn’t as documented, and everything else is found all the same', async () => {
		const flat = await check();
		expect(assumption(flat, 'kleerLists')).toMatchObject({
			status: 'confirmed',
			found: 'As documented: flat',
		});
		Object.assign(tenant.sandbox.kleer.store.options.dialect, {
			nested: 'plural',
			numbers: 'text',
			dates: 'zulu',
		});
		const checked = await check();
		const forms = assumption(checked, 'kleerLists');
		expect(forms?.status).toBe('confirmed');
		expect(
			checked.assumptions
				.filter(({ status }) => status === 'contradicted')
				.map(({ id, found }) => [id, found]),
		).toEqual([]);
		expect(forms?.found).toContain("schedules: wrapped in 'schedules'");
		expect(forms?.found).toContain('monthly-salary: number as text');
		expect(forms?.found).toContain('employment-start-date: date with time and zone');
		const ofKleer = ({ checks }: CheckedSetup) => checks.filter(({ system }) => system === 'Kleer');
		expect(ofKleer(checked)).toEqual(ofKleer(flat));
	});
});
