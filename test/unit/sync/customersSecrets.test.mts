import { describe, expect, it } from 'vitest';
import { VendorError } from '../../../base';
import { ANY_SPELLING, SOLE_TRADER, SOLE_TRADER_VAT, SPELLINGS, client } from '../support/clients.mts';
import { CustomersTenant, OPTIONS, resultOf } from '../support/customers.mts';
import type { VolatileStore } from '../support/volatileStore.mts';

const trader = client({
	name: 'Rut Ek Snickeri',
	organisationNumber: SOLE_TRADER,
	vatNumber: SOLE_TRADER_VAT,
});
const amongMany = () => {
	const one = new CustomersTenant();
	for (let i = 0; i < 60; i++) one.cinode.add({ name: `Kund ${i}` });
	return one;
};
const told = (run: unknown) => JSON.stringify(run);

describe('a sole trader’s number is in no result or summary', () => {
	it.each(SPELLINGS)('when she is created, with her number %s', async (_how, spell) => {
		const one = new CustomersTenant();
		const run = await one.sync([client({ ...trader, organisationNumber: spell('8503022397') })]);
		expect(resultOf(run, '1001').action).toBe('created');
		expect(one.cinode.rows[0]!.corporateIdentityNumber).toMatch(ANY_SPELLING);
		expect(told(run)).not.toMatch(ANY_SPELLING);
	});

	it('when it replaces another in Cinode, nor is the other', async () => {
		const one = new CustomersTenant();
		one.cinode.add({ name: trader.name, identification: '1001', corporateIdentityNumber: '19920714-1236' });
		const run = await one.sync([trader]);
		const change = resultOf(run, '1001').changes.find(({ field }) => field === 'Organisation Number');
		expect(change).toEqual({ field: 'Organisation Number', from: 'changed', to: 'changed' });
		expect(told(run)).not.toMatch(/850302|920714/);
	});

	it('when a company’s number replaces it', async () => {
		const one = new CustomersTenant();
		one.cinode.add({
			name: 'Nordan Bygg AB',
			identification: '1001',
			corporateIdentityNumber: SOLE_TRADER,
			vatNumber: SOLE_TRADER_VAT,
		});
		const run = await one.sync([client()]);
		expect(resultOf(run, '1001').action).toBe('updated');
		expect(told(run)).not.toMatch(ANY_SPELLING);
	});

	it('when it is cleared by mirror', async () => {
		const one = new CustomersTenant();
		one.setup = { modes: { corporateIdentityNumber: 'mirror', vatNumber: 'mirror' } };
		await one.sync([trader]);
		const run = await one.sync([{ ...trader, organisationNumber: null, vatNumber: null }]);
		expect(one.cinode.rows[0]).toMatchObject({ corporateIdentityNumber: null, vatNumber: null });
		expect(told(run)).not.toMatch(ANY_SPELLING);
	});

	it.each<[string, (one: CustomersTenant) => void]>([
		[
			'two customers have it',
			(one) => [1, 2].forEach(() => one.cinode.add({ corporateIdentityNumber: SOLE_TRADER })),
		],
		[
			'another key stands there',
			(one) => one.cinode.add({ name: 'X', identification: 'X-1', corporateIdentityNumber: '8503022397' }),
		],
		['a stranger has the key', (one) => one.cinode.add({ name: 'Helt Annan', identification: '1001' })],
	])('when it is a conflict: %s', async (_what, prepare) => {
		const one = new CustomersTenant();
		prepare(one);
		const first = await one.sync([trader]);
		expect(resultOf(first, '1001').action).toBe('conflict');
		expect(told([first, await one.sync([trader])])).not.toMatch(ANY_SPELLING);
	});

	it('when she is linked, in a dry run and held by the brake', async () => {
		const brake = { maxCreates: 0, maxChangedShare: 0, maxSalaryJumps: 0, allowOnce: 0 };
		for (const more of [{}, { dryRun: true }, { brake }]) {
			const one = new CustomersTenant();
			if (!('brake' in more)) one.cinode.add({ name: 'X', corporateIdentityNumber: '8503022397' });
			expect(told(await one.sync([trader], more))).not.toMatch(ANY_SPELLING);
		}
	});

	it('when Cinode’s message repeats what was sent', async () => {
		const one = new CustomersTenant();
		one.cinode.refuse = ({ name }) =>
			name === 'createCustomer'
				? new VendorError('Cinode', 'invalid', `${SOLE_TRADER} and ${SOLE_TRADER_VAT} are wrong`)
				: undefined;
		const run = await one.sync([trader]);
		expect(resultOf(run, '1001').action).toBe('failed');
		expect(told(run)).not.toMatch(ANY_SPELLING);
	});

	it('nor in what is remembered', async () => {
		const one = new CustomersTenant();
		await one.sync([trader]);
		const { entries } = one.store as VolatileStore;
		expect([...entries].join('\n')).not.toMatch(ANY_SPELLING);
	});
});

