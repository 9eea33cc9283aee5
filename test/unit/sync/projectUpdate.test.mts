import { describe, expect, it } from 'vitest';
import type { CinodeProject, ProjectsSetup } from '../../../rules';
import { VendorError } from '../../../base';
import type { KleerProject } from '../../../models/kleer/projects';
import {
	CONSULTING,
	ProjectsTenant,
	REQUIRED_ELEMENTS,
	bo,
	broker,
	kleerProject,
	role,
} from '../support/projects.mts';

const withKleer = (more: Partial<KleerProject> = {}) => new ProjectsTenant(kleerProject(more));
const priced = (price: number, more: Record<string, unknown> = {}) => [
	{ user: { id: 61 }, activities: [{ activity: { id: CONSULTING }, price, ...more }] },
];

describe('a project that Kleer has', () => {
	it('and that is in step is left alone, push after push', async () => {
		const one = withKleer();
		for (const _time of [1, 2]) {
			expect(await one.pushOne()).toMatchObject({ action: 'unchanged', targetId: 900, warnings: [] });
			expect(one.kleer.written).toEqual([]);
		}
	});

	it.each<[string, Partial<KleerProject>]>([
		['dates with a time', { 'opening-date': '2026-10-01T00:00:00', 'closing-date': '2027-03-31T00:00:00' }],
		['an opening date before the first role', { 'opening-date': '2026-01-01' }],
		['a plain id', { id: 900 as never }],
		['a name in other case', { name: 'NY  E-HANDEL' }],
		['a comment of its own', { comment: 'Vårt eget' }],
		['references of its own', { 'your-reference': 'Egen Person', 'our-reference': { id: 63 } }],
		['a purchase order of its own', { 'po-nr': 'EGEN' }],
		['a number with spaces', { number: ' 501 ' }],
	])('is in step with %s', async (_name, more) => {
		const one = withKleer(more);
		expect(await one.pushOne()).toMatchObject({ action: 'unchanged' });
		expect(one.kleer.written).toEqual([]);
	});

	it.each<[string, Partial<CinodeProject>, Partial<KleerProject>, Record<string, unknown>]>([
		['the contract value', { contractValue: 500_000 }, {}, { 'budget-amount': 50_000_000 }],
		['the hours', { roles: [role({ extent: 300 })] }, {}, { 'budget-hours': 300 }],
		[
			'an earlier start',
			{ roles: [role({ startDate: '2026-09-01' })] },
			{},
			{ 'opening-date': '2026-09-01' },
		],
		['a later end', { roles: [role({ endDate: '2027-06-30' })] }, {}, { 'closing-date': '2027-06-30' }],
		['an empty comment', {}, { comment: '' }, { comment: 'Bygger om butiken' }],
		['an empty reference of theirs', {}, { 'your-reference': undefined }, { 'your-reference': 'Berit Lund' }],
		['an empty reference of ours', {}, { 'our-reference': undefined }, { 'our-reference': { id: 61 } }],
		['a reference of ours to nobody', {}, { 'our-reference': { id: 0 } }, { 'our-reference': { id: 61 } }],
		['an empty purchase order', {}, { 'po-nr': undefined }, { 'po-nr': 'PO-77' }],
		[
			'a broker',
			{ intermediator: broker, intermediatorContacts: ['Mia'] },
			{},
			{ 'broker-client': { id: 42 } },
		],
		[
			'another broker',
			{ intermediator: broker },
			{ 'broker-client': { id: 43 } },
			{ 'broker-client': { id: 42 } },
		],
		['a rate', { roles: [role({ rate: 1200 })] }, {}, { users: priced(120_000) }],
	])('gets %s, and nothing the second time', async (_name, cinode, kleer, written) => {
		const one = withKleer(kleer);
		const result = await one.pushOne(cinode);
		expect(result.action).toBe('updated');
		expect(result.changes).toHaveLength(1);
		expect(one.kleer.written).toMatchObject([{ id: 900, body: written }]);
		expect((await one.pushOne(cinode)).action).toBe('unchanged');
	});

	it('is never opened later', async () => {
		const one = withKleer({ 'opening-date': '2026-09-01' });
		await one.pushOne({ contractValue: 1000 });
		expect(one.body['opening-date']).toBe('2026-09-01');
	});

	it('loses its closing date when a role has no end', async () => {
		const one = withKleer();
		const roles = [role({ endDate: null })];
		expect((await one.pushOne({ roles })).changes).toMatchObject([{ from: '2027-03-31', to: null }]);
		expect(one.kleer.projects[0]!['closing-date'] ?? null).toBe(null);
		expect((await one.pushOne({ roles })).action).toBe('unchanged');
	});

	it('keeps its closing date without roles', async () => {
		const one = withKleer();
		expect((await one.pushOne({ roles: [] })).action).toBe('unchanged');
	});

	it('loses a broker that was removed, by an explicit null', async () => {
		const one = withKleer({ 'broker-client': { id: 42 } });
		expect((await one.pushOne()).action).toBe('updated');
		expect(one.body['broker-client']).toBe(null);
		expect((await one.pushOne()).action).toBe('unchanged');
	});

	it.each(['always', 'ifEmpty', 'onCreate', 'off'] as const)(
		'keeps its broker with mode %s',
		async (mode) => {
			const one = withKleer({ 'broker-client': { id: 42 } });
			expect((await one.pushOne({}, { setup: { modes: { brokerClient: mode } } })).action).toBe('unchanged');
		},
	);

	it('keeps its budget when Cinode has none', async () => {
		const one = withKleer();
		expect((await one.pushOne({ contractValue: null, estimatedValue: null })).action).toBe('unchanged');
	});

	it('that is no longer eligible is left alone, and the result says so', async () => {
		const one = withKleer();
		const result = await one.pushOne({ state: 'lost', contractValue: 1 });
		expect(result).toMatchObject({ action: 'skipped' });
		expect(result.reason).toContain('nothing more is sent');
		expect(one.kleer.written).toEqual([]);
	});

	it('and that ended before the go-live date is still kept right', async () => {
		const one = withKleer({ 'closing-date': '2025-01-31' });
		const roles = [role({ startDate: '2024-01-01', endDate: '2025-06-30' })];
		expect((await one.pushOne({ roles })).action).toBe('updated');
	});

	it('is not written by a dry run', async () => {
		const one = withKleer();
		const result = await one.pushOne({ contractValue: 1 }, { options: { dryRun: true } });
		expect(result).toMatchObject({ action: 'updated', dryRun: true });
		expect(one.kleer.written).toEqual([]);
	});

	it.each(['failAfter', 'failBefore'] as const)('survives a lost answer (%s)', async (when) => {
		const one = withKleer();
		one.kleer[when] = new VendorError('Kleer', 'answerLost', 'No answer');
		await one.pushOne({ contractValue: 1000 });
		one.kleer[when] = undefined;
		await one.pushOne({ contractValue: 1000 });
		expect(one.kleer.projects[0]!['budget-amount']).toBe(100_000);
		expect((await one.pushOne({ contractValue: 1000 })).action).toBe('unchanged');
	});

	it('whose answer was lost is looked at before it is sent again: what people added meanwhile stays', async () => {
		const one = withKleer();
		const lost = new VendorError('Kleer', 'answerLost', 'No answer');
		one.kleer.failAfter = lost;
		const theirs = { user: { id: 63 }, activities: [{ activity: { id: CONSULTING }, price: 1 }] };
		const listProjects = one.kleer.listProjects.bind(one.kleer);
		one.kleer.listProjects = async () => {
			if (one.kleer.failAfter && one.kleer.written.length === 1) {
				one.kleer.failAfter = undefined;
				one.kleer.projects[0]!.users = [...(one.kleer.projects[0]!.users ?? []), theirs];
			}
			return await listProjects();
		};
		expect((await one.pushOne({ contractValue: 1000 })).action).toBe('updated');
		expect(one.kleer.written).toHaveLength(1);
		expect(one.kleer.projects[0]!.users).toContainEqual(theirs);
	});
});

