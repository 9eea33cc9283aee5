import { describe, expect, it } from 'vitest';
import { VendorError } from '../../../base';
import {
	CONSULTING,
	ProjectsTenant,
	REQUIRED_ELEMENTS,
	anna,
	bo,
	broker,
	nordan,
	role,
} from '../support/projects.mts';

describe('a new project', () => {
	it('is one document with everything in it', async () => {
		const one = new ProjectsTenant();
		const result = await one.pushOne(
			{ intermediator: broker, intermediatorContacts: ['Mia Rask'] },
			{ setup: { dimensionEntryId: 88 } },
		);
		expect(result).toMatchObject({ action: 'created', targetId: 900, warnings: [] });
		expect(one.kleer.written).toHaveLength(1);
		expect(one.body).toMatchObject({
			client: { id: 41 },
			'broker-client': { id: 42 },
			'fixed-price': false,
			number: '501',
			name: 'Ny e-handel',
			'currency-type': 'SEK',
			comment: 'Bygger om butiken',
			'budget-amount': 44_000_000,
			'budget-hours': 400,
			'your-reference': 'Mia Rask',
			'our-reference': { id: 61 },
			'po-nr': 'PO-77',
			'opening-date': '2026-10-01',
			'closing-date': '2027-03-31',
			users: [{ user: { id: 61 }, activities: [{ activity: { id: CONSULTING }, price: 110_000 }] }],
			leads: [{ user: { id: 62 } }],
			'all-users': false,
			'all-activities': false,
		});
		expect(JSON.stringify(one.body['dimension-entries'])).toContain('88');
		expect(one.body).not.toHaveProperty('payment-days');
	});

	it.each([
		['currency', { currency: undefined }],
		['roles', { areRolesUnknown: true, roles: [] }],
	])('whose %s Cinode left out fails, so that it is told and comes again', async (what, left) => {
		const one = new ProjectsTenant();
		const { results, summary } = await one.push([left]);
		expect(results).toMatchObject([{ action: 'failed', error: expect.stringContaining(what) }]);
		expect(summary.settled).toEqual([]);
		expect(one.kleer.written).toEqual([]);
		expect(await one.pushOne()).toMatchObject({ action: 'created' });
		expect(await one.pushOne(left)).toMatchObject({ action: 'unchanged' });
	});

	it('has every element that Kleer requires, however little Cinode says', async () => {
		const one = new ProjectsTenant();
		await one.pushOne(
			{
				description: null,
				customerIdentifier: null,
				contractValue: null,
				estimatedValue: null,
				currency: null,
				projectManagers: [],
				salesManagers: [],
				customerContacts: [],
				roles: [],
			},
			{ setup: { withoutRoles: 'fixed' } },
		);
		expect(Object.keys(one.body).sort()).toEqual([...REQUIRED_ELEMENTS, 'client'].sort());
		expect(one.body['fixed-price']).toBe(true);
	});

	it('lets everybody report on every activity where set-up says so', async () => {
		const one = new ProjectsTenant();
		await one.pushOne({}, { setup: { allActivities: true } });
		expect(one.body).toMatchObject({ 'all-activities': true, 'all-users': false });
	});

	it('is not written by a dry run, which says the same', async () => {
		const one = new ProjectsTenant();
		const dry = await one.pushOne({}, { options: { dryRun: true } });
		expect(one.kleer.written).toEqual([]);
		const live = await one.pushOne();
		expect(live.changes).toEqual(dry.changes);
		expect(dry).toMatchObject({ action: 'created', dryRun: true });
	});

	it.each<[string, Parameters<ProjectsTenant['pushOne']>]>([
		['without roles while set-up waits', [{ roles: [] }]],
		['that ended before the go-live date', [{ roles: [role({ endDate: '2025-06-30' })] }]],
		['that is lost', [{ state: 'lost' }]],
		['that is open in another stage', [{ state: 'open' }]],
	])('%s is not made', async (_name, [more]) => {
		const one = new ProjectsTenant();
		expect(await one.pushOne(more)).toMatchObject({ action: 'skipped', targetId: null });
		expect(one.kleer.written).toEqual([]);
	});

	it('is not made by the second push', async () => {
		const one = new ProjectsTenant();
		await one.pushOne();
		expect(await one.pushOne()).toMatchObject({ action: 'unchanged', changes: [], targetId: 900 });
		expect(one.kleer.written).toEqual([]);
	});
});

