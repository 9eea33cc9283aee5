import { NodeHelpers, type INodeParameters, type INodeTypeDescription } from 'n8n-workflow';
import { PROPERTIES } from './descriptions';
import { same } from './same';
import type { WorkflowNode } from './types';

/**
 * Which parameters differ between two states of a node, by name; those of a group as "options.maxCreates". n8n's
 * editor leaves out whatever has its default, however deep, so that is no difference.
 */
export function differingParameters(before: WorkflowNode, after: WorkflowNode): string[][] {
	const [a, b] = [whole(before), whole(after)];
	const isEqual = (x: unknown, y: unknown) =>
		isLocator(x) && isLocator(y)
			? x.value === y.value
			: (PROPERTIES[before.type] ? same : sameButForDefaults)(x, y);
	return keysOf(a, b).flatMap((key): string[][] => {
		if (isEqual(a[key], b[key])) return [];
		const [x, y] = [a[key], b[key]];
		if (!isGroup(x) || !isGroup(y) || isOne(x) || isOne(y)) return [[key]];
		return keysOf(x, y)
			.filter((child) => !isEqual(x[child], y[child]))
			.map((child) => [key, child]);
	});
}

/** A parameter as the editor shows it, its default included. */
export function shownParameter(node: WorkflowNode, [key = '', child]: string[]): unknown {
	const pick = (from: Record<string, unknown>) => {
		const value = from[key];
		return child === undefined ? value : isGroup(value) ? value[child] : undefined;
	};
	return pick(node.parameters) ?? pick(whole(node));
}

/** With all defaults, as far as this package knows them. */
function whole({ type, typeVersion, parameters }: WorkflowNode): Record<string, unknown> {
	if (type === 'n8n-nodes-base.scheduleTrigger') return { ...parameters, rule: wholeRule(parameters.rule) };
	const properties = PROPERTIES[type];
	if (!properties) return parameters;
	const description = { name: type, properties, version: typeVersion } as INodeTypeDescription;
	return (
		NodeHelpers.getNodeParameters(
			properties,
			parameters as INodeParameters,
			true,
			false,
			{ typeVersion },
			description,
		) ?? parameters
	);
}

/** What n8n's Schedule Trigger has where nothing is said. */
const INTERVAL = {
	field: 'days',
	minutesInterval: 5,
	hoursInterval: 1,
	daysInterval: 1,
	triggerAtHour: 0,
	triggerAtMinute: 0,
};

function wholeRule(rule: unknown): unknown {
	const { interval } = (rule ?? {}) as { interval?: object[] };
	return { interval: (interval ?? [{}]).map((one) => ({ ...INTERVAL, ...one })) };
}

/** Whether one is the other, or what is left of it when defaults are taken away. */
function sameButForDefaults(a: unknown, b: unknown): boolean {
	if (a === undefined || b === undefined) return true;
	if (Array.isArray(a) && Array.isArray(b)) {
		return a.length === b.length && a.every((one, index) => sameButForDefaults(one, b[index]));
	}
	if (!isGroup(a) || !isGroup(b)) return same(a, b);
	return keysOf(a, b).every((key) => sameButForDefaults(a[key], b[key]));
}

/** A choice from a list, by hand or by id: the value counts. */
function isLocator(value: unknown): value is { value: unknown } {
	return isGroup(value) && value.__rl === true;
}

/** A table or a locator is one thing. */
function isOne(group: Record<string, unknown>): boolean {
	return 'rows' in group || '__rl' in group;
}

function keysOf(a: object, b: object): string[] {
	return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

function isGroup(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
