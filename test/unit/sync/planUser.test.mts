import { describe, expect, it } from 'vitest';
import { gatherPatch, cinodeUser, policies, wanted } from '../support/cinode.mts';
import { planUserCreation, planUserUpdate, type LeaverPolicy } from '../../../sync';

const update = (
	record: Parameters<typeof wanted>[0],
	user: Parameters<typeof cinodeUser>[0] = {},
	{
		how = 'update',
		unreadable = 'same',
		...more
	}: Partial<Parameters<typeof policies>[0]> & {
		how?: 'update' | 'link' | 'finish';
		unreadable?: 'same' | 'changed' | 'unknown';
	} = {},
) => planUserUpdate(wanted(record), cinodeUser(user), how, unreadable, policies(more));

describe('a field in each mode', () => {
	it.each([
		['mirror', '070-1', '070-2', '070-1'],
		['mirror', null, '070-2', null],
		['mirror', '070-1', null, '070-1'],
		['mirror', null, null, undefined],
		['always', '070-1', '070-2', '070-1'],
		['always', null, '070-2', undefined],
		['always', '070-1', null, '070-1'],
		['always', undefined, '070-2', undefined],
		['mirror', undefined, '070-2', undefined],
		['ifEmpty', '070-1', '070-2', undefined],
		['ifEmpty', '070-1', null, '070-1'],
		['ifEmpty', '070-1', '', '070-1'],
		['ifEmpty', null, '070-2', undefined],
		['onCreate', '070-1', '070-2', undefined],
		['onCreate', '070-1', null, undefined],
		['always', '+46 70 1', '070-1', undefined],
	] as const)('%s: Kleer %j, Cinode %j, sent %j', (mode, kleer, cinode, sent) => {
		const plan = update({ values: { phone: kleer }, modes: { phone: mode } }, { phone: cinode });
		expect(gatherPatch(plan)['/phone']).toBe(sent);
		expect(plan.changes).toHaveLength(sent === undefined ? 0 : 1);
	});

	it('nothing is sent when everything is equal', () => {
		const plan = update({
			values: { employmentStartDate: '2020-01-01', baseSalary: 45_000, taxTable: '32' },
		});
		expect(plan.payload).toEqual({ patch: [] });
		expect(plan.changes).toEqual([]);
	});

	it('what Cinode did not show is not written, and is said', () => {
		const plan = update({ values: { baseSalary: 46_000 } }, { baseSalary: undefined });
		expect(plan.payload.patch).toEqual([]);
		expect(plan.warnings).toEqual([expect.stringContaining('Base Salary')]);
	});

	it('a date is sent without offset', () => {
		const plan = update({ values: { employmentStartDate: '2021-05-01' } });
		expect(gatherPatch(plan)['/employmentstartdate']).toMatch(/^2021-05-01T00:00:00$/);
	});

	it('salary, tax table, birth date and gender are marked sensitive', () => {
		const values = { baseSalary: 1, taxTable: '1', dateOfBirth: '1980-01-01', gender: 2 };
		const { changes } = update({ values }, {}, { unreadable: 'changed' });
		expect(changes).toHaveLength(4);
		expect(changes.every(({ sensitive }) => sensitive)).toBe(true);
	});
});

describe('a name', () => {
	it.each([
		['split elsewhere', 'Anna Karin', 'Berg', 'Anna', 'Karin Berg'],
		['in another case', 'Anna', 'Berg', 'ANNA', 'BERG'],
	])('%s is left as it stands', (_what, firstName, lastName, first, last) => {
		const plan = update({ values: { firstName, lastName } }, { firstName: first, lastName: last });
		expect(plan.payload.patch).toEqual([]);
	});

	it('that changed is sent, the changed part at least', () => {
		const plan = update(
			{ values: { firstName: 'Anna', lastName: 'Ek' } },
			{ firstName: 'Anna', lastName: 'Berg' },
		);
		expect(gatherPatch(plan)['/lastname']).toBe('Ek');
	});

	it('that changed over a split of their own ends as the whole new name', () => {
		const plan = update(
			{ values: { firstName: 'Anna Karin', lastName: 'Ek' } },
			{ firstName: 'Anna', lastName: 'Karin Berg' },
		);
		expect(gatherPatch(plan)).toMatchObject({ '/firstname': 'Anna Karin', '/lastname': 'Ek' });
	});
});

