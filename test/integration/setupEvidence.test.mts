import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssumptionId, CheckedSetup } from '../../setupCheck';
import { runSteps } from './support/engine.mts';
import { Tenant } from './support/tenant.mts';

/** What a tenant's own answers say to the assumptions: each from a value that could have said the contrary. */

let tenant: Tenant;

beforeEach(async () => {
	tenant = await Tenant.start({ linked: true, subcontractors: 7 });
});

afterEach(async () => await tenant.stop());

async function check(items: IDataObject[] = [{}]): Promise<CheckedSetup> {
	tenant.sandbox.requests.clear();
	const output = await runSteps(
		tenant.credentials,
		items,
		[{ name: 'Check', type: 'kleerCinodeMapper', parameters: { operation: 'checkSetup' } }],
		{ workflowId: `${tenant.workflowId}-check` },
	);
	return output('Check')[0]?.json as IDataObject as never;
}

const of = (checked: CheckedSetup, id: AssumptionId) => checked.assumptions.find((one) => one.id === id);

/** An account in which people have worked for some time. */
function inUse(): void {
	const { kleer, cinode } = tenant.sandbox;
	const { store } = kleer;
	// Nobody has other categories on the payroll row.
	for (const { id, dimensions } of store.users.values()) {
		const row = store.payroll.get(id) as { 'dimension-entries'?: unknown } | undefined;
		if (row && dimensions)
			row['dimension-entries'] = dimensions['dimension-entries'].map((one) => ({ id: one.id }));
	}
	const [project] = store.clientProjects.values();
	if (project) Object.assign(project, { status: 'Closed', active: false });
	const [team] = cinode.store.teams.values();
	for (const user of cinode.store.users.values()) user.teamId = team?.id ?? null;
	for (const one of cinode.store.projects.values()) one.identifier = `P${one.id}`;
	const [customer] = cinode.store.customers.values();
	if (customer) customer.status = 0;
}

describe('an account in use', () => {
	it('answers thirty of the assumptions by itself, reading only, in forty requests', async () => {
		inUse();
		const checked = await check();
		const answered = checked.assumptions.filter(({ status }) => status === 'confirmed');
		console.log(`assumptions answered by a tenant: ${answered.length} of ${checked.assumptions.length}`);
		expect(checked.assumptions.filter(({ status }) => status === 'contradicted')).toEqual([]);
		expect(answered.length).toBeGreaterThanOrEqual(30);
		const { all } = tenant.sandbox.requests;
		expect(all.length).toBeLessThanOrEqual(40);
		const reading = ({ method, path }: { method: string; path: string }) =>
			['GET', 'OPTIONS'].includes(method) || /\/(search|roles)$/.test(path);
		expect(all.filter((request) => !reading(request))).toEqual([]);
	});

	it('is told nothing of a person’s by it', async () => {
		inUse();
		const shown = JSON.stringify(await check());
		const { kleer, cinode } = tenant.sandbox;
		for (const { name, email } of kleer.store.users.values()) {
			expect(shown).not.toContain(name);
			expect(shown).not.toContain(email);
		}
		for (const { baseSalary } of cinode.store.users.values())
			if (baseSalary) expect(shown).not.toContain(String(baseSalary));
	});
});

type Spoil = () => void;
const people = () => [...tenant.sandbox.cinode.store.users.values()];
const set = (rows: Iterable<object>, values: object) =>
	[...rows].forEach((row) => Object.assign(row, values));

const CONTRADICTIONS: Array<[AssumptionId, string, Spoil]> = [
	[
		'pricesInOre',
		'prices in kronor',
		() => {
			for (const { users } of tenant.sandbox.kleer.store.clientProjects.values())
				for (const { activities } of users)
					for (const one of activities ?? []) if (one.price) one.price /= 100;
		},
	],
	[
		'clientAddress',
		'a post code in the town’s field',
		() => {
			for (const { address } of tenant.sandbox.kleer.store.clients.values())
				if (address) address.state = '111 22';
		},
	],
	[
		'supplierPaths',
		'ties to suppliers that no list shows',
		() => set(tenant.sandbox.kleer.store.subcontractors.values(), { supplier: { id: 987_654 } }),
	],
	[
		'leads',
		'project managers that are no users',
		() => set(tenant.sandbox.kleer.store.clientProjects.values(), { leads: [{ user: { id: 987_654 } }] }),
	],
	[
		'offices',
		'an office that is an address of another type',
		() => {
			for (const address of tenant.sandbox.cinode.store.addresses)
				if (address.addressType === 3) address.addressType = 1;
		},
	],
	[
		'cinodeSalary',
		'salaries of a year',
		() => people().forEach((user) => (user.baseSalary = user.baseSalary && user.baseSalary * 12)),
	],
	[
		'oneSequence',
		'a subcontractor with a user’s e-mail',
		() =>
			set(tenant.sandbox.cinode.store.subcontractors.values(), {
				email: people().find(({ status }) => status === 3)?.email,
			}),
	],
	[
		'companyCountry',
		'a company in another country than its Swedish customers',
		() => (tenant.sandbox.cinode.store.company.countryId = 4711),
	],
	[
		'cinodeTimes',
		'times ahead of ours',
		() => {
			const local = new Date(Date.now() + 2 * 3_600_000).toISOString().slice(0, 19);
			set(people(), { updatedDateTime: local });
		},
	],
	['tokenLife', 'a token of an hour', () => (tenant.sandbox.cinode.store.options.tokenSeconds = 3600)],
];

