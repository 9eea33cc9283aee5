import { afterEach, describe, expect, it } from 'vitest';
import type { Explanation } from '../../../sync';
import { editClient, clientOf } from '../../sandbox/index.mts';
import { ProjectCases } from '../projects/cases.mts';
import { runSteps } from '../support/engine.mts';
import { activityOf, push } from '../support/projects.mts';
import type { TemplateScheme } from '../support/sync.mts';
import { Tenant } from '../support/tenant.mts';

/** One record of each scheme, by the operations *Explain* and *Sync* in n8n's engine. */

let stop: () => Promise<void> = async () => {};
afterEach(async () => await stop());

async function start(options: Parameters<typeof Tenant.start>[0]): Promise<Tenant> {
	const tenant = await Tenant.start(options);
	stop = async () => await tenant.stop();
	return tenant;
}

const MAPPER = { users: {}, subcontractors: { languageId: 1 }, customers: {} };

async function explain(tenant: Tenant, scheme: TemplateScheme, record: string): Promise<Explanation> {
	const run = await tenant.syncScheme(scheme, {
		mapper: MAPPER[scheme],
		options: { onlyRecord: record, onlyExplain: true },
	});
	return run.results[0] as unknown as Explanation;
}

const total = ({ requests }: Explanation) => requests.kleer + requests.cinode;

describe('a customer', () => {
	it('is found by its organisation number, its number and its name, with every row', async () => {
		const tenant = await start({ clients: 40, linked: true });
		await tenant.syncScheme('customers', { mapper: MAPPER.customers });
		const client = clientOf(tenant.sandbox.kleer.store, 'Havsvide Logistik AB');
		const number = client['foreign-id'] ?? '';
		for (const asked of [number, 'Havsvide Logistik AB', client.orgno ?? '']) {
			const explanation = await explain(tenant, 'customers', asked);
			expect(explanation).toMatchObject({
				found: 'one',
				record: { key: number },
				match: { kind: 'key', candidates: [{ isChosen: true }] },
				outcome: { action: 'unchanged' },
			});
			expect(explanation.rows?.find(({ field }) => field === 'Name')).toMatchObject({
				state: 'same',
				wanted: 'Havsvide Logistik AB',
				present: 'Havsvide Logistik AB',
			});
			expect(tenant.writes).toEqual([]);
		}
		editClient(tenant.sandbox.kleer.store, client.id, { phone: '08-999 99 99' });
		const changed = await explain(tenant, 'customers', number);
		expect(changed.rows?.find(({ field }) => field === 'Phone')).toMatchObject({
			state: 'written',
			wanted: '08-999 99 99',
		});
	});

	it('that names a country that Cinode has no id for: it isn’t called the same', async () => {
		const tenant = await start({ clients: 13, linked: true });
		const client = clientOf(tenant.sandbox.kleer.store, 'Havsvide Logistik AB');
		editClient(tenant.sandbox.kleer.store, client.id, { 'country-code': 'IS' });
		const explanation = await explain(tenant, 'customers', client['foreign-id'] ?? '');
		expect(explanation.rows?.find(({ field }) => field === 'Country')).toMatchObject({
			wanted: 'IS',
			state: 'unresolved',
		});
		expect(explanation.rows?.find(({ field }) => field === 'Name')?.state).toBe('same');
		expect(explanation.rows?.find(({ field }) => field === 'Tags')).toMatchObject({
			source: 'Terms of Payment, Categories',
		});
	});

	it('shows rows of one’s own, masked where set-up says so', async () => {
		const tenant = await start({ clients: 40, linked: true });
		const rows = [
			{ field: 'size', value: 2, mode: 'always', sensitive: false },
			{ field: 'fax', value: '={{ $json.phone }}', mode: 'ifEmpty', sensitive: true },
		];
		const run = await tenant.syncScheme('customers', {
			mapper: { ownRows: { rows } },
			options: { onlyRecord: 'Havsvide Logistik AB', onlyExplain: true },
		});
		const explanation = run.results[0] as unknown as Explanation;
		const found = (name: string) => explanation.rows?.find(({ field }) => field === name);
		expect(found('Size')).toMatchObject({ source: 'Own Row', mode: 'always', state: 'written', wanted: 2 });
		expect(found('Fax')).toMatchObject({ mode: 'ifEmpty', state: 'written' });
		expect(found('Fax')?.hidden).toContain('wanted');
		expect(found('Fax')).not.toHaveProperty('wanted');
		expect(found('Homepage')).toBeUndefined();
	});

	it('costs at most 20 requests, new or not, among 300', async () => {
		const tenant = await start({ clients: 300 });
		const { kleer, cinode } = tenant.sandbox;
		const [client] = [...kleer.store.clients.values()].filter(({ active }) => active);
		for (const one of cinode.store.customers.values()) {
			if (one.identification === client?.['foreign-id']) cinode.store.customers.delete(one.id);
		}
		const explanation = await explain(tenant, 'customers', String(client?.['foreign-id']));
		expect(explanation.found).toBe('one');
		expect(total(explanation)).toBeLessThanOrEqual(20);
	});
});

