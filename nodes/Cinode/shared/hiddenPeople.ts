import type { HiddenPeople } from '../../../sync';

/** What this process knows of people that Cinode's plain list leaves out, by company. */
const companies = new Map<string, HiddenPeople>();

export function hiddenPeopleOf(companyId: string): HiddenPeople {
	const hidden = companies.get(companyId) ?? {};
	companies.set(companyId, hidden);
	return hidden;
}
