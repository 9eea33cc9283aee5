import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { RunMemory, UsersTarget, runSync, type CinodeUsersApi } from '../../../sync';
import type { CinodeUser } from '../../../models/cinode/people';
import { VendorError, type VendorErrorKind } from '../../../base';
import { policies } from '../support/cinode.mts';
import { client } from '../support/clients.mts';
import { FakeClock } from '../support/clock.mts';
import { CustomersTenant } from '../support/customers.mts';
import { syncOptions } from '../support/fakeTarget.mts';
import { mappedUser } from '../support/people.mts';
import { VolatileStore } from '../support/volatileStore.mts';

/** A creation was done, its answer was lost, and the look for its result also fails. */
const KINDS: VendorErrorKind[] = [
	'answerLost',
	'unreachable',
	'budgetSpent',
	'rateLimited',
	'unauthorized',
	'forbidden',
	'invalid',
	'server',
];

describe.each(KINDS)('a lost creation, and a look for it that ends as %s', (kind) => {
	it('is finished by the next run: a person gets permissions', async () => {
		const anna = mappedUser({
			values: {
				internalIdentifier: '1017',
				firstName: 'Anna',
				lastName: 'Berg',
				email: 'anna.berg@firma.se',
				permissions: [200],
			},
			modes: { permissions: 'onCreate' },
		});
		const rows: CinodeUser[] = [];
		const permissions: number[][] = [];
		const store = new VolatileStore();
		const clock = new FakeClock();
		let isDown = true;
		const copy = () => structuredClone(rows[0] as CinodeUser);
		const api: CinodeUsersApi = {
			listUsers: async () => structuredClone(rows),
			searchUsers: async ({ term }) => {
				if (term && isDown) throw new VendorError('Cinode', kind, `look-up ${kind}`);
				return { result: structuredClone(rows), totalItems: rows.length };
			},
			getUser: async () => copy(),
			createUser: async ({ firstName, lastName, email }) => {
				const names = { firstName: String(firstName), lastName: String(lastName) };
				rows.push({ companyUserId: 1, ...names, companyUserEmail: String(email), status: 3, tags: [] });
				throw new VendorError('Cinode', 'answerLost', 'no answer');
			},
			patchUser: async (_id, operations) => {
				const key = operations.find(({ path }) => path === '/internalidentifier');
				if (key) Object.assign(rows[0] ?? {}, { internalIdentifier: key.value });
				return copy();
			},
			setPermissions: async (_id, levels) => void permissions.push(levels),
			setTags: async () => copy(),
			listTags: async () => [],
			listSubcontractors: async () => [],
		};
		const run = async () =>
			await runSync([anna], syncOptions({ retriesAll: true }), {
				target: new UsersTarget(api, policies(), () => 'random', {}),
				memory: new RunMemory(store, createHmac('sha256', 'test').digest('hex'), 'options', clock.now()),
				clock,
				usage: () => ({ kleer: 0, cinode: 0, dailyLeft: null }),
			});
		await run().catch(() => undefined);
		expect(rows).toHaveLength(1);
		isDown = false;
		const { results } = await run();
		expect(rows).toHaveLength(1);
		expect(results).toMatchObject([{ action: 'linked' }]);
		expect(permissions).toEqual([[200]]);
	});

	it('is finished by the next run: a customer gets what only a creation brings', async () => {
		const one = new CustomersTenant();
		one.setup = { modes: { customerContact: 'onCreate' } };
		let isDown = true;
		one.cinode.lose = ({ name }) => isDown && name === 'createCustomer';
		one.cinode.refuse = ({ name }) =>
			isDown && name === 'searchCustomers' && one.cinode.rows.length > 0
				? new VendorError('Cinode', kind, `look-up ${kind}`)
				: undefined;
		const nordan = client({ responsible: null, contact: 'Eva Ek' });
		await one.sync([nordan], { retriesAll: true }).catch(() => undefined);
		expect(one.cinode.rows).toHaveLength(1);
		isDown = false;
		await one.sync([nordan], { retriesAll: true });
		expect(one.cinode.rows).toHaveLength(1);
		expect(one.cinode.rows[0]?.contacts).toHaveLength(1);
	});
});
