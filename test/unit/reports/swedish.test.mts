import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	decideAlert,
	decideCrashAlert,
	decideOverdue,
	decideRunsAgain,
	historyPage,
	historyRow,
	lookUpForm,
	lookUpPage,
	lookUpView,
	markdownOf,
	readOutcome,
	reportOf,
	reportPage,
	textsIn,
	type Language,
	type LookUp,
} from '../../../reports';
import { MODES, REASON_CODES, type ReasonCode } from '../../../rules';
import { ACTIONS, type ExplainedMemory, type Explanation } from '../../../sync';
import { VolatileStore } from '../support/volatileStore.mts';

type Text = string | ((...values: never[]) => string);
const MODE_NAMES = Object.keys(MODES);
const ENGLISH = leaves(textsIn('en'));
const SWEDISH = leaves(textsIn('sv'));

/** Every text by its path, "kinds.drift.todo". */
function leaves(group: object, path: string[] = []): Map<string, Text> {
	return new Map(
		Object.entries(group).flatMap(([key, value]): Array<[string, Text]> => {
			const at = [...path, key];
			return typeof value === 'object' && value !== null
				? [...leaves(value as object, at)]
				: [[at.join('.'), value as Text]];
		}),
	);
}

/** What a text says of these values. */
function said(text: Text | undefined, values: unknown[]): string {
	return typeof text === 'function' ? (text as (...all: unknown[]) => string)(...values) : (text ?? '');
}

/** A run in which every kind of problem and every part of the page occurs; values and names are capital letters. */
function run(language: Language, dryRun = false, more: object = {}) {
	const result = (action: string, reasonCode?: ReasonCode, changes: object[] = []) => ({
		scheme: 'users',
		key: `K-${action}`,
		label: `L-${action.toUpperCase()}`,
		action,
		changes,
		targetId: 1,
		...(reasonCode ? { reason: 'QQ', reasonCode } : {}),
		warnings: action === 'unchanged' ? ['QQ'] : [],
	});
	const items = [
		result('updated', undefined, [{ field: 'F', from: true, to: false }]),
		result('conflict', 'doubledKey'),
		result('failed', 'invalid'),
		result('drift', 'notWritable'),
		result('deferred', 'budgetSpent'),
		result('skipped', 'inactive'),
		result('unchanged'),
		{ scheme: 'users', key: '', label: 'L-R', reasons: ['QQ'], reasonCode: 'unusableSource' },
		{ scheme: 'users', key: 'K-O', label: 'L-O', leftOut: 'outOfScope', why: 'QQ' },
		{
			scheme: 'users',
			dryRun,
			counts: { updated: 1, conflict: 1, failed: 1, drift: 1, deferred: 1, skipped: 1, unchanged: 1 },
			records: 7,
			requests: { kleer: 9, cinode: 3 },
			durationMs: 1234,
			dailyRequestsLeft: 9876,
			fullCompare: { done: 8, waiting: 2, everyDays: 1 },
			standing: [{ key: 'K-S', label: 'L-S', action: 'drift', reason: 'QQ', reasonCode: 'notKept' as const }],
			warnings: [],
			...more,
		},
	];
	return reportOf(readOutcome(items), 'users', {
		at: '2026-11-23T07:05:00+01:00',
		workflow: { id: 'w', name: 'W' },
		executionId: '7',
		language,
		keepsData: textsIn(language).keepsData(true, true, true),
	});
}

const BRAKE = { brake: { reasons: ['QQ'], count: 1, howToAllow: 'QQ' } };
const NOT_RUN = { notRun: 'QQ' };

