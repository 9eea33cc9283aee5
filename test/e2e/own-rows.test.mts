import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editCinodeUser } from '../sandbox/index.mts';
import { ProjectTemplates } from './support/projectTemplates.mts';
import { SyncTemplate, type SyncRun } from './support/syncTemplate.mts';

/** Ten rows of one's own, of each kind, through the templates in a real n8n. */

interface Row {
	field: string;
	value: unknown;
	mode?: string;
	sensitive?: boolean;
}

const ownRows = (rows: Row[]) => ({ ownRows: { rows } });

describe('ten rows of one’s own in users', () => {
	const TEN: Array<Row & { target: string; holds: unknown }> = [
		{ field: 'title', target: 'Title', value: '=Konsult {{ $json.internalId }}', holds: 'Konsult 1001' },
		{
			field: 'desiredAssignment',
			target: 'Desired Assignment',
			value: 'Vad som helst',
			holds: 'Vad som helst',
		},
		{
			field: 'availableFromDate',
			target: 'Available From',
			value: '={{ $json.employmentStartDate.toDateTime() }}',
			holds: '2012-01-09T00:00:00',
		},
		{ field: 'mobility', target: 'Mobility', value: '={{ $json.levelOfEmployment * 50 }}', holds: 50 },
		{ field: 'invoicingGoal', target: 'Invoicing Goal', value: 85, holds: 85 },
		{ field: 'selfCost', target: 'Self Cost', value: '={{ 613 }}', holds: 613 },
		{
			field: 'homepage',
			target: 'Homepage',
			value: '={{ $json.email.split("@")[1] }}',
			holds: 'exempelkonsult.example',
		},
		{
			field: 'linkedIn',
			target: 'LinkedIn',
			value: '={{ $json.name }}',
			sensitive: true,
			holds: 'Åsa Björkvide',
		},
		{ field: 'gitHub', target: 'GitHub', value: '=nr {{ $itemIndex }}', mode: 'ifEmpty', holds: 'nr 0' },
		{ field: 'blog', target: 'Blog', value: '={{ $json.phone || null }}', mode: 'mirror', holds: null },
	];
	const rows: Row[] = TEN.map(({ target: _target, holds: _holds, ...row }) => row);
	const NAME = 'Björkvide';

	let users: SyncTemplate;
	let dry: SyncRun;
	let run: SyncRun;

	beforeAll(async () => {
		users = await SyncTemplate.start('users');
		await users.sync();
		editCinodeUser(
			users.sandbox.cinode.store,
			users.cinodeUser(NAME).id,
			{ title: null, blog: 'gammal' },
			{ now: Date.now() },
		);
		const { store } = users.sandbox.kleer;
		const payroll = store.payroll.get(users.kleerUser(NAME).id);
		if (payroll) payroll.phone = '';
		dry = await users.sync({ mapper: ownRows(rows), sync: { dryRun: true } });
	});

	afterAll(async () => await users?.stop());

	it('are in the dry run and its report, with each record’s own value', () => {
		expect(users.writes).toEqual([]);
		expect(dry.changed(NAME)).toEqual(TEN.map(({ target }) => target));
		for (const { target } of TEN) expect(dry.page).toContain(target);
		expect(dry.page).toContain('Konsult 1001');
		expect(dry.page).toContain('Konsult 1012');
	});

	it('are written, and held by Cinode as each field is', async () => {
		run = await users.sync({ mapper: ownRows(rows) });
		expect(run.summary.counts).toMatchObject({ failed: 0, created: 0 });
		expect(run.changed(NAME)).toEqual(TEN.map(({ target }) => target));
		expect(users.cinodeUser(NAME)).toMatchObject(
			Object.fromEntries(TEN.map(({ field, holds }) => [field, holds])),
		);
	});

	it('show what is sensitive as changed only', () => {
		const { changes = [] } = run.result(NAME) ?? {};
		for (const field of ['Self Cost', 'LinkedIn'])
			expect(changes).toContainEqual({ field, from: 'changed', to: 'changed' });
		expect(`${run.page}${run.report.markdown}`).not.toMatch(/\b613\b/);
	});

	it('then rest', async () => {
		const rest = await users.sync({ mapper: ownRows(rows) });
		expect(rest.done).toEqual([]);
		expect(users.writes).toEqual([]);
		expect(users.cinodeRequests).toBeLessThanOrEqual(4);
	});

	it('keep or mend what people edit by hand, as their mode says', async () => {
		const byHand = { gitHub: 'egen', mobility: 7 };
		editCinodeUser(users.sandbox.cinode.store, users.cinodeUser(NAME).id, byHand, { now: Date.now() });
		const mended = await users.sync({ mapper: ownRows(rows) });
		expect(mended.changed(NAME)).toEqual(['Mobility']);
		expect(users.cinodeUser(NAME)).toMatchObject({ gitHub: 'egen', mobility: 50 });
	});

	it('follow a change of the set-up, and leave what is taken away', async () => {
		const [, ...others] = rows;
		const changed = await users.sync({ mapper: ownRows([...others, { field: 'title', value: 'Chef' }]) });
		expect(changed.changed(NAME)).toEqual(['Title']);
		const { done } = await users.sync({ mapper: ownRows(others) });
		expect(done).toEqual([]);
		expect(users.cinodeUser(NAME).title).toBe('Chef');
	});

	it('are drift where Cinode doesn’t keep them, and go no further than the first', async () => {
		users.sandbox.cinode.store.options.ignores = ['/twitter'];
		const more = [...rows, { field: 'twitter', value: '@x' }];
		const first = await users.sync({ mapper: ownRows(more) });
		expect(first.results.filter(({ action }) => action === 'drift')).toHaveLength(1);
		expect(first.toLookAt.map(({ why }) => why).join()).toMatch(
			/Cinode took Twitter and shows something else/,
		);
	});

	it('clear nothing where an expression fails, whatever n8n makes of that', async () => {
		const failing: Record<string, string> = {
			title: '={{ $json.thereIsNone }}',
			homepage: '={{ $json.thereIsNone.name }}',
			linkedIn: '={{ (() => { throw new Error("oj") })() }}',
			gitHub: '=  {{ $json.thereIsNone.name }}',
			blog: '={{ $json.name.noSuchFunction() }}',
			twitter: '={{ $("Nowhere").item.json.name }}',
			mobility: '={{ $json.thereIsNone * 50 }}',
		};
		const byHand = {
			title: 'a',
			homepage: 'b',
			linkedIn: 'c',
			gitHub: 'd',
			blog: 'e',
			twitter: 'f',
			mobility: 1,
		};
		const { id } = users.cinodeUser(NAME);
		editCinodeUser(users.sandbox.cinode.store, id, byHand, { now: Date.now() });
		const mirrored = Object.entries(failing).map(([field, value]) => ({ field, value, mode: 'mirror' }));
		const ran = await users.sync({ mapper: ownRows(mirrored) });
		expect(users.cinodeUser(NAME)).toMatchObject(byHand);
		expect(ran.summary.counts).toMatchObject({ updated: 0, failed: 0 });
	});

	it('stop the run before anything is read twice, where one is wrong', async () => {
		await expect(users.sync({ mapper: ownRows([{ field: 'email', value: 'x@y.example' }]) })).rejects.toThrow(
			"The own row 1 names 'Email', which is a row of the field table",
		);
		expect(users.writes).toEqual([]);
	});
});

