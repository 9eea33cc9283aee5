import { expect, it } from 'vitest';
import { numberExamples } from '../../../nodes/KleerCinodeMapper/setUp/lists';
import type { KleerClient } from '../../../models/kleer/clients';

/** Clients whose customer numbers are these. */
function clientsWith(...numbers: string[]): KleerClient[] {
	return numbers.map(
		(number, index) =>
			({ id: 100 + index, 'foreign-id': number, 'client-type': 'ORGANISATION' }) as KleerClient,
	);
}

it('three numbers that differ show what a field holds', () => {
	const { foreignId, id } = numberExamples(clientsWith('K1', 'K1', '', 'K2', 'K3', 'K4'));
	expect(foreignId).toEqual(['K1', 'K2', 'K3']);
	expect(id).toEqual(['100', '101', '102']);
});

// Made up, with a right check digit.
it.each(['811218-9876', '8112189876', '19811218-9876', 'EF 811218-9876', 'SE811218987601'])(
	'a sole trader’s number, %s, is no example: it is a personal number',
	(number) => {
		expect(numberExamples(clientsWith(number, 'K2')).foreignId).toEqual(['K2']);
	},
);
