import type { IDataObject } from 'n8n-workflow';
import type { KleerStore } from '../../sandbox/index.mts';

/** The set-up of all people's tests, as the mapper's parameters. */
export const SETUP = { languageId: 1, currencyId: 1, locationId: 301, permissions: [200] };

/** Kleer's entries of the category "Kompetens" that become tags; Data, UX and Projektledning don't. */
export const MANAGED_TAGS = [
	{ category: 4201, name: 'Backend' },
	{ category: 4202, name: 'Frontend' },
];
export const UNMANAGED_CATEGORY = 4203;
/** "Underkonsult" of the category "Anställningsform": such a person is a subcontractor without a supplier. */
export const SUBCONTRACTOR_CATEGORY = 4302;

const options = { subcontractorCategories: [`${SUBCONTRACTOR_CATEGORY}|Underkonsult`] };

export const USERS_MAPPER: IDataObject = {
	...SETUP,
	categoryTags: { rows: MANAGED_TAGS.map(({ category, name }) => ({ category: `${category}|${name}` })) },
	options,
};

export const SUBCONTRACTORS_MAPPER: IDataObject = {
	languageId: SETUP.languageId,
	currencyId: SETUP.currencyId,
	locationId: SETUP.locationId,
	options,
};

/** Ids of the Kleer users that are tied to a supplier or carry the category; for the first, the suppliers' ids. */
export function tiedToSupplier(kleer: KleerStore): Map<number, number[]> {
	const tied = new Map<number, number[]>();
	for (const { supplier, users } of kleer.subcontractors.values()) {
		for (const { id } of users) tied.set(id, [...(tied.get(id) ?? []), supplier.id]);
	}
	for (const user of kleer.users.values()) {
		const categories = [
			...(user.dimensions?.['dimension-entries'] ?? []),
			...(kleer.payroll.get(user.id)?.['dimension-entries'] ?? []),
		];
		if (categories.some(({ id }) => id === SUBCONTRACTOR_CATEGORY) && !tied.has(user.id))
			tied.set(user.id, []);
	}
	return tied;
}
