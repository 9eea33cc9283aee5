import { box, e, heading, page, table } from '../../reports';
import { SCHEMES } from '../../rules';
import type { CheckedSetup } from '../../setupCheck';

/** The page that ends the form: what is missing, and what to do about it. */
export function missingPage(checked: CheckedSetup): string {
	const missing = checked.checks.filter(({ stops }) => stops?.includes('users'));
	return page(checked.title, [
		box('The sync of users can’t work yet. Nothing was made. Do this, then run the workflow again:'),
		table(
			['Where', 'What', 'Found', 'What to do'],
			missing.map(({ system, what, found, todo }) => [system, what, found, todo ?? '']),
		),
	]);
}

/** Advice stands on a line of its own, which a page doesn't keep. */
export function inOneLine(message: string): string {
	return message.trim().replace(/[.\s]*\n\s*/g, '. ');
}

/** A page of one sentence or more. */
export function stopPage(title: string, text: string): string {
	return page(title, [box(text), heading('Nothing was made.')]);
}

/**
 * What was found, above the first questions; with the few tags that n8n's form lets through.
 * @param there Names of the workflows that are in n8n already.
 */
export function foundHtml(checked: CheckedSetup, there: string[]): string {
	const rows = checked.checks.filter(({ todo, stops }) => todo || stops);
	const otherwise = checked.assumptions.filter(({ status }) => status === 'contradicted');
	const dialect = checked.assumptions.find(({ id }) => id === 'kleerLists');
	const item = (text: string) => `<li>${e(text)}</li>`;
	return [
		'<h3>What was found</h3>',
		`<p>Kleer: <b>${e(checked.kleer.company || 'a company without a name')}</b>${checked.kleer.isTest ? ', in the test API' : ''}<br>Cinode: <b>${e(checked.cinode.company || 'a company without a name')}</b></p>`,
		'<ul>',
		item('Everything that the sync of users needs is there.'),
		...rows.map(({ system, what, found, todo, stops }) =>
			item(
				`${stops ? `Not set up: ${stops.map((scheme) => SCHEMES[scheme].title).join(', ')}. ` : ''}${system}, ${what}: ${found}. ${todo ?? ''}`,
			),
		),
		...otherwise.map(({ plainly, assumption, found }) =>
			item(`Other than assumed: ${(plainly ?? assumption).replaceAll(/[*`]/g, '')}. ${found}`),
		),
		...(dialect && dialect.status !== 'unknown' ? [item(`How Kleer writes: ${dialect.found}`)] : []),
		item(
			there.length > 0
				? `In n8n already: ${there.join(' · ')}. What was chosen there stands below.`
				: 'In n8n there is none of this tenant’s workflows yet.',
		),
		'</ul><p></p>',
	].join('');
}
