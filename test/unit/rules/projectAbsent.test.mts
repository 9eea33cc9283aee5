import { describe, expect, it } from 'vitest';
import { mapProjects, type ProjectAsRead } from '../../../rules';
import {
	anna,
	bo,
	mappedProject,
	project,
	projectsSetup,
	ProjectsTenant,
	kleerProject,
	role,
} from '../support/projects.mts';

/** What Cinode's reply left out is not empty (docs/decisions.md#modes). */

const { intermediator: _intermediator, ...withoutIntermediator } = project();
const unknownRoles: ProjectAsRead = { ...project({ roles: [] }), areRolesUnknown: true };

function mapped(source: ProjectAsRead) {
	const [one] = mapProjects([source], projectsSetup({ removePeople: true, withoutRoles: 'hourly' })).mapped;
	if (!one) throw new Error('Not mapped');
	return one.record;
}

describe('absent in the reply', () => {
	it('roles: nothing is said of people, prices, hours and dates, and no person is taken off', () => {
		const { values, projectSetup, unread, warnings } = mapped(unknownRoles);
		for (const field of ['people', 'prices', 'budgetHours', 'openingDate', 'closingDate', 'fixedPrice'])
			expect(values).not.toHaveProperty(field);
		expect(projectSetup).toMatchObject({ isPeopleIncomplete: true, hasRoles: false });
		expect(unread).toBe('roles');
		expect(warnings).toEqual([]);
	});

	it('roles: explicitly none is still none', () => {
		const record = mapped(project({ roles: [] }));
		expect(record.values.people).toEqual([]);
		expect(record.notCreated).toBeUndefined();
	});

	it('roles: Kleer keeps its people, where set-up removes them', async () => {
		const tenant = new ProjectsTenant(kleerProject());
		const setup = { removePeople: true };
		await tenant.pushOne({ ...unknownRoles } as never, { setup });
		expect(tenant.kleer.projects[0]?.users).toHaveLength(1);
		await tenant.pushOne({ roles: [] }, { setup });
		expect(tenant.kleer.projects[0]?.users).toEqual([]);
	});

	it('intermediator: the broker is not cleared, and the reference stays', () => {
		const { values } = mapped(withoutIntermediator);
		expect(values).not.toHaveProperty('brokerClient');
		expect(values).not.toHaveProperty('yourReference');
		expect(mapped(project()).values).toMatchObject({ brokerClient: null, yourReference: 'Berit Lund' });
	});
});

describe('left out of the reply, also in mode mirror', () => {
	/** What is mapped of a project without that field. */
	function without(field: keyof ProjectAsRead, more: Partial<ProjectAsRead> = {}) {
		const modes = Object.fromEntries(
			['comment', 'budgetAmount', 'poNumber', 'ourReference', 'yourReference', 'closingDate'].map((row) => [
				row,
				'mirror',
			]),
		) as Record<string, 'mirror'>;
		const source = { ...project(), ...more, [field]: undefined } as ProjectAsRead;
		const [one] = mapProjects([source], projectsSetup({ modes, dimensionEntryId: 4 })).mapped;
		if (!one) throw new Error('Not mapped');
		return one.record;
	}

	it.each<[keyof ProjectAsRead, string]>([
		['description', 'comment'],
		['customerIdentifier', 'poNumber'],
		['customerContacts', 'yourReference'],
		['contractValue', 'budgetAmount'],
		['currency', 'budgetAmount'],
		['currency', 'prices'],
		['currency', 'currency'],
		['projectManagers', 'leads'],
		['salesManagers', 'ourReference'],
	])('%s: nothing is said of %s', (field, row) => {
		const { values, warnings } = without(field);
		expect(values).not.toHaveProperty(row);
		expect(warnings).toEqual([]);
	});

	it('the estimate stands in for a contract value that is none, and is none itself only where Cinode says so', () => {
		expect(without('description', { contractValue: null }).values.budgetAmount).toBe(50_000_000);
		expect(without('description', { contractValue: 0 }).values.budgetAmount).toBe(50_000_000);
		expect(without('estimatedValue').values.budgetAmount).toBe(44_000_000);
		expect(without('estimatedValue', { contractValue: null }).values).not.toHaveProperty('budgetAmount');
		expect(without('description', { contractValue: null, estimatedValue: null }).values).toMatchObject({
			budgetAmount: null,
		});
	});

	it('our reference: nobody where nobody leads or sells it, nothing where one of them isn’t said', () => {
		const none = { salesManagers: [] };
		expect(without('projectManagers', none).values).not.toHaveProperty('ourReference');
		expect(without('currency', { ...none, projectManagers: [] }).values.ourReference).toBeNull();
	});

	it('currency: the project isn’t created, since Kleer would choose one for good', () => {
		expect(without('currency').unread).toBe('currency');
		expect(without('description', { currency: null }).unread).toBeUndefined();
	});

	it('a team: the category for all others isn’t taken for its own', () => {
		const setup = projectsSetup({ dimensionEntryId: 4, dimensionsByTeam: [{ teamId: 5, entryId: 7 }] });
		const dimensionsOf = (teamId: number | null | undefined) =>
			mapProjects([{ ...project(), teamId } as ProjectAsRead], setup).mapped[0]?.record.values
				.dimensionEntries;
		expect([5, null, undefined].map(dimensionsOf)).toEqual([[7], [4], undefined]);
	});

	it('the end of a role: the closing date stays, unless another has no end', () => {
		const { endDate: _endDate, ...unsaid } = role();
		expect(without('description', { roles: [role(), unsaid] }).values).not.toHaveProperty('closingDate');
		expect(without('description', { roles: [role({ endDate: null }), unsaid] }).values).toMatchObject({
			closingDate: null,
		});
	});

	it('the people of the roles: no person is taken off', () => {
		const { person: _person, ...unsaid } = role();
		const incomplete = (roles: ProjectAsRead['roles']) =>
			without('description', { roles }).projectSetup?.isPeopleIncomplete;
		expect(incomplete([unsaid])).toBe(true);
		expect(incomplete([role({ person: null })])).toBe(false);
	});
});

describe('a person that left', () => {
	const left = { id: 79, name: 'Lea Gran', key: null };

	it('is told as one who may be disconnected', () => {
		const { warnings } = mappedProject({ projectManagers: [left] });
		expect(warnings.join()).toContain(
			'Lea Gran has no Internal/External ID in Cinode, or is disconnected there',
		);
	});

	it.each([
		['the next sales manager', { salesManagers: [left, anna], projectManagers: [bo] }, '1017'],
		['the project manager', { salesManagers: [left], projectManagers: [bo] }, '1018'],
		['the second project manager', { salesManagers: [left], projectManagers: [left, anna] }, '1017'],
		['nobody', { salesManagers: [left], projectManagers: [] }, undefined],
	])('as sales manager doesn’t hide %s as our reference, and is named', (_who, people, key) => {
		const { values, warnings } = mappedProject(people);
		expect(values.ourReference).toBe(key);
		expect(warnings.filter((text) => text.startsWith('Our reference: Lea Gran')).length).toBeGreaterThan(0);
	});
});