/** Together in one account: none hides another. */
describe('an account that is otherwise', () => {
	it('contradicts each of them, and is not ready', async () => {
		for (const [, , spoil] of CONTRADICTIONS) spoil();
		const checked = await check();
		const contradicted = checked.assumptions.flatMap(({ id, status }) =>
			status === 'contradicted' ? [id] : [],
		);
		expect(contradicted.sort()).toEqual(CONTRADICTIONS.map(([id]) => id).sort());
		expect(checked.isReady).toBe(false);
	});

	it('leaves open what nothing in it speaks for or against', async () => {
		const { kleer, cinode } = tenant.sandbox;
		set(kleer.store.payroll.values(), { schedules: [] });
		set(people(), { availabilityPercent: 33, baseSalary: null, teamId: null });
		set(cinode.store.customers.values(), { corporateIdentityNumber: null, turnOverCurrencyId: null });
		cinode.store.projects.clear();
		cinode.store.roles.clear();
		const checked = await check();
		const open: AssumptionId[] = [
			'scheduleLevel',
			'employmentRate',
			'cinodeSalary',
			'teamMembers',
			'searchContains',
			'customerCurrency',
			'projectSearch',
			'projectNulls',
			'roleSearch',
		];
		for (const id of open) expect(of(checked, id), id).toMatchObject({ status: 'unknown' });
		expect(checked.assumptions.filter(({ status }) => status === 'contradicted')).toEqual([]);
	});
});

describe('what only a write can answer', () => {
	const row = (day: string, kept: object[], unkept: object[] = [], scheme = 'users') => ({
		canary: JSON.stringify({ scheme, day, kept, unkept }),
	});
	const cleared = { field: 'employmentEndDate', how: 'cleared' };

	it('is answered by the first writes of a sync, with their day', async () => {
		const checked = await check([row('2026-11-03', [cleared])]);
		expect(of(checked, 'patchNull')).toMatchObject({
			status: 'confirmed',
			found: 'Written by the sync and read back on 2026-11-03',
		});
		expect(of(checked, 'addressReplaces')).toMatchObject({ status: 'unknown' });
	});

	it('is what the latest of them showed', async () => {
		const rows = [row('2026-11-20', [], [cleared]), row('2026-11-03', [cleared])];
		expect(of(await check(rows), 'patchNull')).toMatchObject({
			status: 'contradicted',
			found: 'Written by the sync on 2026-11-20 and not kept',
		});
	});

	it('is not answered by another scheme or another kind of write, nor by a row that can’t be read', async () => {
		const checked = await check([
			row('2026-11-03', [{ field: 'phone', how: 'changed' }]),
			row('2026-11-03', [{ field: 'closingDate', how: 'cleared' }], [], 'users'),
			{ canary: 'not JSON' },
		]);
		expect(of(checked, 'patchNull')).toMatchObject({ status: 'confirmed' });
		expect(of(checked, 'brokerNull')).toMatchObject({ status: 'unknown' });
		expect(of(checked, 'addressReplaces')).toMatchObject({ status: 'unknown' });
	});

	it('is said by the sync itself', async () => {
		const fresh = await Tenant.start();
		const { summary } = await fresh.sync();
		expect(summary.canary?.unkept).toEqual([]);
		expect(summary.canary?.kept).toContainEqual({ field: 'phone', how: 'created' });
		expect((await fresh.sync()).summary).not.toHaveProperty('canary');
		await fresh.stop();
	});
});
