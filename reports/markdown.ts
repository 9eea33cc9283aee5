import { counted, type FieldValue } from '../rules';
import { groupLeftOut } from './leftOut';
import { PROBLEM_KINDS } from './problems';
import type { RunReport } from './report';
import { actionWord } from './words';

/** Longer lists are cut, with a line that says so: a message has to stay readable. */
const LISTED = 50;
/** What is said of records that are left out. */
const FEW = 5;

/** The report for a message: e-mail, Slack, Teams. */
export function markdownOf(report: RunReport): string {
	const { brake, changes, toLookAt, leftOut, warnings, requests, dailyRequestsLeft, durationMs } = report;
	const { keepsData, dryRun } = report;
	const notes = [...(keepsData ? [keepsData] : []), ...warnings];
	const parts = [
		`# ${plainMarkdown(report.title)}`,
		`${plainMarkdown(report.workflow.name)}, ${localTime(report.at)}`,
	];
	if (brake)
		parts.push(
			`**${dryRun ? 'Would be stopped' : 'Stopped'}:** ${plainMarkdown(brake.reasons.join('; '))}. ${plainMarkdown(brake.howToAllow)}.`,
		);
	parts.push(...notes.map((text) => `**Note:** ${plainMarkdown(text)}`));
	if (toLookAt.length > 0) {
		parts.push(
			'## To look at',
			list(
				toLookAt.map(
					({ who, what, why, todo, isStanding }) =>
						`**${plainMarkdown(who)}** – ${PROBLEM_KINDS[what].name}${isStanding ? ', as before' : ''}: ${plainMarkdown(why)}. *${plainMarkdown(todo)}.*`,
				),
			),
		);
	}
	if (changes.length > 0) {
		parts.push(
			dryRun ? '## What would change' : '## What changed',
			list(
				changes.map(({ who, action, fields }) => {
					const texts = fields.map(
						({ field, from, to }) => `${plainMarkdown(field)} ${shown(from)} → ${shown(to)}`,
					);
					return `**${plainMarkdown(who)}** ${actionWord(action, dryRun)}${texts.length > 0 ? `: ${texts.join('; ')}` : ''}`;
				}),
			),
		);
	}
	if (leftOut.length > 0) {
		parts.push(
			'## Left out, and why',
			list(
				groupLeftOut(leftOut).map(({ why, who, more }) => {
					const named = who.slice(0, FEW).map(plainMarkdown).join(', ');
					const rest = who.length + more - FEW;
					return `${plainMarkdown(why)}: ${named}${rest > 0 ? ` and ${rest} more` : ''}`;
				}),
			),
		);
	}
	const left = dailyRequestsLeft === null ? '' : `, ${dailyRequestsLeft} left today`;
	parts.push(
		`${counted(requests.cinode, 'request')} to Cinode, ${requests.kleer} to Kleer${left}. ${(durationMs / 1000).toFixed(1)} s.`,
	);
	return parts.join('\n\n');
}

function list(lines: string[]): string {
	const more = lines.length > LISTED ? [`- and ${lines.length - LISTED} more`] : [];
	return [...lines.slice(0, LISTED).map((line) => `- ${line}`), ...more].join('\n');
}

/** A value as people read it; long ones are cut. */
export function shownValue(value: FieldValue): string {
	if (value === null || value === '') return '–';
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text.length > 120 ? `${text.slice(0, 120)} …` : text;
}

function shown(value: FieldValue): string {
	return plainMarkdown(shownValue(value));
}

/** Names and values must not turn into marks of Markdown. */
export function plainMarkdown(text: string): string {
	return text.replace(/[\\`*_[\]<>|#~]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}

/** "2026-11-23 07:05". */
export function localTime(at: string): string {
	return at.slice(0, 16).replace('T', ' ');
}
