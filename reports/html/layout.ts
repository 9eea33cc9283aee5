import { textsIn, type Language } from '../texts';

/**
 * Pieces of pages for n8n's own view and for e-mail: no script, no picture file, and nothing that must come from a
 * style sheet, since many mail programs drop it. Without it a page is one column, as on a narrow screen.
 */

/** From this width on, rows stand as tables; from the other one on, short cells stay on one line there. */
const WIDE = 900;
const ROOMY = 1150;
/** Longer lists are cut. */
const LISTED = 200;
/** How long a cell is that stays on one line, such as a date; and one that may break within a word. */
const UNBROKEN = 18;
const LONG = 40;
const LINE = '1px solid #e3e7eb';

/** n8n's view leaves attributes but class and style away, and the head with them. */
const STYLE_SHEET = [
	`@media (min-width:${WIDE}px){`,
	'.t{display:table!important;width:100%;border-collapse:collapse}',
	`.r{display:table-row!important}`,
	`.r>div{display:table-cell!important;padding:5px 16px 5px 0!important;border-bottom:${LINE};vertical-align:top;overflow-wrap:break-word}`,
	// Only where there is much of it: a short cell's words stay whole.
	'.r>.w{overflow-wrap:anywhere}',
	'.l{display:none!important}',
	'}',
	`@media (min-width:${ROOMY}px){.r>.n{white-space:nowrap}}`,
	// Opened once it stays so: going back would begin in three years. No link, since n8n's view would follow it.
	'.o{cursor:pointer}',
	'.f{max-height:0;overflow:hidden;transition:max-height 0s 99999999s}',
	'.o:active+.f,.o:focus+.f{max-height:9999em;transition:max-height 0s}',
].join('');

/**
 * A page; n8n's own view and mail programs take the styles off the body, so they stand on a part of it.
 * @param parts HTML.
 */
export function page(title: string, parts: string[], language: Language = 'en'): string {
	return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${e(title)}</title></head><body><style>${STYLE_SHEET}</style><div style="font:14px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;color:#1f2933;background:#fff;margin:8px;overflow-wrap:anywhere"><h1 style="font-size:20px;line-height:1.3;margin:8px 0">${e(title)}</h1>${parts.join('')}</div></body></html>`;
}

/** @param text Plain text. */
export function heading(text: string): string {
	return `<h2 style="font-size:16px;margin:24px 0 6px">${e(text)}</h2>`;
}

/** A line in grey. */
export function remark(text: string): string {
	return `<p style="margin:4px 0;color:#555">${e(text)}</p>`;
}

const BOXES = { good: ['#e3f4ea', '#009e73'], look: ['#fff4d6', '#e69f00'] } as const;

/** Something that must be seen first. */
export function box(text: string, kind: keyof typeof BOXES = 'look'): string {
	const [ground, edge] = BOXES[kind];
	return `<p style="margin:8px 0;padding:8px 12px;background:${ground};border-left:4px solid ${edge}">${e(text)}</p>`;
}

/**
 * Rows that are a table where there is room, and stand under one another where there is none, each cell then with
 * the name of its column.
 * @param heads The columns; the first one names the row.
 * @param rows Text. An empty cell is left out where there is no room.
 */
export function table(heads: string[], rows: string[][], language?: Language): string {
	const more = rows.length > LISTED ? remark(textsIn(language).moreLines(rows.length - LISTED)) : '';
	const head = heads.map(
		(text) => `<div${breaks(text)} style="display:none;font-weight:600">${e(text)}</div>`,
	);
	return `<div class="t"><div class="r">${head.join('')}</div>${rows.slice(0, LISTED).map(row).join('')}</div>${more}`;

	function row(cells: string[]): string {
		const isNamed = Boolean(cells[0]);
		const edge = isNamed ? `margin-top:8px;padding-top:8px;border-top:${LINE}` : '';
		return `<div class="r" style="${edge}">${cells.map(cell).join('')}</div>`;
	}

	function cell(text: string, column: number): string {
		if (text === '') return '<div style="display:none"></div>';
		const isName = column === 0;
		const label = isName
			? ''
			: `<span class="l" style="color:#555">${e(heads[column] ?? '')}${heads[column] ? ': ' : ''}</span>`;
		const lines = e(text).replaceAll('\n', '<br>');
		return `<div${breaks(text)} style="${isName ? 'font-weight:600' : 'padding-left:12px'}">${label}${lines}</div>`;
	}
}

function breaks(text: string): string {
	if (text.length > LONG) return ' class="w"';
	return text.length <= UNBROKEN ? ' class="n"' : '';
}

/**
 * A line that leads somewhere, and what is to be said of it.
 * @param rest Text.
 */
export function link(text: string, url: string, rest: string): string {
	return `<p style="margin:4px 0"><a href="${e(url)}" target="_blank" style="color:#0072b2">${e(text)}</a> ${e(rest)}</p>`;
}

/**
 * A part that opens with a click. Where the style sheet is dropped it is open.
 * @param closed Text of what to click on.
 * @param inside HTML.
 */
export function folded(closed: string, inside: string): string {
	return `<div style="margin:6px 0"><span class="o" tabindex="0" style="color:#0072b2">▸ ${e(closed)}</span><div class="f">${inside}</div></div>`;
}

/**
 * Text for HTML. n8n's HTML node puts a page into its template with `String.replace`, where `$&` and its like mean
 * something, and a page in an expression would have its own `{{ }}` evaluated.
 */
export function e(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;')
		.replaceAll('$', () => '&#36;')
		.replaceAll('{', '&#123;');
}
