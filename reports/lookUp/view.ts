import {
	REASON_CODES,
	SCHEMES,
	counted,
	maskPersonalNumbers,
	readReasonCode,
	type LeftOutRecord,
	type RejectedRecord,
	type Scheme,
} from '../../rules';
import type { Action, ExplainedTarget, Explanation } from '../../sync';
import { shownValue } from '../markdown';
import type { RecordRow } from '../recordRows';
import type { RunReport } from '../report';
import { textsIn } from '../texts';
import { actionWord } from '../words';
import { MATCH_WORDS, MODE_WORDS, STATE_WORDS, memoryLines } from './words';

/** All that is known of the record that somebody asked about. */
export interface LookUp {
	scheme: Scheme;
	asked: string;
	/** Absent where the mapper gave nothing to explain. */
	explanation?: Explanation;
	/** What the mapper rejected, or left out, under that name. */
	rejected: RejectedRecord[];
	leftOut: LeftOutRecord[];
	/** Its last 90 days. */
	history: RecordRow[];
	/** What syncing it came to, where that was asked for. */
	report?: RunReport;
	/** Messages of nodes that failed. */
	errors: string[];
	/** In the tenant's time: "2026-11-30 06:00". */
	timeOf(ms: number): string;
}

/** A part of the page, for both ways of showing it. */
export type Part =
	| { kind: 'heading' | 'text' | 'good' | 'look'; text: string }
	| { kind: 'table'; heads: string[]; rows: string[][] };

export interface LookUpView {
	title: string;
	parts: Part[];
	/** Of the one record that was found: what syncing it alone is asked by. */
	key?: string;
}

/** The look-up is in English. */
const TEXTS = textsIn();
const HIDDEN = 'hidden';

export function viewOf(lookUp: LookUp): LookUpView {
	const { scheme, explanation, report, errors } = lookUp;
	const asked = maskPersonalNumbers(lookUp.asked);
	const problems = errors.map((text): Part => ({ kind: 'look', text }));
	const did = report ? reportParts(report) : [];
	const record = explanation?.record;
	if (!explanation || !record) {
		const title = `${SCHEMES[scheme].title}: ${asked}`;
		if (report) return { title, parts: [...problems, ...did] };
		return { title, parts: [...problems, ...withoutRecord(lookUp), ...historyParts(lookUp)] };
	}
	return {
		title: `${SCHEMES[scheme].title}: ${record.label}`,
		key: record.key,
		parts: [
			...problems,
			...did,
			...answer(explanation, scheme),
			...matchParts(explanation, scheme),
			...rowParts(explanation, scheme),
			...memoryParts(lookUp),
			...historyParts(lookUp),
			{ kind: 'text', text: costOf(explanation) },
		],
	};
}

/** What there is to say where no record is explained. */
function withoutRecord({ scheme, asked, explanation, rejected, leftOut, errors }: LookUp): Part[] {
	const { source, target } = SCHEMES[scheme];
	const name = maskPersonalNumbers(asked);
	if (rejected.length > 0) {
		return rejected.map(({ label, reasons }) => ({
			kind: 'look',
			text: `${label} is rejected: ${reasons.join('. ')}. Correct it in ${source}; the next run takes it up.`,
		}));
	}
	if (leftOut.length > 0) {
		return leftOut.map(({ label, why }) => ({ kind: 'look', text: `${label} is left out: ${why}.` }));
	}
	if (explanation?.choices) {
		return [
			{ kind: 'look', text: `Several in ${source} fit “${name}”. Ask again with the key of one of them.` },
			{
				kind: 'table',
				heads: ['Who', 'Key'],
				rows: explanation.choices.map(({ label, key }) => [label, key]),
			},
		];
	}
	if (errors.length > 0) return [];
	const targets = explanation?.targets ?? [];
	return [
		{
			kind: 'look',
			text: `Nobody and nothing that ${source} gave to this sync is known by “${name}”: nothing would happen. Whose identity is protected is found by the key alone.`,
		},
		...(targets.length > 0
			? [
					{
						kind: 'text' as const,
						text: `${target} has ${targets.map(({ id, by }) => `its id ${id} (same ${by.join(', ')})`).join(', ')}; this sync leaves that alone.`,
					},
				]
			: []),
	];
}

/** The first thing to read. */
function answer({ outcome, isDryRun, rows = [], record, memory }: Explanation, scheme: Scheme): Part[] {
	if (!outcome) return [];
	const { action, reason, error, warnings, brake } = outcome;
	const written = rows.filter(({ state }) => state === 'written').map(({ field }) => field);
	const what =
		action === 'unchanged'
			? 'In step: a run would write nothing'
			: `A run by hand: ${actionWord(TEXTS, action, true)}${written.length > 0 && action !== 'created' ? ` (${written.join(', ')})` : ''}`;
	const why = [error, reason].filter(Boolean).join('. ');
	const isGood =
		['unchanged', 'updated', 'created', 'linked'].includes(action) && !brake && !memory?.failures;
	const notes = [...(record?.warnings ?? []), ...warnings];
	const todo = todoOf(action, scheme);
	return [
		{ kind: isGood ? 'good' : 'look', text: sentence(`${what}${why ? `. ${why}` : ''}`) },
		...(todo ? [{ kind: 'text' as const, text: sentence(todo) }] : []),
		...(brake
			? [{ kind: 'look' as const, text: `The safety brake would stop it: ${brake.join('; ')}.` }]
			: []),
		...(isDryRun
			? [{ kind: 'text' as const, text: 'Dry Run is on in its workflow: nothing is written.' }]
			: []),
		...notes.map((text) => ({ kind: 'look' as const, text: sentence(text) })),
	];
}

