import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
	CINODE_DIALECTS,
	KLEER_DIALECTS,
	type CinodeDialect,
	type KleerDialect,
} from '../../sandbox/dialects.mts';
import { coveringRows } from './coveringRows.mts';
import { Story } from './story.mts';

/** Every form that the facts call possible, alone and with every other one, means the same. */

vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms / 50)),
}));

let plain: unknown;

async function endOf(dialects: { kleer?: KleerDialect; cinode?: CinodeDialect }): Promise<unknown> {
	const story = await Story.begin(dialects);
	try {
		const first = await story.run();
		expect(first.errors).toEqual([]);
		expect(first.writes).toBeGreaterThan(60);
		story.change();
		const second = await story.run();
		expect(second.errors).toEqual([]);
		expect(second.writes).toBeGreaterThan(3);
		const quiet = await story.run();
		expect({ errors: quiet.errors, writes: quiet.writes }).toEqual({ errors: [], writes: 0 });
		return story.end();
	} finally {
		await story.stop();
	}
}

beforeAll(async () => {
	plain = await endOf({});
});

describe('Kleer writes', () => {
	it.each(Object.entries(KLEER_DIALECTS))('%s', async (_name, kleer) => {
		expect(await endOf({ kleer })).toEqual(plain);
	});
});

describe('Cinode writes', () => {
	it.each(Object.entries(CINODE_DIALECTS))('%s', async (_name, cinode) => {
		expect(await endOf({ cinode })).toEqual(plain);
	});
});

/** Rows in which every two forms of different kinds come together at least once. */
const ROWS = coveringRows({
	kleer: dimensionsOf(KLEER_DIALECTS),
	cinode: dimensionsOf(CINODE_DIALECTS),
});

function dimensionsOf(dialects: Record<string, object>): Record<string, unknown[]> {
	const dimensions: Record<string, unknown[]> = {};
	for (const dialect of Object.values(dialects)) {
		for (const [key, value] of Object.entries(dialect)) (dimensions[key] ??= [undefined]).push(value);
	}
	return dimensions;
}

describe('pairs of forms', () => {
	it.each(ROWS.map((row, index) => [index + 1, row] as const))(
		'row %i',
		async (_index, { kleer, cinode }) => {
			expect(await endOf({ kleer: kleer as KleerDialect, cinode: cinode as CinodeDialect })).toEqual(plain);
		},
	);
});
