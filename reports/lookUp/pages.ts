import { box, e, heading, page, remark, table } from '../html/layout';
import { textsIn, type Language } from '../texts';
import type { LookUpView, Part } from './view';

/** The look-up as a page of its own: for n8n's HTML view, and as a file. */
export function lookUpPage({ title, parts }: LookUpView): string {
	return page(title, parts.map(asPart));
}

function asPart(part: Part): string {
	if (part.kind === 'table') return table(part.heads, part.rows);
	const { kind, text } = part;
	if (kind === 'heading') return heading(text);
	return kind === 'text' ? remark(text) : box(text, kind);
}

/**
 * The same as a page of n8n's form, as its Form node takes it: JSON. The node puts it in by `String.replace`, where a dollar
 * sign means something, and leaves of HTML the plain tags alone; the template's style sheet makes them look like ours.
 * What is chosen there comes back as the words of that language.
 */
export function lookUpForm({ parts, key }: LookUpView, language?: Language): string {
	const { whatNow, done, syncNow, lookAgain } = textsIn(language).lookUp;
	const choices = key === undefined ? [done, lookAgain] : [done, syncNow, lookAgain];
	const fields = [
		{ fieldType: 'html', elementName: 'record', html: parts.map(plain).join('') },
		{
			fieldName: 'next',
			fieldLabel: whatNow,
			fieldType: 'radio',
			requiredField: true,
			fieldOptions: { values: choices.map((option) => ({ option })) },
		},
	];
	return JSON.stringify(fields).replaceAll('$', () => '$$');
}

/** In a narrow window each cell stands on a line of its own, with its column's name before it. */
function plain(part: Part): string {
	if (part.kind !== 'table') {
		const { kind, text } = part;
		if (kind === 'heading') return `<h3>${e(text)}</h3>`;
		// A box: the style sheet knows it by its tag.
		return kind === 'text'
			? `<p>${e(text)}</p>`
			: kind === 'good'
				? `<h5>${e(text)}</h5>`
				: `<h6>${e(text)}</h6>`;
	}
	const { heads, rows } = part;
	const head = heads.map((text) => `<th>${e(text)}</th>`).join('');
	const body = rows.map(
		(cells) =>
			`<tr>${cells.map((text, column) => `<td>${column > 0 && text ? `<i>${e(heads[column] ?? '')}: </i>` : ''}${e(text)}</td>`).join('')}</tr>`,
	);
	return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}
