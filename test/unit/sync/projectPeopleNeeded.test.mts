import { describe, expect, it } from 'vitest';
import type { CinodeProject } from '../../../rules';
import type { KleerProject } from '../../../models/kleer/projects';
import { CONSULTING, ProjectsTenant, anna, bo, kleerProject, role } from '../support/projects.mts';
import { VolatileStore } from '../support/volatileStore.mts';

/** A person that isn't in Kleer holds back a project only where something waits for that person. */

const stranger = { id: 79, name: 'Eva Ny', key: '1099' };
const asSeller: Partial<CinodeProject> = { salesManagers: [stranger] };

async function push(
	kleer: Partial<KleerProject> | undefined,
	project: Partial<CinodeProject>,
	modes: Record<string, 'onCreate' | 'always' | 'off'> = {},
) {
	const one = new ProjectsTenant(...(kleer ? [kleerProject(kleer)] : []));
	one.store = new VolatileStore();
	const { results, summary } = await one.push([project], { setup: { modes } });
	const [{ warnings = [] } = {}] = results;
	return { one, isWaiting: summary.settled?.length === 0, warnings: warnings.join() };
}

describe('an unknown sales manager', () => {
	it('is no trouble where Kleer’s project has a reference already', async () => {
		const { one, isWaiting, warnings } = await push({ 'our-reference': { id: 63 } }, asSeller);
		expect({ isWaiting, warnings }).toEqual({ isWaiting: false, warnings: '' });
		expect(one.kleer.reads.filter((what) => what === 'users')).toHaveLength(1);
	});

	it('nor where it is written only on creation', async () => {
		const { isWaiting, warnings } = await push({ 'our-reference': null }, asSeller, {
			ourReference: 'onCreate',
		});
		expect({ isWaiting, warnings }).toEqual({ isWaiting: false, warnings: '' });
	});

	it.each<[string, Partial<KleerProject> | undefined, 'always' | undefined]>([
		['it is empty', { 'our-reference': null }, undefined],
		['it always follows', { 'our-reference': { id: 63 } }, 'always'],
		['the project is new', undefined, undefined],
	])('is told and waited for where %s', async (_what, kleer, mode) => {
		const { isWaiting, warnings } = await push(kleer, asSeller, mode ? { ourReference: mode } : {});
		expect(isWaiting).toBe(true);
		expect(warnings).toContain('1099');
	});
});

describe('an unknown project manager, and an unknown person of a role', () => {
	const both = { projectManagers: [bo, stranger], roles: [role(), role({ id: 2, person: stranger })] };

	it('are no trouble where Kleer’s project takes them only on creation', async () => {
		const { isWaiting, warnings } = await push({}, both, { leads: 'onCreate', people: 'onCreate' });
		expect({ isWaiting, warnings }).toEqual({ isWaiting: false, warnings: '' });
	});

	it('are waited for else', async () => {
		expect((await push({}, both)).isWaiting).toBe(true);
	});
});

describe('prices', () => {
	it('follow for those who are on the project though the people are left alone', async () => {
		const users = [{ user: { id: 61 }, activities: [{ activity: { id: CONSULTING }, price: 90_000 }] }];
		const roles = [role({ person: anna }), role({ id: 2, person: stranger })];
		const { one, isWaiting } = await push(
			{ users, 'our-reference': { id: 63 } },
			{ roles, projectManagers: [], salesManagers: [] },
			{ people: 'off' },
		);
		expect(one.body.users).toMatchObject([{ user: { id: 61 }, activities: [{ price: 110_000 }] }]);
		expect(isWaiting).toBe(false);
	});
});

describe('two people with one key in the list that was kept', () => {
	it('are told apart by the fresh one, once it was corrected in Kleer', async () => {
		const one = new ProjectsTenant(kleerProject({ users: [] }));
		const fresh = one.kleer.users;
		const kept = [...fresh, { id: 69, 'internal-id': 1017, name: 'Annan Berg' }];
		one.kleer.listUsers = async (isFresh?: boolean) => (isFresh ? fresh : kept);
		const { warnings } = await one.pushOne();
		expect(warnings.join()).not.toContain('1017');
		expect(one.body.users).toMatchObject([{ user: { id: 61 } }]);
	});
});
