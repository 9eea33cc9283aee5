import { describe, expect, it } from 'vitest';
import {
	countsOf,
	historyPage,
	historyRow,
	markdownOf,
	problemsOf,
	readOutcome,
	reportOf,
	reportPage,
	type RunReport,
} from '../../../reports';
import { ACTIONS } from '../../../sync';

const evil = '<img src=x onerror=alert(1)> | *Anna* [x](y)';

function report(more: object[] = []): RunReport {
	const counts = Object.fromEntries(ACTIONS.map((action) => [action, 0]));
	const items = [
		{
			scheme: 'users',
			key: '1001',
			label: `${evil} (1001)`,
			action: 'updated',
			changes: [
				{ field: 'Phone', from: '08-1', to: '08-2' },
				{ field: 'Base Salary', from: 'changed', to: 'changed' },
			],
			targetId: 1,
			warnings: [],
		},
		{
			scheme: 'users',
			key: '1002',
			label: 'Bo Ek (1002)',
			action: 'conflict',
			changes: [],
			targetId: null,
			reason: 'Two match',
			warnings: [],
		},
		{ scheme: 'users', key: '', label: 'Madonna', reasons: ['Only one word'] },
		{
			scheme: 'users',
			dryRun: false,
			counts: { ...counts, updated: 1, conflict: 1, unchanged: 8 },
			records: 10,
			requests: { kleer: 9, cinode: 3 },
			durationMs: 1234,
			dailyRequestsLeft: 9876,
			fullCompare: { done: 8, waiting: 0, everyDays: 1 },
			standing: [{ key: '1003', label: 'Cia Ny (1003)', action: 'drift', reason: 'Name differs' }],
			needsAttention: true,
			warnings: [],
		},
		...more,
	];
	return reportOf(readOutcome(items), 'users', {
		at: '2026-11-23T07:05:00+01:00',
		workflow: { id: 'w', name: 'Kleer → Cinode: users' },
		executionId: '7',
	}).report;
}

describe('a report', () => {
	it('says what happened, what needs a person and what to do, and what it cost', () => {
		expect(report()).toMatchObject({
			title: 'Users: 1 updated, 1 conflict, 1 rejected',
			status: 'attention',
			counts: { updated: 1, unchanged: 8, rejected: 1 },
			records: 11,
			changes: [{ action: 'updated', fields: [{ field: 'Phone' }, { field: 'Base Salary', to: 'changed' }] }],
			requests: { kleer: 9, cinode: 3 },
			dailyRequestsLeft: 9876,
		});
		expect(report().toLookAt.map(({ what, isStanding }) => [what, isStanding])).toEqual([
			['rejected', false],
			['conflict', false],
			['drift', true],
		]);
		expect(report().toLookAt.every(({ todo }) => todo.length > 10)).toBe(true);
	});

	it('is a problem though a record is called as the brake is: reasons are known by their code', () => {
		const label = 'Alfa safety brake AB (K1)';
		const outcome = readOutcome([
			{
				scheme: 'users',
				key: 'K1',
				label,
				action: 'deferred',
				changes: [],
				warnings: [],
				targetId: null,
				reason: `Waits for ${label}`,
				reasonCode: 'budgetSpent',
			},
		]);
		expect(problemsOf(outcome, 'users').map(({ who }) => who)).toEqual([label]);
	});

	it('of the last runs shows keys beside the names of pay fields', () => {
		const details = '1001: Base Salary, Tax Table; 1002: created; 1003: Base Salary';
		expect(historyPage([{ ...historyRow(report()), details }])).toContain(details);
	});

	it('is one thing when the safety brake held all records, not one for each', () => {
		const held = { scheme: 'users', action: 'deferred', changes: [], warnings: [], targetId: null };
		const items = Array.from({ length: 40 }, (_, index) => ({
			...held,
			key: String(index),
			label: `P${index}`,
			reason: 'Held by the safety brake; would be created',
			reasonCode: 'heldByBrake',
		}));
		const outcome = readOutcome([
			...items,
			{
				counts: { deferred: 40 },
				requests: { kleer: 1, cinode: 1 },
				standing: [],
				warnings: [],
				brake: { reasons: ['40 would be created'], count: 40, howToAllow: 'Allow 40' },
			},
		]);
		const { report } = reportOf(outcome, 'users', {
			at: '',
			workflow: { id: '', name: '' },
			executionId: '',
		});
		expect(report.status).toBe('stopped');
		expect(report.toLookAt).toEqual([]);
		expect(report.brake?.reasons).toEqual(['40 would be created']);
	});

	it('of no record is quiet', () => {
		const { report } = reportOf(readOutcome([]), 'customers', {
			at: '',
			workflow: { id: '', name: '' },
			executionId: '',
		});
		expect(report).toMatchObject({ title: 'Customers: nothing changed', status: 'quiet', changes: [] });
	});
});

