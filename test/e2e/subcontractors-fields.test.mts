import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSupplier, editPerson, editSupplier, hirePerson, tieToSupplier } from '../sandbox/index.mts';
import { organisationNumber, soleTraderNumber } from '../sandbox/seed/organisationNumbers.mts';
import { SyncTemplate, type SyncRun } from './support/syncTemplate.mts';

interface Edit {
	user?: Record<string, unknown>;
	payroll?: Record<string, unknown>;
	supplier?: Record<string, string | null>;
}

/** A row of the subcontractors table, as edits in Kleer and what Cinode holds after each. */
interface Row {
	row: string;
	/** What results call it. */
	fields: string[];
	from: Edit;
	to: Edit;
	clear?: Edit;
	old: Record<string, unknown>;
	now: Record<string, unknown>;
	/** Held when cleared in mode Mirror. */
	mirrored?: Record<string, unknown>;
}

/** 4101 Stockholm, 4102 Göteborg; 4201 Backend. */
const inOffice = (id: number) => ({
	dimensions: { 'dimension-entries': [{ id: 4201 }, { id }] },
});
const WOMAN = '19800229-2384';
const MAN = '19800229-2392';
const SOLE_TRADER = soleTraderNumber(61, 'female');

const ROWS: Row[] = [
	{
		row: 'Full Name',
		fields: ['First Name', 'Last Name'],
		from: { user: { name: 'Annika af Provholm' } },
		to: { user: { name: 'Anki Provlund' } },
		old: { firstName: 'Annika', lastName: 'af Provholm' },
		now: { firstName: 'Anki', lastName: 'Provlund' },
	},
	{
		row: 'Email',
		fields: ['Email'],
		from: { user: { email: 'gammal.adress@underkonsult.example' } },
		to: { user: { email: 'Ny.Adress@underkonsult.example' } },
		old: { email: 'gammal.adress@underkonsult.example' },
		now: { email: 'ny.adress@underkonsult.example' },
	},
	{
		row: 'Phone',
		fields: ['Phone'],
		from: { payroll: { phone: '070-174 06 91' } },
		to: { payroll: { phone: '+46 70 174 06 92' } },
		clear: { payroll: { phone: '' } },
		old: { phone: '070-174 06 91' },
		now: { phone: '+46 70 174 06 92' },
		mirrored: { phone: null },
	},
	{
		row: 'Office Location',
		fields: ['Office Location'],
		from: { user: inOffice(4101) },
		to: { user: inOffice(4102) },
		old: { locationId: 301 },
		now: { locationId: 302 },
	},
	{
		row: 'Supplier Name',
		fields: ['Company Name'],
		from: { supplier: { name: 'Gamla Provbolaget AB' } },
		to: { supplier: { name: 'Nya Provbolaget i Åmål AB' } },
		old: { companyName: 'Gamla Provbolaget AB' },
		now: { companyName: 'Nya Provbolaget i Åmål AB' },
	},
	{
		row: 'Supplier Organisation Number',
		fields: ['Company Identifier'],
		from: { supplier: { orgno: organisationNumber(801) } },
		to: { supplier: { orgno: organisationNumber(802) } },
		clear: { supplier: { orgno: null } },
		old: { companyIdentifier: organisationNumber(801) },
		now: { companyIdentifier: organisationNumber(802) },
		mirrored: { companyIdentifier: null },
	},
	{
		row: 'a sole trader’s number',
		fields: ['Company Identifier'],
		from: { supplier: { orgno: organisationNumber(803) } },
		to: { supplier: { orgno: SOLE_TRADER } },
		clear: { supplier: { orgno: null } },
		old: { companyIdentifier: organisationNumber(803) },
		now: { companyIdentifier: SOLE_TRADER },
		mirrored: { companyIdentifier: null },
	},
];

