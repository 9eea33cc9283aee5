import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editCinodeUser, endEmployment } from '../../sandbox/index.mts';
import { runSteps } from '../support/engine.mts';
import type { SyncRunOptions } from '../support/sync.mts';
import { FULL_SETUP, Tenant } from '../support/tenant.mts';

/** Rows that a tenant adds to the table of users: they go the way of the table's rows. */

let tenant: Tenant;

const NAME = 'Nyåkern';

/** A row as the editor keeps it. */
type Row = IDataObject & { field: string; value: IDataObject[string] };

const ownRows = (rows: Row[]) => ({
	rows: rows.map((row) => ({ mode: 'always', sensitive: false, ...row })),
});
const sync = async (rows: Row[], { mapper, ...more }: SyncRunOptions = {}) =>
	await tenant.sync({ mapper: { ...FULL_SETUP, ...mapper, ownRows: ownRows(rows) }, ...more });
const user = () => tenant.cinodeUser(NAME);
const edit = (patch: Parameters<typeof editCinodeUser>[2], bump = true) =>
	editCinodeUser(tenant.sandbox.cinode.store, user().id, patch, { now: Date.now(), bump });
const fieldsOf = (run: Awaited<ReturnType<typeof sync>>, name = NAME) =>
	run.resultOf(name)?.changes.map(({ field }) => field);

beforeEach(async () => {
	tenant = await Tenant.start();
	await tenant.sync({ mapper: FULL_SETUP });
});

afterEach(() => tenant.stop());

/** Ten rows, of each kind; and what Cinode holds then. */
const TEN: Array<Row & { target: string; holds: unknown; shown?: unknown }> = [
	{ field: 'title', target: 'Title', value: '=Konsult {{ $json.internalId }}', holds: 'Konsult 1012' },
	{
		field: 'desiredAssignment',
		target: 'Desired Assignment',
		value: 'Vad som helst',
		holds: 'Vad som helst',
	},
	{
		field: 'availableFromDate',
		target: 'Available From',
		value: '={{ $json.employmentStartDate.toDateTime().plus({ days: 1 }) }}',
		holds: '2019-08-02T00:00:00',
		shown: '2019-08-02',
	},
	{ field: 'mobility', target: 'Mobility', value: '={{ $json.levelOfEmployment * 50 }}', holds: 50 },
	{ field: 'invoicingGoal', target: 'Invoicing Goal', value: 85, holds: 85 },
	{ field: 'hourlyTargetRate', target: 'Hourly Target Rate', value: '1200', holds: 1200 },
	{ field: 'selfCost', target: 'Self Cost', value: '={{ 600 }}', holds: 600, shown: 'changed' },
	{
		field: 'homepage',
		target: 'Homepage',
		value: '={{ $json.email.split("@")[1] }}',
		holds: 'Exempelkonsult.Example',
	},
	{
		field: 'linkedIn',
		target: 'LinkedIn',
		value: '={{ $json.phone }}',
		sensitive: true,
		holds: '070-174 06 26',
		shown: 'changed',
	},
	{ field: 'gitHub', target: 'GitHub', value: '={{ $itemIndex >= 0 ? "ja" : undefined }}', holds: 'ja' },
];
const rows: Row[] = TEN.map(({ target: _target, holds: _holds, shown: _shown, ...row }) => row);

