import {
	SCHEMES,
	maskPersonalNumbers,
	readReasonCode,
	type LeftOutRecord,
	type RejectedRecord,
	type Scheme,
} from '../../rules';
import type { Action, ExplainedRow, ExplainedTarget, Explanation } from '../../sync';
import { shownValue } from '../markdown';
import type { RecordRow } from '../recordRows';
import type { RunReport } from '../report';
import { textsIn, whyIn, whyLeftOutIn, type Language, type Texts } from '../texts';
import { actionWord } from '../words';
import { memoryLines } from './memoryLines';

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
	/** Absent: English. */
	language?: Language;
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

export function viewOf(lookUp: LookUp): LookUpView {
	const { scheme, explanation, report, errors, language } = lookUp;
	const texts = textsIn(language);
	const asked = maskPersonalNumbers(lookUp.asked);
	const problems = errors.map((text): Part => ({ kind: 'look', text }));
	const did = report ? reportParts(report, texts) : [];
	const record = explanation?.record;
	if (!explanation || !record) {
		const title = `${texts.schemes[scheme]}: ${asked}`;
		if (report) return { title, parts: [...problems, ...did] };
		return { title, parts: [...problems, ...withoutRecord(lookUp), ...historyParts(lookUp)] };
	}
	return {
		title: `${texts.schemes[scheme]}: ${record.label}`,
		key: record.key,
		parts: [
			...problems,
			...did,
			...answer(explanation, scheme, language),
			...matchParts(explanation, scheme, texts),
			...rowParts(explanation, scheme, texts),
			...memoryParts(lookUp, texts),
			...historyParts(lookUp),
			{ kind: 'text', text: texts.lookUp.cost(explanation.requests.cinode, explanation.requests.kleer) },
		],
	};
}

/** What there is to say where no record is explained. */
function withoutRecord(lookUp: LookUp): Part[] {
	const { scheme, asked, explanation, rejected, leftOut, errors, language } = lookUp;
	const { source, target } = SCHEMES[scheme];
	const texts = textsIn(language);
	const says = texts.lookUp;
	const name = maskPersonalNumbers(asked);
	if (rejected.length > 0) {
		return rejected.map(({ label, reasons, reasonCode }) => ({
			kind: 'look',
			text: says.isRejected(label, whyIn(language, reasonCode, reasons.join('. ')), source),
		}));
	}
	if (leftOut.length > 0) {
		return leftOut.map(({ label, leftOut: kind, why }) => ({
			kind: 'look',
			text: says.isLeftOut(label, whyLeftOutIn(language, kind, why)),
		}));
	}
	if (explanation?.choices) {
		return [
			{ kind: 'look', text: says.severalFit(source, name) },
			{
				kind: 'table',
				heads: [texts.who, says.key],
				rows: explanation.choices.map(({ label, key }) => [label, key]),
			},
		];
	}
	if (errors.length > 0) return [];
	const alike = (explanation?.targets ?? []).map(({ id, by }) => says.oneAlike(id, inCommon(by, texts)));
	return [
		{ kind: 'look', text: says.unknown(source, name) },
		...(alike.length > 0 ? [{ kind: 'text' as const, text: says.alike(target, alike.join(', ')) }] : []),
	];
}

/** "key, e-mail": what a record and a target share. */
function inCommon(by: string[], { lookUp }: Texts): string {
	return by.map((one) => lookUp.inCommon[one] ?? one).join(', ');
}

/** The first thing to read. */
function answer(
	{ outcome, isDryRun, rows = [], record, memory }: Explanation,
	scheme: Scheme,
	language: Language | undefined,
): Part[] {
	if (!outcome) return [];
	const texts = textsIn(language);
	const { action, reason, reasonCode, error, warnings, brake } = outcome;
	const written = rows.filter(({ state }) => state === 'written').map(({ field }) => field);
	const what =
		action === 'unchanged'
			? texts.lookUp.inStep
			: texts.lookUp.runByHand(
					`${actionWord(texts, action, true)}${written.length > 0 && action !== 'created' ? ` (${written.join(', ')})` : ''}`,
				);
	const why = whyIn(language, reasonCode, [error, reason].filter(Boolean).join('. '));
	const isGood =
		['unchanged', 'updated', 'created', 'linked'].includes(action) && !brake && !memory?.failures;
	const notes = [...(record?.warnings ?? []), ...warnings];
	const todo = todoOf(action, scheme, texts);
	return [
		{ kind: isGood ? 'good' : 'look', text: sentence(`${what}${why ? `. ${why}` : ''}`) },
		...(todo ? [{ kind: 'text' as const, text: sentence(todo) }] : []),
		...(brake ? [{ kind: 'look' as const, text: texts.lookUp.brakeWouldStop(brake.join('; ')) }] : []),
		...(isDryRun ? [{ kind: 'text' as const, text: texts.lookUp.dryRunIsOn }] : []),
		...notes.map((text) => ({ kind: 'look' as const, text: sentence(text) })),
	];
}