describe('a subcontractor', () => {
	it('that differs is drift, row by row', async () => {
		const tenant = await start({ subcontractors: 7, linked: true });
		await tenant.syncScheme('subcontractors', { mapper: MAPPER.subcontractors });
		const [subcontractor] = [...tenant.sandbox.cinode.store.subcontractors.values()].filter(
			({ internalIdentifier, phone }) => internalIdentifier && phone,
		);
		if (subcontractor) subcontractor.phone = '08-1';
		const explanation = await explain(tenant, 'subcontractors', String(subcontractor?.internalIdentifier));
		expect(explanation.outcome).toMatchObject({ action: 'drift', reasonCode: 'notWritable' });
		expect(explanation.rows?.find(({ field }) => field === 'Phone')).toMatchObject({
			state: 'notWritable',
			present: '08-1',
		});
		expect(total(explanation)).toBeLessThanOrEqual(20);
	});
});

describe('a project', () => {
	it('is explained by the workflow that pushes it, and by the operation Explain', async () => {
		const cases = await ProjectCases.start();
		stop = async () => await cases.stop();
		const { tenant } = cases;
		const id = cases.make();
		await push(tenant, [id]);
		tenant.sandbox.requests.clear();
		const asked = { sync: { options: { onlyExplain: true } } };
		const run = await push(tenant, [id], asked);
		const explanation = run.results[0] as unknown as Explanation;
		expect(explanation).toMatchObject({
			explained: 'projects',
			found: 'one',
			record: { key: String(id) },
			match: { kind: 'key' },
			outcome: { action: 'unchanged' },
			memory: { isRead: true, hasMet: true },
		});
		const budget = explanation.rows?.find(({ field }) => field === 'Budget Amount');
		expect(budget).toMatchObject({ wanted: 500_000, present: 500_000, state: 'same' });
		expect(total(explanation)).toBeLessThanOrEqual(20);
		expect(tenant.sandbox.requests.count({ system: 'kleer', method: 'POST' })).toBe(0);
		expect(tenant.sandbox.requests.count({ system: 'kleer', method: 'PUT' })).toBe(0);

		cases.edit(id, { contractValue: 700_000 });
		const steps = await runSteps(
			tenant.credentials,
			[{ projectId: id }],
			[
				{
					name: 'Read',
					type: 'cinode',
					parameters: {
						resource: 'project',
						operation: 'get',
						simple: false,
						projectId: { __rl: true, mode: 'id', value: '={{ $json.projectId }}' },
						options: {},
					},
				},
				{
					name: 'Map',
					type: 'kleerCinodeMapper',
					parameters: { scheme: 'projects', goLiveDate: '2025-01-01', activityId: activityOf(tenant) },
				},
				{
					name: 'Explain',
					type: 'kleer',
					parameters: {
						resource: 'clientProject',
						operation: 'explain',
						record: String(id),
						leads: 'add',
						options: {},
					},
				},
			],
			{ workflowId: 'another workflow' },
		);
		const [item] = steps('Explain').map(({ json }) => json as unknown as Explanation);
		expect(item).toMatchObject({ outcome: { action: 'updated' }, memory: { isRead: true, hasMet: false } });
		expect(item?.rows?.find(({ field }) => field === 'Budget Amount')).toMatchObject({
			wanted: 700_000,
			present: 500_000,
			state: 'written',
		});
	});
});
