import { describe, expect, it } from 'vitest';
import { lookUpForm, lookUpPage, lookUpView, recordRows, reportOf, type LookUp } from '../../../reports';
import { decideAlert } from '../../../reports/decideAlert.ts';
import { ACTIONS, type Explanation, type SyncResult, type SyncSummary } from '../../../sync';
import { VolatileStore } from '../support/volatileStore.mts';

const NOTHING: LookUp = {
	scheme: 'users',
	asked: '1002',
	rejected: [],
	leftOut: [],
	history: [],
	errors: [],
	timeOf: () => '2026-11-30 06:00',
};

const EXPLAINED: Explanation = {
	explained: 'users',
	asked: '1002',
	found: 'one',
	isDryRun: false,
	record: { key: '1002', label: 'Bo Ek (1002)', warnings: [], notes: [] },
	match: {
		kind: 'key',
		candidates: [{ id: 5, key: '1002', label: 'Bo Ek', by: ['key', 'e-mail'], isChosen: true }],
	},
	outcome: { action: 'updated', warnings: [], brake: ['3 salaries would more than double'] },
	rows: [
		{ source: 'Phone', field: 'Phone', mode: 'always', wanted: '$& <b>', present: null, state: 'written' },
		{ source: 'SSN', field: 'Gender', mode: 'always', hidden: ['wanted'], state: 'unreadable' },
	],
	memory: {
		isRead: true,
		inStep: 'unknown',
		failures: 2,
		triedAgainAt: 1,
		held: ['salary'],
		drift: ['Title'],
	},
	requests: { kleer: 9, cinode: 1 },
};

const textOf = (lookUp: Partial<LookUp>) =>
	lookUpPage(lookUpView({ ...NOTHING, ...lookUp }))
		.replaceAll(/<style>.*?<\/style>/gs, '')
		.replaceAll(/<[^>]+>/g, ' ')
		.replaceAll(/\s+/g, ' ');

describe('the page of a look-up', () => {
	it('names the workflow where several have told of the record', () => {
		const row = {
			entry: 'x',
			at: 1,
			atText: '2026-11-01 06:00',
			scheme: 'users',
			key: '1002',
			outcome: 'updated' as const,
			reasonCode: '',
			fields: 'Phone',
		};
		const [ours, others] = ['Users of Alfa', 'Users of Beta'].map((workflow) => ({ ...row, workflow }));
		expect(textOf({ explanation: EXPLAINED, history: [ours!, ours!] })).not.toContain('Users of Alfa');
		expect(textOf({ explanation: EXPLAINED, history: [ours!, others!] })).toMatch(
			/Why Workflow .*Users of Alfa .*Users of Beta/,
		);
	});

	it('says what would happen first, then how it meets its target, every row, memory and history', () => {
		const text = textOf({
			explanation: EXPLAINED,
			history: [
				{
					entry: 'x',
					at: 1,
					atText: '2026-11-01 06:00',
					scheme: 'users',
					workflow: 'w',
					key: '1002',
					outcome: 'failed',
					reasonCode: 'invalid',
					fields: 'Phone',
				},
			],
		});
		const parts = [
			'Users: Bo Ek (1002)',
			'A run by hand: would be updated (Phone).',
			'The safety brake would stop it: 3 salaries would more than double.',
			'Met by its key in Cinode.',
			'would be written',
			'Cinode never shows it',
			'Failed 2 times in this state.',
			'Next tried at 2026-11-30 06:00',
			'Drift, told once: Title.',
			'2026-11-01 06:00',
			'The vendor refused what was sent',
			'1 request to Cinode, 9 requests to Kleer',
		];
		let from = 0;
		for (const part of parts) {
			const at = text.indexOf(part, from);
			expect(at, part).toBeGreaterThanOrEqual(0);
			from = at;
		}
	});

	it('is a form of plain tags, in which no value turns into a mark of anybody’s', () => {
		const form = lookUpForm(lookUpView({ ...NOTHING, explanation: EXPLAINED }));
		// As the Form node puts it in.
		const [{ html }] = JSON.parse('x'.replace('x', form)) as [{ html: string }];
		expect(html).toContain('&#36;&amp; &lt;b&gt;');
		expect(html).not.toMatch(/style=|class=/);
	});

	it('offers to sync what it found, and nothing else', () => {
		expect(lookUpView({ ...NOTHING, explanation: EXPLAINED }).key).toBe('1002');
		expect(lookUpView(NOTHING).key).toBeUndefined();
	});

	it('tells of a record that the mapper rejected or left out, of several, and of none', () => {
		const one = { scheme: 'users', key: '1002', label: 'Bo Ek (1002)' } as const;
		expect(
			textOf({ rejected: [{ ...one, reasons: ['One word is no name'], reasonCode: 'unusableSource' }] }),
		).toContain('Bo Ek (1002) is rejected: One word is no name. Correct it in Kleer');
		expect(textOf({ leftOut: [{ ...one, leftOut: 'outOfScope', why: 'Out of scope' }] })).toContain(
			'is left out: Out of scope',
		);
		const none = { ...EXPLAINED, record: undefined };
		expect(textOf({ explanation: { ...none, found: 'several', choices: [one] } })).toContain(
			'Ask again with the key',
		);
		expect(textOf({ explanation: { ...none, found: 'none' } })).toContain('nothing would happen');
		expect(textOf({ errors: ['Workflow does not exist'] })).toContain('Workflow does not exist');
	});

	it('says what to do about a conflict, and about drift', () => {
		const about = (action: 'conflict' | 'drift') =>
			textOf({ explanation: { ...EXPLAINED, outcome: { action, reason: 'Two match', warnings: [] } } });
		expect(about('conflict')).toContain('Decide which record is meant, and correct the other one.');
		expect(about('drift')).toContain('Correct it in Cinode by hand');
	});

	it('shows no personal number that a person asked with', () => {
		expect(textOf({ asked: '811218-9876', explanation: { ...EXPLAINED, record: undefined } })).not.toContain(
			'9876',
		);
	});
});