const mapper = {
	officesByCategory: {
		rows: [
			{ category: '4101|Stockholm', locationId: 301 },
			{ category: '4102|Göteborg', locationId: 302 },
		],
	},
};
const modes = { phone: 'mirror', companyIdentifier: 'mirror' };
const CLEARED = ROWS.filter(({ mirrored }) => mirrored);

let subcontractors: SyncTemplate;
/** Kleer's ids of the people, one for each row, and of their suppliers. */
const ids = new Map<string, { user: number; supplier: number }>();

const idsOf = (row: string) => {
	const found = ids.get(row);
	if (!found) throw new Error(`No row ${row}`);
	return found;
};
const keyOf = (row: string) =>
	String(subcontractors.sandbox.kleer.store.users.get(idsOf(row).user)?.['internal-id']);

/** The person of a row as Cinode holds them. */
function held(row: string) {
	const all = [...subcontractors.sandbox.cinode.store.subcontractors.values()];
	return all.filter(({ internalIdentifier }) => internalIdentifier === keyOf(row));
}

const resultOf = (run: SyncRun | undefined, row: string) =>
	run?.results.find(({ key }) => key === keyOf(row));
const changedIn = (run: SyncRun | undefined, row: string) =>
	resultOf(run, row)?.changes.map(({ field }) => field);

function edit(which: 'from' | 'to' | 'clear'): void {
	const { store } = subcontractors.sandbox.kleer;
	for (const row of ROWS) {
		const { supplier, ...person } = row[which] ?? {};
		editPerson(store, idsOf(row.row).user, person);
		if (supplier) editSupplier(store, idsOf(row.row).supplier, supplier);
	}
}

const allow = (updates: 'none' | 'patch') => {
	subcontractors.sandbox.cinode.store.options.subcontractorUpdates = updates;
};

beforeAll(async () => {
	subcontractors = await SyncTemplate.start('subcontractors');
	const { kleer } = subcontractors.sandbox;
	const today = subcontractors.sandbox.today();
	for (const [index, { row }] of ROWS.entries()) {
		const name = `Rad${'abcdefgh'[index]} Provsson`;
		const email = `rad${index}@underkonsult.example`;
		const user = hirePerson(kleer.store, { name, email, ssn: WOMAN }, today).id;
		const supplier = addSupplier(kleer.store).id;
		tieToSupplier(kleer.store, user, supplier);
		ids.set(row, { user, supplier });
	}
	edit('from');
	await subcontractors.sync({ mapper });
});

afterAll(async () => {
	await subcontractors?.stop();
});

