import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cinodeEndState, editCinodeUser } from '../sandbox/index.mts';
import { SyncTemplate, type SyncRun } from './support/syncTemplate.mts';

let subcontractors: SyncTemplate;

beforeAll(async () => {
	// One of each kind, beside the one among the company's own people.
	subcontractors = await SyncTemplate.start('subcontractors', { subcontractors: 7 });
});

afterAll(async () => {
	await subcontractors?.stop();
});

const everybody = () => [...subcontractors.sandbox.cinode.store.subcontractors.values()];
const endState = () => cinodeEndState(subcontractors.sandbox.cinode.store).subcontractors;

/** Labels of the results that ended so. */
function labels(run: SyncRun | undefined, action: string): string[] {
	const results = run?.results.filter((one) => one.action === action) ?? [];
	return results.map(({ label }) => label).sort();
}

const CREATED = [
	'Ingeborg af Vinterhamn (1015)',
	'Malte Ormvråken (1014)',
	'Pieter van der Havsdijk (1010)',
	'Siv Lövmarker (1013)',
];
const DRIFT = 'Runar von Askviken (1018)';
const MOVED = 'Beda Kvarnholma (1019)';
const FIELDS = ['Internal/External ID', 'Company Name', 'Company Identifier'];
/** "Underkonsult" */
const byCategory = { options: { subcontractorCategories: ['4302|Underkonsult'] } };

describe('the subcontractors template in a real n8n', () => {
	it('asks for the language that Cinode requires, before anything else', async () => {
		await expect(subcontractors.sync({ mapper: { languageId: '' } })).rejects.toThrow(/Language/);
		expect(subcontractors.sandbox.requests.count({ system: 'cinode' })).toBe(0);
	});

	it('writes nothing as it ships, and says whom it would create', async () => {
		const before = endState();
		const run = await subcontractors.preview();
		expect(run.execution.status).toBe('success');
		expect(run.summary.dryRun).toBe(true);
		expect(labels(run, 'created')).toEqual(CREATED);
		expect(labels(run, 'drift')).toEqual([DRIFT]);
		expect(labels(run, 'conflict')).toEqual([MOVED]);
		expect(labels(run, 'skipped')).toEqual(['Tyra Oxelåker (1017)']);
		expect(subcontractors.writes).toEqual([]);
		expect(endState()).toEqual(before);
	});

	it('shows in the report what needs a person, and no secret', async () => {
		const { toLookAt } = await subcontractors.preview();
		const why = (label: string) => toLookAt.find(({ who }) => who === label)?.why;
		expect(toLookAt).toHaveLength(3);
		expect(why(MOVED)).toMatch(/is a user in Cinode, but in Kleer the person is a subcontractor now/);
		expect(why(DRIFT)).toBe(
			`Differs in ${FIELDS.join(', ')}, which Cinode's API can't update: correct it in Cinode by hand`,
		);
		expect(why('Ingeborg af Vinterhamn (1015)')).toBe(
			'Tied to 2 suppliers in Kleer: Vinterhamn Systemkonsult AB, Vinterhamn Foto och form. The first is taken',
		);
	});
});

describe('published on its schedule', () => {
	let first: SyncRun;
	let second: SyncRun;
	let sizeBefore: number;

	beforeAll(async () => {
		sizeBefore = everybody().length;
		// What the dry runs said is no news any more.
		await subcontractors.forget();
		const [one, two] = await subcontractors.onSchedule(2);
		if (!one || !two) throw new Error('It did not run twice');
		[first, second] = [one, two];
	});

	it('creates whom Cinode has not, complete', () => {
		expect(labels(first, 'created')).toEqual(CREATED);
		expect(everybody()).toHaveLength(sizeBefore + CREATED.length);
		expect(subcontractors.cinodeSubcontractor('Lövmarker')).toMatchObject({
			firstName: 'Siv',
			email: 'siv.lovmarker@underkonsult.example',
			internalIdentifier: '1013',
			phone: '070-174 06 17',
			gender: 2,
			languageId: 1,
			companyName: 'Lövmarker Data & Drift AB',
			companyIdentifier: '559970-0001',
			status: 1,
		});
	});

	it('gives who has no payroll row the gender Other and no phone, without a warning', () => {
		expect(subcontractors.cinodeSubcontractor('Ormvråken')).toMatchObject({
			gender: 0,
			phone: null,
			companyName: 'Ormvråken Konsulting',
			companyIdentifier: null,
		});
		expect(first.result('Ormvråken')?.warnings).toEqual([]);
	});

	it('says once who differs and can’t be corrected, and then keeps it in the summary', () => {
		expect(labels(first, 'drift')).toEqual([DRIFT]);
		expect(first.changed(DRIFT)).toEqual(FIELDS);
		expect(second.results).toEqual([]);
		expect(second.summary.counts).toMatchObject({
			unchanged: CREATED.length,
			drift: 1,
			conflict: 1,
			skipped: 1,
		});
		expect(second.summary.standing).toContainEqual(
			expect.objectContaining({
				label: DRIFT,
				action: 'drift',
				reason: expect.stringContaining(FIELDS.join(', ')),
			}),
		);
		expect(subcontractors.cinodeSubcontractor('Askviken')).toMatchObject({
			internalIdentifier: null,
			companyName: 'Askviken Data',
		});
	});

	it('says once who is a user in Cinode, and then keeps it in the summary', () => {
		expect(labels(first, 'conflict')).toEqual([MOVED]);
		expect(second.summary.standing).toContainEqual(
			expect.objectContaining({ label: MOVED, action: 'conflict' }),
		);
		expect(everybody().map(({ lastName }) => lastName)).not.toContain('Kvarnholma');
	});

	it('hardly asks in a run in which nothing changed: the list, and users for who may be one', () => {
		expect(second.summary.requests.cinode).toBeLessThanOrEqual(2);
	});

	it('removes nobody, whether Kleer knows them or not', () => {
		const names = everybody().map(({ lastName }) => lastName);
		expect(names).toEqual(expect.arrayContaining(['Lyckehed', 'von Askviken']));
		expect(everybody().every(({ status }) => status === 1)).toBe(true);
	});
});

describe('who is a subcontractor', () => {
	it('who was a user becomes one once the user in Cinode gives the ID and the e-mail away', async () => {
		const { id } = subcontractors.cinodeUser('Kvarnholma');
		const freed = { internalIdentifier: null, email: 'tidigare.anstalld@exempelkonsult.example' };
		editCinodeUser(subcontractors.sandbox.cinode.store, id, freed, { now: Date.now() });
		const run = await subcontractors.sync();
		expect(labels(run, 'created')).toEqual([MOVED]);
		expect(subcontractors.cinodeSubcontractor('Kvarnholma').internalIdentifier).toBe('1019');
	});

	it('who only carries the category becomes one where set-up names it', async () => {
		const run = await subcontractors.sync({ mapper: byCategory });
		expect(labels(run, 'created')).toEqual(['Casimir Dunkelgren (1016)']);
		expect(subcontractors.cinodeSubcontractor('Dunkelgren')).toMatchObject({ companyName: null, gender: 0 });
	});

	it('and nobody is also a user', async () => {
		const users = await subcontractors.beside('users');
		const run = await users.sync({
			mapper: { options: { ...byCategory.options, includeWithoutPayroll: true } },
		});
		expect(labels(run, 'created')).not.toEqual([]);
		const people = [...subcontractors.sandbox.cinode.store.users.values()];
		const emails = new Set(people.map(({ email }) => email.toLowerCase()));
		expect(everybody().filter(({ email }) => emails.has(email.toLowerCase()))).toEqual([]);
	});
});