describe('rows of one’s own in customers', () => {
	it('take yes or no, a choice and a large number', async () => {
		const customers = await SyncTemplate.start('customers');
		const { results, summary } = await customers.sync({
			mapper: ownRows([
				{ field: 'intermediator', value: '={{ $json.name.startsWith("Region") }}' },
				{ field: 'size', value: 3 },
				{ field: 'turnOver', value: '={{ 9007199254740991 }}' },
				{ field: 'email', value: '={{ $json.email }}' },
			]),
			options: { maxCreates: 100 },
		});
		expect(summary.counts.failed).toBe(0);
		const made = results.filter(({ action }) => action === 'created');
		expect(made.length).toBeGreaterThan(0);
		const held = [...customers.sandbox.cinode.store.customers.values()].filter(({ identification }) =>
			made.some(({ key }) => key === identification),
		);
		expect(held).toHaveLength(made.length);
		for (const one of held) {
			expect(one).toMatchObject({
				intermediator: one.name.startsWith('Region'),
				size: 3,
				turnOver: 9007199254740991,
			});
		}
		await customers.stop();
	});
});

describe('rows of one’s own in client projects', () => {
	it('take an amount, a choice and the company’s own fields, by webhook', async () => {
		const projects = await ProjectTemplates.start();
		await projects.publishPush({
			mapper: ownRows([
				{ field: 'field:cost-centre', value: '=KS {{ $json.customer.name.slice(0, 2) }}' },
				{ field: 'incomingInvoicedAmount', value: '={{ 1234.5 }}' },
				{ field: 'deliveryType', value: 'EFAKTURA' },
				{ field: 'defaultNotes', value: '={{ $json.title }}' },
				{ field: 'allUsers', value: true },
			]),
		});
		projects.state('Kundportal', 'won');
		await projects.arrives('Kundportal');
		expect(projects.inKleer('Kundportal')[0]).toMatchObject({
			fields: [{ name: 'Kostnadsställe', alias: 'cost-centre', value: expect.stringMatching(/^KS \S{2}$/) }],
			'incoming-invoiced-amount': 123_450,
			'delivery-type': 'EFAKTURA',
			'default-notes': 'Kundportal',
			'all-users': true,
		});
		await projects.stop();
	});
});
