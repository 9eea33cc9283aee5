import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planTags } from '../../../sync';

const PREFIX = 'BV=';
const fold = (name: string) => name.trim().toLowerCase();
const isNumbered = (name: string) => name.startsWith(PREFIX) && /^[0-9]+$/.test(name.slice(PREFIX.length));

const managedName = fc.constantFrom('Industri', 'Offentlig sektor', 'Bank', 'Åkeri', 'BV=30', 'BV=10');
const ownName = fc.constantFrom('VIP', 'Ring först', 'BV=30 netto', 'BV=', 'Bankett');
const otherSpelling = (name: string) => fc.constantFrom(name, name.toUpperCase(), name.toLowerCase());

const present = fc
	.uniqueArray(fc.oneof(managedName, ownName).chain(otherSpelling), { selector: fold, maxLength: 8 })
	.map((names) => names.map((name, index) => ({ id: index + 1, name })));
const wanted = fc.uniqueArray(managedName, { maxLength: 4 });
const MANAGED = ['Industri', 'Offentlig sektor', 'Bank', 'Åkeri'];

/** What a customer's tags are afterwards, by the plan. */
function after(set: string[], tags: Array<{ id: number; name: string }>) {
	const plan = planTags({ set, managed: MANAGED, numbered: [PREFIX] }, tags);
	if (!plan) return { plan, names: tags.map(({ name }) => name) };
	return { plan, names: [...plan.kept.map(({ name }) => name), ...plan.wanted] };
}

it('people’s own tags stay, managed ones are those of the source, and none is there twice', () => {
	fc.assert(
		fc.property(wanted, present, (set, tags) => {
			const { names } = after(set, tags);
			const folded = names.map(fold);
			expect(new Set(folded).size).toBe(folded.length);
			const isManaged = (name: string) => MANAGED.map(fold).includes(fold(name)) || isNumbered(name);
			const own = (list: string[]) =>
				list.filter((name) => !isManaged(name) && !set.map(fold).includes(fold(name)));
			expect(own(names)).toEqual(own(tags.map(({ name }) => name)));
			expect(names.filter(isManaged).map(fold).sort()).toEqual(
				set
					.filter((name) => isManaged(names.find((one) => fold(one) === fold(name)) ?? name))
					.map(fold)
					.sort(),
			);
			for (const name of set) expect(folded).toContain(fold(name));
		}),
	);
});

it('doing it a second time does nothing', () => {
	fc.assert(
		fc.property(wanted, present, (set, tags) => {
			const { names } = after(set, tags);
			const then = names.map((name, index) => ({ id: index + 1, name }));
			expect(after(set, then).plan).toBeUndefined();
		}),
	);
});

it('a plan names what it does: every tag is kept, removed or added', () => {
	fc.assert(
		fc.property(wanted, present, (set, tags) => {
			const { plan } = after(set, tags);
			if (!plan) return;
			expect([...plan.kept, ...plan.removed].sort((a, b) => a.id - b.id)).toEqual(tags);
			expect(plan.wanted.length + plan.removed.length).toBeGreaterThan(0);
		}),
	);
});
