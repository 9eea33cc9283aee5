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
} from '../support/projects.mts';

/** What Cinode's reply left out is not empty (design.md 3, Missing is not empty). */

const { intermediator: _intermediator, ...withoutIntermediator } = project();
const unknownRoles: ProjectAsRead = { ...project({ roles: [] }), areRolesUnknown: true };

function mapped(source: ProjectAsRead) {
	const [one] = mapProjects([source], projectsSetup({ removePeople: true, withoutRoles: 'hourly' })).mapped;
	if (!one) throw new Error('Not mapped');
	return one.record;
}

describe('absent in the reply', () => {
	it('roles: nothing is said of people, prices, hours and dates, and nobody is taken off', () => {
		const { values, projectSetup, notCreated, warnings } = mapped(unknownRoles);
		for (const field of ['people', 'prices', 'budgetHours', 'openingDate', 'closingDate', 'fixedPrice'])
			expect(values).not.toHaveProperty(field);
		expect(projectSetup).toMatchObject({ isPeopleIncomplete: true, hasRoles: false });
		expect(notCreated).toBe('Cinode did not return its roles');
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

describe('who left', () => {
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
