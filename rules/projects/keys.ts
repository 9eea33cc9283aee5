import type { CinodeCustomerReference, CinodePerson, CinodeProject } from '../cinodeRecords';
import type { Remarks } from '../shared/types';
import type { ProjectsSetup } from './setup';

/** What a project and those whom it names are known by in Kleer (design.md 3, Keys). */

/** The project's number in Kleer; `undefined` when Cinode has no value in the chosen field. */
export function projectNumber(
	project: Pick<CinodeProject, 'id' | 'identifier'>,
	{ numberSource, numberPrefix }: Pick<ProjectsSetup, 'numberSource' | 'numberPrefix'>,
): string | undefined {
	const value = numberSource === 'id' ? String(project.id) : project.identifier?.trim();
	return value ? `${numberPrefix}${value}` : undefined;
}

/** The customer number of a customer or intermediator; who has none in Cinode rejects the project. */
export function customerNumber(
	{ name, number }: CinodeCustomerReference,
	what: string,
	setup: ProjectsSetup,
	remarks: Remarks,
): string | undefined {
	const found = withoutPrefix(number, setup);
	if (!number) {
		remarks.reject(
			`The ${what} ${name} has no Internal/External ID in Cinode: enter it in Kleer and run the customers sync`,
		);
	} else if (!found) {
		remarks.reject(
			`The ${what} ${name} (${number}) belongs to another Kleer company: its key has another prefix`,
		);
	}
	return found;
}

/** Keys of people as Kleer has them; who has none is a warning, and the rest goes through. */
export function keysOf(
	people: CinodePerson[],
	what: string,
	setup: ProjectsSetup,
	remarks: Remarks,
): string[] {
	const keys = new Set<string>();
	for (const { key, name } of people) {
		const found = withoutPrefix(key, setup);
		if (found) keys.add(found);
		else if (key) remarks.warn(`${what}: ${name} (${key}) belongs to another Kleer company and is left out`);
		else
			remarks.warn(
				`${what}: ${name} has no Internal/External ID in Cinode, or is disconnected there, and is left out`,
			);
	}
	return [...keys];
}

/** The key without the prefix of this Kleer company; `undefined` when it is another's. */
export function withoutPrefix(key: string | null, { keyPrefix }: Pick<ProjectsSetup, 'keyPrefix'>) {
	return key?.startsWith(keyPrefix) ? key.slice(keyPrefix.length) || undefined : undefined;
}
