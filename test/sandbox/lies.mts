import type { Answer } from './http.mts';

/**
 * Answers that come with 2xx and aren't what was asked for, as proxies, log-in pages and failing servers give them
 * (cinode.md 1.3b, kleer.md 1.4b): the border to the vendors must not believe any of them.
 */
export const LIES = [
	/** The last five bytes are missing. */
	'truncate',
	/** 200 without a body. */
	'empty',
	'204',
	'null',
	'text',
	'html',
	/** Kleer's form of an error, with 200. */
	'message',
	/** `{}` */
	'object',
	/** `[]` */
	'array',
	/** Every second element of the list is missing. */
	'half',
	/** Some keys are missing, from each element of a list or from the one object. */
	'without',
] as const;

export type Lie = (typeof LIES)[number];

const PAGE =
	'<!DOCTYPE html><html><head><title>Logga in</title></head><body><form>Logga in</form></body></html>';
const TEXT = 'The service is closed for maintenance';

/** The answer as the lie gives it; only an answer that succeeded lies. */
export function lie(answer: Answer, kind: Lie, keys: string[] = []): Answer {
	if (answer.status >= 300) return answer;
	const { text, contentType, ...rest } = answer;
	const json = (value: unknown): Answer => ({ ...rest, contentType, text: JSON.stringify(value) });
	switch (kind) {
		case 'truncate':
			return { ...answer, text: (text ?? '').slice(0, -5) };
		case 'empty':
			return { ...rest, status: 200 };
		case '204':
			return { ...rest, status: 204 };
		case 'null':
			return json(null);
		case 'text':
			return { ...rest, text: TEXT, contentType: 'text/plain; charset=utf-8' };
		case 'html':
			return { ...rest, text: PAGE, contentType: 'text/html; charset=utf-8' };
		case 'message':
			return json({ message: 'Tekniskt fel' });
		case 'object':
			return json({});
		case 'array':
			return json([]);
		case 'half':
			return json(inList(parsed(text), (rows) => rows.filter((_, index) => index % 2 === 1)));
		case 'without': {
			const body = parsed(text);
			const cut = (row: unknown) => withoutKeys(row, keys);
			return json(holdsList(body) ? inList(body, (rows) => rows.map(cut)) : cut(body));
		}
	}
}

function parsed(text: string | undefined): unknown {
	return text === undefined || text === '' ? undefined : JSON.parse(text);
}

function withoutKeys(row: unknown, keys: string[]): unknown {
	if (typeof row !== 'object' || row === null || Array.isArray(row)) return row;
	return Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key)));
}

function holdsList(body: unknown): boolean {
	return Array.isArray(body) || listKeyOf(body) !== undefined;
}

/** The key of a reply that is nothing but a list: Kleer's only key, or a search's `result`. */
function listKeyOf(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
	const keys = Object.keys(body);
	if (keys.includes('result')) return 'result';
	const lists = keys.filter((key) => Array.isArray((body as Record<string, unknown>)[key]));
	const others = keys.filter((key) => !['offset', 'limit', 'size', ...lists].includes(key));
	return lists.length === 1 && others.length === 0 ? lists[0] : undefined;
}

function inList(body: unknown, change: (rows: unknown[]) => unknown[]): unknown {
	if (Array.isArray(body)) return change(body);
	const key = listKeyOf(body);
	if (key === undefined) return body;
	const rows = (body as Record<string, unknown[]>)[key] ?? [];
	return { ...(body as object), [key]: change(rows) };
}
