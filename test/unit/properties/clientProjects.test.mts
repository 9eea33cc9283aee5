import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MappedProject } from '../../../rules';
import { mergeLeads, mergePeople, mergePrices, writeable, type ResolvedKeys } from '../../../sync';
import type { KleerProject, KleerProjectUser } from '../../../models/kleer/projects';
import { CONSULTING, mappedProject } from '../support/projects.mts';

/** Kleer's users 1 to 12; a key names each of the first 9, and three keys name none. */
const KEYS: ResolvedKeys = {
	currencies: {},
	fieldNames: new Map(),
	people: new Map(
		Array.from({ length: 9 }, (_, at) => [`key ${at + 1}`, { id: at + 1, name: `Person ${at + 1}` }]),
	),
};
const key = fc.integer({ min: 1, max: 12 }).map((id) => `key ${id}`);
const keys = fc.uniqueArray(key, { maxLength: 6 });
const idOf = (name: string) => KEYS.people.get(name)?.id;
const nameOf = (id: number) => `Person ${id}`;
const ore = fc.integer({ min: 0, max: 500_000 });

const activity = fc.record(
	{
		activity: fc.constantFrom(CONSULTING, 11, 12, 13).map((id) => ({ id })),
		price: ore,
		'supplier-price': ore,
		'price-from': fc.constant('2026-01-01'),
	},
	{ requiredKeys: ['activity'] },
);
const member: fc.Arbitrary<KleerProjectUser> = fc.record({
	user: fc.integer({ min: 1, max: 12 }).map((id) => ({ id })),
	activities: fc.uniqueArray(activity, { selector: (one) => one.activity.id, maxLength: 3 }),
	note: fc.constant('ours'),
});
const members = fc.uniqueArray(member, { selector: ({ user }) => user.id, maxLength: 6 });
const price = fc.record({ person: key, price: ore, supplierPrice: ore }, { requiredKeys: ['person'] });
const prices = fc.uniqueArray(price, { selector: ({ person }) => person, maxLength: 5 });

const base = mappedProject();
function record(values: Record<string, unknown>, projectSetup: Record<string, unknown> = {}): MappedProject {
	return {
		...base,
		values: { ...base.values, ...values },
		projectSetup: { ...base.projectSetup, ...projectSetup },
	} as MappedProject;
}
const copyOf = <T,>(value: T): T => structuredClone(value);

it('people: those of the roles are on, the others stay unless set-up says so, and no row is changed', () => {
	fc.assert(
		fc.property(
			keys,
			members,
			fc.boolean(),
			fc.boolean(),
			(people, present, removePeople, isPeopleIncomplete) => {
				const before = copyOf(present);
				const one = record({ people }, { removePeople, isPeopleIncomplete });
				const { list, change } = mergePeople(one, present, KEYS, nameOf);
				expect(present).toEqual(before);
				const wanted = people.flatMap((name) => idOf(name) ?? []);
				const mayRemove = removePeople && !isPeopleIncomplete && wanted.length === people.length;
				const stay = present.filter(({ user }) => !mayRemove || wanted.includes(user.id));
				expect(list.slice(0, stay.length)).toEqual(stay);
				const ids = list.map(({ user }) => user.id);
				expect(new Set(ids).size).toBe(ids.length);
				expect(new Set(ids)).toEqual(new Set([...stay.map(({ user }) => user.id), ...wanted]));
				expect(change === undefined).toBe(JSON.stringify(list) === JSON.stringify(present));
				expect(mergePeople(one, list, KEYS, nameOf).change).toBeUndefined();
			},
		),
	);
});

it('prices: only what is said for the activity changes; every other price, person and element stays', () => {
	fc.assert(
		fc.property(prices, members, (said, present) => {
			const before = copyOf(present);
			const one = record({ prices: said }, { activityId: CONSULTING });
			const { list, change } = mergePrices(one, present, KEYS, nameOf);
			expect(present).toEqual(before);
			expect(list.map(({ user }) => user)).toEqual(present.map(({ user }) => user));
			for (const [at, now] of list.entries()) {
				const was = present[at]!;
				const others = (one_: KleerProjectUser) =>
					(one_.activities ?? []).filter((row) => row.activity.id !== CONSULTING);
				expect(others(now)).toEqual(others(was));
				const row = (one_: KleerProjectUser) =>
					(one_.activities ?? []).filter((row_) => row_.activity.id === CONSULTING);
				expect(row(now).length).toBeLessThanOrEqual(1);
				const wanted = said.find(({ person }) => idOf(person) === now.user.id);
				const expected = { ...(row(was)[0] ?? { activity: { id: CONSULTING } }) };
				if (wanted?.price !== undefined) expected.price = wanted.price;
				if (wanted?.supplierPrice !== undefined) expected['supplier-price'] = wanted.supplierPrice;
				if (wanted || row(was)[0]) expect(row(now)).toEqual([expected]);
				expect({ ...now, activities: [] }).toEqual({ ...was, activities: [] });
			}
			expect(change === undefined).toBe(JSON.stringify(list) === JSON.stringify(present));
			expect(mergePrices(one, list, KEYS, nameOf).change).toBeUndefined();
		}),
	);
});

it('leads: project managers are on, and others go only where all are known', () => {
	fc.assert(
		fc.property(keys, members, fc.boolean(), fc.boolean(), (leads, present, onlyLeads, isLeadsIncomplete) => {
			const one = record({ leads }, { isLeadsIncomplete });
			const wanted = leads.flatMap((name) => idOf(name) ?? []);
			const isKnown = wanted.length > 0 && wanted.length === leads.length && !isLeadsIncomplete;
			const { list } = mergeLeads(one, present, KEYS, { onlyLeads }, nameOf);
			const stay = present.filter(({ user }) => !(onlyLeads && isKnown) || wanted.includes(user.id));
			expect(list.slice(0, stay.length)).toEqual(stay);
			expect(new Set(list.map(({ user }) => user.id))).toEqual(
				new Set([...stay.map(({ user }) => user.id), ...wanted]),
			);
			expect(mergeLeads(one, list, KEYS, { onlyLeads }, nameOf).change).toBeUndefined();
		}),
	);
});

it('an update gives back every element that Kleer showed, but for those that it doesn’t take', () => {
	const element = fc.stringMatching(/^[a-z]{3,8}(-[a-z]{3,8})?$/).map((name) => `x-${name}`);
	fc.assert(
		fc.property(fc.dictionary(element, fc.jsonValue()), members, (more, users) => {
			const project = {
				id: 900,
				client: { id: 5 },
				'fixed-price': false,
				number: '501',
				name: 'Ny e-handel',
				users,
				...more,
			} as KleerProject;
			const before = copyOf(project);
			const body = writeable(project);
			expect(project).toEqual(before);
			for (const [name, value] of Object.entries({ ...more, users })) {
				if (value !== null) expect(body[name]).toEqual(value);
			}
			expect(body).not.toHaveProperty('id');
			expect(body).not.toHaveProperty('client');
		}),
	);
});
