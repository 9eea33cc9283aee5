import { describe, expect, it } from 'vitest';
import type { Employee } from '../../../rules';
import { SubcontractorsTenant, consultant, withoutPayroll } from '../support/subcontractors.mts';

describe('a PUT on a subcontractor changes only what differs', () => {
	const putting = async (person: Employee) => {
		const one = new SubcontractorsTenant();
		one.cinode.allowed = ['GET', 'PUT'];
		const row = one.cinode.add({
			internalIdentifier: '2040',
			companyName: 'Gamla AB',
			title: 'Arkitekt',
			tariff: 950,
			rating: 4,
			linkedIn: 'https://linkedin.example/rut',
			hidden: { gender: 2, languageId: 7 },
		});
		await one.sync([person]);
		return row;
	};

	it('title, tariff, rating and LinkedIn, which Cinode shows, are kept', async () => {
		const { title, tariff, rating, linkedIn, companyName } = await putting(consultant());
		expect(companyName).toBe('Koda Konsult AB');
		expect({ title, tariff, rating, linkedIn }).toEqual({
			title: 'Arkitekt',
			tariff: 950,
			rating: 4,
			linkedIn: 'https://linkedin.example/rut',
		});
	});

	it('someone without a payroll row doesn’t become gender Other', async () => {
		expect((await putting(withoutPayroll())).hidden.gender).toBe(2);
	});
});
