import { describe, expect, it } from 'vitest';
import type { MappedRecord } from '../../../rules';
import { matchRecords } from '../../../sync/match/matchRecords.ts';
import { listedUser } from '../../../sync/targets/users/usersTarget.ts';
import { PERSON_LINKS } from '../../../sync';
import { cinodeUser } from '../support/cinode.mts';
import { mappedUser } from '../support/people.mts';
import { SubcontractorsTenant, consultant, resultOf } from '../support/subcontractors.mts';

/** Whether Cinode's list of users also shows candidates, subcontractors, API accounts and bots is unknown. */
const EMAIL = 'anna.berg@firma.se';

const scheme = {
	links: PERSON_LINKS,
	linkKeys: (record: MappedRecord) => [String(record.values.email)],
	confirmingValues: (record: MappedRecord) => [String(record.values.email)],
};

function met(companyUserType: number | undefined, internalIdentifier: string | null) {
	const record = mappedUser({ key: '1017', values: { email: EMAIL, lastName: 'Berg' } });
	const user = cinodeUser({ companyUserType, internalIdentifier, companyUserEmail: EMAIL });
	const options = { knowsLink: () => false, hasMet: () => false, takeOver: true };
	return matchRecords([record], [listedUser(user)], scheme, options).get(record);
}

describe.each([
	['by key', '1017', 'key'],
	['by e-mail', null, 'link'],
])('a person in the list of users that would be met %s', (_how, key, kind) => {
	it.each([undefined, 0])('is met as an employee (type %j)', (type) => {
		expect(met(type, key)).toMatchObject({ kind });
	});

	it.each([
		[10, 'a candidate'],
		[20, 'a subcontractor'],
		[30, 'an API account'],
		[40, 'a bot'],
	])('is a conflict that names what it is (type %i)', (type, word) => {
		expect(met(type, key)).toMatchObject({ kind: 'conflict', reason: expect.stringContaining(`is ${word}`) });
	});
});

describe('a subcontractor that the list of users also shows', () => {
	it('is linked beside a newcomer: the list’s row is the same person', async () => {
		const one = new SubcontractorsTenant();
		const row = one.cinode.add();
		one.cinode.people.push({
			companyUserId: row.companyUserId,
			firstName: row.firstName,
			lastName: row.lastName,
			companyUserEmail: row.email,
			companyUserType: 20,
			internalIdentifier: null,
		});
		const people = [consultant(), consultant({ internalId: 2, email: 'bo.ek@koda.se', name: 'Bo Ek' })];
		const run = await one.sync(people);
		expect(one.cinode.names()).toContain('listPeople');
		expect(resultOf(run, '2').action).toBe('created');
		expect(resultOf(run)).toMatchObject({ action: 'drift', targetId: row.companyUserId });
	});
});
