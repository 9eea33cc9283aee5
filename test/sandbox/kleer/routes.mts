import type { Call, Route } from '../http.mts';
import type { World } from '../world.mts';
import { scheduleDays } from './schedule.mts';
import {
	companyFields,
	dimensionEntryFields,
	dimensionFields,
	errorFields,
	payrollFields,
	savedFields,
	scheduleDayFields,
	subcontractorFields,
	supplierFields,
	userFields,
	type Field,
} from './fields.mts';
import type { KleerReply } from './render.mts';
import type { KleerRight } from './store.mts';
import { checkWrite } from './write.mts';

export interface KleerRoute extends Route {
	/** Without this right the answer is access denied. */
	right?: KleerRight;
	handle(call: Call, world: World): KleerReply;
}

/** An error as Kleer words it: the class of a Java exception, then a text (facts/kleer.md 1.6). */
export function kleerError(status: number, message: string): KleerReply {
	return { status, root: 'error', fields: errorFields, value: { message } };
}

export const accessDenied = () => kleerError(500, 'SingleAccessDeniedException: Otillåten access');
export const technicalError = () => kleerError(500, 'Tekniskt fel');
const notFound = () => kleerError(404, 'EntityNotFoundException: Hittades inte');
const noAgreement = () => kleerError(500, 'PayrollUserDoesNotExistException: Användaren saknar löneavtal');

const COMPANY = '/v1/company/:companyId';

function listOf(root: string, item: string, fields: Field[], rows: Iterable<object>): KleerReply {
	return { status: 200, root, item, fields, value: [...rows] };
}

function oneOf(root: string, fields: Field[], row: object | undefined): KleerReply {
	return row ? { status: 200, root, fields, value: row } : notFound();
}

const get = (path: string, handle: KleerRoute['handle'], right?: KleerRight): KleerRoute => ({
	method: 'GET',
	pattern: `${COMPANY}/${path}`,
	handle,
	...(right ? { right } : {}),
});

const id = (call: Call, name = 'id') => Number(call.params[name]);

/** Kleer's published resources, as far as people are concerned (facts/kleer.md 2). */
export const kleerRoutes: KleerRoute[] = [
	get('info', (_, { kleer }) => oneOf('company-information', companyFields, kleer.company)),
	get('user', (_, { kleer }) => listOf('users', 'user', userFields, kleer.users.values())),
	get('user/me', (_, { kleer }) => oneOf('user', userFields, kleer.users.get(kleer.tokenUserId))),
	get('user/:id', (call, { kleer }) => oneOf('user', userFields, kleer.users.get(id(call)))),
	get('user/foreign-id/:foreignId', (call, { kleer }) => {
		const wanted = call.params.foreignId;
		return oneOf(
			'user',
			userFields,
			[...kleer.users.values()].find((u) => u['foreign-id'] === wanted),
		);
	}),
	{ method: 'POST', pattern: `${COMPANY}/user/:id`, right: 'Administrator', handle: saveUser },
	get('payroll/user', (_, { kleer }) => {
		if (kleer.rights.has('Payroll'))
			return listOf('payroll-user-readables', 'payroll-user-readable', payrollFields, kleer.payroll.values());
		// A list without the rights to it may come back empty instead of refused.
		if (kleer.options.payrollWithoutRight === 'denied') return accessDenied();
		return listOf('payroll-user-readables', 'payroll-user-readable', payrollFields, []);
	}),
	get(
		'payroll/user/:id',
		(call, { kleer }) => {
			const row = kleer.payroll.get(id(call));
			return row ? oneOf('payroll-user-readable', payrollFields, row) : noAgreement();
		},
		'Payroll',
	),
	get(
		'payroll/user/:id/schedule/:from/to/:to',
		(call, { kleer }) => {
			const row = kleer.payroll.get(id(call));
			if (!row) return noAgreement();
			const days = scheduleDays(kleer, row, call.params.from ?? '', call.params.to ?? '');
			if (!days) return technicalError();
			const item = 'payroll-user-schedule-metadata';
			return listOf(`${item}s`, item, scheduleDayFields, days);
		},
		'Payroll',
	),
	get(
		'subcontractor',
		(_, { kleer }) =>
			listOf(
				'subcontractor-readables',
				'subcontractor-readable',
				subcontractorFields,
				kleer.subcontractors.values(),
			),
		'Subcontractor',
	),
	get(
		'subcontractor/:id',
		(call, { kleer }) =>
			oneOf('subcontractor-readable', subcontractorFields, kleer.subcontractors.get(id(call))),
		'Subcontractor',
	),
	get(
		'supplier',
		(_, { kleer }) => listOf('suppliers', 'supplier', supplierFields, kleer.suppliers.values()),
		'SupplierInvoiceRead',
	),
	get(
		'supplier/:id',
		(call, { kleer }) => oneOf('supplier', supplierFields, kleer.suppliers.get(id(call))),
		'SupplierInvoiceRead',
	),
	get(
		'dimension',
		(_, { kleer }) => listOf('dimensions', 'dimension', dimensionFields, kleer.dimensions.values()),
		'Dimensions',
	),
	get(
		'dimension/:id/entry',
		(call, { kleer }) => {
			const dimension = kleer.dimensions.get(id(call));
			if (!dimension) return notFound();
			const rows = dimension.entries.values();
			return listOf('dimension-entries', 'dimension-entry', dimensionEntryFields, rows);
		},
		'Dimensions',
	),
];

function saveUser(call: Call, { kleer }: World): KleerReply {
	const user = kleer.users.get(id(call));
	if (!user) return notFound();
	const problem = checkWrite(userFields, call);
	if (problem) return kleerError(500, problem);
	const body = call.body as Record<string, unknown>;
	if (body.id !== user.id) return technicalError();
	// dimension-entry denotes the user itself and can't be written (XSD:3044): what is sent is ignored.
	const { 'dimension-entry': _ignored, id: _id, ...rest } = body;
	Object.assign(user, rest);
	return { status: 200, root: 'saved', fields: savedFields, value: { id: user.id } };
}
