import type { CinodeCustomerReference, CinodePerson, CinodeProject } from '../cinodeRecords';
import { personalKeyProblem } from '../people/key';
import { holdsPersonalNumber, readableKey } from '../shared/personalNumberShape';
import { comparableKey } from '../shared/plainText';
import type { Remarks } from '../shared/types';
import { PROJECT_NUMBERS, type ProjectsSetup } from './setup';

/** What a project and those whom it names are known by in Kleer (docs/decisions.md#matching). */

/** The project's number in Kleer; `undefined` when Cinode has no value in the chosen field, or a personal number. */
export function projectNumber(
	project: Pick<CinodeProject, 'id' | 'identifier'>,
	{ numberSource, numberPrefix }: Pick<ProjectsSetup, 'numberSource' | 'numberPrefix'>,
): string | undefined {
	const value = comparableKey(numberSource === 'id' ? project.id : project.identifier);
	const number = `${numberPrefix}${value}`;
	return value === '' || holdsPersonalNumber(number) ? undefined : number;
}

/** The project's number, and why there is none. */
export function projectKey(
	project: Pick<CinodeProject, 'id' | 'identifier'>,
	setup: Pick<ProjectsSetup, 'numberSource' | 'numberPrefix'>,
): { key: string | undefined; keyName: string; keyProblem?: string } {
	const keyName = PROJECT_NUMBERS[setup.numberSource].name;
	const key = projectNumber(project, setup);
	const isPersonal = !key && setup.numberSource !== 'id' && comparableKey(project.identifier) !== '';
	return { key, keyName, ...(isPersonal ? { keyProblem: personalKeyProblem('Cinode', keyName) } : {}) };
}

/** The customer number of a customer or intermediator; who has none in Cinode rejects the project. */
export function customerNumber(
	customer: CinodeCustomerReference,
	what: string,
	setup: ProjectsSetup,
	remarks: Remarks,
): string | undefined {
	const { name, number } = customer;
	const found = withoutPrefix(number, setup);
	if (!number) {
		remarks.reject(whyNoNumber(customer, what, setup));
	} else if (!found) {
		remarks.reject(
			`The ${what} ${name} (${number}) belongs to another Kleer company: its key has another prefix`,
		);
	}
	return found;
}

const ALIKE = { name: 'of the same name', organisationNumber: 'with the same organisation number' };

/** What to do differs: a customer that is there twice in Cinode needn't be entered in Kleer. */
function whyNoNumber({ id, name, twins = [] }: CinodeCustomerReference, what: string, setup: ProjectsSetup) {
	const ours = twins.filter(({ number }) => withoutPrefix(number, setup));
	const [first, ...more] = ours;
	if (!first) {
		return (
			`The ${what} ${name} (Cinode id ${id}) has no Internal/External ID in Cinode: ` +
			"if Kleer doesn't have it, enter it there; then run the customers sync"
		);
	}
	const named = ours.map((one) => `${one.name} (${readableKey(one.number)}, Cinode id ${one.id})`).join(', ');
	const others = more.length > 0 ? 'other customers' : 'another customer';
	const have = more.length > 0 ? 'have one' : 'has one';
	const that = more.length > 0 ? 'the right one of them' : 'that one';
	return (
		`The ${what} ${name} (Cinode id ${id}) has no Internal/External ID in Cinode, but ${others} ${ALIKE[first.by]} ` +
		`${have}: ${named}. Put the project on ${that}, or move its ID to ${name} (Cinode id ${id}) if that is the one to keep`
	);
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