describe('an update', () => {
	const OWN: Partial<KleerProject> = {
		'all-activities': true,
		'all-users': true,
		'delivery-type': 'EMAIL',
		'payment-days': 20,
		'incoming-invoiced-amount': 5000,
		'incoming-invoiced-vat-amount': 1250,
		'default-notes': 'Tack',
		activities: [{ activity: { id: 5 }, price: 70_000 }],
		users: [
			{
				user: { id: 61 },
				activities: [
					{ activity: { id: 5 }, price: 60_000, 'supplier-price': 40_000 },
					{ activity: { id: CONSULTING }, price: 90_000, 'dimension-user-percentage': 0.5 },
				],
			},
			{ user: { id: 63 }, activities: [{ activity: { id: CONSULTING }, price: 1 }] },
		],
		leads: [{ user: { id: 63 } }],
		fields: [{ alias: 'region', value: 'Norr' }],
		'fixed-price-planned-invoices': [{ id: 7, 'invoice-date': '2026-12-01', rows: [] }],
	};

	it("keeps what is Kleer's own", async () => {
		const one = withKleer(OWN);
		await one.pushOne({ contractValue: 1000, roles: [role({ rate: 1200 })] });
		const { users: _users, leads: _leads, ...rest } = OWN;
		expect(one.body).toMatchObject(rest);
		expect(one.body.leads).toEqual([{ user: { id: 63 } }, { user: { id: 62 } }]);
		expect(one.body.users).toEqual([
			{
				user: { id: 61 },
				activities: [
					{ activity: { id: 5 }, price: 60_000, 'supplier-price': 40_000 },
					{ activity: { id: CONSULTING }, price: 120_000, 'dimension-user-percentage': 0.5 },
				],
			},
			{ user: { id: 63 }, activities: [{ activity: { id: CONSULTING }, price: 1 }] },
		]);
	});

	it('sends every required element and nothing that only reading has', async () => {
		const one = withKleer({ ...OWN, 'write-offs': [{ amount: 1 }], 'dimension-entry': { id: 3 } });
		await one.pushOne({ contractValue: 1000 });
		expect(Object.keys(one.body)).toEqual(expect.arrayContaining(REQUIRED_ELEMENTS));
		for (const name of ['id', 'client', 'active', 'status', 'write-offs', 'dimension-entry', 'dimensions']) {
			expect(one.body).not.toHaveProperty(name);
		}
	});

	it('keeps the distribution by leaving it out', async () => {
		const one = withKleer({ dimensions: { 'dimension-entries': [{ id: 3, percentage: 1 }] } });
		await one.pushOne({ contractValue: 1000 }, { setup: { dimensionEntryId: 88 } });
		expect(one.body).not.toHaveProperty('dimension-entries');
	});

	it('keeps all-activities, whatever set-up says for new projects', async () => {
		const one = withKleer();
		await one.pushOne({ contractValue: 1000 }, { setup: { allActivities: true } });
		expect(one.body['all-activities']).toBe(false);
	});
});

