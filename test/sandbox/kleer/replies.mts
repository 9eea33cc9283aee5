import type { Call, Route } from '../http.mts';
import type { World } from '../world.mts';
import { errorFields, savedFields, type Field } from './fields.mts';
import type { KleerReply } from './render.mts';
import type { KleerRight } from './store.mts';

export interface KleerRoute extends Route {
	/** Without this right the answer is access denied. */
	right?: KleerRight;
	handle(call: Call, world: World): KleerReply;
}

/** An error as Kleer words it: the class of a Java exception, then a text (docs/vendors.md#kleer-errors). */
export function kleerError(status: number, message: string): KleerReply {
	return { status, root: 'error', fields: errorFields, value: { message } };
}

export const accessDenied = () => kleerError(500, 'SingleAccessDeniedException: Otillåten access');
export const technicalError = () => kleerError(500, 'Tekniskt fel');
export const notFound = () => kleerError(404, 'EntityNotFoundException: Hittades inte');
export const noAgreement = () =>
	kleerError(500, 'PayrollUserDoesNotExistException: Användaren saknar löneavtal');

const COMPANY = '/v1/company/:companyId';

export function listOf(root: string, item: string, fields: Field[], rows: Iterable<object>): KleerReply {
	return { status: 200, root, item, fields, value: [...rows] };
}

export function oneOf(root: string, fields: Field[], row: object | undefined): KleerReply {
	return row ? { status: 200, root, fields, value: row } : notFound();
}

export const get = (path: string, handle: KleerRoute['handle'], right?: KleerRight): KleerRoute => ({
	method: 'GET',
	pattern: `${COMPANY}/${path}`,
	handle,
	...(right ? { right } : {}),
});

export const send = (
	method: 'PUT' | 'POST' | 'DELETE',
	path: string,
	right: KleerRight,
	handle: KleerRoute['handle'],
): KleerRoute => ({ method, pattern: `${COMPANY}/${path}`, right, handle });

export const id = (call: Call) => Number(call.params.id);

/** What a write answers: the id and nothing else (docs/vendors.md#kleer-verbs). */
export function written(root: 'created' | 'saved' | 'deleted', key: number): KleerReply {
	return { status: 200, root, fields: savedFields, value: { id: key } };
}
