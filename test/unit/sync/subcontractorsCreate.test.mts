import { describe, expect, it } from 'vitest';
import { VendorError } from '../../../base';
import {
	SubcontractorsTenant,
	consultant,
	consultantWithout,
	resultOf,
	withoutPayroll,
} from '../support/subcontractors.mts';

const tenant = () => new SubcontractorsTenant();
const bodyOf = (one: SubcontractorsTenant) =>
	one.cinode.calls.find(({ name }) => name === 'createSubcontractor')!.args[0] as Record<string, unknown>;

describe('a new subcontractor', () => {
	it('is created by one request that carries everything', async () => {
		const one = tenant();
		one.setup = { languageId: 7, currencyId: 2, locationId: 9 };
		const run = await one.sync([consultant()]);
		expect(resultOf(run)).toMatchObject({ action: 'created', warnings: [] });
		expect(one.cinode.writes()).toHaveLength(1);
		const { password, passwordConfirm, ...body } = bodyOf(one);
		expect(body).toEqual({
			internalIdentifier: '2040',
			firstName: 'Rut',
			lastName: 'Ek',
			email: 'rut.ek@koda.se',
			phone: '073-765 43 21',
			gender: 1,
			languageId: 7,
			currencyId: 2,
			companyAddressId: 9,
			companyName: 'Koda Konsult AB',
			companyIdentifier: '556016-0680',
		});
		expect(password).toBe(passwordConfirm);
		expect(String(password)).not.toBe('');
	});

	it('without a payroll row has the gender Other, no phone and no warning', async () => {
		const one = tenant();
		const run = await one.sync([withoutPayroll()]);
		expect(resultOf(run)).toMatchObject({ action: 'created', warnings: [] });
		expect(bodyOf(one)).toMatchObject({ gender: 0, languageId: 1 });
		expect(bodyOf(one)).not.toHaveProperty('phone');
	});

	it('gets a password of its own, which no result holds', async () => {
		const one = tenant();
		const people = [consultant(), consultant({ internalId: 2, email: 'bo.ek@koda.se', name: 'Bo Ek' })];
		const run = await one.sync(people, { showSensitive: true });
		const passwords = one.cinode.rows.map(({ hidden }) => String(hidden.password));
		expect(new Set(passwords).size).toBe(2);
		for (const password of passwords) expect(JSON.stringify(run)).not.toContain(password);
	});

	it('is not created by a dry run', async () => {
		const one = tenant();
		const run = await one.sync([consultant()], { dryRun: true });
		expect(resultOf(run)).toMatchObject({ action: 'created', dryRun: true });
		expect(one.cinode.writes()).toEqual([]);
	});

	it.each([
		['inactive', consultant({ active: false })],
		['without e-mail', consultant({ email: null })],
		['whose active word Kleer did not return', consultantWithout('active')],
	])('that is %s is not created, and the result says why', async (_who, person) => {
		const one = tenant();
		const result = resultOf(await one.sync([person]));
		expect(result.action).toBe('skipped');
		expect(result.reason).toBeTruthy();
		expect(one.cinode.writes()).toEqual([]);
	});

	it('whose answer was lost is found again, and not created twice', async () => {
		const one = tenant();
		one.cinode.lose = ({ name }) => name === 'createSubcontractor';
		const run = await one.sync([consultant()]);
		expect(resultOf(run)).toMatchObject({ action: 'created', targetId: one.cinode.rows[0]!.companyUserId });
		one.cinode.lose = () => false;
		await one.sync([consultant()]);
		expect(one.cinode.rows).toHaveLength(1);
	});

	it('whose answer was lost, and that is not there, is a failure and is not sent again', async () => {
		const one = tenant();
		one.cinode.refuse = ({ name }) =>
			name === 'createSubcontractor' ? new VendorError('Cinode', 'answerLost', 'No answer came') : undefined;
		expect(resultOf(await one.sync([consultant()])).action).toBe('failed');
		expect(one.cinode.writes()).toHaveLength(1);
	});

	it('that is refused stops no other', async () => {
		const one = tenant();
		one.cinode.refuse = ({ name, args }) =>
			name === 'createSubcontractor' && (args[0] as { firstName: string }).firstName === 'Bo'
				? new VendorError('Cinode', 'invalid', 'E-mail is taken')
				: undefined;
		const bo = consultant({ internalId: 2, name: 'Bo Ek', email: 'bo.ek@koda.se' });
		const run = await one.sync([bo, consultant()]);
		expect(resultOf(run, '2').action).toBe('failed');
		expect(resultOf(run).action).toBe('created');
	});
});

describe('nobody is both a user and a subcontractor', () => {
	const user = {
		companyUserId: 71,
		firstName: 'Rut',
		lastName: 'Ek',
		companyUserEmail: 'rut.ek@koda.se',
		internalIdentifier: '2040',
		status: 3,
	};

	it.each([
		['the e-mail', { internalIdentifier: null }],
		['the e-mail, in another case', { internalIdentifier: null, companyUserEmail: 'Rut.Ek@KODA.se' }],
		['the key', { companyUserEmail: 'annan@firma.se', firstName: 'Annan' }],
		['both', {}],
		['both, disconnected', { status: 0 }],
	])('a user in Cinode with %s is a conflict that says what to do', async (_what, more) => {
		const one = tenant();
		one.cinode.people.push({ ...user, ...more });
		const { action, reason } = resultOf(await one.sync([consultant()]));
		expect(action).toBe('conflict');
		expect(reason).toMatch(/user/);
		expect(reason).toContain('71');
		expect(reason).toMatch(/disconnect|remove|take|correct/i);
		expect(one.cinode.writes()).toEqual([]);
	});

	it('a user with the e-mail is told once, and then stands', async () => {
		const one = tenant();
		one.cinode.people.push(user);
		await one.sync([consultant()]);
		const second = await one.sync([consultant()], { includeUnchanged: false });
		expect(second.results).toEqual([]);
		expect(second.summary.standing).toMatchObject([{ key: '2040', action: 'conflict' }]);
		expect(one.cinode.writes()).toEqual([]);
	});

	it('other users keep no subcontractor from being created', async () => {
		const one = tenant();
		one.cinode.people.push({ ...user, companyUserEmail: 'a@firma.se', internalIdentifier: '20' });
		expect(resultOf(await one.sync([consultant()])).action).toBe('created');
	});

	it('the users are not asked for where all subcontractors are there', async () => {
		const one = tenant();
		await one.sync([consultant()]);
		await one.sync([consultant()]);
		expect(one.cinode.names()).toEqual(['listSubcontractors']);
	});
});

describe('two people in Kleer', () => {
	it.each([
		['with one e-mail', consultant({ internalId: 2, name: 'Bo Ek' })],
		['with one key', consultant({ id: 41, name: 'Bo Ek', email: 'bo.ek@koda.se' })],
	])('%s are held back', async (_how, other) => {
		const one = tenant();
		const run = await one.sync([consultant(), other]);
		expect(run.results.map(({ action }) => action)).toEqual(['conflict', 'conflict']);
		expect(one.cinode.writes()).toEqual([]);
	});
});
