import { e, heading, page, plainMarkdown, table } from '../reports';
import type { SetupReport } from './checkSetup';

const SIGNS = { ok: '✔ there', missing: '✘ missing', note: '• note', unknown: '? unknown' } as const;
const ANSWERS = { confirmed: '✔ confirmed', contradicted: '✘ contradicted', unknown: '? open' } as const;

/** The set-up check as a page that a person reads. */
export function setupPage({ title, isReady, checks, assumptions }: SetupReport): string {
	const verdict = isReady
		? ['#e3f4ea', '#009e73', 'Everything that the syncs need is there.']
		: ['#fff4d6', '#e69f00', 'Something is missing or differs from what is assumed: see below.'];
	const order = { contradicted: 0, confirmed: 1, unknown: 2 };
	return page(title, [
		`<p style="padding:8px 12px;background:${verdict[0]};border-left:4px solid ${verdict[1]}">${e(verdict[2] ?? '')}</p>`,
		...(['Kleer', 'Cinode'] as const).flatMap((system) => [
			heading(system),
			table(
				['', 'What', 'Found', 'What to do'],
				checks
					.filter((check) => check.system === system)
					.map(({ what, status, found, todo }) => [SIGNS[status], what, found, todo ?? '']),
			),
		]),
		heading('What we assume about the vendors'),
		'<p>Not published by them. What is open is for a person to check, once per tenant.</p>',
		table(
			['', 'Assumption', 'This tenant', 'How to check', 'Where to change it'],
			[...assumptions]
				.sort((a, b) => order[a.status] - order[b.status])
				.map(({ status, assumption, found, howToCheck, where }) =>
					[
						ANSWERS[status],
						assumption,
						status === 'unknown' && found === '' ? '' : found,
						howToCheck,
						where,
					].map((text) => text.replaceAll(/[*`]/g, '')),
				),
		),
	]);
}

/** The set-up check for a message. */
export function setupMarkdown({ title, checks, assumptions }: SetupReport): string {
	const lines = checks.map(
		({ system, what, status, found, todo }) =>
			`- ${SIGNS[status]}: **${system}, ${what}**: ${plainMarkdown(found)}${todo ? `. *${plainMarkdown(todo)}.*` : ''}`,
	);
	const told = assumptions
		.filter(({ status }) => status !== 'unknown')
		.map(({ status, assumption, found }) => `- ${ANSWERS[status]}: ${assumption} (${plainMarkdown(found)})`);
	return [`# ${plainMarkdown(title)}`, lines.join('\n'), '## Assumptions', told.join('\n')].join('\n\n');
}
