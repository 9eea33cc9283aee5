import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeLevel, changeSalary, editPerson, endEmployment } from '../sandbox/index.mts';
import { SyncTemplate, type SyncRun } from './support/syncTemplate.mts';

let users: SyncTemplate;
let run: SyncRun;

const mapper = { categoryTags: { rows: [{ category: '4201|Backend', tag: '' }] } };

interface Edit {
	user?: Record<string, unknown>;
	payroll?: Record<string, unknown>;
}

function edit(name: string, patch: Edit): void {
	editPerson(users.sandbox.kleer.store, users.kleerUser(name).id, patch);
}

beforeAll(async () => {
	users = await SyncTemplate.start('users');
	await users.sync({ mapper });
	const { store } = users.sandbox.kleer;
	edit('Björkvide', {
		user: { 'foreign-id': 'A-77' },
		payroll: { phone: '08-500 100 20' },
	});
	edit('von Stensjö', {
		user: { name: 'Jörgen Alvar von Stenhög', email: 'jorgen.stenhog@exempelkonsult.example' },
	});
	edit('al-Hadrami', { payroll: { 'tax-table': 36 } });
	changeLevel(store, users.kleerUser('al-Hadrami').id, 0.6);
	changeSalary(store, users.kleerUser('Ekholmen').id, 3_777_700, users.sandbox.today());
	edit('Ekholmen', { payroll: { 'dimension-entries': [{ id: 4201 }] } });
	edit('Strömdala', { payroll: { 'employment-start-date': '2015-02-03' } });
	endEmployment(store, users.kleerUser('Strömdala').id, '2099-12-31');
	edit('Nyåkern', { payroll: { ssn: '19800229-2392' } });
	run = await users.sync({ mapper });
});

afterAll(async () => {
	await users?.stop();
});

/** Who changed, which fields the results name, and what Cinode then holds. */
const CASES: Array<{
	name: string;
	fields: string[];
	holds: Record<string, unknown>;
}> = [
	{
		name: 'Björkvide',
		fields: ['Employment Number', 'Phone'],
		holds: { employmentNumber: 'A-77', phone: '08-500 100 20' },
	},
	{
		name: 'Stenhög',
		fields: ['First Name', 'Last Name', 'Email'],
		holds: {
			firstName: 'Jörgen Alvar',
			lastName: 'von Stenhög',
			email: 'jorgen.stenhog@exempelkonsult.example',
		},
	},
	{
		name: 'al-Hadrami',
		fields: ['Employment Rate', 'Tax Table'],
		holds: { availabilityPercent: 60, taxTable: '36' },
	},
	{ name: 'Ekholmen', fields: ['Base Salary', 'Tags'], holds: { baseSalary: 37_777, tags: ['Backend'] } },
	{
		name: 'Strömdala',
		fields: ['Start Date', 'End Date'],
		holds: { employmentStartDate: '2015-02-03T00:00:00', employmentEndDate: '2099-12-31T00:00:00' },
	},
	{
		name: 'Nyåkern',
		fields: ['Gender', 'Date of Birth'],
		holds: { gender: 1, dateOfBirth: '1980-02-29T00:00:00' },
	},
];

describe('what changes in Kleer arrives in Cinode', () => {
	it.each(CASES)('$name: $fields', ({ name, fields, holds }) => {
		expect(run.changed(name)?.sort()).toEqual([...fields].sort());
		expect(users.cinodeUser(name)).toMatchObject(holds);
	});

	it('and nobody else is touched', () => {
		expect(run.done.map(({ label }) => label)).toHaveLength(CASES.length);
		expect(run.summary.counts).toMatchObject({ updated: CASES.length, failed: 0, created: 0 });
	});

	it('while sensitive values are only said to have changed', () => {
		const sensitive = ['Gender', 'Date of Birth', 'Base Salary', 'Tax Table'];
		const changes = run.results
			.flatMap((result) => result.changes)
			.filter(({ field }) => sensitive.includes(field));
		expect(changes).toHaveLength(sensitive.length);
		expect(changes.map(({ from, to }) => [from, to])).toEqual(changes.map(() => ['changed', 'changed']));
	});
});

describe('what is taken away in Kleer', () => {
	it('goes from Cinode where the table mirrors it, and only there', async () => {
		endEmployment(users.sandbox.kleer.store, users.kleerUser('Strömdala').id, null);
		edit('al-Hadrami', { payroll: { 'tax-table': 0 } });
		edit('Björkvide', {
			user: { dimensions: { 'dimension-entries': [] } },
			payroll: { phone: '' },
		});
		const { summary } = await users.sync({ mapper });
		expect(users.cinodeUser('Strömdala').employmentEndDate).toBeNull();
		expect(users.cinodeUser('al-Hadrami').taxTable).toBeNull();
		expect(users.cinodeUser('Björkvide').phone).toBe('08-500 100 20');
		expect(users.cinodeUser('Björkvide').tags).toEqual(['Mentor']);
		expect(summary.counts).toMatchObject({ updated: 3, failed: 0 });
	});

	// n8n's HTTP helper sends no body at all where it is an empty list, and Cinode refuses the request.
	it('even if it was the only tag', async () => {
		edit('Ekholmen', { payroll: { 'dimension-entries': [] } });
		await users.sync({ mapper });
		expect(users.cinodeUser('Ekholmen').tags).toEqual([]);
	});

	it('and then all is quiet', async () => {
		await users.sync({ mapper });
		expect(users.writes).toEqual([]);
		expect(users.cinodeRequests).toBeLessThanOrEqual(4);
	});
});
