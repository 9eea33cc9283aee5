import type { Problems } from './replies.mts';
import type { CinodeStore, CinodeUser } from './store.mts';
import { problemOf, toDateTime, type Type } from './validate.mts';

interface Target {
	field: keyof CinodeUser;
	type: Type;
	/** Null may clear it. */
	nullable: boolean;
}

const to = (field: keyof CinodeUser, type: Type, nullable = true): Target => ({ field, type, nullable });

/** Every path that can be patched, and only these (facts/cinode.md 2a). */
export const PATCH_PATHS: Record<string, Target> = {
	'/status': to('status', 'status', false),
	'/employmentstartdate': to('employmentStartDate', 'date'),
	'/employmentenddate': to('employmentEndDate', 'date'),
	'/employmentnumber': to('employmentNumber', 'string'),
	'/invoicinggoal': to('invoicingGoal', 'int'),
	'/mobility': to('mobility', 'int'),
	'/availabilitypercent': to('availabilityPercent', 'percent'),
	'/availablefromdate': to('availableFromDate', 'date'),
	'/title': to('title', 'string'),
	'/email': to('email', 'email', false),
	'/taxtable': to('taxTable', 'string'),
	'/basesalary': to('baseSalary', 'int'),
	'/provision': to('provision', 'int'),
	'/hourlytargetrate': to('hourlyTargetRate', 'int'),
	'/selfcost': to('selfCost', 'int'),
	'/locationid': to('locationId', 'office'),
	'/defaultcurrencyid': to('defaultCurrencyId', 'currency'),
	'/displaycurrencyid': to('displayCurrencyId', 'currency'),
	'/firstname': to('firstName', 'name', false),
	'/lastname': to('lastName', 'name', false),
	'/dateofbirth': to('dateOfBirth', 'date'),
	'/gender': to('gender', 'gender', false),
	'/companycalendarid': to('companyCalendarId', 'int'),
	'/timezoneid': to('timezoneId', 'string'),
	'/phone': to('phone', 'string'),
	'/desiredassignment': to('desiredAssignment', 'string'),
	'/internalidentifier': to('internalIdentifier', 'string'),
	'/twitter': to('twitter', 'string'),
	'/linkedin': to('linkedIn', 'string'),
	'/homepage': to('homepage', 'string'),
	'/blog': to('blog', 'string'),
	'/github': to('gitHub', 'string'),
};

/**
 * Checks a JSON Patch and says what it would change; nothing is written here, so a patch with one bad
 * operation changes nothing.
 */
export function readPatch(
	store: CinodeStore,
	user: CinodeUser,
	body: unknown,
): { problems: Problems } | { changes: Partial<CinodeUser> } {
	if (!Array.isArray(body)) return { problems: { '': ['A JSON Patch is an array of operations.'] } };
	const changes: Partial<Record<keyof CinodeUser, unknown>> = {};
	for (const operation of body as unknown[]) {
		const problem = readOperation(store, user, operation, changes);
		if (problem) return { problems: problem };
	}
	return { changes: changes as Partial<CinodeUser> };
}

function readOperation(
	store: CinodeStore,
	user: CinodeUser,
	operation: unknown,
	changes: Partial<Record<keyof CinodeUser, unknown>>,
): Problems | undefined {
	if (operation === null || typeof operation !== 'object') return { '': ['Not an operation.'] };
	const { op, path, value, ...rest } = operation as Record<string, unknown>;
	const name = String(path);
	const extra = Object.keys(rest)[0];
	if (extra) return { [extra]: ['Unknown member of an operation.'] };
	if (op !== 'replace') return { [name]: [`The operation '${String(op)}' is not supported.`] };
	const target = Object.hasOwn(PATCH_PATHS, name) ? PATCH_PATHS[name] : undefined;
	if (!target) return { [name]: [`The target location specified by path '${name}' was not found.`] };
	if (value === undefined) return { [name]: ['The value is missing.'] };
	if (value === null) {
		// Whether null clears is unknown (facts/cinode.md 2a); assumed, with a switch.
		if (!target.nullable || store.options.patchNull === 'refuses') return { [name]: ['must not be null.'] };
		changes[target.field] = null;
		return undefined;
	}
	const problem = problemOf(store, target.type, value, user.id);
	if (problem) return { [target.field === 'email' ? 'Email' : name]: [problem] };
	changes[target.field] = target.type === 'date' ? toDateTime(value) : value;
	return undefined;
}
