import { describe, expect, it } from 'vitest';
import type { CinodeProject, CinodeProjectRole, WithoutRoles } from '../../../rules';
import { anna, bo, broker, mappedProject, nordan, rejectedProject, role } from '../support/projects.mts';

const hourly = role();
const fixed = role({ id: 2, contractType: 'fixed' });

describe('fixed price', () => {
	it.each<[string, CinodeProjectRole[], WithoutRoles, boolean | undefined]>([
		['all by the hour', [hourly, hourly], 'fixed', false],
		['all fixed', [fixed, fixed], 'hourly', true],
		['mixed', [hourly, fixed], 'fixed', false],
		['no role, and set-up says fixed', [], 'fixed', true],
		['no role, and set-up says by the hour', [], 'hourly', false],
		['no role, and set-up waits', [], 'wait', undefined],
	])('of %s', (_name, roles, withoutRoles, value) => {
		expect(mappedProject({ roles }, { withoutRoles }).values.fixedPrice).toBe(value);
	});

	it('warns only when the roles are mixed', () => {
		expect(mappedProject({ roles: [hourly, role({ ...fixed, person: bo })] }).warnings).toHaveLength(1);
		expect(mappedProject().warnings).toEqual([]);
	});

	it.each<[WithoutRoles, boolean]>([
		['wait', true],
		['hourly', false],
		['fixed', false],
	])('%s: whether a project without roles waits is %s', (withoutRoles, waits) => {
		expect(mappedProject({ roles: [] }, { withoutRoles }).notCreated !== undefined).toBe(waits);
	});
});

describe('the budget', () => {
	it.each<[string, Partial<CinodeProject>, number | null]>([
		['is the contract value in öre', { contractValue: 440_000 }, 44_000_000],
		['has öre', { contractValue: 1234.56 }, 123_456],
		['else is the estimated value', { contractValue: null, estimatedValue: 500_000 }, 50_000_000],
		['is empty without either', { contractValue: null, estimatedValue: null }, null],
	])('amount %s', (_name, more, value) => {
		expect(mappedProject(more).values.budgetAmount).toBe(value);
	});

	it('hours are the sum of the roles', () => {
		expect(mappedProject({ roles: [hourly, role({ extent: 37.5 })] }).values.budgetHours).toBe(437.5);
	});

	it.each<[string, CinodeProjectRole[]]>([
		['a role in percent', [hourly, role({ extentType: 'percent', extent: 50 })]],
		['no role', []],
	])('hours are not said with %s', (_name, roles) => {
		expect(mappedProject({ roles }).values).not.toHaveProperty('budgetHours');
	});
});

describe('the dates', () => {
	const dates = (...roles: Array<Partial<CinodeProjectRole>>) => {
		const { values } = mappedProject({ roles: roles.map(role) });
		return [values.openingDate, values.closingDate];
	};

	it('are the earliest start and the latest end', () => {
		expect(
			dates(
				{ startDate: '2026-11-01', endDate: '2027-01-31' },
				{ startDate: '2026-02-01', endDate: '2026-12-31' },
			),
		).toEqual(['2026-02-01', '2027-01-31']);
	});

	it('close nothing while a role is without end', () => {
		expect(dates({ endDate: '2027-01-31' }, { endDate: null })).toEqual(['2026-10-01', null]);
	});

	it('are not said without roles', () => {
		expect(dates()).toEqual([undefined, undefined]);
	});
});