describe('the gender', () => {
	it.each([
		['update', 'same', undefined],
		['update', 'unknown', undefined],
		['update', 'changed', 2],
		['link', 'unknown', 2],
		['finish', 'unknown', 2],
	] as const)('at %s with a memory that says "%s": sent %j', (how, unreadable, sent) => {
		const plan = update({ values: { gender: 2 } }, {}, { how, unreadable });
		expect(gatherPatch(plan)['/gender']).toBe(sent);
	});
});

describe('tags', () => {
	const present = [
		{ id: 1, name: 'Java' },
		{ id: 2, name: 'konsult' },
	];

	it.each([
		['a missing one is added, people’s own stay', ['Ny'], ['Ny'], { wanted: ['Ny'], kept: present }],
		['one that is there in another case is left', ['Konsult'], ['Konsult'], undefined],
		['a managed one that went is removed', ['Konsult'], [], { wanted: [], kept: [present[0]] }],
		['one that is not managed is never removed', ['Ny'], [], undefined],
		['a renamed one is replaced', ['Konsult', 'Ny'], ['Ny'], { wanted: ['Ny'], kept: [present[0]] }],
	])('%s', (_what, managed, set, work) => {
		const { tags } = update({ tags: { managed, set } }, { tags: present }).payload;
		if (work) expect(tags).toMatchObject(work);
		else expect(tags).toBeUndefined();
	});

	it('that Cinode did not return are not touched', () => {
		expect(
			update({ tags: { managed: ['A'], set: ['A'] } }, { tags: undefined }).payload.tags,
		).toBeUndefined();
	});
});

describe('someone who has left', () => {
	const gone = { active: false, left: { date: '2026-10-31' } };
	const undated = { active: false, left: {} };

	it.each<[LeaverPolicy, Record<string, unknown>]>([
		['nothing', {}],
		['setEndDate', { '/employmentenddate': '2026-10-31T00:00:00' }],
		['disconnect', { '/status': 0 }],
	])('policy %s', (leavers, patch) => {
		expect(gatherPatch(update({ ...gone, values: { phone: '070-9' } }, {}, { leavers }))).toEqual(patch);
	});

	it('with an end date to come gets that date, not today', () => {
		const notice = { active: false, left: { date: '2027-03-31' } };
		const plan = update(notice, {}, { leavers: 'setEndDate' });
		expect(gatherPatch(plan)).toEqual({ '/employmentenddate': '2027-03-31T00:00:00' });
	});

	it('without a date gets today, and "today" does not move the day after', () => {
		const first = update(undated, {}, { leavers: 'setEndDate', today: '2026-11-23' });
		expect(gatherPatch(first)).toEqual({ '/employmentenddate': '2026-11-23T00:00:00' });
		const employmentEndDate = '2026-11-23T00:00:00';
		const second = update(undated, { employmentEndDate }, { leavers: 'setEndDate', today: '2026-11-24' });
		expect(second.payload.patch).toEqual([]);
	});

	it('and is disconnected already is left alone', () => {
		expect(update(gone, { status: 0 }, { leavers: 'disconnect' }).payload.patch).toEqual([]);
	});

	it('but is active in Kleer is kept right, the end date once', () => {
		const record = {
			active: true,
			left: { date: '2026-10-31' },
			values: { phone: '070-9', employmentEndDate: '2026-10-31' },
			modes: { employmentEndDate: 'mirror' as const },
		};
		const plan = update(record, {}, { leavers: 'setEndDate' });
		expect(gatherPatch(plan)).toEqual({ '/phone': '070-9', '/employmentenddate': '2026-10-31T00:00:00' });
		expect(plan.payload.patch).toHaveLength(2);
	});

	it('and is not reconnected, whatever the switch says', () => {
		const plan = update({ active: true, left: { date: '2026-10-31' } }, { status: 0 }, { reconnect: true });
		expect(plan.payload.patch).toEqual([]);
	});
});

