import { describe, expect, it } from 'vitest';
import type { MappedRecord } from '../../../rules';
import { matchRecords } from '../../../sync/match/matchRecords.ts';
import { PERSON_LINKS, type ListedTarget } from '../../../sync';
import { mappedUser } from '../support/people.mts';

const scheme = {
	links: PERSON_LINKS,
	linkKeys: (record: MappedRecord) => (record.values.email ? [String(record.values.email)] : []),
	confirmingValues: (record: MappedRecord) => [
		String(record.values.email),
		`name ${String(record.values.lastName)}`,
	],
};

function record(key: string, email = `${key}@firma.se`, lastName = `Person${key}`): MappedRecord {
	return mappedUser({ key, label: `Person ${key}`, values: { email, lastName } });
}

let nextId = 100;
function target(key: string, email: string, lastName = 'Someone'): ListedTarget {
	const id = nextId++;
	return {
		id,
		key,
		label: `user ${id}`,
		listState: '',
		linkKeys: email ? [email] : [],
		confirmingValues: [...(email ? [email] : []), `name ${lastName}`],
		disconnected: false,
	};
}

function matched(
	records: MappedRecord[],
	targets: ListedTarget[],
	options: { known?: boolean; takeOver?: boolean } = {},
) {
	const { known = false, takeOver = false } = options;
	const matches = matchRecords(records, targets, scheme, {
		knowsLink: () => known,
		hasMet: () => known,
		takeOver,
	});
	return records.map((one) => matches.get(one)!);
}

describe('a record meets its target', () => {
	it('by key, when e-mail or name agree', () => {
		const byEmail = target('1', '1@firma.se');
		const byName = target('2', 'other@firma.se', 'Person2');
		expect(matched([record('1'), record('2')], [byName, byEmail])).toEqual([
			{ kind: 'key', target: byEmail },
			{ kind: 'key', target: byName },
		]);
	});

	it('by key alone once they have met before', () => {
		const changed = target('1', 'other@firma.se', 'Other');
		expect(matched([record('1')], [changed], { known: true })).toEqual([{ kind: 'key', target: changed }]);
	});

	it('by e-mail, when the target has no key', () => {
		const keyless = target('', '1@firma.se');
		expect(matched([record('1')], [keyless])).toEqual([{ kind: 'link', target: keyless }]);
	});

	it.each([
		['', /is a subcontractor in Cinode/],
		['1', /is a subcontractor in Cinode/],
		['2', /same e-mail but carries the key 2 instead of 1/],
		['other company 2', /same e-mail .* other company 2/],
	])('of the other kind with key “%s” never, and the conflict says why', (key, reason) => {
		const other = { ...target(key, '1@firma.se'), wrongKind: 'is a subcontractor in Cinode' };
		for (const takeOver of [false, true]) {
			const [match] = matched([record('1')], [other], { takeOver });
			expect(match).toMatchObject({ kind: 'conflict', reason: expect.stringMatching(reason) });
		}
	});

	describe('whose ID lacks the key prefix', () => {
		const ours = { ...record('A-17', '17@firma.se', 'Berg'), keyPrefix: 'A-' };

		it.each([
			['e-mail', target('17', '17@firma.se')],
			['name', target('17', 'other@firma.se', 'Berg')],
		])('and shares the %s, where IDs are taken over; else it is a conflict', (_trait, before) => {
			expect(matched([ours], [before], { takeOver: true })).toEqual([{ kind: 'link', target: before }]);
			const [match] = matched([ours], [before]);
			expect(match).toMatchObject({ kind: 'conflict', reason: expect.stringMatching(/17.*A-17.*Take Over/) });
		});

		it('never, if nothing else agrees, or if the e-mail is another person’s', () => {
			const stranger = target('17', 'other@firma.se');
			expect(matched([ours], [stranger], { takeOver: true })).toEqual([{ kind: 'none' }]);
			const namesake = target('17', 'other@firma.se', 'Berg');
			const keyless = target('', '17@firma.se');
			expect(matched([ours], [namesake, keyless], { takeOver: true })).toEqual([
				{ kind: 'link', target: keyless },
			]);
		});
	});

	it('though a person that is never created has the same e-mail', () => {
		const gone = { ...record('2', '1@firma.se'), notCreated: 'Inactive in Kleer' };
		expect(matched([record('1'), gone], [])).toEqual([{ kind: 'none' }, { kind: 'none' }]);
		expect(matched([record('1'), record('2', '1@firma.se')], []).map(({ kind }) => kind)).toEqual([
			'conflict',
			'conflict',
		]);
	});

	it('or none at all', () => {
		expect(matched([record('1')], [target('2', '2@firma.se'), target('', '3@firma.se')])).toEqual([
			{ kind: 'none' },
		]);
	});

	it('never by e-mail when the record has none', () => {
		const nobody = record('1', '');
		expect(matched([nobody], [target('', '')])).toEqual([{ kind: 'none' }]);
	});

	it('never by name alone', () => {
		expect(matched([record('1')], [target('', 'other@firma.se', 'Person1')])).toEqual([{ kind: 'none' }]);
	});
});

