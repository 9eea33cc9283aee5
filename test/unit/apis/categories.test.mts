import { expect, it } from 'vitest';
import type { KleerClient } from '../../../apis/kleer/client';
import { listClients } from '../../../apis/kleer/clients';
import { listEmployees } from '../../../apis/kleer/employees';
import { mapCustomers, mapUsers, type CategoryTag } from '../../../rules';
import { customersSetup } from '../support/clients.mts';
import { TODAY, usersSetup } from '../support/people.mts';

const USER = { id: 17, 'internal-id': 1017, name: 'Anna Berg', email: 'anna.berg@firma.se', active: true };

/** A Kleer with one person and one client, of category 41, whose name it shows or not. */
function kleerWith(entries: Array<{ id: number; name: string }>): KleerClient {
	const replies: Record<string, unknown[]> = {
		'/user': [USER],
		'/payroll/user': [{ user: { id: 17 }, 'dimension-entries': [{ id: 41 }] }],
		'/client': [
			{ id: 12, 'foreign-id': '1001', name: 'Nordan', active: true, 'dimension-entries': [{ id: 41 }] },
		],
		'/dimension': [{ id: 4, name: 'Kompetens' }],
		'/dimension/4/entry': entries,
	};
	return {
		list: async (path: string) => await Promise.resolve(replies[path] ?? []),
		unreadOf: () => ({}),
	} as unknown as KleerClient;
}

const OPTIONS = { today: TODAY, levelPerPerson: false, includeRawPayroll: false };

async function tagsIn(kleer: KleerClient, name: string) {
	const categoryTags: CategoryTag[] = [{ category: { id: 41, name }, tag: '' }];
	const users = mapUsers(await listEmployees(kleer, OPTIONS), usersSetup({ categoryTags }));
	const setup = customersSetup({ categoryTags, paymentTermsPrefix: '' });
	const customers = mapCustomers(await listClients(kleer), setup);
	return [users, customers].map(({ mapped, remarks }) => ({ ...mapped[0]!.record.tags, remarks }));
}

it('a category whose name Kleer doesn’t show keeps the name that set-up chose; its id is no tag', async () => {
	const tags = { managed: ['Backend'], set: ['Backend'], remarks: [] };
	expect(await tagsIn(kleerWith([]), 'Backend')).toEqual([tags, tags]);
});

it('a category that is renamed in Kleer gets its new name', async () => {
	const [users] = await tagsIn(kleerWith([{ id: 41, name: 'Server' }]), 'Backend');
	expect(users).toMatchObject({ managed: ['Backend', 'Server'], set: ['Server'] });
	expect(users!.remarks).toHaveLength(1);
});

it('a category without any name is no tag, and the mapping says so', async () => {
	for (const { managed, set, remarks } of await tagsIn(kleerWith([]), '')) {
		expect({ managed, set }).toEqual({ managed: [], set: [] });
		expect(remarks).toEqual([expect.stringContaining('41')]);
	}
});

it('a category that set-up names by its id alone gets Kleer’s name', async () => {
	const tags = { managed: ['Server'], set: ['Server'], remarks: [] };
	expect(await tagsIn(kleerWith([{ id: 41, name: 'Server' }]), '')).toEqual([tags, tags]);
});
