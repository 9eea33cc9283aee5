import type { Call } from '../http.mts';
import type { World } from '../world.mts';
import { clientProjectRoutes } from './clientProjects.mts';
import { clientRoutes } from './clients.mts';
import {
	companyFields,
	dimensionEntryFields,
	dimensionFields,
	payrollFields,
	scheduleDayFields,
	userFields,
} from './fields.mts';
import type { KleerReply } from './render.mts';
import {
	accessDenied,
	get,
	id,
	kleerError,
	listOf,
	noAgreement,
	notFound,
	oneOf,
	send,
	technicalError,
	written,
	type KleerRoute,
} from './replies.mts';
import { scheduleDays } from './schedule.mts';
import { supplierRoutes } from './suppliers.mts';
import { checkWrite } from './write.mts';

/** Kleer's published resources, as far as people, suppliers, clients and their projects are concerned (docs/vendors.md#kleer-lists). */
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
	send('POST', 'user/:id', 'Administrator', saveUser),
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
	...supplierRoutes,
	...clientRoutes,
	...clientProjectRoutes,
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
	return written('saved', user.id);
}