describe('the status', () => {
	it('of someone disconnected who is active in Kleer stays, and the result says so', () => {
		const plan = update({ active: true }, { status: 0 });
		expect(plan.payload.patch).toEqual([]);
		expect(plan.warnings).toEqual([expect.stringMatching(/reconnect/i)]);
	});

	it.each([
		[undefined, 3],
		['later' as const, 2],
	])('of someone disconnected is set where Reconnect is on (start: %s)', (starts, status) => {
		const plan = update({ active: true, starts }, { status: 0 }, { reconnect: true });
		expect(gatherPatch(plan)).toEqual({ '/status': status });
	});

	it('becomes Active on the first day', () => {
		const record = { active: true, values: { employmentStartDate: '2020-01-01' } };
		expect(gatherPatch(update(record, { status: 2 }))).toEqual({ '/status': 3 });
	});

	it('stays PreActive before it', () => {
		const record = { active: true, starts: 'later' as const, values: { employmentStartDate: '2020-01-01' } };
		expect(update(record, { status: 2 }).payload.patch).toEqual([]);
	});

	it('of people whom Kleer did not call active is never changed', () => {
		const leavers = 'disconnect';
		expect(update({ active: undefined }, { status: 2 }, { leavers, reconnect: true }).payload.patch).toEqual(
			[],
		);
		expect(update({ active: undefined }, { status: 0 }, { leavers, reconnect: true }).payload.patch).toEqual(
			[],
		);
	});
});

describe('a creation', () => {
	const record = wanted({
		values: {
			internalIdentifier: '1017',
			firstName: 'Anna',
			lastName: 'Berg',
			email: 'anna@firma.se',
			languageId: 1,
			phone: '070-1',
			taxTable: null,
			permissions: [200],
		},
		modes: { languageId: 'onCreate', permissions: 'onCreate' },
		tags: { managed: ['Konsult'], set: ['Konsult'] },
	});

	it('gets what only creations can carry at once, and the key in the last request', () => {
		const { payload } = planUserCreation(record, 'secret');
		expect(payload.create).toMatchObject({
			firstName: 'Anna',
			email: 'anna@firma.se',
			languageId: 1,
			status: 3,
			gender: 0,
		});
		expect(payload.create).not.toHaveProperty('internalIdentifier');
		expect(gatherPatch({ payload })).toEqual({ '/internalidentifier': '1017', '/phone': '070-1' });
		expect(payload).toMatchObject({ permissions: [200], tags: { wanted: ['Konsult'], kept: [] } });
	});

	it('never shows the password', () => {
		expect(JSON.stringify(planUserCreation(record, 'pass-word-77').changes)).not.toContain('pass-word-77');
	});

	it('is PreActive when the start is to come', () => {
		const { payload } = planUserCreation({ ...record, starts: 'later' }, 'secret');
		expect(payload.create).toMatchObject({ status: 2 });
	});

	it('that was cut off gets on linking what only creations get; an ordinary link does not', () => {
		const values = { locationId: 8, permissions: [200] };
		const modes = { locationId: 'onCreate', permissions: 'onCreate' } as const;
		const finished = update({ values, modes }, {}, { how: 'finish' });
		expect(gatherPatch(finished)).toEqual({ '/locationid': 8 });
		expect(finished.payload.permissions).toEqual([200]);
		const linked = update({ values, modes }, {}, { how: 'link' });
		expect(linked.payload).toEqual({ patch: [] });
	});
});
