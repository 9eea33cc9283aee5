import { PAGING, ShapeError, kindOf, readWith, type Reader, type Reading } from '../../models/decode';
import { VendorError } from '../../base';
import type { VendorReply, VendorRequest } from './http';
import { vendorsWords, withoutFigures } from './vendorsWords';

/**
 * The border to the vendors: an answer is what was asked for, nothing, or unreadable. Nothing else of a body is
 * believed, whatever its status.
 */

type Vendor = VendorError['vendor'];

/** What was asked, for errors. */
export interface Asked {
	vendor: Vendor;
	request: Pick<VendorRequest, 'method' | 'path' | 'body' | 'query'>;
	/** What should have come, for people: "a list of users". */
	expected: string;
}

/** Whether an answer has no body at all. `null` is one. */
export function isEmpty({ status, body }: Pick<VendorReply, 'status' | 'body'>): boolean {
	return status === 204 || body === undefined || (typeof body === 'string' && body.trim() === '');
}

/**
 * Reads a body by its shape.
 * @throws VendorError `unreadable`
 */
export function readBody<T>(reader: Reader<T>, body: unknown, asked: Asked, reading: Reading): T {
	const outcome = readWith(reader, body, { reading, where: '', key: '' });
	if (outcome instanceof ShapeError) throw unreadable(asked, body, outcome);
	return outcome.value;
}

/**
 * An answer that isn't what was asked for, in the vendor's own words where there are any.
 * @param detail Where in the body it went wrong.
 */
export function unreadable(asked: Asked, body: unknown, detail?: ShapeError): VendorError {
	const { vendor, request, expected } = asked;
	const route = `${request.method} ${request.path.replace(/^\/v0\.\d\/companies\/\d+/, '') || '/'}`;
	const own = vendorsWords(messageIn(body), request);
	const what = own ? `${vendor} said "${own}"` : `${vendor} answered ${describe(body)}`;
	const place = detail?.where ? ` (${detail.message})` : '';
	return new VendorError(vendor, 'unreadable', `${what} instead of ${expected}, to ${route}${place}`, {
		said: own,
		advice: own ? 'Nothing was taken from it; the next run asks again' : adviceFor(body),
	});
}

/** The vendor's own words in a body that is no answer: `{"message": …}`, or an XML fault. */
export function messageIn(body: unknown): string {
	if (typeof body === 'string') {
		const found = /<(?:message|faultstring)[^>]*>([^<]+)</i.exec(body);
		return found ? firstWords(found[1] ?? '') : '';
	}
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return '';
	const { message, description, title } = body as Record<string, unknown>;
	const said = [message, description, title].find((one) => typeof one === 'string' && one.trim() !== '');
	return Object.keys(body).length <= 5 && typeof said === 'string' ? firstWords(said) : '';
}

/** What a body is, in words that show nobody's data. */
function describe(body: unknown): string {
	if (body === undefined || body === '') return 'nothing';
	if (typeof body === 'string') {
		if (isPage(body)) return `a web page${quoted(/<title[^>]*>([^<]*)</i.exec(body)?.[1] ?? '')}`;
		if (body.trim().startsWith('<')) return 'XML';
		if (/^\s*[[{]/.test(body)) return 'JSON that breaks off';
		return `text${quoted(body)}`;
	}
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return kindOf(body);
	const keys = Object.keys(body).filter((key) => !PAGING.includes(key) && /^[\w-]{1,40}$/.test(key));
	if (keys.length === 0) return 'an empty object';
	return `an object with ${keys.slice(0, 4).join(', ')}${keys.length > 4 ? ' and more' : ''}`;
}

function adviceFor(body: unknown): string {
	if (typeof body === 'string' && body.trim().startsWith('<')) {
		return 'Check the base URL in the credential, and whether a proxy or a log-in page stands between n8n and the vendor';
	}
	return 'Nothing was taken from it; the next run asks again. If it stays, a proxy changes the answers, or the API has changed: tell us';
}

function isPage(body: string): boolean {
	return /^\s*<(!doctype html|html)/i.test(body);
}

function quoted(words: string): string {
	const short = withoutFigures(firstWords(words));
	return short ? ` ("${short}")` : '';
}

/** As many of the words as a message has room for. */
function firstWords(words: string): string {
	return words.replace(/\s+/g, ' ').trim().slice(0, 120);
}
