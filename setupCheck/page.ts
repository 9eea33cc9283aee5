import { box, folded, heading, page, plainMarkdown, remark, table } from '../reports';
import { counted } from '../rules';
import type { CheckedSetup } from './checkSetup';
import type { Check } from './findings';

const SIGNS = { ok: '✔ there', missing: '✘ missing', note: '• note', unknown: '? unknown' } as const;
const ASKS = '→ to do';

type Assumed = CheckedSetup['assumptions'][number];

/** The set-up check as a page that a person reads. */
export function setupPage({ title, isReady, checks, assumptions }: CheckedSetup): string {
	const of = (status: Assumed['status']) => assumptions.filter((one) => one.status === status);
	const [otherwise, confirmed, open] = [of('contradicted'), of('confirmed'), of('unknown')];
	const asks = checks.filter(({ status, todo }) => status === 'note' && todo).length;
	const first =
		asks > 0
			? ` ${counted(asks, 'row', 'rows')} below ${asks === 1 ? 'asks' : 'ask'} for something first.`
			: '';
	const verdict = isReady
		? box(`Everything that the syncs need is there.${first}`, 'good')
		: box('Something is missing or differs from what is assumed: see below.');
	return page(title, [
		verdict,
		...(otherwise.length > 0
			? [
					heading('Other than assumed'),
					table(
						['What was assumed', 'This tenant', 'How to check', 'Where to change it'],
						otherwise.map((one) => [plainly(one), one.found, checkOf(one), plain(one.where)]),
					),
				]
			: []),
		...(['Kleer', 'Cinode'] as const).flatMap((system) => [
			heading(system),
			table(
				['What', 'State', 'Found', 'What to do'],
				checks
					.filter((check) => check.system === system)
					.map((check) => [check.what, signOf(check), check.found, check.todo ?? '']),
			),
		]),
		heading('What we assume about the vendors'),
		remark('Not published by them. What is open is for a person to check, once per tenant.'),
		folded(
			`${counted(open.length, 'assumption is', 'assumptions are')} open: show them`,
			table(
				['What we assume', 'How to check'],
				open.map((one) => [plainly(one), checkOf(one)]),
			),
		),
		folded(
			`${counted(confirmed.length, 'is', 'are')} confirmed by this tenant: show them`,
			table(
				['What we assume', 'This tenant'],
				confirmed.map((one) => [plainly(one), one.found]),
			),
		),
	]);
}

function signOf({ status, todo }: Check): string {
	return status === 'note' && todo ? ASKS : SIGNS[status];
}

function plainly({ plainly: words, assumption }: Assumed): string {
	return plain(words ?? assumption);
}

function checkOf({ plainCheck, howToCheck }: Assumed): string {
	return plain(plainCheck ?? howToCheck);
}

/** Without the marks of Markdown. */
function plain(text: string): string {
	return text.replaceAll(/[*`]/g, '');
}

/** The set-up check for a message. */
export function setupMarkdown({ title, checks, assumptions }: CheckedSetup): string {
	const lines = checks.map(
		(check) =>
			`- ${signOf(check)}: **${check.system}, ${check.what}**: ${plainMarkdown(check.found)}${check.todo ? `. *${plainMarkdown(check.todo)}.*` : ''}`,
	);
	const told = assumptions
		.filter(({ status }) => status !== 'unknown')
		.map(
			(one) =>
				`- ${one.status === 'confirmed' ? '✔ confirmed' : '✘ other than assumed'}: ${plainly(one)} (${plainMarkdown(one.found)})`,
		);
	const open = assumptions.length - told.length;
	return [
		`# ${plainMarkdown(title)}`,
		lines.join('\n'),
		'## Assumptions',
		[...told, `- ${counted(open, 'is', 'are')} open`].join('\n'),
	].join('\n\n');
}
