import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { Cinode } from '../../nodes/Cinode/Cinode.node';
import { Kleer } from '../../nodes/Kleer/Kleer.node';
import { cinodeResources } from '../../nodes/Cinode/actions';
import { kleerResources } from '../../nodes/Kleer/actions';
import type { Resource } from '../../nodes/shared/resource';

const NODES = [
	['Cinode', new Cinode().description, cinodeResources],
	['Kleer', new Kleer().description, kleerResources],
] as const;

/** Numbers of another system or of people, which no list has; they are filters. */
const FOREIGN_IDS = ['foreignId', 'internalId'];

/** What needs no words: n8n explains Resource and Operation, and a notice is its own text. */
const isPlain = ({ name, type, displayName }: INodeProperties) =>
	['resource', 'operation'].includes(name) || type === 'notice' || displayName === 'Options';

/** Every parameter, also those in collections, with where it is shown. */
function parametersOf(properties: INodeProperties[], where = ''): Array<[string, INodeProperties]> {
	return properties.flatMap((property) => {
		const show = property.displayOptions?.show ?? {};
		const at = `${where}${[show.resource, show.operation].flat().filter(Boolean).join(' ')} ${property.name}`;
		const nested = (property.options ?? []).flatMap((option) =>
			'values' in option ? (option as INodePropertyCollection).values : 'type' in option ? [option] : [],
		) as INodeProperties[];
		return [[at, property] as [string, INodeProperties], ...parametersOf(nested, `${at} › `)];
	});
}

const optionsOf = ({ options = [] }: INodeProperties) => options as INodePropertyOptions[];

function namesIn(resources: Resource[]): string[] {
	return resources
		.flatMap((resource) => resource.operations.map(({ value }) => `${resource.value} ${value}`))
		.sort();
}

describe.each(NODES)('%s, as an AI agent sees it', (_name, { properties, usableAsTool }, resources) => {
	const dropdowns = properties.filter(({ name }) => name === 'operation');

	it('is a tool', () => expect(usableAsTool).toBe(true));

	it('shows exactly the operations that there are', () => {
		const shown = dropdowns.flatMap((dropdown) =>
			optionsOf(dropdown).map(({ value }) => `${dropdown.displayOptions?.show?.resource?.[0]} ${value}`),
		);
		expect(shown.sort()).toEqual(namesIn(resources));
		const shownResources = optionsOf(properties.find(({ name }) => name === 'resource') as INodeProperties);
		expect(shownResources.map(({ value }) => value).sort()).toEqual(
			dropdowns.map(({ displayOptions }) => displayOptions?.show?.resource?.[0]).sort(),
		);
		const names = shownResources.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
	});

	it('says of every operation what it does and what comes back', () => {
		for (const { name, action, description } of dropdowns.flatMap(optionsOf)) {
			expect(action, name).toMatch(/^[A-Z]/);
			expect(String(description).length, `${name}: ${action}`).toBeGreaterThan(25);
			expect(description, action).not.toBe(action);
		}
	});

	it('says of every parameter what it is', () => {
		const silent = parametersOf(properties).filter(
			([, property]) => !isPlain(property) && !property.description,
		);
		expect(silent.map(([at]) => at)).toEqual([]);
	});

	it('lets every ID of a record be chosen from a list that exists, or given', () => {
		const lists = Object.keys((_name === 'Cinode' ? new Cinode() : new Kleer()).methods?.listSearch ?? {});
		const locators = parametersOf(properties).filter(([, { type }]) => type === 'resourceLocator');
		expect(locators.length).toBeGreaterThan(5);
		for (const [at, { modes = [], default: value }] of locators) {
			expect(value, at).toEqual({ mode: 'list', value: '' });
			expect(modes.map(({ name }) => name).slice(0, 2), at).toEqual(['list', 'id']);
			expect(lists, at).toContain(modes[0]?.typeOptions?.searchListMethod);
		}
		const typed = parametersOf(properties).filter(
			([, { name, type }]) => /Id$/.test(name) && type === 'string' && !FOREIGN_IDS.includes(name),
		);
		expect(typed.map(([at]) => at)).toEqual([]);
	});

	it('has no operation that deletes people or disconnects them', () => {
		for (const resource of ['user', 'employee', 'subcontractor']) {
			const names = namesIn(resources).filter((name) => name.startsWith(`${resource} `));
			expect(names.join()).not.toMatch(/delete|remove|disconnect/i);
		}
		expect(parametersOf(properties).filter(([at]) => /user update .*status/.test(at))).toEqual([]);
	});
});
