import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
	CINODE_DIALECTS,
	KLEER_DIALECTS,
	type CinodeDialect,
	type KleerDialect,
} from '../../sandbox/dialects.mts';
import { full } from '../../extent.mts';
import { coveringRows } from './coveringRows.mts';
import { Story } from './story.mts';

/** Every form that the facts call possible, alone and with every other one, means the same. */

vi.mock('n8n-workflow', async (original) => ({
	...(await original<typeof import('n8n-workflow')>()),
	sleep: async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms / 50)),
}));

let plain: Record<string, unknown>;

async function endOf(dialects: {
	kleer?: KleerDialect;
	cinode?: CinodeDialect;
}): Promise<Record<string, unknown>> {
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

/**
 * Where Cinode leaves out what is nothing, a project's parts that it doesn't name stay as they are in Kleer: absent never
 * clears. People and customers end alike.
 */
function comparable(state: Record<string, unknown>, { cinode }: { cinode?: CinodeDialect }) {
	const { inKleer, ...inCinode } = state;
	return cinode?.nulls === 'absent' ? inCinode : { ...inCinode, inKleer };
}

async function expectAsPlain(dialects: { kleer?: KleerDialect; cinode?: CinodeDialect }): Promise<void> {
	expect(comparable(await endOf(dialects), dialects)).toEqual(comparable(plain, dialects));
}

if (full) {
	describe('Kleer writes', () => {
		it.each(Object.entries(KLEER_DIALECTS))('%s', async (_name, kleer) => {
			await expectAsPlain({ kleer });
		});
	});

	describe('Cinode writes', () => {
		it.each(Object.entries(CINODE_DIALECTS))('%s', async (_name, cinode) => {
			await expectAsPlain({ cinode });
		});
	});
}

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

/** Each form once, where not every pair has its turn. */
const CHOSEN = full ? ROWS : withEachForm(ROWS);

function withEachForm(rows: typeof ROWS): typeof ROWS {
	const seen = new Set<string>();
	return rows.filter((row) => {
		const forms = Object.entries(row).flatMap(([side, values]) =>
			Object.entries(values).map(([name, value]) => `${side} ${name} ${String(value)}`),
		);
		const isNew = forms.some((form) => !seen.has(form));
		for (const form of forms) seen.add(form);
		return isNew;
	});
}

describe('pairs of forms', () => {
	it.each(CHOSEN.map((row, index) => [index + 1, row] as const))(
		'row %i',
		async (_index, { kleer, cinode }) => {
			await expectAsPlain({ kleer: kleer as KleerDialect, cinode: cinode as CinodeDialect });
		},
	);
});