/** What a person can do about it. */
function todoOf(action: Action, scheme: Scheme, { kinds }: Texts): string | undefined {
	const { source, target } = SCHEMES[scheme];
	if (action === 'conflict') return kinds.conflict.todo();
	if (action === 'drift') return kinds.drift.todo(source, target);
	return undefined;
}

function matchParts({ match }: Explanation, scheme: Scheme, texts: Texts): Part[] {
	if (!match) return [];
	const { target } = SCHEMES[scheme];
	const { candidates } = match;
	const says = texts.lookUp;
	return [
		{ kind: 'heading', text: says.howItMeets(target) },
		{ kind: 'text', text: says.matches[match.kind](target) },
		...(candidates.length > 0
			? [
					{
						kind: 'table' as const,
						heads: [texts.who, says.targetId(target), says.key, says.shared, says.which],
						rows: candidates.map((one) => [
							one.label,
							String(one.id),
							one.key || says.none,
							inCommon(one.by, texts) || says.nothing,
							whichOf(one, texts),
						]),
					},
				]
			: []),
	];
}

function whichOf({ isChosen, isDisconnected, wrongKind }: ExplainedTarget, { lookUp }: Texts): string {
	return [
		...(isChosen ? [lookUp.thisOne] : []),
		...(isDisconnected ? [lookUp.notActive] : []),
		...(wrongKind ? [wrongKind] : []),
	].join('; ');
}

function rowParts({ rows = [] }: Explanation, scheme: Scheme, texts: Texts): Part[] {
	const { source, target } = SCHEMES[scheme];
	if (rows.length === 0) return [];
	const says = texts.lookUp;
	const shown = (value: ExplainedRow['wanted'], isHidden = false) =>
		isHidden ? says.hidden : value === undefined ? '' : shownValue(value, texts);
	return [
		{ kind: 'heading', text: says.everyRow },
		{
			kind: 'table',
			heads: [
				says.fieldIn(target),
				says.from(source),
				says.inSystem(source),
				says.inSystem(target),
				says.mode,
				says.whatHappens,
			],
			rows: rows.map(({ field, source: from, wanted, present, mode, hidden, state }) => [
				field,
				from,
				shown(wanted, hidden?.includes('wanted')),
				shown(present, hidden?.includes('present')),
				mode ? says.modes[mode] : '',
				says.states[state](source, target),
			]),
		},
	];
}

function memoryParts({ explanation, scheme, timeOf }: LookUp, texts: Texts): Part[] {
	const { memory } = explanation ?? {};
	if (!memory) return [];
	return [
		{ kind: 'heading', text: texts.lookUp.remembered },
		...memoryLines(memory, scheme, timeOf, texts).map(
			(text): Part => ({ kind: 'text', text: sentence(text) }),
		),
	];
}

function historyParts({ history, language }: LookUp): Part[] {
	const texts = textsIn(language);
	// One n8n may serve several companies, and a project is told by its events and by the catch-up.
	const isOfSeveral = new Set(history.map(({ workflow }) => workflow)).size > 1;
	return [
		{ kind: 'heading', text: texts.lookUp.history },
		...(history.length === 0
			? [{ kind: 'text' as const, text: texts.lookUp.noHistory }]
			: [
					{
						kind: 'table' as const,
						heads: [
							texts.when,
							texts.what,
							texts.fields,
							texts.why,
							...(isOfSeveral ? [texts.lookUp.workflow] : []),
						],
						rows: history
							.toSorted((a, b) => b.at - a.at)
							.map(({ atText, outcome, fields, reasonCode, workflow }) => [
								atText,
								actionWord(texts, outcome, false),
								fields,
								whyOf(reasonCode, texts),
								...(isOfSeveral ? [workflow] : []),
							]),
					},
				]),
	];
}

/** In words, where it is known: a later version may have kept another one. */
function whyOf(code: string, { reasons }: Texts): string {
	const known = readReasonCode(code);
	return known ? reasons[known] : code;
}

/** What syncing this one came to. */
function reportParts(report: RunReport, texts: Texts): Part[] {
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
				text: `${who}: ${actionWord(texts, action, dryRun)}${fields.length > 0 ? `: ${fields.map(({ field }) => field).join(', ')}` : ''}.`,
			}),
		),
	];
}

function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