describe('people who are not in Kleer', () => {
	it('are left out with a warning, and the rest goes through', async () => {
		const one = new ProjectsTenant();
		const stranger = { id: 79, name: 'Ny Person', key: '1099' };
		const result = await one.pushOne({
			roles: [role(), role({ id: 2, person: stranger })],
			projectManagers: [stranger, bo],
		});
		expect(result.action).toBe('created');
		expect(result.warnings.filter((text) => text.includes('1099'))).toHaveLength(1);
		expect(one.body).toMatchObject({ users: [{ user: { id: 61 } }], leads: [{ user: { id: 62 } }] });
	});

	it('are found in a fresh list', async () => {
		const one = new ProjectsTenant();
		const all = one.kleer.users;
		one.kleer.listUsers = async (fresh?: boolean) => (fresh ? all : all.slice(1));
		expect(await one.pushOne()).toMatchObject({ action: 'created', warnings: [] });
	});

	it.each([
		['id', '61'],
		['foreignId', 'A-1'],
		['internalId', '1017'],
	] as const)('are looked for by %s', async (peopleKeySource, key) => {
		const one = new ProjectsTenant();
		one.kleer.users[0]!['foreign-id'] = 'A-1';
		const result = await one.pushOne(
			{ roles: [role({ person: { ...anna, key } })], projectManagers: [], salesManagers: [] },
			{ setup: { peopleKeySource } },
		);
		expect(result.warnings).toEqual([]);
		expect(one.body.users).toMatchObject([{ user: { id: 61 } }]);
	});
});

describe('a customer that is not in Kleer', () => {
	it('is an error that names it and says what to do, and others go on', async () => {
		const one = new ProjectsTenant();
		const { results } = await one.push([
			{ customer: { id: 14, name: 'Okänd AB', number: '4711' } },
			{ id: 502, title: 'Annat' },
		]);
		const [failed, created] = ['501', '502'].map((key) => results.find((one) => one.key === key));
		expect(failed).toMatchObject({ action: 'failed' });
		expect(failed?.error).toMatch(/Okänd AB/);
		expect(failed?.error).toMatch(/4711/);
		expect(failed?.error).toMatch(/customers sync/);
		expect(created?.action).toBe('created');
		expect(one.kleer.written).toHaveLength(1);
	});

	it('is the same for an intermediator', async () => {
		const one = new ProjectsTenant();
		const result = await one.pushOne({ intermediator: { id: 15, name: 'Okänd Mäklare', number: '4712' } });
		expect(result.action).toBe('failed');
		expect(result.error).toMatch(/4712.*Okänd Mäklare.*customers sync/);
		expect(one.kleer.written).toEqual([]);
	});

	it('is found in a fresh list', async () => {
		const one = new ProjectsTenant();
		const all = one.kleer.clients;
		one.kleer.listClients = async (fresh?: boolean) => (fresh ? all : []);
		expect((await one.pushOne()).action).toBe('created');
	});

	it('is never the client without a number', async () => {
		const one = new ProjectsTenant();
		await one.pushOne({ customer: { ...nordan, number: ' ' } }).catch(() => undefined);
		expect(one.kleer.projects).toEqual([]);
	});
});

describe('a creation whose answer is lost', () => {
	it.each(['answerLost', 'server'] as const)('(%s) that was done is found again', async (kind) => {
		const one = new ProjectsTenant();
		one.kleer.failAfter = new VendorError('Kleer', kind, 'No answer');
		expect(await one.pushOne()).toMatchObject({ action: 'created', targetId: 900 });
		one.kleer.failAfter = undefined;
		expect((await one.pushOne()).action).toBe('unchanged');
		expect(one.kleer.projects).toHaveLength(1);
	});

	it('and was not done is an error, and the next push makes it once', async () => {
		const one = new ProjectsTenant();
		one.kleer.failBefore = new VendorError('Kleer', 'answerLost', 'No answer');
		expect(await one.pushOne()).toMatchObject({ action: 'failed', targetId: null });
		one.kleer.failBefore = undefined;
		expect((await one.pushOne()).action).toBe('created');
		expect((await one.pushOne()).action).toBe('unchanged');
		expect(one.kleer.projects).toHaveLength(1);
	});

	it('and that cannot be looked up is not made twice by the next push', async () => {
		const one = new ProjectsTenant();
		one.kleer.failAfter = new VendorError('Kleer', 'answerLost', 'No answer');
		const list = one.kleer.listProjects.bind(one.kleer);
		let asked = 0;
		one.kleer.listProjects = async () => {
			if (++asked === 2) throw new VendorError('Kleer', 'answerLost', 'No answer');
			return await list();
		};
		expect((await one.pushOne()).action).toBe('failed');
		one.kleer.failAfter = undefined;
		expect((await one.pushOne()).action).toBe('unchanged');
		expect(one.kleer.projects).toHaveLength(1);
	});

	it('is not looked up when Kleer refused it', async () => {
		const one = new ProjectsTenant();
		one.kleer.failBefore = new VendorError('Kleer', 'invalid', 'Projektnumret är för långt');
		const result = await one.pushOne();
		expect(result.error).toContain('Projektnumret är för långt');
		expect(one.kleer.reads.filter((what) => what === 'projects')).toHaveLength(1);
	});
});
