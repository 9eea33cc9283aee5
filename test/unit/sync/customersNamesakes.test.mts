import { describe, expect, it } from 'vitest';
import { Namesakes } from '../../../sync/targets/customers/namesakes.ts';
import { client, mappedClients } from '../support/clients.mts';
import { CustomersTenant, OPTIONS, resultOf } from '../support/customers.mts';

describe.each([true, false])(
	'a namesake without ID of one that is created (Link by Name %j)',
	(linkByName) => {
		const warningsBeside = async (corporateIdentityNumber: string | null) => {
			const one = new CustomersTenant();
			one.options = { ...OPTIONS, linkByName };
			one.cinode.add({ name: 'Nordan Bygg AB', corporateIdentityNumber });
			const { action, warnings } = resultOf(await one.sync([client({ responsible: null })]), '1001');
			return { action, warnings };
		};

		it('and of another organisation number is another organisation: the advice is not to make them one', async () => {
			expect(await warningsBeside('556016-0680')).toEqual({ action: 'created', warnings: [] });
		});

		it('and of no number may be the same: linked, or told', async () => {
			const { action, warnings } = await warningsBeside(null);
			expect(action).toBe(linkByName ? 'linked' : 'created');
			expect(warnings).toEqual(linkByName ? [] : [expect.stringContaining("or switch 'Link by Name' on")]);
		});
	},
);

it('the advice is never to switch on what is on', () => {
	for (const isOn of [true, false]) {
		const namesakes = new Namesakes({ word: () => 'name', isWeak: () => !isOn });
		const target = { id: 5, key: '', label: 'Nordan', listState: '', disconnected: false };
		namesakes.note([{ ...target, linkKeys: ['name nordan bygg ab'], confirmingValues: [] }]);
		const [record] = mappedClients([client()]);
		if (!record) throw new Error('Not mapped');
		expect(/Link by Name/.test(namesakes.warnings(record, []).join())).toBe(!isOn);
	}
});
