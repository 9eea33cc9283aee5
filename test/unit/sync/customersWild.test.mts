import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linkableOrganisationNumber, type Client } from '../../../rules';
import { VendorError } from '../../../base';
import { cases } from '../../extent.mts';
import { client } from '../support/clients.mts';
import { CustomersTenant, OPTIONS, isWrite, type Row } from '../support/customers.mts';

const NUMBERS = [
	null,
	'556036-0793',
	'5560160680',
	'16 556012-5790',
	'850302-2397',
	'000000-0000',
	'556036-0794',
];
const NAMES = ['Nordan AB', 'NORDAN  ab', 'Eko AB', 'Fjord AS'];

const anyClient = fc.record({
	foreignId: fc.constantFrom('1', '2', '3', '4', '12'),
	name: fc.constantFrom(...NAMES),
	organisationNumber: fc.constantFrom(...NUMBERS),
	active: fc.constantFrom(true, true, true, false),
	contact: fc.constantFrom('Berit Lund', 'REF 1', null),
	paymentDays: fc.constantFrom(0, 30, null),
	countryCode: fc.constantFrom('SE', 'NO', null),
	phone: fc.constantFrom('08-1', '+46 8 1', null),
});
const anyCustomer = fc.record({
	identification: fc.constantFrom(null, '', '1', '2', '3', 'X9', '1234'),
	name: fc.constantFrom(...NAMES),
	corporateIdentityNumber: fc.constantFrom(...NUMBERS),
	status: fc.constantFrom(0, 1),
	phone: fc.constantFrom(null, '08-2'),
});
const anyTenant = fc.record({
	clients: fc.array(anyClient, { maxLength: 6 }),
	customers: fc.array(anyCustomer, { maxLength: 6 }),
	linkByName: fc.boolean(),
	takeOverKeys: fc.boolean(),
	strangers: fc.constantFrom(0, 20),
	showsTimes: fc.boolean(),
});
type AnyTenant = typeof anyTenant extends fc.Arbitrary<infer T> ? T : never;

function build({ clients, customers, linkByName, strangers, showsTimes }: AnyTenant) {
	const one = new CustomersTenant();
	one.cinode.showsTimes = showsTimes;
	one.options = { ...OPTIONS, linkByName, countries: new Map([['NO', 47]]) };
	one.cinode.users.push({
		companyUserId: 71,
		internalIdentifier: '1017',
		firstName: 'Anna',
		lastName: 'Berg',
	});
	for (let i = 0; i < strangers; i++) one.cinode.add({ name: `Främling ${i}`, identification: `S${i}` });
	for (const customer of customers) one.cinode.add(customer);
	const sources: Client[] = clients.map((each, index) => client({ id: index + 1, ...each }));
	return { one, sources };
}

/** As many runs as records can hold each other up. */
async function settle(one: CustomersTenant, sources: Client[], takeOverKeys: boolean): Promise<void> {
	for (let run = 0; run <= sources.length; run++) await one.sync(sources, { takeOverKeys });
}

const linkable = (number: string | null | undefined) => linkableOrganisationNumber(number ?? '');
const keysOf = (rows: Row[]) => rows.map(({ identification }) => identification).filter(Boolean);

it('the same input gives the same result: the second run writes nothing, remembered or not', async () => {
	await fc.assert(
		fc.asyncProperty(anyTenant, fc.boolean(), async (tenant, forgets) => {
			const { one, sources } = build(tenant);
			const { takeOverKeys } = tenant;
			const { summary } = await one.sync(sources, { takeOverKeys });
			if (forgets) one.forgetEverything();
			// What one run links or renames may settle another's conflict: that one comes a run later.
			if (summary.counts.conflict > 0) await settle(one, sources, takeOverKeys);
			await one.sync(sources, { takeOverKeys: tenant.takeOverKeys });
			expect(one.cinode.writes()).toEqual([]);
		}),
		{ numRuns: cases(10_000, 150) },
	);
});