describe('ten rows of one’s own', () => {
	beforeEach(() => {
		const payroll = tenant.payroll(NAME);
		payroll['employment-start-date'] = '2019-08-01';
		payroll.phone = '070-174 06 26';
	});

	it('say in a dry run what they would do, and write it, masked where they are sensitive', async () => {
		await tenant.sync({ mapper: FULL_SETUP });
		const shown = TEN.map(({ target: field, holds, shown: to = holds }) => ({
			field,
			from: to === 'changed' ? 'changed' : null,
			to,
		}));
		const dry = await sync(rows, { sync: { dryRun: true } });
		expect(dry.resultOf(NAME)?.changes).toEqual(expect.arrayContaining(shown));
		expect(tenant.writes).toEqual([]);
		const run = await sync(rows);
		expect(run.resultOf(NAME)?.changes).toEqual(expect.arrayContaining(shown));
		expect(run.resultOf(NAME)?.changes).toHaveLength(shown.length);
		const holds = Object.fromEntries(TEN.map(({ field, holds: value }) => [field, value]));
		expect(user()).toMatchObject(holds);
		expect(run.summary.counts).toMatchObject({ failed: 0, created: 0, drift: 0 });
	});

	it('rest when nothing changed, and cost no request more', async () => {
		await tenant.sync({ mapper: FULL_SETUP });
		await tenant.sync({ mapper: FULL_SETUP });
		const before = tenant.cinodeRequests;
		await sync(rows);
		const run = await sync(rows);
		expect(run.results).toEqual([]);
		expect(tenant.writes).toEqual([]);
		expect(tenant.cinodeRequests).toBe(before);
	});

	it('are given to who is created, too', async () => {
		const { id } = user();
		tenant.sandbox.cinode.store.users.delete(id);
		tenant.forget();
		const run = await sync(rows);
		expect(run.resultOf(NAME)?.action).toBe('created');
		expect(user()).toMatchObject(Object.fromEntries(TEN.map(({ field, holds }) => [field, holds])));
	});

	it('write only what changed of them, at every further run', async () => {
		await sync(rows);
		tenant.payroll(NAME).phone = '070-174 06 27';
		const run = await sync(rows);
		expect(run.results).toHaveLength(1);
		expect(fieldsOf(run)?.sort()).toEqual(['LinkedIn', 'Phone']);
		expect(tenant.patches).toEqual([{ '/phone': '070-174 06 27', '/linkedin': '070-174 06 27' }]);
	});

	it('look at all people again when one of them changes, or is taken away', async () => {
		await sync(rows);
		const [, ...others] = rows;
		const changed = await sync([{ field: 'title', value: 'Seniorkonsult' }, ...others]);
		expect(fieldsOf(changed)).toEqual(['Title']);
		expect(user().title).toBe('Seniorkonsult');
		const removed = await sync(others);
		expect(removed.summary.counts).toMatchObject({ updated: 0, drift: 0, failed: 0 });
		expect(user().title).toBe('Seniorkonsult');
	});

	it('stand apart in the mapper’s items where they are sensitive, for n8n to hide', async () => {
		const run = await sync(rows);
		const item = run.mapped.find(({ label }) => String(label).includes(NAME));
		expect(item?.sensitiveValues).toEqual({ selfCost: 600, linkedIn: '070-174 06 26' });
		expect(item?.values).not.toHaveProperty('linkedIn');
		expect(item?.values).not.toHaveProperty('selfCost');
	});
});

