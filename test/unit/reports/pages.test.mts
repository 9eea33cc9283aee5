import { describe, expect, it } from 'vitest';
import {
	countsOf,
	historyPage,
	historyRow,
	markdownOf,
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
	it('says what happened, what needs somebody and what to do, and what it cost', () => {
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

	it('is one thing when the safety brake held everybody, not one for each', () => {
		const held = { scheme: 'users', action: 'deferred', changes: [], warnings: [], targetId: null };
		const items = Array.from({ length: 40 }, (_, index) => ({
			...held,
			key: String(index),
			label: `P${index}`,
			reason: 'Held by the safety brake; would be created',
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

	it('of nobody is quiet', () => {
		const { report } = reportOf({ rejected: [], results: [], errors: [] }, 'customers', {
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

	it('hold no script, no picture file and no address of somebody else', () => {
		const html = reportPage(report(), [historyRow(report())]);
		expect(html).not.toMatch(/<script|<link|<img|url\(|https?:/);
	});

	it('show from and to', () => {
		expect(reportPage(report())).toMatch(/Phone<\/td>.*08-1<\/td>.*08-2<\/td>/s);
		expect(markdownOf(report())).toContain('Phone 08-1 → 08-2');
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
	it('keeps counts, keys and field names, never values or names', () => {
		const row = historyRow(report());
		expect(row).toMatchObject({
			counts: 'updated 1, unchanged 8, conflict 1, rejected 1',
			details: '1001: Phone, Base Salary',
			status: 'attention',
			cinodeRequests: 3,
		});
		expect(JSON.stringify(row)).not.toMatch(/08-|Anna|Bo Ek|Madonna/);
	});

	const historyOf = (key: string) => {
		const one = report();
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

	it('is a page with a column for each run and the latest first', () => {
		const rows = Array.from({ length: 3 }, (_, index) => ({
			...historyRow(report()),
			at: `2026-11-2${index}T07:00:00+01:00`,
		}));
		const html = historyPage(rows);
		expect(html.match(/title="2026-11-2/g)).toHaveLength(3);
		expect(html.indexOf('>2026-11-22 07:00')).toBeLessThan(html.indexOf('>2026-11-20 07:00'));
		expect(historyPage([])).toContain('No run has been reported yet');
	});
});