/** What a person can do about it. */
function todoOf(action: Action, scheme: Scheme): string | undefined {
	const { source, target } = SCHEMES[scheme];
	if (action === 'conflict') return TEXTS.kinds.conflict.todo();
	if (action === 'drift') return TEXTS.kinds.drift.todo(source, target);
	return undefined;
}

function matchParts({ match }: Explanation, scheme: Scheme): Part[] {
	if (!match) return [];
	const { target } = SCHEMES[scheme];
	const { candidates } = match;
	return [
		{ kind: 'heading', text: `How it meets ${target}` },
		{ kind: 'text', text: MATCH_WORDS[match.kind](target) },
		...(candidates.length > 0
			? [
					{
						kind: 'table' as const,
						heads: ['Who', `${target} id`, 'Key', 'In common', 'Which'],
						rows: candidates.map((one) => [
							one.label,
							String(one.id),
							one.key || 'none',
							one.by.join(', ') || 'nothing',
							whichOf(one),
						]),
					},
				]
			: []),
	];
}

function whichOf({ isChosen, isDisconnected, wrongKind }: ExplainedTarget): string {
	return [
		...(isChosen ? ['this one'] : []),
		...(isDisconnected ? ['not active'] : []),
		...(wrongKind ? [wrongKind] : []),
	].join('; ');
}

function rowParts({ rows = [] }: Explanation, scheme: Scheme): Part[] {
	const { source, target } = SCHEMES[scheme];
	if (rows.length === 0) return [];
	return [
		{ kind: 'heading', text: 'Every row' },
		{
			kind: 'table',
			heads: [`Field in ${target}`, `From ${source}`, `In ${source}`, `In ${target}`, 'Mode', 'What happens'],
			rows: rows.map(({ field, source: from, wanted, present, mode, hidden, state }) => [
				field,
				from,
				hidden?.includes('wanted') ? HIDDEN : wanted === undefined ? '' : shownValue(wanted, TEXTS),
				hidden?.includes('present') ? HIDDEN : present === undefined ? '' : shownValue(present, TEXTS),
				mode ? MODE_WORDS[mode] : '',
				STATE_WORDS[state](source, target),
			]),
		},
	];
}

function memoryParts({ explanation, scheme, timeOf }: LookUp): Part[] {
	const { memory } = explanation ?? {};
	if (!memory) return [];
	return [
		{ kind: 'heading', text: 'What is remembered' },
		...memoryLines(memory, scheme, timeOf).map((text): Part => ({ kind: 'text', text: sentence(text) })),
	];
}

function historyParts({ history }: LookUp): Part[] {
	// One n8n may serve several companies, and a project is told by its events and by the catch-up.
	const isOfSeveral = new Set(history.map(({ workflow }) => workflow)).size > 1;
	return [
		{ kind: 'heading', text: 'Its last 90 days' },
		...(history.length === 0
			? [{ kind: 'text' as const, text: 'No run has told anything of it.' }]
			: [
					{
						kind: 'table' as const,
						heads: ['When', 'What', 'Fields', 'Why', ...(isOfSeveral ? ['Workflow'] : [])],
						rows: history
							.toSorted((a, b) => b.at - a.at)
							.map(({ atText, outcome, fields, reasonCode, workflow }) => [
								atText,
								actionWord(TEXTS, outcome, false),
								fields,
								whyOf(reasonCode),
								...(isOfSeveral ? [workflow] : []),
							]),
					},
				]),
	];
}

/** In words, where it is known: a later version may have kept another one. */
function whyOf(code: string): string {
	const known = readReasonCode(code);
	return known ? REASON_CODES[known] : code;
}

/** What syncing this one came to. */
function reportParts(report: RunReport): Part[] {
	const { changes, toLookAt, brake, notRun, warnings, dryRun, status } = report;
	const lines = [
		...(notRun ? [notRun] : []),
		...(brake ? [`${brake.reasons.join('; ')}. ${brake.howToAllow}`] : []),
		...warnings,
		...toLookAt.map(({ who, why, todo }) => `${who}: ${why}. ${todo}`),
	];
	return [
		{ kind: status === 'quiet' || status === 'changed' ? 'good' : 'look', text: sentence(report.title) },
		...lines.map((text): Part => ({ kind: 'look', text: sentence(text) })),
		...changes.map(
			({ who, action, fields }): Part => ({
				kind: 'text',
				text: `${who}: ${actionWord(TEXTS, action, dryRun)}${fields.length > 0 ? `: ${fields.map(({ field }) => field).join(', ')}` : ''}.`,
			}),
		),
	];
}

function costOf({ requests }: Explanation): string {
	return `This look: ${counted(requests.cinode, 'request')} to Cinode, ${counted(requests.kleer, 'request')} to Kleer.`;
}

function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
