import { expect, it } from 'vitest';
import { SubcontractorsTenant, consultant } from '../support/subcontractors.mts';

/** What the design says and the code doesn't do yet. Each moves to its own file once it is right. */

it('a PUT on a subcontractor never changes the language, which set-up sends on creation only', async () => {
	const one = new SubcontractorsTenant();
	one.cinode.allowed = ['GET', 'PUT'];
	const row = one.cinode.add({
		internalIdentifier: '2040',
		phone: '112',
		hidden: { gender: 1, languageId: 7 },
	});
	await one.sync([consultant()]);
	expect(row.hidden.languageId).toBe(7);
});