describe('the modes of a row of one’s own', () => {
	const title = (mode: string, value: IDataObject[string] = '={{ $json.phone || null }}'): Row[] => [
		{ field: 'title', value, mode },
	];

	it('Always overwrites what people set, and leaves it where the source is empty', async () => {
		edit({ title: 'Egen' });
		await sync(title('always', 'Konsult'));
		expect(user().title).toBe('Konsult');
		tenant.payroll(NAME).phone = '';
		await sync(title('always'));
		expect(user().title).toBe('Konsult');
	});

	it('Mirror clears', async () => {
		tenant.payroll(NAME).phone = '';
		edit({ title: 'Egen' });
		const run = await sync(title('mirror'));
		expect(run.resultOf(NAME)?.changes).toContainEqual({ field: 'Title', from: 'Egen', to: null });
		expect(user().title).toBeNull();
	});

	it('If Empty keeps what people set', async () => {
		edit({ title: 'Egen' });
		const run = await sync(title('ifEmpty', 'Konsult'));
		expect(run.resultOf(NAME)).toBeUndefined();
		expect(user().title).toBe('Egen');
		expect(tenant.findCinodeUsers('').filter((one) => one.title === 'Konsult').length).toBeGreaterThan(3);
	});

	it('On Create and Off leave people that are there', async () => {
		for (const mode of ['onCreate', 'off']) {
			expect((await sync(title(mode, 'Konsult'))).summary.counts.updated).toBe(0);
			expect(user().title).toBeNull();
		}
	});

	it.each([
		['an absent field', '={{ $json.thereIsNone }}'],
		['a part of an absent field', '={{ $json.thereIsNone.name }}'],
		['an error of its own', '={{ (() => { throw new Error("oj") })() }}'],
		['a text around an absent field', '=  {{ $json.thereIsNone.name }}'],
		['a node that there isn’t', '={{ $("Nowhere").item.json.name }}'],
	])('Mirror clears nothing with %s', async (_what, value) => {
		edit({ title: 'Egen' });
		const run = await sync(title('mirror', value));
		expect(user().title).toBe('Egen');
		expect(run.summary.counts).toMatchObject({ failed: 0, updated: 0 });
	});
});

describe('what a row of one’s own can’t send', () => {
	it('is a warning at the record, without the value, and stops neither it nor others', async () => {
		tenant.payroll(NAME).phone = '08-500 100 20';
		const run = await sync([
			{ field: 'mobility', value: '={{ $json.name.includes("Nyåkern") ? "hemligt" : 10 }}' },
		]);
		expect(run.resultOf(NAME)).toMatchObject({
			action: 'updated',
			changes: [{ field: 'Phone' }],
			warnings: ["The value of the own row 'Mobility' is not a whole number and is not sent"],
		});
		expect(JSON.stringify(run.results)).not.toContain('hemligt');
		expect(user().mobility).toBeNull();
		expect(tenant.findCinodeUsers('').filter((one) => one.mobility === 10).length).toBeGreaterThan(3);
	});

	it('of an expression that can’t be read is also a warning', async () => {
		const run = await sync([{ field: 'title', value: '={{ $("Nowhere").item.json.name }}' }]);
		expect(run.resultOf(NAME)?.warnings).toEqual([
			"The expression of the own row 'Title' fails for this record: nothing is sent",
		]);
	});

	it('of an expression without a value for anybody is told before a dry run, and at the mapper', async () => {
		const rejected = async (rows_: Row[]) => {
			const { rejected: items } = await sync(rows_, { sync: { dryRun: true }, mode: 'manual' });
			return items.flatMap(({ setupRemark }) => setupRemark ?? []);
		};
		expect(await rejected([{ field: 'title', value: '={{ $json.titel }}' }])).toEqual([
			expect.stringMatching(
				/^The own row 1 \('Title'\) has no value for any of \d+ records: look at its expression$/,
			),
		]);
		expect(await rejected([{ field: 'title', value: '={{ $json.phone }}' }])).toEqual([]);
	});

	it('isn’t kept by Cinode is drift, told once, and goes no further than the first', async () => {
		tenant.sandbox.cinode.store.options.ignores = ['/title'];
		const row = [{ field: 'title', value: 'Konsult' }];
		const first = await sync(row);
		const drift = first.results.filter(({ action }) => action === 'drift');
		expect(drift).toMatchObject([{ reasonCode: 'notKept', changes: [{ field: 'Title', to: 'Konsult' }] }]);
		const held = first.results.filter(({ reasonCode }) => reasonCode === 'heldByCanary');
		expect(held).toHaveLength(first.summary.counts.deferred);
		expect(held.length).toBeGreaterThan(3);
		expect(first.summary.canary?.unkept).toEqual([{ field: 'title', how: expect.any(String) }]);
		const again = await sync(row);
		expect(again.results).toEqual([]);
		expect(tenant.writes).toEqual([]);
		expect(again.summary.standing).toContainEqual(
			expect.objectContaining({ action: 'drift', reason: expect.stringContaining('Title') }),
		);
	});

	it('is nothing for a person with a protected identity', async () => {
		const protectedCategories = ['4777|Skyddad'];
		Object.assign(tenant.kleerUser(NAME), { dimensions: { 'dimension-entries': [{ id: 4777 }] } });
		const options = { protectedCategories, protectedPeople: 'nameAndEmail' };
		await sync([{ field: 'title', value: 'Konsult' }], { mapper: { options } });
		expect(user().title).toBeNull();
		expect(tenant.findCinodeUsers('').filter((one) => one.title === 'Konsult').length).toBeGreaterThan(3);
	});

	it('is nothing for a person that has left', async () => {
		endEmployment(tenant.sandbox.kleer.store, tenant.kleerUser(NAME).id, '2020-01-01');
		tenant.kleerUser(NAME).active = false;
		await sync([{ field: 'title', value: 'Konsult' }]);
		expect(user().title).toBeNull();
	});
});

