import type { INodeProperties } from 'n8n-workflow';
import type { Scheme } from '../rules';
import { ValueCheck, called, isObject, unknownKey } from './checkValue';
import { SHARED, choicesOf, sharedKeyOf } from './choices';
import type { Called } from './suggest';
import type { Company, Remark } from './types';

/** The schemes that are on in a company, with all their choices: their own, the company's, and dry run. */
export function checkSchemes(
	company: Record<string, unknown>,
	schemes: Scheme[],
	path: string,
	dryRun: boolean,
	errors: Remark[],
): Company['schemes'] {
	const on = schemes.filter((scheme) => company[scheme] !== undefined && company[scheme] !== false);
	if (on.length === 0) {
		errors.push({ path, message: `has no scheme that is on: ${schemes.join(', ')}` });
	}
	checkShared(company, schemes, path, errors);
	return Object.fromEntries(
		on.map((scheme) => {
			const shared = Object.fromEntries(
				Object.entries(SHARED)
					.filter(([key, uses]) => uses[scheme] && company[key] !== undefined)
					.map(([key, uses]) => [uses[scheme], asKept(company[key])]),
			);
			const own = checkScheme(company[scheme], scheme, path, errors);
			return [scheme, { dryRun, ...shared, ...own }];
		}),
	);
}

/** What the company has once is checked as the first scheme's parameter that it sets. */
function checkShared(
	company: Record<string, unknown>,
	schemes: Scheme[],
	path: string,
	errors: Remark[],
): void {
	for (const [key, uses] of Object.entries(SHARED)) {
		const scheme = schemes.find((one) => uses[one]);
		const choice = scheme && choicesOf(scheme).get(uses[scheme] ?? '');
		if (company[key] === undefined || !choice) continue;
		new ValueCheck(choice.node, errors).check(company[key], choice.property, `${path}.${key}`);
	}
}

function checkScheme(
	value: unknown,
	scheme: Scheme,
	company: string,
	errors: Remark[],
): Record<string, unknown> {
	const path = `${company}.${scheme}`;
	if (!isObject(value)) {
		errors.push({ path, message: 'must be an object {…}, or false where the scheme is off' });
		return {};
	}
	const choices = choicesOf(scheme);
	const properties = [...choices.values()].map(({ property }) => property);
	const allowed = properties.filter(({ name }) => !sharedKeyOf(scheme, name));
	const checked: Record<string, unknown> = {};
	for (const [key, one] of Object.entries(value)) {
		const choice = choices.get(key);
		const shared = choice && sharedKeyOf(scheme, key);
		if (shared) {
			const message = `is one for the whole company: set ${company}.${shared} instead`;
			errors.push({ path: `${path}.${key}`, message });
		} else if (choice) {
			const check = new ValueCheck(choice.node, errors);
			checked[key] = check.check(one, choice.property, `${path}.${key}`);
		} else
			errors.push({
				path: `${path}.${key}`,
				message: unknownKey(key, called(allowed), '', allowed.flatMap(inside)),
			});
	}
	for (const [key, { property, node }] of choices) {
		if (!property.required || key in value) continue;
		const name = property.displayName.replace(/ Names? or IDs?$/, '');
		const message = `is missing: '${name}' in the node '${node}'. ${property.hint ?? property.description}`;
		errors.push({ path: `${path}.${key}`, message });
	}
	return checked;
}

/** The entries of a collection such as `modes`, under their whole key. */
function inside({ name, type, options }: INodeProperties): Called[] {
	if (type !== 'collection') return [];
	return called((options ?? []) as INodeProperties[]).map(({ word, names }) => ({
		word: `${name}.${word}`,
		names: [word, ...names],
	}));
}

/** Texts without spaces around them. */
function asKept(value: unknown): unknown {
	return typeof value === 'string' ? value.trim() : value;
}
