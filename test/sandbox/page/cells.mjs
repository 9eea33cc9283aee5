// What the page's tables are made of.
export const number = new Intl.NumberFormat('en-GB');

export const escape = (value) =>
	String(value ?? '').replace(
		/[&<>"]/g,
		(c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c],
	);
export const dash = (value) => (value === null || value === undefined || value === '' ? '–' : escape(value));
export const pill = (text, kind = '') => `<span class="pill ${kind}">${escape(text)}</span>`;
export const chips = (names) => names.map((name) => `<span class="chip">${escape(name)}</span>`).join('');

/** Both of them, or the one there is. */
export const both = (one, other, between = ' · ') => [one, other].filter(Boolean).join(between);

/** A cell of up to two lines; `fields` are what its highlight looks at, `title` what doesn't fit. */
export function cell(side, kind, lines) {
	const filled = lines.filter(([, text], i) => i === 0 || text);
	const html = filled.map(([fields, text, title], i) => {
		const names = fields.map((field) => `${side}.${field}`).join(' ');
		const tip = title ? ` title="${escape(title)}"` : '';
		return `<div class="${i ? 'second' : ''}" data-fields="${names}"${tip}>${text}</div>`;
	});
	return `<td class="${side}-side ${kind}">${html.join('')}</td>`;
}

export const nobody = (side, columns) =>
	`<td colspan="${columns}" class="nobody ${side}-side">not in ${side === 'kleer' ? 'Kleer' : 'Cinode'}</td>`;

const LINK = {
	key: ['key', '⇄', 'linked by key'],
	email: ['like', '@', 'same e-mail, not linked yet'],
	number: ['like', '#', 'same organisation number, not linked yet'],
	name: ['like', '≈', 'same name, not linked yet'],
	null: ['', '', ''],
};

/** The cell between the two sides. */
export function link(by) {
	const [kind, sign, title] = LINK[by];
	return `<td class="link ${kind}" title="${title}">${sign}</td>`;
}

/** Column widths and headings, from `[title, small, width]` for each side; `source` is the one that is followed. */
export function head({ kleer, cinode, source = 'kleer' }) {
	const part = (side) => (side === source ? 'the source' : 'follows');
	const col = ([, , width]) => `<col${width ? ` class="${width}"` : ''} />`;
	const th = ([title, small]) => `<th>${title}${small ? `<small>${small}</small>` : ''}</th>`;
	return {
		columns: [...kleer.map(col), '<col class="link" />', ...cinode.map(col)].join(''),
		head: `<tr class="systems">
				<th colspan="${kleer.length}" class="kleer">Kleer <small>${part('kleer')}</small></th>
				<th class="link"></th>
				<th colspan="${cinode.length}" class="cinode">Cinode <small>${part('cinode')}</small></th>
			</tr>
			<tr class="columns">${kleer.map(th).join('')}<th class="link"></th>${cinode.map(th).join('')}</tr>`,
	};
}