describe('a wrong row of one’s own stops the mapper and is named', () => {
	it.each<[string, Row[], string]>([
		['without a field', [{ field: '', value: 'x' }], 'Parameter "Target Field" is required.'],
		[
			'for the key',
			[{ field: 'internalIdentifier', value: 'x' }],
			"The own row 1 names 'Internal/External ID', which is a row of the field table",
		],
		[
			'for the log-in',
			[{ field: 'email', value: 'x' }],
			"The own row 1 names 'Email', which is a row of the field table",
		],
		[
			'for the status',
			[{ field: 'status', value: 0 }],
			"The own row 1 names 'status', which no own row can write in Cinode",
		],
		[
			'for the password',
			[{ field: '={{ "pass" + "word" }}', value: 'x' }],
			'which no own row can write in Cinode',
		],
		[
			'for a field of another scheme',
			[{ field: 'turnOver', value: 1 }],
			"The own row 1 names 'turnOver', which no own row can write in Cinode",
		],
		[
			'for Kleer’s own fields',
			[{ field: 'field:region', value: 'x' }],
			"The own row 1 names 'field:region', which no own row can write in Cinode",
		],
		[
			'twice',
			[
				{ field: 'title', value: 'a' },
				{ field: 'blog', value: 'b' },
				{ field: 'title', value: 'c' },
			],
			"The own rows 1 and 3 both write 'Title': take one of them away",
		],
		['without a value', [{ field: 'title', value: ' ' }], "The own row 1 ('Title') has no value"],
		[
			'with another kind of value',
			[{ field: 'mobility', value: 'långt' }],
			"The value of the own row 1 ('Mobility') is not a whole number",
		],
		[
			'with a value that is too large',
			[{ field: 'selfCost', value: 1e10 }],
			"The value of the own row 1 ('Self Cost') is a larger number than Cinode holds",
		],
		[
			'with a mode that there isn’t',
			[{ field: 'title', value: 'x', mode: 'sometimes' }],
			"The own row 1 ('Title') has a mode that there isn't: mirror, always, ifEmpty, onCreate, off",
		],
	])('%s', async (_what, rows_, message) => {
		await expect(sync(rows_)).rejects.toThrow(message);
		expect(tenant.writes).toEqual([]);
	});
});

describe('the report of a run', () => {
	it('names rows of one’s own, and of sensitive ones no value', async () => {
		const run = await sync(rows);
		const output = await runSteps(tenant.credentials, [...run.results, run.summary] as never[], [
			{ name: 'Report', type: 'kleerCinodeMapper', parameters: { operation: 'report', scheme: 'users' } },
		]);
		const [report] = output('Report');
		const page = String(report?.json.html);
		for (const { target } of TEN) expect(page).toContain(target);
		expect(JSON.stringify(report?.json.changes)).not.toMatch(/070-174|\b600\b/);
		expect(page).not.toMatch(/070-174/);
	});
});
