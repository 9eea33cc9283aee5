import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cinodeCustomers } from '../../../apis/cinode/customers';
import { CinodeClient } from '../../../apis/cinode/client';
import { VendorError } from '../../../base';
import type { CinodeCustomer } from '../../../models/cinode/customers';
import type { CinodeCustomersApi, PatchOperation } from '../../../sync';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { leaveUnrecorded } from '../../unrecorded.mts';
import { FakeCinode } from '../../unit/support/customers.mts';

/**
 * Units run on a Cinode in memory, all else on the sandbox. Both have to be one model of customers: the same calls give
 * the same answers and leave the same behind.
 */

leaveUnrecorded();

let sandbox: Sandbox;
let client: CinodeClient;

beforeAll(async () => {
	sandbox = await startSandbox();
	sandbox.cinode.store.limits.plan.perWindow = 1e6;
	client = await CinodeClient.open(
		contextOf(await tokenOf(sandbox)) as never,
		{ perTwoSeconds: 1e6 } as never,
	);
});
afterAll(async () => await sandbox.close());

async function tokenOf({ cinode }: Sandbox): Promise<string> {
	const basic = Buffer.from(`${cinode.accessId}:${cinode.accessSecret}`).toString('base64');
	const answer = await fetch(`${cinode.url}/token`, { headers: { authorization: `Basic ${basic}` } });
	return ((await answer.json()) as { access_token: string }).access_token;
}

/** What n8n's helper does: the token, and JSON both ways. */
function contextOf(token: string) {
	return {
		getCredentials: async () => ({
			...{ baseUrl: sandbox.cinode.url, authentication: 'staticToken', staticToken: token },
			companyId: '',
		}),
		helpers: {
			httpRequestWithAuthentication: async (
				_name: string,
				{ method, url, body, headers }: Record<string, unknown>,
			) => {
				const answer = await fetch(String(url), {
					method: String(method),
					headers: { ...(headers as Record<string, string>), authorization: `Bearer ${token}` },
					...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
				});
				const text = await answer.text();
				const given: Record<string, string> = {};
				answer.headers.forEach((value, name) => (given[name] = value));
				return {
					statusCode: answer.status,
					headers: given,
					body: text === '' ? '' : (JSON.parse(text) as unknown),
				};
			},
		},
	};
}

/** What a sync may ask; `who` and `which` count what the story has made so far. */
type Step =
	| { do: 'create'; body: Record<string, unknown> }
	| { do: 'patch'; who: number; operations: PatchOperation[] }
	| { do: 'address'; who: number; city: string }
	| { do: 'readdress'; who: number; city: string }
	| { do: 'contact'; who: number; firstName: string; lastName: string }
	| { do: 'manage' | 'unmanage'; who: number }
	| { do: 'tag' | 'untag'; who: number; name: string }
	| { do: 'search'; value: string; operator: 'equals' | 'contains' };

/** One of the two models, as a story sees it. */
class World {
	private readonly ids: number[] = [];

	constructor(
		private readonly api: CinodeCustomersApi,
		private readonly manager: number,
		/** Sweden's, which is data and no part of the model. */
		private readonly countryId: number,
	) {}

	async does(step: Step): Promise<unknown> {
		try {
			return await this.answer(step);
		} catch (error) {
			if (error instanceof VendorError) return error.kind;
			throw error;
		}
	}