describe('pages and messages', () => {
	it('let no name become markup', () => {
		const html = reportPage(report());
		expect(html).not.toContain('<img');
		expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
		const markdown = markdownOf(report());
		expect(markdown).not.toContain('[x](y)');
		expect(markdown).not.toMatch(/[^\\]<img/);
	});

	it('hold no script, no picture file and no address of another host', () => {
		const html = reportPage(report(), [historyRow(report())]);
		expect(html).not.toMatch(/<script|<link|<img|url\(|https?:/);
	});

	it('show from and to', () => {
		expect(reportPage(report())).toContain('Phone: 08-1 → 08-2');
		expect(reportPage(report())).toContain('Base Salary: changed<');
		expect(markdownOf(report())).toContain('Phone 08-1 → 08-2');
	});
});

describe('a dry run', () => {
	const dry = () => {
		const counts = Object.fromEntries(ACTIONS.map((action) => [action, 0]));
		const change = { scheme: 'users', changes: [], targetId: null, dryRun: true };
		const results = [
			{ ...change, key: '1', label: 'A (1)', action: 'created', warnings: ['Three words'] },
			{ ...change, key: '2', label: 'B (2)', action: 'linked', warnings: [] },
			{ ...change, key: '3', label: 'C (3)', action: 'updated', warnings: [] },
			{ ...change, key: '4', label: 'D (4)', action: 'skipped', reason: 'Inactive in Kleer', warnings: [] },
			{ ...change, key: '5', label: 'E (5)', action: 'deferred', reason: 'No requests left', warnings: [] },
			{
				counts: { ...counts, created: 1, linked: 1, updated: 1, skipped: 1, deferred: 1 },
				requests: { kleer: 1, cinode: 1 },
				dryRun: true,
				records: 5,
				standing: [],
				warnings: [],
			},
		];
		return reportOf(readOutcome(results), 'users', {
			at: '2026-11-23T07:05:00+01:00',
			workflow: { id: 'w', name: 'Kleer → Cinode: users' },
			executionId: '7',
		}).report;
	};
	/** Said as if it had been done. */
	const DONE =
		/(?<!would be )\b(created|linked|updated|skipped|deferred)\b|(?<!nothing )was written|What changed/;
	const text = (html: string) => html.replace(/<style>.*?<\/style>/s, '').replaceAll(/<[^>]+>/g, '\n');

	it.each<[string, () => string]>([
		['title', () => dry().title],
		['page', () => text(reportPage(dry()))],
		['message', () => markdownOf(dry())],
		[
			'advice',
			() =>
				dry()
					.toLookAt.map(({ todo }) => todo)
					.join('\n'),
		],
		['details of the history', () => historyRow(dry()).details],
		['page of the last runs', () => text(historyPage([historyRow(dry())]))],
	])('speaks of what would be: %s', (_where, said) => {
		expect(said()).not.toBe('');
		expect(said()).not.toMatch(DONE);
	});

	it('also says so by its brake', () => {
		const braked = readOutcome([
			{
				counts: { created: 40 },
				requests: {},
				dryRun: true,
				standing: [],
				warnings: [],
				brake: { reasons: ['40 would be created'], count: 40, howToAllow: 'Allow 40' },
			},
		]);
		const { report } = reportOf(braked, 'users', {
			at: '2026-11-23T07:05:00+01:00',
			workflow: { id: '', name: '' },
			executionId: '',
		});
		expect(report.title).toBe('Dry run, users: the safety brake would stop it');
		expect(markdownOf(report)).toContain('Would be stopped');
	});
});

describe('a record that is left out', () => {
	it('is listed by reason, when it is skipped and when the mapper lists it', () => {
		const left = {
			scheme: 'users',
			key: '9',
			label: 'Nils (9)',
			leftOut: 'outOfScope',
			why: 'Out of scope: category',
		};
		const skipped = (key: string) => ({
			key,
			label: `P (${key})`,
			action: 'skipped',
			reason: 'Inactive in Kleer',
			changes: [],
			warnings: [],
		});
		const one = report([left, skipped('7'), skipped('8')]);
		expect(one.leftOut).toEqual([
			{ who: 'P (7)', key: '7', why: 'Inactive in Kleer' },
			{ who: 'P (8)', key: '8', why: 'Inactive in Kleer' },
			{ who: 'Nils (9)', key: '9', why: 'Out of scope: category' },
		]);
		expect(reportPage(one)).toContain('P (7), P (8)');
		expect(markdownOf(one)).toContain('Inactive in Kleer: P (7), P (8)');
		expect(one.title).toBe('Users: 1 updated, 1 conflict, 1 rejected');
	});
});

describe('a workflow whose data n8n keeps', () => {
	it('says so in report and page', () => {
		const kept = { ...report(), keepsData: 'n8n may keep this workflow’s executions' };
		expect(markdownOf(kept)).toContain('may keep this workflow');
		expect(reportPage(kept)).toContain('may keep this workflow');
		expect(reportPage(report())).not.toContain('may keep');
	});
});

describe('the history', () => {
	it('keeps counts, keys and field names, and which records need a person and why; never values', () => {
		const row = historyRow(report());
		expect(row).toMatchObject({
			counts: 'updated 1, unchanged 8, conflict 1, rejected 1',
			details:
				'Madonna: rejected: Only one word\nBo Ek (1002): conflict: Two match\n' +
				'Cia Ny (1003): drift: Name differs\n1001: Phone, Base Salary',
			status: 'attention',
			cinodeRequests: 3,
		});
		expect(JSON.stringify(row)).not.toMatch(/08-|Anna/);
	});

	const historyOf = (key: string) => {
		const one = { ...report(), toLookAt: [] };
		one.changes = [{ who: '', key, action: 'updated', fields: [] }];
		return JSON.stringify(historyRow(one));
	};

	it.each(['811228-9874', 'SE-19811228-9874', 'SE811228987401', 'K 8112289874', '811288-9871'])(
		'keeps no personal number that somebody uses as a key: %s',
		(key) => {
			expect(historyOf(key)).not.toContain(key.slice(-5));
			expect(historyOf(key)).toContain('(a personal number): updated');
		},
	);

	it.each(['1000000123', '8112289875', 'SE-1000000123'])('keeps a key that is no such number: %s', (key) => {
		expect(historyOf(key)).toContain(`${key}: updated`);
	});

	it('gives its counts back', () => {
		expect(countsOf({ counts: 'updated 1, unchanged 8' })).toEqual({ updated: 1, unchanged: 8 });
		expect(countsOf({ counts: '' })).toEqual({});
	});

	const columns = (html: string) => html.match(/<td style="vertical-align:bottom/g)?.length;

	it('is a page with a column for each run and the latest first', () => {
		const rows = Array.from({ length: 3 }, (_, index) => ({
			...historyRow(report()),
			at: `2026-11-2${index}T07:00:00+01:00`,
			counts: `updated ${index + 1}`,
		}));
		const html = historyPage(rows);
		expect(columns(html)).toBe(3);
		expect(html.indexOf('>2026-11-22 07:00')).toBeLessThan(html.indexOf('>2026-11-20 07:00'));
		expect(historyPage([])).toContain('No run has been reported yet');
	});

	it('shows runs that are alike as one line, with each record that needs a person and why', () => {
		const row = historyRow(report());
		const rows = Array.from({ length: 100 }, (_, index) => ({
			...row,
			at: `2026-11-23T${String(Math.floor(index / 12)).padStart(2, '0')}:${String((index % 12) * 5).padStart(2, '0')}:00+01:00`,
			...(index === 50 ? { counts: 'failed 1', details: 'Bo Ek (1002): failed: Cinode refuses' } : {}),
		}));
		const html = historyPage(rows);
		expect(columns(html)).toBe(100);
		expect(html.match(/runs, all alike/g)).toHaveLength(2);
		expect(html).toContain('2026-11-23 04:15 – 08:15<br>49 runs, all alike');
		expect(html).toContain('2026-11-23 00:00 – 04:05<br>50 runs, all alike');
		expect(html.match(/Bo Ek \(1002\): conflict: Two match/g)).toHaveLength(2);
		expect(html).toContain('Bo Ek (1002): failed: Cinode refuses');
	});

	it('draws nothing in a colour that its legend doesn’t explain', () => {
		const rows = [
			historyRow(report()),
			{ ...historyRow(report()), status: 'quiet' as const, counts: 'unchanged 9' },
			{ ...historyRow(report()), isDryRun: true },
		];
		const html = historyPage(rows);
		const all = (pattern: RegExp) => new Set([...html.matchAll(pattern)].map(([, colour]) => colour));
		const drawn = all(/<div style="background:(#\w+);height/g);
		const explained = all(/width:11px;height:11px;background:(#\w+)/g);
		expect([...drawn].sort()).toEqual([...explained].sort());
		expect(drawn.size).toBe(6);
	});
});
