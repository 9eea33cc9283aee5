import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { cinodeProperties } from '../../../nodes/Cinode/actions/index.ts';
import { kleerProperties } from '../../../nodes/Kleer/actions/index.ts';

/** n8n gives an expression 250 ms by the clock, and fails the run when a busy machine needs longer for it. */
describe.each([
	['Cinode', cinodeProperties],
	['Kleer', kleerProperties],
])('%s', (_name, properties: INodeProperties[]) => {
	it('leaves no check of an ID to n8n’s clock', () => {
		const modes = properties.flatMap((property) =>
			(property.modes ?? []).map((mode) => ({ of: property.name, mode })),
		);
		expect(modes.length).toBeGreaterThan(3);
		const timed = modes.filter(({ mode }) => mode.validation ?? mode.extractValue);
		expect(timed.map(({ of }) => of)).toEqual([]);
	});
});
