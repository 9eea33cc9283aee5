import { describe, expect, it } from 'vitest';
import { SubcontractorsTenant, consultant } from '../support/subcontractors.mts';

describe('a server that allows only PUT', () => {
	it('gets none: it would replace gender and language, which nobody can read; the difference is drift', async () => {
		const one = new SubcontractorsTenant();
		one.cinode.allowed = ['GET', 'PUT'];
		const row = one.cinode.add({
			internalIdentifier: '2040',
			companyName: 'Gamla AB',
			tariff: 950,
			hidden: { gender: 2, languageId: 7 },
		});
		const before = structuredClone(row);
		const run = await one.sync([consultant()]);
		expect(run.summary.counts.drift).toBe(1);
		expect(row).toEqual(before);
		expect(one.cinode.writes()).toEqual([]);
	});
});