/** All that is written for people. */
async function written(language: Language): Promise<string[]> {
	const texts: string[] = [];
	for (const isDry of [false, true]) {
		for (const more of [{}, BRAKE, NOT_RUN]) {
			const { report, problems } = run(language, isDry, more);
			const row = historyRow(report);
			const store = new VolatileStore();
			const alerts = [await decideAlert(report, problems, store)];
			const quiet = reportOf(readOutcome([]), 'users', { ...report, at: report.at });
			alerts.push(await decideAlert(quiet.report, [], store));
			texts.push(
				report.title,
				quiet.report.title,
				markdownOf(report),
				reportPage(report, [row]),
				// Status and counts are the same in every language.
				row.details,
				historyPage([row, row, { ...row, status: 'quiet' }], language),
				...alerts.flatMap((alert) => (alert ? [alert.title, alert.text] : [])),
			);
		}
	}
	const store = new VolatileStore();
	const workflow = { id: 'w', name: 'W' };
	const alerts = [
		await decideCrashAlert({ workflow, message: 'QQ' }, store, 1e12, language),
		await decideRunsAgain(workflow, store, 1e12, { reachedTarget: true, isGoodRun: true }, language),
		await decideOverdue(
			{ workflowId: 'v', workflow: 'V', at: 1, everyMs: 1, atText: '2026' },
			store,
			1e12,
			language,
		),
	];
	for (const alert of alerts) texts.push(alert?.title ?? '', alert?.text ?? '');
	for (const lookUp of lookUps(language)) {
		const view = lookUpView(lookUp);
		texts.push(lookUpPage(view), String(JSON.parse(lookUpForm(view, language))[1].fieldLabel));
	}
	return [...texts, historyPage([], language)];
}

/** One record, in every way in which it may be told. */
function lookUps(language: Language): LookUp[] {
	const base = {
		scheme: 'users' as const,
		asked: 'Q',
		rejected: [],
		leftOut: [],
		history: [],
		errors: [],
		timeOf: () => '2026-11-30 06:00',
		language,
	};
	const asked = {
		explained: 'users' as const,
		asked: 'Q',
		isDryRun: true,
		requests: { kleer: 9, cinode: 1 },
	};
	const candidate = { id: 5, key: 'K', label: 'L', by: ['key', 'e-mail', 'name'] };
	const memories: ExplainedMemory[] = [
		{ isRead: false },
		{ isRead: false, isBusy: true },
		{ isRead: true },
		{ isRead: true, hasMet: true },
		{ isRead: true, comparedAt: 1, inStep: 'before', isWarned: true, failures: 1 },
		{
			...{ isRead: true, comparedAt: 1, inStep: 'now', failures: 2, triedAgainAt: 1, isUnresolved: true },
			...{ drift: ['QQ'], held: ['salary'], dry: 'created', said: 'QQ', isHalfCreated: true },
		},
	];
	const explained = memories.flatMap((memory) =>
		(['none', 'key', 'link', 'conflict'] as const).map((kind): Explanation => {
			const action = ({ none: 'created', key: 'unchanged', link: 'linked', conflict: 'conflict' } as const)[
				kind
			];
			return {
				...asked,
				found: 'one',
				record: { key: 'K', label: 'L', warnings: [], notes: [] },
				match: {
					kind,
					candidates: [
						{ ...candidate, isChosen: true },
						{ ...candidate, key: '', by: [], isDisconnected: true },
					],
				},
				outcome: { action, reason: 'QQ', reasonCode: 'invalid', warnings: [], brake: ['QQ'] },
				rows: Object.keys(textsIn('en').lookUp.states).map((state, index) => ({
					...{ source: 'QQ', field: 'QQ', mode: MODE_NAMES[index % MODE_NAMES.length], state },
					...(index % 2 === 0 ? { hidden: ['wanted', 'present'] } : { wanted: true, present: false }),
				})) as Explanation['rows'],
				memory,
			};
		}),
	);
	const row = { entry: 'q', at: 1, atText: '2026', scheme: 'users', key: 'K', fields: 'QQ' };
	const history = ACTIONS.map((outcome, index) => ({
		...{ ...row, outcome, reasonCode: 'invalid', workflow: `W ${index}` },
	}));
	const { report } = run(language, false, BRAKE);
	return [
		...explained.map((explanation) => ({ ...base, explanation, history })),
		{ ...base, explanation: { ...asked, found: 'none', targets: [candidate] } },
		{ ...base, explanation: { ...asked, found: 'several', choices: [{ key: 'K', label: 'L' }] } },
		{
			...base,
			rejected: [{ scheme: 'users', key: 'K', label: 'L', reasons: ['QQ'], reasonCode: 'unusableSource' }],
		},
		{ ...base, leftOut: [{ scheme: 'users', key: 'K', label: 'L', kind: 'outOfScope', why: 'QQ' }] },
		{ ...base, report },
	] as LookUp[];
}

