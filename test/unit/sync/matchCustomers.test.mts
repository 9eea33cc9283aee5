import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MappedCustomer } from '../../../rules';
import { CustomersTarget, nothingLearnt, type ListedTarget } from '../../../sync';
import { matchRecords } from '../../../sync/match/matchRecords.ts';
import { client, mappedClient } from '../support/clients.mts';
import { FakeCinode, OPTIONS } from '../support/customers.mts';

const scheme = (linkByName = false) =>
	new CustomersTarget(new FakeCinode(), { ...OPTIONS, linkByName }, nothingLearnt(), () => 0);

let nextId = 1;
/** A listed customer; with `number` as after a closer look. */
function listed(key: string, name: string, number = ''): ListedTarget {
	const fake = mappedClient(client({ name, organisationNumber: number || null }));
	const links = scheme().linkKeys(fake);
	const id = nextId++;
	return {
		id,
		key,
		label: name,
		listState: '',
		linkKeys: links,
		confirmingValues: links,
		disconnected: false,
	};
}

const record = (key: string, name: string, number = '', keyPrefix = '') =>
	mappedClient(client({ foreignId: key, name, organisationNumber: number || null }), { keyPrefix });

interface How {
	known?: boolean;
	met?: boolean;
	takeOver?: boolean;
	linkByName?: boolean;
}

function matched(records: MappedCustomer[], targets: ListedTarget[], how: How = {}) {
	const { known = false, met = false, takeOver = false, linkByName = false } = how;
	const options = { knowsLink: () => known, hasMet: () => met, takeOver };
	const matches = matchRecords(records, targets, scheme(linkByName), options);
	return records.map((one) => matches.get(one)!);
}

const A = '556036-0793';
const B = '556016-0680';

describe('a name alone', () => {
	const keyless = () => listed('', 'Nordan Bygg AB');

	it('links no client', () => {
		expect(matched([record('1', 'Nordan Bygg AB')], [keyless()])).toEqual([{ kind: 'none' }]);
	});

	it('links where set-up says so', () => {
		const target = keyless();
		const [match] = matched([record('1', 'Nordan Bygg AB')], [target], { linkByName: true });
		expect(match).toMatchObject({ kind: 'link', target: { id: target.id } });
	});

	it('links those who have met: someone emptied the key', () => {
		const target = keyless();
		const [match] = matched([record('1', 'Nordan Bygg AB')], [target], { met: true });
		expect(match).toMatchObject({ kind: 'link', target: { id: target.id } });
	});

	it('on a key that no record has is a changed number: a conflict that names both', () => {
		const target = listed('77', 'Nordan Bygg AB');
		const [match] = matched([record('1', 'Nordan Bygg AB')], [target]);
		expect(match).toMatchObject({ kind: 'conflict', reason: expect.stringMatching(/77.*\b1\b/) });
	});

	it('is not taken over where names don’t link', () => {
		const target = listed('77', 'Nordan Bygg AB');
		const [match] = matched([record('1', 'Nordan Bygg AB')], [target], { takeOver: true });
		expect(match!.kind).toBe('conflict');
	});

	it('on a key that another record has is a namesake: no match', () => {
		const targets = [listed('2', 'Nordan Bygg AB')];
		const records = [record('1', 'Nordan Bygg AB'), record('2', 'Nordan Bygg AB')];
		expect(matched(records, targets).map(({ kind }) => kind)).toEqual(['none', 'key']);
	});
});

describe('a number', () => {
	it('links', () => {
		const target = listed('', 'Annan', A);
		expect(matched([record('1', 'Nordan', A)], [target])).toMatchObject([{ kind: 'link' }]);
	});

	it('comes before the name', () => {
		const numbered = listed('', 'Annan', A);
		const named = listed('', 'Nordan', B);
		const [match] = matched([record('1', 'Nordan', A)], [named, numbered], { linkByName: true });
		expect(match).toMatchObject({ kind: 'link', target: { id: numbered.id } });
	});

	it('beside a match by key of another customer leaves that match: a region has many', () => {
		const keyed = listed('1', 'Nordan');
		const [match] = matched([record('1', 'Nordan', A)], [keyed, listed('', 'Annan', A)]);
		expect(match).toMatchObject({ kind: 'key', target: { id: keyed.id } });
	});

	it.each([
		[false, 'conflict'],
		[true, 'link'],
	])('on another key, taking over %j, is a %s', (takeOver, kind) => {
		const [match] = matched([record('1', 'Nordan', A)], [listed('77', 'Annan', A)], { takeOver });
		expect(match!.kind).toBe(kind);
	});

	it.each([false, true])('on another company’s key is out of sight (taking over: %j)', (takeOver) => {
		const theirs = listed('B-1', 'Nordan', A);
		const [match] = matched([record('1', 'Nordan', A, 'A-')], [theirs], { takeOver, linkByName: true });
		expect(match).toEqual({ kind: 'none' });
	});

	it('is a second trait of a match by key; another number is none', () => {
		const same = matched([record('1', 'Nordan', A)], [listed('1', 'Annan', A)]);
		const other = matched([record('1', 'Nordan', A)], [listed('1', 'Annan', B)]);
		expect([same[0]!.kind, other[0]!.kind]).toEqual(['key', 'conflict']);
	});
});

it('no target is ever given to two records, and none of another company to any, but its own number without prefix', () => {
	const names = ['Nordan', 'Eko', 'Fjord'];
	const numbers = ['', A, B];
	const prefix = fc.constantFrom('', 'A-', 'B-');
	const targets = fc.array(
		fc.tuple(
			prefix,
			fc.constantFrom('', '1', '2', '3'),
			fc.constantFrom(...names),
			fc.constantFrom(...numbers),
		),
		{ maxLength: 5 },
	);
	const records = fc.array(
		fc.tuple(fc.constantFrom('1', '2', '3'), fc.constantFrom(...names), fc.constantFrom(...numbers)),
		{ maxLength: 4 },
	);
	const how = fc.record({
		known: fc.boolean(),
		met: fc.boolean(),
		takeOver: fc.boolean(),
		linkByName: fc.boolean(),
	});
	fc.assert(
		fc.property(records, targets, how, (wanted, present, options) => {
			const sources = wanted.map(([key, name, number]) => record(key, name, number, 'A-'));
			const there = present.map(([before, key, name, number]) =>
				listed(key && `${before}${key}`, name, number),
			);
			const found = matched(sources, there, options).flatMap((match, index) =>
				match.kind === 'key' || match.kind === 'link' ? [{ ...match.target, ours: sources[index]!.key }] : [],
			);
			expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
			for (const { key, ours } of found) {
				const isBare = options.takeOver && `A-${key}` === ours;
				expect(key === '' || key.startsWith('A-') || isBare).toBe(true);
			}
		}),
		{ numRuns: 300 },
	);
});