describe('keys of people', () => {
	it('are those of roles, managers and references', () => {
		expect(
			mappedProject({ roles: [role(), role({ id: 2, person: bo }), role({ id: 3 })] }).values,
		).toMatchObject({ people: ['1017', '1018'], leads: ['1018'], ourReference: '1017' });
	});

	it('that are missing are a warning each, and the rest goes through', () => {
		const record = mappedProject({
			roles: [role(), role({ id: 2, person: { ...bo, key: null } })],
			projectManagers: [{ id: 73, name: 'Cia Dahl', key: null }, anna],
			salesManagers: [],
		});
		expect(record.values).toMatchObject({ people: ['1017'], leads: ['1017'] });
		expect(record.warnings.filter((text) => text.includes('Bo Ek'))).toHaveLength(1);
		expect(record.warnings.some((text) => text.includes('Cia Dahl'))).toBe(true);
	});

	it('lose the prefix, and those of another company are left out with a warning', () => {
		const record = mappedProject(
			{
				customer: { ...nordan, number: 'SE-1001' },
				intermediator: { ...broker, number: 'SE-1002' },
				roles: [role({ person: { ...anna, key: 'SE-1017' } }), role({ person: { ...bo, key: 'NO-1018' } })],
				projectManagers: [],
				salesManagers: [{ ...anna, key: 'SE-1017' }],
			},
			{ keyPrefix: 'SE-' },
		);
		expect(record.values).toMatchObject({
			client: '1001',
			brokerClient: '1002',
			people: ['1017'],
			ourReference: '1017',
		});
		expect(record.warnings.join()).toContain('NO-1018');
	});

	it('our reference is the sales manager, else the project manager, else empty', () => {
		const ofThese = (more: Partial<CinodeProject>) => mappedProject(more).values.ourReference;
		expect(ofThese({})).toBe('1017');
		expect(ofThese({ salesManagers: [] })).toBe('1018');
		expect(ofThese({ salesManagers: [], projectManagers: [] })).toBe(null);
	});
});

describe('customer and intermediator', () => {
	it.each<[string, Partial<CinodeProject>, string]>([
		['a customer without number', { customer: { ...nordan, number: null } }, 'Nordan Bygg AB'],
		['an intermediator without number', { intermediator: { ...broker, number: null } }, 'Mäklarhuset AB'],
		['no title', { title: '  ' }, 'title'],
		['no customer', { customer: null }, 'customer'],
	])('%s rejects the project and says so', (_name, more, text) => {
		expect(rejectedProject(more).reasons.join()).toContain(text);
	});

	it('a customer of another Kleer company rejects the project', () => {
		expect(rejectedProject({}, { keyPrefix: 'SE-' }).reasons.join()).toContain('Nordan Bygg AB (1001)');
	});

	it('your reference is the contact of the customer, or with an intermediator theirs', () => {
		const contacts = { customerContacts: ['Berit Lund', 'Olle Ask'], intermediatorContacts: ['Mia Rask'] };
		expect(mappedProject(contacts).values.yourReference).toBe('Berit Lund');
		expect(mappedProject({ ...contacts, intermediator: broker }).values.yourReference).toBe('Mia Rask');
		expect(
			mappedProject({ ...contacts, intermediator: broker, intermediatorContacts: [] }).values.yourReference,
		).toBe(null);
	});

	it('an intermediator that was removed is explicitly empty', () => {
		const record = mappedProject();
		expect(record.values.brokerClient).toBe(null);
		expect(record.modes.brokerClient).toBe('mirror');
	});
});

describe('the number', () => {
	it('is the id, or the identifier, with the prefix', () => {
		expect(mappedProject().key).toBe('501');
		expect(mappedProject({}, { numberSource: 'identifier' }).key).toBe('P-501');
		expect(mappedProject({}, { numberPrefix: 'C-' })).toMatchObject({
			key: 'C-501',
			values: { number: 'C-501' },
		});
	});

	it.each([null, '', '  '])('of the identifier %j rejects; the id never stands in', (identifier) => {
		expect(rejectedProject({ identifier }, { numberSource: 'identifier' }).key).toBe('');
	});
});

describe('terms of payment and dimensions', () => {
	it('are off, and by set-up', () => {
		expect(mappedProject({ customerTags: ['BV=30'] }).values).not.toHaveProperty('paymentDays');
		const modes = { paymentDays: 'always' as const };
		expect(mappedProject({ customerTags: ['BV=30', 'BV=x'] }, { modes }).values.paymentDays).toBe(30);
		expect(mappedProject({ customerTags: ['BV=30', 'BV=10'] }, { modes }).values.paymentDays).toBe(null);
		expect(mappedProject({}, { modes }).values).not.toHaveProperty('paymentDays');
	});

	it('the dimension is by team, else the one for all', () => {
		const dimensionsByTeam = [{ teamId: 5, entryId: 88 }];
		expect(mappedProject({}, { dimensionsByTeam, dimensionEntryId: 99 }).values.dimensionEntries).toEqual([
			88,
		]);
		expect(
			mappedProject({ teamId: null }, { dimensionsByTeam, dimensionEntryId: 99 }).values.dimensionEntries,
		).toEqual([99]);
		expect(mappedProject().values).not.toHaveProperty('dimensionEntries');
	});
});
