import { addCinodeSubcontractor, addCinodeUser, ensureTag } from '../cinode/edits.mts';
import type { CinodeStore } from '../cinode/store.mts';
import type { Person } from './cast.mts';
import { companyOf } from './consultants.mts';

const DAY = 86_400_000;

/**
 * Cinode's subcontractors before anything was synced: one by the same e-mail, one that Kleer doesn't know, and
 * one that is still a company user there, with Kleer's id, from an earlier employment.
 */
export function addConsultants(store: CinodeStore, people: Person[], now: number): void {
	if (!people.some((person) => person.consultant)) return;
	for (const { consultant, email, name, ...person } of people) {
		const who = { email, firstName: name.first, lastName: name.last };
		if (consultant?.part === 'already-in-cinode') {
			const given = { companyName: `${name.last.replace(/^.* /, '')} Data`, tariff: 950, languageId: 1 };
			const tags = [ensureTag(store, 'Mentor').id];
			addCinodeSubcontractor(store, { ...who, ...given, tags }, now - 400 * DAY);
		}
		if (consultant?.part === 'moved') {
			const internalIdentifier = String(1001 + person.index);
			const employmentNumber = String(101 + person.index);
			const employmentStartDate = `${person.start}T00:00:00`;
			const given = { internalIdentifier, employmentNumber, employmentStartDate, languageId: 1 };
			addCinodeUser(store, { ...who, ...given, title: 'Konsult' }, now - 600 * DAY);
		}
	}
	addCinodeSubcontractor(
		store,
		{
			email: 'fabian.lyckehed@annanbyra.example',
			firstName: 'Fabian',
			lastName: 'Lyckehed',
			companyName: 'Annanbyrå i Provköping AB',
			tariff: 1100,
			languageId: 2,
		},
		now - 150 * DAY,
	);
}

/** Subcontractors as a finished sync would have left them, the company's own among the people included. */
export function addLinkedConsultants(
	store: CinodeStore,
	people: Person[],
	offices: number[],
	now: number,
): void {
	for (const person of people) {
		const { consultant, name } = person;
		// One with a category alone is a subcontractor only where set-up says so.
		if (person.part !== 'subcontractor' || ['inactive', 'category-only'].includes(consultant?.part ?? ''))
			continue;
		const company = companyOf(person);
		const readable = person.ssn !== '';
		addCinodeSubcontractor(
			store,
			{
				email: person.email.toLowerCase(),
				firstName: name.first,
				lastName: name.last,
				gender: !readable ? 0 : name.gender === 'male' ? 1 : 2,
				languageId: 1,
				phone: consultant && person.phone ? person.phone : null,
				companyName: company.name,
				companyIdentifier: company.orgno ?? null,
				internalIdentifier: String(1001 + person.index),
				locationId: offices[person.office] ?? null,
				defaultCurrencyId: 1,
			},
			now - DAY,
		);
	}
}