it('is shown where the switch says so', async () => {
	const one = new CustomersTenant();
	const run = await one.sync([trader], { showSensitive: true });
	expect(resultOf(run, '1001').changes).toContainEqual({
		field: 'Organisation Number',
		from: null,
		to: SOLE_TRADER,
	});
});

it('a company’s number is shown: it is no secret', async () => {
	const one = new CustomersTenant();
	const run = await one.sync([client()]);
	expect(resultOf(run, '1001').changes).toContainEqual({
		field: 'Organisation Number',
		from: null,
		to: '556036-0793',
	});
});

it('left out by set-up is neither sent nor cleared', async () => {
	const one = new CustomersTenant();
	one.options = OPTIONS;
	one.setup = { sendSoleTraderNumbers: false, modes: { corporateIdentityNumber: 'mirror' } };
	const row = one.cinode.add({
		name: trader.name,
		identification: '1001',
		corporateIdentityNumber: '8503022397',
	});
	await one.sync([trader]);
	expect(row).toMatchObject({ corporateIdentityNumber: '8503022397', vatNumber: null });
	expect(told(one.cinode.writes())).not.toMatch(ANY_SPELLING);
});

describe('a personal number that is the ID of a customer in Cinode is in no result', () => {
	it.each<[string, Parameters<CustomersTenant['sync']>[1], string]>([
		['of a conflict', {}, 'conflict'],
		['of a link that takes it over', { takeOverKeys: true }, 'linked'],
	])('%s', async (_what, more, action) => {
		const one = new CustomersTenant();
		const same = { corporateIdentityNumber: '556036-0793', identification: SOLE_TRADER };
		one.cinode.add({ name: 'Nordan', ...same });
		const run = await one.sync([client()], more);
		expect(resultOf(run, '1001').action).toBe(action);
		expect(told(run)).not.toMatch(ANY_SPELLING);
	});

	it('of a creation beside it', async () => {
		const one = new CustomersTenant();
		one.setup = { keyPrefix: 'A-' };
		one.cinode.add({ name: 'Nordan Bygg AB', identification: SOLE_TRADER });
		const run = await one.sync([client()]);
		expect(resultOf(run, 'A-1001').warnings.join()).toMatch(/same name/);
		expect(told(run)).not.toMatch(ANY_SPELLING);
	});
});

describe('a sole trader’s number is in no message', () => {
	const soleTrader = client({ organisationNumber: SOLE_TRADER, vatNumber: null });
	const refused = (one: CustomersTenant, call: string, message: string) => {
		one.cinode.refuse = ({ name }) =>
			name === call ? new VendorError('Cinode', 'invalid', message) : undefined;
	};

	it.each([
		['850302-2397', '850302-2397'],
		['8503022397', '850302-2397'],
		['19850302-2397', '850302-2397'],
		['850302-2397', '8503022397'],
	])('of Cinode, which writes it %s where Kleer has %s', async (written, organisationNumber) => {
		const one = new CustomersTenant();
		refused(one, 'createCustomer', `CorporateIdentityNumber ${written} is not valid`);
		const run = await one.sync([client({ ...soleTrader, organisationNumber })]);
		expect(resultOf(run, '1001').action).toBe('failed');
		expect(JSON.stringify(run)).not.toMatch(ANY_SPELLING);
	});

	it('of a search that Cinode refuses', async () => {
		const one = amongMany();
		refused(one, 'searchCustomers', `CorporateIdentityNumber 8503022397 is not valid`);
		const told: unknown = await one.sync([soleTrader]).catch((error: unknown) => error);
		const text = told instanceof Error ? `${told.message} ${told.stack}` : JSON.stringify(told);
		expect(text).not.toMatch(ANY_SPELLING);
	});
});
