import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSteps, type Step } from './support/engine.mts';
import { Tenant } from './support/tenant.mts';

/** The language of reports, in n8n's own engine. */

let tenant: Tenant;

beforeAll(async () => {
	tenant = await Tenant.start();
});

afterAll(async () => await tenant.stop());

async function give(items: IDataObject[], parameters: Step['parameters']): Promise<IDataObject> {
	const output = await runSteps(tenant.credentials, items, [
		{ name: 'Page', type: 'kleerCinodeMapper', parameters },
	]);
	return output('Page')[0]?.json ?? {};
}

async function reportIn(more: IDataObject): Promise<IDataObject> {
	const { rejected, results, summary } = await tenant.sync({ sync: { dryRun: true } });
	const items = [...rejected, ...results, summary] as unknown as IDataObject[];
	return await give(items, { operation: 'report', scheme: 'users', ...more });
}

/** A workflow of its own each, since what was told once isn't told again. */
const crashOf = (id: string) => ({
	execution: { error: { message: 'QQ' }, lastNodeExecuted: 'N' },
	workflow: { id, name: 'W' },
});

describe('a report’s language', () => {
	it('is English, and Swedish where that is chosen; what workflows branch on is the same', async () => {
		const [english, swedish] = [await reportIn({}), await reportIn({ reportLanguage: 'sv' })];
		expect(english).toMatchObject({ language: 'en', title: expect.stringMatching(/^Dry run, users: /) });
		expect(swedish).toMatchObject({
			language: 'sv',
			title: expect.stringMatching(/^Provkörning, anställda: /),
			html: expect.stringContaining('Vad det kostade'),
			markdown: expect.stringContaining('anrop till Cinode'),
			counts: english.counts,
			status: english.status,
		});
	});

	it('is kept by the page with the runs before it, whatever that page’s node says', async () => {
		const page = await give([await reportIn({ reportLanguage: 'sv' })], { operation: 'history' });
		expect(page.html).toContain('Vad det kostade');
	});

	it.each([
		['history', [{}], 'De senaste körningarna'],
		['alert', [crashOf('v')], 'W stannade'],
	])('is that of the node where no report says one: %s', async (operation, items, title) => {
		expect(await give(items, { operation, reportLanguage: 'sv' })).toMatchObject({ title });
	});

	it('of an alert that a workflow runs again is its report’s', async () => {
		const report = {
			workflow: { id: 'w', name: 'W' },
			scheme: 'users',
			requests: { kleer: 1, cinode: 1 },
			language: 'sv',
		};
		const output = await runSteps(
			tenant.credentials,
			[crashOf('w'), report],
			[{ name: 'Page', type: 'kleerCinodeMapper', parameters: { operation: 'alert' } }],
		);
		expect(output('Page').map(({ json }) => json.title)).toEqual(['W stopped', 'W går igen']);
	});
});