it('no key comes to stand on two customers, and no other system’s key is lost without taking over', async () => {
	await fc.assert(
		fc.asyncProperty(anyTenant, async (tenant) => {
			const { one, sources } = build(tenant);
			const before = keysOf(one.cinode.rows);
			await one.sync(sources, { takeOverKeys: tenant.takeOverKeys });
			const after = keysOf(one.cinode.rows);
			for (const key of new Set(after)) {
				const allowed = Math.max(1, before.filter((other) => other === key).length);
				expect(after.filter((other) => other === key).length).toBeLessThanOrEqual(allowed);
			}
			if (!tenant.takeOverKeys) for (const key of before) expect(after).toContain(key);
		}),
		{ numRuns: cases(10_000, 150) },
	);
});

it('no client is linked to a customer that has another valid organisation number', async () => {
	await fc.assert(
		fc.asyncProperty(anyTenant, async (tenant) => {
			const { one, sources } = build(tenant);
			const numbersBefore = new Map(
				one.cinode.rows.map(({ id, corporateIdentityNumber }) => [id, linkable(corporateIdentityNumber)]),
			);
			const { results } = await one.sync(sources, { takeOverKeys: tenant.takeOverKeys });
			for (const { key, action, targetId } of results) {
				if (action !== 'linked') continue;
				const number = linkable(sources.find(({ foreignId }) => foreignId === key)?.organisationNumber);
				const before = numbersBefore.get(Number(targetId));
				if (number && before) expect(before).toBe(number);
			}
		}),
		{ numRuns: cases(10_000, 150) },
	);
});

it('the dry run says what the run then does, and writes nothing', async () => {
	await fc.assert(
		fc.asyncProperty(anyTenant, async (tenant) => {
			const { one, sources } = build(tenant);
			const { takeOverKeys } = tenant;
			const dry = await one.sync(sources, { takeOverKeys, dryRun: true });
			expect(one.cinode.writes()).toEqual([]);
			const live = await one.sync(sources, { takeOverKeys });
			expect(live.summary.counts).toEqual(dry.summary.counts);
		}),
		{ numRuns: cases(10_000, 150) },
	);
});

it('a run killed between any two requests is repaired by the next: as if it had never been killed', async () => {
	await fc.assert(
		fc.asyncProperty(anyTenant, fc.nat(25), fc.boolean(), async (tenant, at, forgets) => {
			// A key that was taken over makes room for others, so it matters how far the first run came.
			const takeOverKeys = false;
			const whole = build(tenant);
			await settle(whole.one, whole.sources, takeOverKeys);
			const { one, sources } = build(tenant);
			let writes = 0;
			let dead = false;
			one.cinode.refuse = (call) => {
				dead ||= isWrite(call) && writes++ >= at;
				return dead ? new VendorError('Cinode', 'unreachable', 'Gone') : undefined;
			};
			await one.sync(sources, { takeOverKeys }).catch(() => undefined);
			one.cinode.refuse = () => undefined;
			if (forgets) one.forgetEverything();
			await settle(one, sources, takeOverKeys);
			expect(one.cinode.rows).toHaveLength(whole.one.cinode.rows.length);
			expect(keysOf(one.cinode.rows).sort()).toEqual(keysOf(whole.one.cinode.rows).sort());
			for (const row of one.cinode.rows) {
				expect(row.addresses.length).toBeLessThanOrEqual(1);
				expect(row.managers.length).toBeLessThanOrEqual(1);
				expect(row.tags.filter(({ name }) => name.startsWith('BV=')).length).toBeLessThanOrEqual(1);
			}
		}),
		{ numRuns: cases(10_000, 150) },
	);
});

it('no result or summary holds a sole trader’s number', async () => {
	await fc.assert(
		fc.asyncProperty(anyTenant, async (tenant) => {
			const { one, sources } = build(tenant);
			const { takeOverKeys } = tenant;
			const runs = [
				await one.sync(sources, { takeOverKeys, dryRun: true }),
				await one.sync(sources, { takeOverKeys }),
			];
			expect(JSON.stringify(runs)).not.toMatch(/850302/);
		}),
		{ numRuns: cases(10_000, 80) },
	);
});