describe('each row of the subcontractors table', () => {
	it.each(ROWS)('$row: arrives with a new subcontractor', ({ row, old }) => {
		expect(held(row)).toMatchObject([{ ...old, languageId: 1, gender: 2 }]);
	});

	describe('changed in Kleer, where Cinode takes no changes', () => {
		let news: SyncRun | undefined;
		let later: SyncRun | undefined;

		beforeAll(async () => {
			edit('to');
			editPerson(subcontractors.sandbox.kleer.store, idsOf('Phone').user, { payroll: { ssn: MAN } });
			[news, later] = await subcontractors.onSchedule(2, { mapper });
		});

		it.each(ROWS)(
			'$row: is drift that names the fields, and Cinode is left alone',
			({ row, fields, old }) => {
				expect(resultOf(news, row)?.action).toBe('drift');
				expect(changedIn(news, row)).toEqual(fields);
				expect(held(row)).toMatchObject([old]);
			},
		);

		it('is said once, and then stands in the summary', () => {
			expect(later?.results).toEqual([]);
			const standing = later?.summary.standing ?? [];
			for (const { row, fields } of ROWS) {
				const reason = `Differs in ${fields.join(', ')}, which Cinode's API can't update: correct it in Cinode by hand`;
				expect(standing).toContainEqual(
					expect.objectContaining({ key: keyOf(row), action: 'drift', reason }),
				);
			}
			expect(subcontractors.writes).toEqual([]);
		});

		it('shows no secret: a sole trader’s number is only said to have changed', () => {
			const masked = { field: 'Company Identifier', from: 'changed', to: 'changed' };
			expect(resultOf(news, 'a sole trader’s number')?.changes).toEqual([masked]);
			expect(`${news?.shown}${later?.shown}`).not.toContain(SOLE_TRADER);
		});
	});

	describe('changed in Kleer, where Cinode takes changes', () => {
		let run: SyncRun;

		beforeAll(async () => {
			allow('patch');
			run = await subcontractors.sync({ mapper });
		});

		it.each(ROWS)('$row: arrives', ({ row, fields, now }) => {
			expect(resultOf(run, row)?.action).toBe('updated');
			expect(changedIn(run, row)).toEqual(row === 'Phone' ? ['Phone', 'Gender'] : fields);
			expect(held(row)).toMatchObject([now]);
		});

		it('a gender arrives too, though Cinode never shows it', () => {
			expect(held('Phone')).toMatchObject([{ gender: 1 }]);
		});
	});

	describe('cleared in Kleer', () => {
		it('is left as it was', async () => {
			edit('clear');
			const { done } = await subcontractors.sync({ mapper });
			expect(done).toEqual([]);
			for (const { row, now } of ROWS) expect(held(row)).toMatchObject([now]);
		});

		it('is cleared in Cinode in mode Mirror, and nobody else is touched', async () => {
			const { done } = await subcontractors.sync({ mapper: { ...mapper, modes } });
			expect(done.map(({ key }) => key).sort()).toEqual(CLEARED.map(({ row }) => keyOf(row)).sort());
			for (const { row, mirrored } of CLEARED) expect(held(row)).toMatchObject([mirrored]);
		});
	});

	describe('as it was in Kleer before', () => {
		beforeAll(async () => {
			allow('patch');
			edit('from');
			await subcontractors.sync({ mapper });
		});

		it.each(ROWS)('$row: is as it was in Cinode', ({ row, old }) => {
			expect(held(row)).toMatchObject([old]);
		});

		it('and then all is quiet', async () => {
			const { done } = await subcontractors.sync({ mapper });
			expect(done).toEqual([]);
			expect(subcontractors.writes).toEqual([]);
			expect(subcontractors.cinodeRequests).toBe(1);
		});
	});
});

describe('what set-up gives to new subcontractors', () => {
	it('is no drift when set-up changes later', async () => {
		const { summary } = await subcontractors.sync({ mapper: { ...mapper, languageId: 2, currencyId: 2 } });
		expect(summary.counts).toMatchObject({ updated: 0, drift: 0 });
		expect(subcontractors.writes).toEqual([]);
	});

	it('follows set-up where its mode is Always', async () => {
		const setup = { ...mapper, currencyId: 2, modes: { currencyId: 'always' } };
		const run = await subcontractors.sync({ mapper: setup });
		expect(changedIn(run, 'Phone')).toEqual(['Currency']);
		expect(held('Phone')).toMatchObject([{ defaultCurrencyId: 2 }]);
	});
});

describe('nobody is deleted or disconnected in Cinode', () => {
	it('who becomes inactive in Kleer, loses the supplier or is gone there stays', async () => {
		const { store } = subcontractors.sandbox.kleer;
		const before = subcontractors.sandbox.cinode.store.subcontractors.size;
		editPerson(store, idsOf('Phone').user, { user: { active: false } });
		store.users.delete(idsOf('Email').user);
		store.payroll.delete(idsOf('Email').user);
		const run = await subcontractors.sync({ mapper });
		expect(resultOf(run, 'Phone')).toMatchObject({ action: 'skipped', reason: 'Inactive in Kleer' });
		expect(subcontractors.writes).toEqual([]);
		const all = [...subcontractors.sandbox.cinode.store.subcontractors.values()];
		expect(all).toHaveLength(before);
		expect(all.map(({ status }) => status)).toEqual(all.map(() => 1));
	});
});
