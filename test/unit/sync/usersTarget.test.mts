import { describe, expect, it } from 'vitest';
import { UsersTarget, type CinodeUsersApi } from '../../../sync';
import type { CinodeTag, CinodeUser } from '../../../models/cinode/people';
import { VendorError } from '../../../base';
import { cinodeUser, policies, wanted } from '../support/cinode.mts';

/** Notes every request; answers from what a test sets. */
function fakeApi(more: Partial<CinodeUsersApi> = {}) {
	const calls: string[] = [];
	const noted = <T,>(name: string, answer: T) => {
		calls.push(name);
		return Promise.resolve(answer);
	};
	const api: CinodeUsersApi = {
		listUsers: () => noted('listUsers', []),
		searchUsers: () => noted('searchUsers', { result: [], totalItems: 0 }),
		getUser: () => noted('getUser', cinodeUser()),
		createUser: () => noted('createUser', cinodeUser({ internalIdentifier: null })),
		patchUser: () => noted('patchUser', cinodeUser()),
		setPermissions: () => noted('setPermissions', undefined),
		setTags: (_id, tags) => noted('setTags', cinodeUser({ tags: tags as CinodeTag[] })),
		listTags: () => noted('listTags', []),
		listSubcontractors: () => noted('listSubcontractors', []),
		...more,
	};
	return { api, calls };
}

const target = (api: CinodeUsersApi) => new UsersTarget(api, policies(), () => 'random', {});
const newcomer = wanted({
	values: { internalIdentifier: '1017', email: 'anna.berg@firma.se', permissions: [200] },
	tags: { managed: ['Konsult'], set: ['Konsult'] },
});
const known = { unreadable: 'unknown', halfCreated: false, isUnkept: () => false } as const;
const lost = () => Promise.reject(new VendorError('Cinode', 'answerLost', 'no answer'));

describe('a creation in Cinode', () => {
	it('ends with the patch that carries the key', async () => {
		const { api, calls } = fakeApi();
		const users = target(api);
		await users.apply(await users.plan(newcomer, { kind: 'none' }, known));
		expect(calls[0]).toBe('createUser');
		expect(calls.at(-1)).toBe('patchUser');
		expect(calls).toEqual(expect.arrayContaining(['setPermissions', 'setTags']));
	});

	it('whose answer was lost goes on with the person that is there, and creates no second one', async () => {
		let creations = 0;
		const there: CinodeUser = cinodeUser({ companyUserId: 777, internalIdentifier: null });
		const patched: number[] = [];
		const { api } = fakeApi({
			createUser: () => {
				creations++;
				return lost();
			},
			searchUsers: async () => ({ result: [there], totalItems: 1 }),
			patchUser: async (id) => {
				patched.push(id);
				return there;
			},
		});
		const users = target(api);
		const applied = await users.apply(await users.plan(newcomer, { kind: 'none' }, known));
		expect({ creations, patched, id: applied.targetId }).toEqual({ creations: 1, patched: [777], id: 777 });
	});

	it('whose answer was lost, and that was not done, is a failure, and is not sent again', async () => {
		let creations = 0;
		const { api } = fakeApi({
			createUser: () => {
				creations++;
				return lost();
			},
			searchUsers: async () => ({
				result: [cinodeUser({ companyUserEmail: 'other@firma.se' })],
				totalItems: 1,
			}),
		});
		const users = target(api);
		const plan = await users.plan(newcomer, { kind: 'none' }, known);
		await expect(users.apply(plan)).rejects.toMatchObject({ kind: 'answerLost' });
		expect(creations).toBe(1);
	});
});

it('a tag that exists is sent with its id, and one that is new is made once for two people', async () => {
	const sent: Array<{ id?: number; name: string }> = [];
	const { api } = fakeApi({
		listTags: async () => [{ id: 9, name: 'konsult' }],
		setTags: async (_id, tags) => {
			sent.push(...tags);
			return cinodeUser({ tags: tags.map(({ id, name }, index) => ({ id: id ?? 70 + index, name })) });
		},
	});
	const users = target(api);
	const record = { ...newcomer, tags: { managed: ['Konsult', 'Ny'], set: ['Konsult', 'Ny'] } };
	const plans = await Promise.all([1, 2].map(() => users.plan(record, { kind: 'none' }, known)));
	await Promise.all(plans.map((plan) => users.apply(plan)));
	expect(sent.filter(({ name }) => name === 'Konsult').map(({ id }) => id)).toEqual([9, 9]);
	const made = sent.filter(({ name, id }) => name === 'Ny' && id === undefined);
	expect(made).toHaveLength(1);
});
