import type { PeopleSetup } from '../people/setup';

/** Every choice of set-up for the subcontractors scheme. Cinode requires the language. */
export interface SubcontractorsSetup extends PeopleSetup {
	languageId: number;
}