describe('prices', () => {
	it.each<[string, Partial<CinodeProject>, Partial<ProjectsSetup>]>([
		['a role without a rate', { roles: [role({ rate: 0 })] }, {}],
		['a rate in another currency', { roles: [role({ currency: 'EUR' })] }, {}],
		['two rates at once', { roles: [role(), role({ id: 2, rate: 5, extent: 0 })] }, {}],
		['no activity in set-up', { roles: [role({ rate: 5 })] }, { activityId: undefined }],
		['the row switched off', { roles: [role({ rate: 5 })] }, { modes: { prices: 'off' } }],
		['the row on create only', { roles: [role({ rate: 5 })] }, { modes: { prices: 'onCreate' } }],
	])("stay Kleer's with %s", async (_name, more, setup) => {
		const one = withKleer();
		expect((await one.pushOne(more, { setup })).action).toBe('unchanged');
		expect(one.kleer.written).toEqual([]);
	});

	it('of a subcontractor have a supplier price beside them', async () => {
		const one = withKleer();
		const roles = [role({ isSubcontractor: true, tariff: 850, tariffCurrency: 'SEK' })];
		await one.pushOne({ roles });
		expect(one.body.users).toEqual(priced(110_000, { 'supplier-price': 85_000 }));
		expect((await one.pushOne({ roles })).action).toBe('unchanged');
	});

	it('without a tariff keep the supplier price', async () => {
		const one = withKleer({ users: priced(90_000, { 'supplier-price': 80_000 }) as KleerProject['users'] });
		await one.pushOne();
		expect(one.body.users).toEqual(priced(110_000, { 'supplier-price': 80_000 }));
	});

	it('change by themselves when the next role begins', async () => {
		const one = withKleer({ 'closing-date': '2027-06-30' });
		const roles = [
			role(),
			role({ id: 2, startDate: '2027-04-01', endDate: '2027-06-30', rate: 1300, extent: 0 }),
		];
		expect((await one.pushOne({ roles })).action).toBe('unchanged');
		expect((await one.pushOne({ roles }, { setup: { today: '2027-04-01' } })).action).toBe('updated');
		expect(one.body.users).toEqual(priced(130_000));
	});
});

describe('people and leads', () => {
	it('of a new role come to the project with their price', async () => {
		const one = withKleer();
		await one.pushOne({ roles: [role(), role({ id: 2, person: bo, rate: 900, extent: 0 })] });
		expect(one.body.users).toEqual([
			...priced(110_000),
			{ user: { id: 62 }, activities: [{ activity: { id: CONSULTING }, price: 90_000 }] },
		]);
	});

	const two = { users: [...priced(110_000), { user: { id: 63 } }] as KleerProject['users'] };

	it('without a role stay by default', async () => {
		expect((await withKleer(two).pushOne()).action).toBe('unchanged');
	});

	it('without a role are taken off where set-up says so', async () => {
		const one = withKleer(two);
		const setup = { removePeople: true };
		expect((await one.pushOne({}, { setup })).action).toBe('updated');
		expect(one.body.users).toEqual(priced(110_000));
		expect((await one.pushOne({}, { setup })).action).toBe('unchanged');
	});

	const leads = [{ user: { id: 63 } }, { user: { id: 62 } }];

	it('that lead in Kleer stay by default', async () => {
		expect((await withKleer({ leads }).pushOne()).action).toBe('unchanged');
	});

	it('that lead only in Kleer go when project managers are the only leads', async () => {
		const one = withKleer({ leads });
		expect((await one.pushOne({}, { onlyLeads: true })).action).toBe('updated');
		expect(one.body.leads).toEqual([{ user: { id: 62 } }]);
		expect((await one.pushOne({}, { onlyLeads: true })).action).toBe('unchanged');
	});

	it('that lead stay when Cinode names none', async () => {
		const one = withKleer({ leads });
		expect((await one.pushOne({ projectManagers: [] }, { onlyLeads: true })).action).toBe('unchanged');
	});
});
