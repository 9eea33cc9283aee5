import { existsSync, readFileSync, readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_PATHS, samplesOf, type Samples } from '../schemas/samples.mts';
import { schemaOf } from '../schemas/schemaOf.mts';
import { Tenant } from './support/tenant.mts';

/**
 * n8n's editor shows the fields of a node before its first run from these files. `SCHEMAS=write` writes them anew, from
 * what the operations give in the sandbox.
 */

const VERSION = 'v1.0.0';
const fileOf = (path: string) => {
	const [node = '', ...rest] = path.split('/');
	return join('nodes', node, '__schema__', VERSION, `${rest.join('/')}.json`);
};

let tenant: Tenant;
let samples: Samples;

beforeAll(async () => {
	tenant = await Tenant.start({ subcontractors: 7 });
	samples = await samplesOf(tenant);
}, 120_000);
afterAll(async () => await tenant.stop());

describe('the fields that the editor shows before a run', () => {
	it.each(ALL_PATHS)('%s are those that it gives', (path) => {
		const given = samples.get(path) ?? [];
		expect(given.length, 'it gave nothing').toBeGreaterThan(0);
		const text = `${JSON.stringify(schemaOf(given), null, '\t')}\n`;
		if (process.env.SCHEMAS === 'write') {
			mkdirSync(dirname(fileOf(path)), { recursive: true });
			writeFileSync(fileOf(path), text);
		}
		expect(existsSync(fileOf(path)) ? readFileSync(fileOf(path), 'utf8') : 'no file').toBe(text);
	});

	it('are of operations that there are', () => {
		const files = ['Cinode', 'Kleer', 'KleerCinodeMapper'].flatMap((node) =>
			readdirSync(join('nodes', node, '__schema__', VERSION), { recursive: true })
				.map((file) => `${node}/${String(file)}`)
				.filter((file) => file.endsWith('.json'))
				.map((file) => file.replace('.json', '')),
		);
		expect(files.sort()).toEqual([...ALL_PATHS].sort());
	});
});