describe('a conflict', () => {
	it('is a first contact by key with neither e-mail nor name in common', () => {
		const stranger = target('1', 'other@firma.se', 'Other');
		const [match] = matched([record('1')], [stranger]);
		expect(match).toMatchObject({ kind: 'conflict', target: stranger });
	});

	it('is a match by e-mail that carries another key, and names both keys', () => {
		const other = target('77', '1@firma.se');
		const [match] = matched([record('1')], [other]);
		expect(match).toMatchObject({ kind: 'conflict', reason: expect.stringMatching(/77.* 1\b/) });
	});

	it('is a key that two targets carry, and names both', () => {
		const twins = [target('1', '1@firma.se'), target('1', 'b@firma.se')];
		const [match] = matched([record('1')], twins, { known: true });
		expect(match).toMatchObject({ kind: 'conflict' });
		for (const { id } of twins) expect(match).toHaveProperty('reason', expect.stringContaining(String(id)));
	});

	it('is an e-mail that two targets have', () => {
		const [match] = matched([record('1')], [target('', '1@firma.se'), target('', '1@firma.se')]);
		expect(match!.kind).toBe('conflict');
	});

	it('is a key on one target and the e-mail on another', () => {
		const targets = [target('1', 'other@firma.se', 'Person1'), target('', '1@firma.se')];
		expect(matched([record('1')], targets, { known: true })[0]!.kind).toBe('conflict');
	});

	it('is two records with one key: both are held back, whatever they would meet', () => {
		const records = [record('1'), record('1', 'b@firma.se'), record('2')];
		const kinds = matched(records, [target('1', '1@firma.se')]).map(({ kind }) => kind);
		expect(kinds).toEqual(['conflict', 'conflict', 'none']);
	});

	it('is two new records with one e-mail: neither is created', () => {
		const kinds = matched([record('1', 'a@firma.se'), record('2', 'a@firma.se')], []).map(({ kind }) => kind);
		expect(kinds).toEqual(['conflict', 'conflict']);
	});

	it('is two records that meet in one target by e-mail', () => {
		const records = [record('1', 'a@firma.se'), record('2', 'a@firma.se')];
		const kinds = matched(records, [target('', 'a@firma.se')]).map(({ kind }) => kind);
		expect(kinds).toEqual(['conflict', 'conflict']);
	});

	it('of one record leaves the others alone', () => {
		const mine = target('2', '2@firma.se');
		const [, second] = matched([record('1'), record('2')], [target('77', '1@firma.se'), mine]);
		expect(second).toEqual({ kind: 'key', target: mine });
	});
});

describe('taking over existing ids', () => {
	it('links by e-mail in spite of another key', () => {
		const other = target('77', '1@firma.se');
		expect(matched([record('1')], [other], { takeOver: true })).toEqual([{ kind: 'link', target: other }]);
	});

	it('never takes a target that another record has by key', () => {
		const records = [record('1', 'shared@firma.se'), record('2', 'shared@firma.se')];
		const kinds = matched(records, [target('2', 'shared@firma.se')], { takeOver: true }).map(
			({ kind }) => kind,
		);
		expect(kinds).toEqual(['conflict', 'conflict']);
	});

	it('still refuses a first contact by key without a second trait', () => {
		const stranger = target('1', 'other@firma.se', 'Other');
		expect(matched([record('1')], [stranger], { takeOver: true })[0]!.kind).toBe('conflict');
	});
});

describe("another Kleer company's targets", () => {
	const mine = (key: string, email: string) => ({ ...record(key, email), keyPrefix: 'A-' });

	it.each([false, true])('are never linked or taken over (taking over: %j)', (takeOver) => {
		const theirs = target('B-5', 'x@firma.se');
		const [match] = matched([mine('A-1', 'x@firma.se')], [theirs], { takeOver, known: true });
		expect(match).toMatchObject({ kind: 'conflict', target: theirs, reason: expect.stringContaining('B-5') });
	});

	it('are out of sight otherwise', () => {
		const theirs = target('B-1', 'y@firma.se', 'PersonA-1');
		expect(matched([mine('A-1', 'x@firma.se')], [theirs], { takeOver: true })).toEqual([{ kind: 'none' }]);
	});

	it('do not keep our own from being linked or taken over', () => {
		const keyless = target('', '1@firma.se');
		const ours = target('A-9', '2@firma.se');
		const records = [mine('A-1', '1@firma.se'), mine('A-2', '2@firma.se')];
		const kinds = matched(records, [keyless, ours], { takeOver: true }).map(({ kind }) => kind);
		expect(kinds).toEqual(['link', 'link']);
	});
});

describe('an e-mail about to change', () => {
	it('to one that a new record has is a conflict of both, which names the target that is there', () => {
		const keyed = target('1', 'old@firma.se');
		const records = [record('1', 'x@firma.se'), record('2', 'x@firma.se')];
		const [first, second] = matched(records, [keyed], { known: true });
		expect(first).toMatchObject({ kind: 'conflict', target: keyed });
		expect(second!.kind).toBe('conflict');
	});

	it('to one that another changes to as well is a conflict of both', () => {
		const targets = [target('1', 'a@firma.se'), target('2', 'b@firma.se')];
		const records = [record('1', 'x@firma.se'), record('2', 'x@firma.se')];
		const kinds = matched(records, targets, { known: true }).map(({ kind }) => kind);
		expect(kinds).toEqual(['conflict', 'conflict']);
	});

	it('does not disturb the person that has it already', () => {
		const keyed = target('1', 'x@firma.se');
		const [first, second] = matched([record('1', 'x@firma.se'), record('2', 'x@firma.se')], [keyed]);
		expect(first).toEqual({ kind: 'key', target: keyed });
		expect(second!.kind).toBe('conflict');
	});
});

it('the order of records and targets does not matter', () => {
	const records = ['1', '2', '3', '4'].map((key) => record(key));
	const targets = [
		target('1', '1@firma.se'),
		target('', '2@firma.se'),
		target('77', '3@firma.se'),
		target('5', '5@firma.se'),
	];
	const forward = matched(records, targets);
	const backward = matched([...records].reverse(), [...targets].reverse()).reverse();
	expect(backward).toEqual(forward);
});