const result = (more: Partial<SyncResult>): SyncResult => ({
	scheme: 'users',
	key: '1002',
	label: 'Bo Ek (1002)',
	action: 'updated',
	changes: [{ field: 'Phone', from: '1', to: '08-123' }],
	targetId: 5,
	warnings: [],
	...more,
});

describe('what is kept of a record', () => {
	const run = {
		at: '2026-11-30T06:00:00+01:00',
		scheme: 'users' as const,
		workflow: { id: 'w', name: 'Users' },
		dryRun: false,
	};

	it('is how it ended, why and which fields; no value, and nothing of the quiet', () => {
		const results = [
			result({}),
			result({ key: '1003', action: 'failed', reasonCode: 'invalid', error: 'Cinode refused 08-123' }),
			result({ key: '1004', action: 'unchanged' }),
			result({ key: '1005', action: 'skipped' }),
			result({ key: '1006', action: 'deferred', reasonCode: 'waitsForCompare' }),
			result({ key: '1007', action: 'created' }),
		];
		const rejected = [
			{ scheme: 'users' as const, key: '', label: 'x', reasons: ['No key'], reasonCode: 'noKey' as const },
		];
		const rows = recordRows({ results, rejected }, run);
		expect(rows.map(({ key, outcome, reasonCode, fields }) => [key, outcome, reasonCode, fields])).toEqual([
			['1002', 'updated', '', 'Phone'],
			['1003', 'failed', 'invalid', 'Phone'],
			['1007', 'created', '', ''],
		]);
		expect(JSON.stringify(rows)).not.toContain('08-123');
		expect(rows[0]).toMatchObject({ at: Date.parse('2026-11-30T05:00:00Z'), atText: '2026-11-30 06:00' });
	});

	it('is the same entry all day, and another one the next', () => {
		const entryAt = (at: string) =>
			recordRows({ results: [result({})], rejected: [] }, { ...run, at })[0]?.entry;
		expect(entryAt('2026-11-30T06:00:00+01:00')).toBe(entryAt('2026-11-30T23:00:00+01:00'));
		expect(entryAt('2026-11-30T06:00:00+01:00')).not.toBe(entryAt('2026-12-01T06:00:00+01:00'));
	});

	it('is one entry of a run, though the run says it twice', () => {
		expect(recordRows({ results: [result({}), result({})], rejected: [] }, run)).toHaveLength(1);
	});

	it('is nothing in a dry run', () => {
		expect(recordRows({ results: [result({})], rejected: [] }, { ...run, dryRun: true })).toEqual([]);
	});
});

describe('the report of one record alone', () => {
	const summary: SyncSummary = {
		scheme: 'users',
		dryRun: false,
		counts: { ...Object.fromEntries(ACTIONS.map((action) => [action, 0])), updated: 1 } as never,
		records: 1,
		requests: { kleer: 5, cinode: 1 },
		durationMs: 900,
		dailyRequestsLeft: null,
		fullCompare: { done: 1, waiting: 0, everyDays: 1 },
		standing: [],
		onlyRecord: true,
		needsAttention: false,
		warnings: [],
	};
	const outcome = {
		results: [result({})],
		rejected: [
			{ scheme: 'users' as const, key: '9', label: 'X', reasons: ['No'], reasonCode: 'noKey' as const },
		],
		leftOut: [],
		setup: [],
		errors: [],
		summary,
	};

	it('says nothing of others, nor that the schedule works, nor that all is well again', async () => {
		const { report, problems } = reportOf(outcome, 'users', {
			at: '2026-11-30T06:00:00+01:00',
			workflow: { id: 'w', name: 'Users' },
			executionId: '1',
			everyMs: 300_000,
		});
		expect(report).toMatchObject({ title: 'Users, one record: 1 updated', onlyRecord: true, toLookAt: [] });
		expect(report.goodRun).toBeUndefined();
		const store = new VolatileStore();
		await store.rewrite(['in trouble', 'problem failed 1001']);
		const before = [...store.entries];
		expect(await decideAlert(report, problems, store)).toBeUndefined();
		expect([...store.entries]).toEqual(before);
	});
});