	private async answer(step: Step): Promise<unknown> {
		const { api } = this;
		if (step.do === 'search') {
			const found = await api.searchCustomers({ field: 'name', value: step.value, operator: step.operator });
			return found.filter(({ id }) => this.ids.includes(id)).map(({ id }) => this.ids.indexOf(id));
		}
		if (step.do === 'create') {
			const { country, ...body } = step.body;
			const made = await api.createCustomer(country ? { ...body, countryId: this.countryId } : body);
			this.ids.push(made.id);
			return shown(made);
		}
		const id = this.ids[step.who % Math.max(1, this.ids.length)] ?? 0;
		const now = async () => shown(await api.getCustomer(id));
		switch (step.do) {
			case 'patch':
				return shown(await api.patchCustomer(id, step.operations));
			case 'address':
				await api.createAddress(id, { addressType: 2, city: step.city });
				return await now();
			case 'readdress': {
				const [address] = (await api.getCustomer(id)).addresses ?? [];
				await api.updateAddress(id, address?.id ?? 0, { addressType: 2, city: step.city });
				return await now();
			}
			case 'contact':
				await api.createContact(id, { firstName: step.firstName, lastName: step.lastName });
				return await now();
			case 'manage':
				await api.addManagers(id, [this.manager]);
				return await now();
			case 'unmanage':
				await api.removeManager(id, this.manager);
				return await now();
			case 'tag':
				await api.addTag(id, { name: step.name });
				return await now();
			case 'untag': {
				const { tags = [] } = await api.getCustomer(id);
				const tag = tags?.find(({ name }) => name === step.name);
				if (tag) await api.removeTag(id, tag.id);
				return await now();
			}
		}
	}
}

/** What the sync reads of a customer, without ids. */
function shown(customer: CinodeCustomer) {
	const { name, description, identification, status, email, phone, vatNumber } = customer;
	return {
		...{ name, description, identification, status, email, phone, vatNumber },
		number: customer.corporateIdentityNumber,
		country: customer.country?.code ?? null,
		currency: customer.turnOverCurrency?.currencyCode ?? null,
		addresses: customer.addresses?.map(({ city }) => city),
		contacts: customer.contacts?.map(({ firstName, lastName }) => [firstName, lastName]),
		managers: customer.managers?.map(({ companyUserId }) => companyUserId),
		tags: customer.tags?.map((tag) => tag.name),
	};
}

const text = fc.constantFrom('Åsberga Teknik', 'Havsvide AB', 'Nordan', '');
const field = fc.constantFrom('name', 'description', 'identification', 'email', 'phone', 'vatNumber');
const who = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({ do: fc.constant('create' as const), body: fc.record({ name: text }) }),
	},
	fc.record({
		do: fc.constant('create' as const),
		body: fc.record({ name: fc.constant('Fullt AB'), identification: text, country: fc.constant('SE') }),
	}),
	fc.record({
		do: fc.constant('patch' as const),
		who,
		operations: fc.array(
			fc.record({
				op: fc.constant('replace' as const),
				path: field.map((name) => `/${name.toLowerCase()}`),
				value: fc.oneof(text.filter(Boolean), fc.constant(null)),
			}),
			{ minLength: 1, maxLength: 3 },
		),
	}),
	fc.record({ do: fc.constantFrom('address' as const, 'readdress' as const), who, city: text }),
	fc.record({ do: fc.constant('contact' as const), who, firstName: text, lastName: text }),
	fc.record({ do: fc.constantFrom('manage' as const, 'unmanage' as const), who }),
	fc.record({
		do: fc.constantFrom('tag' as const, 'untag' as const),
		who,
		name: fc.constantFrom('BV=30', 'Ramavtal'),
	}),
	fc.record({
		do: fc.constant('search' as const),
		value: text.filter(Boolean),
		operator: fc.constantFrom('equals' as const, 'contains' as const),
	}),
);

describe('the Cinode of the units and the sandbox', () => {
	it('answer the same calls alike, and show the same afterwards', { timeout: 120_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
				sandbox.reset();
				const [user] = sandbox.cinode.store.users.values();
				if (!user) throw new Error('The seed has nobody');
				const fake = new FakeCinode();
				fake.users.push({
					...{ companyUserId: user.id, internalIdentifier: '1' },
					...{ firstName: user.firstName, lastName: user.lastName },
				});
				const units = new World(fake, user.id, 46);
				const real = new World(cinodeCustomers(client), user.id, 1);
				for (const one of steps)
					expect(await units.does(one), JSON.stringify(one)).toEqual(await real.does(one));
			}),
			{ numRuns: 400 },
		);
	});
});