/** Only what people see. */
function visible(text: string): string {
	return text
		.replace(/<style>.*?<\/style>/g, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ');
}

function isIn(text: string, phrase: string): boolean {
	return new RegExp(`(?<![\\p{L}-])${escaped(phrase)}(?![\\p{L}-])`, 'u').test(text);
}

function escaped(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

describe('reports in Swedish', () => {
	it('say every text that has no values differently, but for words that both languages have', () => {
		const alike = [...ENGLISH].filter(
			([path, text]) => typeof text === 'string' && text === SWEDISH.get(path),
		);
		expect(alike).toEqual([]);
	});

	it('say the same values as in English', () => {
		for (const [path, text] of ENGLISH) {
			if (typeof text !== 'function' || path === 'tenths' || path === 'keepsData') continue;
			for (let at = 0; at < text.length; at++) {
				const values = Array.from({ length: text.length }, (_, index) => `‹${index}›`);
				const holds = (of: Text | undefined) => said(of, values).includes(`‹${at}›`);
				expect([path, at, holds(SWEDISH.get(path))]).toEqual([path, at, holds(text)]);
			}
		}
	});

	it('leave no text of the catalogue unused', () => {
		const code = [
			...readdirSync('reports', { recursive: true, withFileTypes: true })
				.filter((file) => file.isFile() && !file.parentPath.includes('texts'))
				.map((file) => readFileSync(`${file.parentPath}/${file.name}`, 'utf8')),
			...['history', 'lookUp', 'report'].map((name) =>
				readFileSync(`nodes/KleerCinodeMapper/reports/${name}.operation.ts`, 'utf8'),
			),
			readFileSync('reports/texts/index.ts', 'utf8'),
		].join('\n');
		const unused = Object.keys(textsIn('en')).filter(
			(id) => !new RegExp(`(\\.${id}\\b|\\{[^}\\n]*\\b${id}\\b[^}\\n]*\\}(: Texts| = texts))`).test(code),
		);
		expect(unused.filter((id) => !['yes', 'no'].includes(id))).toEqual([]);
		const ofLookUp = Object.keys(textsIn('en').lookUp).filter(
			(id) =>
				!new RegExp(
					`((says|lookUp)\\.${id}\\b|\\{[^}\\n]*\\b${id}\\b[^}\\n]*\\} = textsIn\\(language\\)\\.lookUp)`,
				).test(code),
		);
		expect(ofLookUp).toEqual([]);
	});

	it('have no English text left, and have one where they are English', async () => {
		const swedish = (await written('sv')).map(visible);
		const english = (await written('en')).map(visible).join(' ');
		const phrases = [...ENGLISH.values()]
			.filter((text) => typeof text === 'string')
			.filter((text) => isIn(english, text));
		expect(phrases.length).toBeGreaterThan(40);
		for (const text of swedish) {
			expect(phrases.filter((phrase) => isIn(text, phrase))).toEqual([]);
			for (const word of [
				'the',
				'and',
				'was',
				'would',
				'again',
				'request',
				'requests',
				'left',
				'run',
				'more',
			])
				expect(isIn(text, word) ? `${word}: ${text}` : '').toBe('');
		}
	});

	it.each(Object.keys(REASON_CODES) as ReasonCode[])(
		'say %s first, then the record’s own sentence',
		(code) => {
			const outcome = readOutcome([
				{ scheme: 'users', key: 'K', label: 'L', reasons: ['Its own sentence'], reasonCode: code },
			]);
			const context = { at: '', workflow: { id: '', name: '' }, executionId: '' };
			const whyIn = (language: Language) =>
				reportOf(outcome, 'users', { ...context, language }).report.toLookAt[0]?.why;
			expect(whyIn('sv')).toBe(`${textsIn('sv').reasons[code]}: Its own sentence`);
			expect(whyIn('en')).toBe('Its own sentence');
		},
	);

	it('keep what workflows branch on', () => {
		const [swedish, english] = [run('sv').report, run('en').report];
		expect(swedish.counts).toEqual(english.counts);
		expect(swedish.status).toBe(english.status);
		expect(swedish.toLookAt.map(({ what }) => what)).toEqual(english.toLookAt.map(({ what }) => what));
		expect(historyRow(swedish).counts).toBe(historyRow(english).counts);
		expect(reportPage(swedish)).toContain('<html lang="sv">');
		expect(reportPage(swedish)).toContain('1,2 s');
	});
});
