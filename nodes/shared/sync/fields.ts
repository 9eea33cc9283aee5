import type { INodeProperties, INodePropertyOptions, NodePropertyTypes } from 'n8n-workflow';

/** A policy as a dropdown; the first is the default. */
export function policyField(
	displayName: string,
	name: string,
	policies: Record<string, { name: string; description: string }>,
	description: string,
): INodeProperties {
	const type: NodePropertyTypes = 'options';
	return {
		displayName,
		name,
		type,
		options: Object.entries(policies).map(([value, texts]): INodePropertyOptions => ({ ...texts, value })),
		default: Object.keys(policies)[0] ?? '',
		description,
	};
}

export function syncOptions(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
