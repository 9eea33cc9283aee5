import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientProjectOf, editClientProject } from '../../sandbox/index.mts';
import { push } from '../support/projects.mts';
import { ProjectCases } from '../projects/cases.mts';

/** Rows that a tenant adds to the table of projects, with the fields that the company added in Kleer. */

let cases: ProjectCases;

type Row = IDataObject & { field: string; value: IDataObject[string] };

beforeEach(async () => {
	cases = await ProjectCases.start();
});

afterEach(() => cases.stop());

const ALL: Array<Row & { target: string; holds: IDataObject }> = [
	{ field: 'defaultNotes', target: 'Default Notes', value: '=Uppdrag {{ $json.id }}', holds: {} },
	{
		field: 'deliveryType',
		target: 'Delivery Type',
		value: 'EFAKTURA',
		holds: { 'delivery-type': 'EFAKTURA' },
	},
	{
		field: 'incomingInvoicedAmount',
		target: 'Incoming Invoiced Amount',
		value: '={{ 1234.5 }}',
		holds: { 'incoming-invoiced-amount': 123_450 },
	},
	{
		field: 'incomingInvoicedVatAmount',
		target: 'Incoming Invoiced VAT',
		value: 300,
		holds: { 'incoming-invoiced-vat-amount': 30_000 },
	},
	{
		field: 'allUsers',
		target: 'All Users',
		value: '={{ $json.roles.length > 0 }}',
		holds: { 'all-users': true },
	},
	{ field: 'allActivities', target: 'All Activities', value: false, holds: { 'all-activities': false } },
	{ field: 'field:region', target: 'Region', value: '={{ $json.customer.name.slice(0, 3) }}', holds: {} },
	{ field: 'field:cost-centre', target: 'Kostnadsställe', value: '={{ 410 }}', sensitive: true, holds: {} },
];
const rows: Row[] = ALL.map(({ target: _target, holds: _holds, ...row }) => row);
const holds = Object.assign({}, ...ALL.map((one) => one.holds)) as IDataObject;

const pushed = async (id: number, given: Row[], sync?: IDataObject) => {
	const ownRows = { rows: given.map((row) => ({ mode: 'always', sensitive: false, ...row })) };
	const run = await push(cases.tenant, [id], { mapper: { ownRows }, sync, mode: 'manual' });
	return run.results.find(({ sourceId }) => sourceId === id);
};
const inKleer = (id: number) => clientProjectOf(cases.kleer, String(id));
const fieldsOf = (id: number) =>
	Object.fromEntries(inKleer(id).fields.map(({ alias, value }) => [alias, value]));

describe('rows of one’s own in client projects', () => {
	it('are given to a new project, each kind', async () => {
		const id = cases.make();
		expect(await pushed(id, rows)).toMatchObject({ action: 'created', warnings: [] });
		expect(inKleer(id)).toMatchObject({ ...holds, 'default-notes': `Uppdrag ${id}` });
		expect(fieldsOf(id)).toEqual({ region: 'Hav', 'cost-centre': '410' });
	});

	it('are compared and written into an existing one, and what people added stays', async () => {
		const id = cases.make();
		await pushed(id, []);
		cases.kleer.projectFields.set('own', 'Eget');
		editClientProject(cases.kleer, String(id), {
			fields: [
				{ name: 'Region', alias: 'region', value: 'Norr' },
				{ name: 'Eget', alias: 'own', value: 'Rör ej' },
			],
		});
		const result = await pushed(id, rows);
		expect(result?.changes.map(({ field }) => field).sort()).toEqual(
			// Only this project shows what fields are called, and it has no cost centre yet.
			ALL.map(({ target }) => (target === 'Kostnadsställe' ? 'cost-centre' : target)).sort(),
		);
		expect(result?.changes).toContainEqual({ field: 'Incoming Invoiced Amount', from: null, to: 1234.5 });
		expect(result?.changes).toContainEqual({ field: 'Region', from: 'Norr', to: 'Hav' });
		expect(result?.changes).toContainEqual({ field: 'cost-centre', from: 'changed', to: 'changed' });
		expect(inKleer(id)).toMatchObject(holds);
		expect(fieldsOf(id)).toEqual({ region: 'Hav', own: 'Rör ej', 'cost-centre': '410' });
		expect(await pushed(id, rows)).toBeUndefined();
	});

	it('keep what people wrote where they are If Empty, and clear where they mirror', async () => {
		const id = cases.make();
		await pushed(id, rows);
		editClientProject(cases.kleer, String(id), {
			fields: [{ name: 'Region', alias: 'region', value: 'Norr' }],
			'default-notes': 'Egen',
		});
		await pushed(id, [
			{ field: 'field:region', value: 'Söder', mode: 'ifEmpty' },
			{ field: 'defaultNotes', value: '={{ null }}', mode: 'mirror' },
		]);
		expect(fieldsOf(id)).toEqual({ region: 'Norr' });
		expect(inKleer(id)).not.toHaveProperty('default-notes');
		await pushed(id, [{ field: 'field:region', value: '={{ null }}', mode: 'mirror' }]);
		expect(fieldsOf(id)).toEqual({ region: '' });
	});

	it('are drift where Kleer doesn’t keep them', async () => {
		const id = cases.make();
		await pushed(id, []);
		cases.kleer.options.ignores = ['fields'];
		expect(await pushed(id, [{ field: 'field:region', value: 'Norr' }])).toMatchObject({
			action: 'drift',
			reasonCode: 'notKept',
			changes: [{ to: 'Norr' }],
		});
	});

	it('fail alone, in Kleer’s words, where Kleer has no such field', async () => {
		const id = cases.make();
		await pushed(id, []);
		expect(await pushed(id, [{ field: 'field:regoin', value: 'Norr' }])).toMatchObject({ action: 'failed' });
	});

	it('write no amount into a project of another currency', async () => {
		const id = cases.make({ currencyId: 2 });
		await pushed(id, []);
		editClientProject(cases.kleer, String(id), { 'currency-type': 'NOK' });
		await pushed(id, [
			{ field: 'incomingInvoicedAmount', value: 100 },
			{ field: 'defaultNotes', value: 'Ny' },
		]);
		expect(inKleer(id)).toMatchObject({ 'incoming-invoiced-amount': 0, 'default-notes': 'Ny' });
	});
});

describe('a dry run', () => {
	const remarks = async (field: string) => {
		const ownRows = { rows: [{ field, value: 'x', mode: 'always', sensitive: false }] };
		const { rejected } = await push(cases.tenant, [cases.make()], {
			mapper: { ownRows },
			sync: { dryRun: true },
			mode: 'manual',
		});
		return rejected.flatMap(({ setupRemark }) => setupRemark ?? []);
	};

	it('says which field no project in Kleer shows', async () => {
		expect(await remarks('field:regoin')).toEqual([
			"'Own Rows' names the project field regoin, which Kleer doesn't have: choose it anew in the mapper",
		]);
	});

	it('says nothing of one that is there', async () => {
		const id = cases.make();
		await pushed(id, rows);
		expect(await remarks('field:region')).toEqual([]);
	});
});
