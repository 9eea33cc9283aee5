import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../e2e/support/scripts.mts';
import { FULL_SETUP, Tenant } from '../integration/support/tenant.mts';
import { printTable, times } from './support/tables.mts';

/**
 * Mapping Kleer's people by the mapper node beside a consultant's JavaScript for the same fields. Both run in a process
 * of their own without n8n around them: in n8n a Code node's items also go to the task runner and back.
 */

interface Measured {
	ms: number;
	/** What the result holds. */
	heldMb: number;
	/** The most that the process took, with its input. */
	peakMb: number;
	mapped: number;
}

const RECORDS = [1000, 10_000, 100_000];
const ROUNDS = 3;
const rows: Array<Array<string | number>> = [];
const perRecord: Record<string, number[]> = { mapper: [], code: [] };

beforeAll(async () => await ensureBuild());

afterAll(() => {
	const growth = (side: string) => (perRecord[side] ?? []).map((us) => us.toFixed(1)).join(' → ');
	printTable(
		'Mapping users',
		[
			...['records', 'mapper ms', 'code ms', 'ratio', 'mapper µs each', 'mapper holds MB', 'code holds MB'],
			...['mapper peak MB', 'code peak MB', 'mapped', 'by code'],
		],
		rows,
	);
	console.log(`µs per record: mapper ${growth('mapper')}; code ${growth('code')}`);
});

describe.each(RECORDS)('%i records', (records) => {
	it('time and memory', async () => {
		const mapper = await median('mapper', records);
		const code = await median('code', records);
		perRecord.mapper?.push((mapper.ms * 1000) / records);
		perRecord.code?.push((code.ms * 1000) / records);
		rows.push([
			...[records, Math.round(mapper.ms), Math.round(code.ms), times(mapper.ms, code.ms)],
			...[((mapper.ms * 1000) / records).toFixed(1), mapper.heldMb.toFixed(1), code.heldMb.toFixed(1)],
			...[Math.round(mapper.peakMb), Math.round(code.peakMb), mapper.mapped, code.mapped],
		]);
		// The mapper also passes on who isn't created: inactive people, leavers, people without payroll.
		expect(mapper.mapped).toBeGreaterThanOrEqual(code.mapped);
	});
});

describe('10,000 people of whom nobody changed', () => {
	it('mapping’s share of a run', async () => {
		const tenant = await Tenant.start({ people: 10_000 });
		tenant.sandbox.cinode.store.limits.plan.perDay = 1e6;
		const sync = async () => await tenant.sync({ mapper: FULL_SETUP, options: { maxCreates: 100_000 } });
		await sync();
		await sync();
		const from = performance.now();
		const { summary } = await sync();
		const runMs = performance.now() - from;
		await tenant.stop();
		expect(summary.counts.updated + summary.counts.created).toBe(0);
		const { ms } = await median('mapper', 10_000);
		printTable(
			'Mapping in a run',
			['people', 'mapping ms', 'run without changes ms', 'share'],
			[[10_000, Math.round(ms), Math.round(runMs), `${((100 * ms) / runMs).toFixed(1)} %`]],
		);
	});
});

/** The round with the median time. */
async function median(side: string, records: number): Promise<Measured> {
	const all: Measured[] = [];
	for (let round = 0; round < ROUNDS; round++) all.push(await mapOnce(side, records));
	return all.sort((a, b) => a.ms - b.ms)[Math.floor(ROUNDS / 2)] as Measured;
}

async function mapOnce(side: string, records: number): Promise<Measured> {
	const script = fileURLToPath(new URL('./support/mapOnce.mts', import.meta.url));
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['--import', 'tsx', script, side, String(records)],
		{ maxBuffer: 1e7 },
	);
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measured;
}
