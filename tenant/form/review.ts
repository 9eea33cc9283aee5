import { e } from '../../reports';
import type { Brought, Outcome } from '../bring';

export const KEEP = 'Keep what was changed by hand';
const PUT_BACK = 'Put it back as the templates have it';

/** What bringing would do, before it does it: as a page of n8n's form. */
export function reviewPage({ outcomes }: Brought): string {
	const edits = outcomes.filter((outcome) => outcome.edits.length > 0);
	const html = [
		'<h3>What happens next</h3>',
		'<ul>',
		...outcomes.map((outcome) => `<li><b>${e(outcome.name)}</b>: ${e(sentence(outcome))}</li>`),
		'</ul>',
		...(edits.length > 0
			? [
					'<h3>Changed by hand</h3>',
					'<ul>',
					...edits.flatMap(({ name, edits: list }) =>
						list.map(({ node, what }) => `<li>${e(name)}, <b>${e(node)}</b>: ${e(what.join(', '))}</li>`),
					),
					'</ul>',
				]
			: ['<p>Nothing was changed by hand.</p>']),
	].join('');
	const fields = [
		{ fieldType: 'html', elementName: 'above', html },
		...(edits.length > 0
			? [
					{
						fieldName: 'edits',
						fieldLabel: 'What was changed by hand',
						fieldType: 'dropdown',
						defaultValue: KEEP,
						fieldOptions: { values: [{ option: KEEP }, { option: PUT_BACK }] },
					},
				]
			: []),
	];
	return JSON.stringify(fields).replaceAll('$', () => '$$');
}

function sentence({ action, changes, isPublished }: Outcome): string {
	if (action === 'created') return 'is created';
	if (action === 'unchanged') return 'stays as it is';
	const published = isPublished ? ', and since it is published, that counts at once' : '';
	return `is updated (${changes.join('; ')})${published}`;
}
