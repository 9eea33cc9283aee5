import type { IExecuteFunctions } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { readSyncParameters } from '../../../nodes/shared/sync/parameters';

/** A node with these options; nothing else is set. */
const nodeWith = (options: object) =>
	({
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			name === 'options' ? options : fallback,
	}) as unknown as IExecuteFunctions;

describe('Daily Requests', () => {
	// The editor's bound holds neither for expressions nor for workflows that were imported.
	it.each([
		[undefined, 10_000],
		[25_000, 25_000],
		[1_000_000, 1_000_000],
		[1e9, 1_000_000],
		['1000000000', 1_000_000],
		['many', 10_000],
		['', 10_000],
		[null, 10_000],
	])('%s is %i', (requestsPerDay, expected) => {
		expect(readSyncParameters(nodeWith({ requestsPerDay })).requestsPerDay).toBe(expected);
	});
});
