import type { FieldValue } from '../rules';
import { groupLeftOut } from './leftOut';
import type { RunReport } from './report';
import { textsIn, type Texts } from './texts';
import { actionWord, word } from './words';

/** Longer lists are cut, with a line that says so: a message has to stay readable. */
const LISTED = 50;
/** What is said of records that are left out. */
const FEW = 5;

/** The report for a message: e-mail, Slack, Teams. */
export function markdownOf(report: RunReport): string {
	const { brake, changes, toLookAt, leftOut, warnings, requests, dailyRequestsLeft, durationMs } = report;
	const { keepsData, dryRun } = report;
	const texts = textsIn(report.language);
	const notes = [...(keepsData ? [keepsData] : []), ...warnings];
	const parts = [
		`# ${plainMarkdown(report.title)}`,
		`${plainMarkdown(report.workflow.name)}, ${localTime(report.at)}`,
	];
	if (brake)
		parts.push(
			`**${word(texts.stopped, dryRun)}:** ${plainMarkdown(brake.reasons.join('; '))}. ${plainMarkdown(brake.howToAllow)}.`,
		);
	parts.push(...notes.map((text) => `**${texts.note}:** ${plainMarkdown(text)}`));
	if (toLookAt.length > 0) {
		parts.push(
			`## ${texts.toLookAt}`,
			list(
				texts,
				toLookAt.map(
					({ who, what, why, todo, isStanding }) =>
						`**${plainMarkdown(who)}** – ${texts.kinds[what].name}${isStanding ? `, ${texts.asBefore}` : ''}: ${plainMarkdown(why)}. *${plainMarkdown(todo)}.*`,
				),
			),
		);
	}
	if (changes.length > 0) {
		parts.push(
			`## ${word(texts.changes, dryRun)}`,
			list(
				texts,
				changes.map(({ who, action, fields }) => {
					const values = fields.map(
						({ field, from, to }) => `${plainMarkdown(field)} ${shown(from, texts)} → ${shown(to, texts)}`,
					);
					return `**${plainMarkdown(who)}** ${actionWord(texts, action, dryRun)}${values.length > 0 ? `: ${values.join('; ')}` : ''}`;
				}),
			),
		);
	}
	if (leftOut.length > 0) {
		parts.push(
			`## ${texts.leftOut}`,
			list(
				texts,
				groupLeftOut(leftOut).map(({ why, who, more }) => {
					const named = who.slice(0, FEW).map(plainMarkdown).join(', ');
					const rest = who.length + more - FEW;
					return `${plainMarkdown(why)}: ${named}${rest > 0 ? ` ${texts.andMore(rest)}` : ''}`;
				}),
			),
		);
	}
	const left = dailyRequestsLeft === null ? '' : `, ${texts.leftToday(dailyRequestsLeft)}`;
	parts.push(
		`${texts.toCinode(requests.cinode)}, ${texts.furtherToKleer(requests.kleer)}${left}. ${texts.tenths(durationMs / 1000)} s.`,
	);
	return parts.join('\n\n');
}

function list(texts: Texts, lines: string[]): string {
	const more = lines.length > LISTED ? [`- ${texts.andMore(lines.length - LISTED)}`] : [];
	return [...lines.slice(0, LISTED).map((line) => `- ${line}`), ...more].join('\n');
}

/** A value as people read it; long ones are cut. */
export function shownValue(value: FieldValue, { yes, no }: Pick<Texts, 'yes' | 'no'>): string {
	if (value === null || value === '') return '–';
	if (typeof value === 'boolean') return value ? yes : no;
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text.length > 120 ? `${text.slice(0, 120)} …` : text;
}

function shown(value: FieldValue, texts: Texts): string {
	return plainMarkdown(shownValue(value, texts));
}

/** Names and values must not turn into marks of Markdown. */
export function plainMarkdown(text: string): string {
	return text.replace(/[\\`*_[\]<>|#~]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}

/** "2026-11-23 07:05". */
export function localTime(at: string): string {
	return at.slice(0, 16).replace('T', ' ');
}
