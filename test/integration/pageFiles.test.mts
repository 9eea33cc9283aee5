import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSteps, type Step } from './support/engine.mts';
import { Tenant } from './support/tenant.mts';

/** Pages as files of their items, in n8n's own engine. */

let tenant: Tenant;

beforeAll(async () => {
	tenant = await Tenant.start();
});

afterAll(async () => await tenant.stop());

async function give(items: IDataObject[], parameters: Step['parameters']): Promise<INodeExecutionData> {
	const output = await runSteps(tenant.credentials, items, [
		{ name: 'Page', type: 'kleerCinodeMapper', parameters },
	]);
	return output('Page')[0] as INodeExecutionData;
}

async function reportOf(): Promise<INodeExecutionData> {
	const { rejected, results, summary } = await tenant.sync({ sync: { dryRun: true } });
	const items = [...rejected, ...results, summary] as unknown as IDataObject[];
	return await give(items, { operation: 'report', scheme: 'users' });
}

describe('the page is also a file of the item, and nowhere else', () => {
	it.each([
		['a run’s report', reportOf],
		['the last runs', async () => await give([{}], { operation: 'history' })],
		[
			'the report with the runs before it',
			async () => await give([(await reportOf()).json], { operation: 'history' }),
		],
		['the set-up check', async () => await give([{}], { operation: 'checkSetup' })],
	])('%s', async (_, read) => {
		const { json, binary } = await read();
		expect(Object.keys(binary ?? {})).toEqual(['report']);
		expect(binary?.report).toMatchObject({
			fileName: 'report.html',
			mimeType: 'text/html',
			fileType: 'html',
			fileSize: expect.stringMatching(/^\d+\.\d kB$/),
		});
		const page = Buffer.from(binary?.report?.data ?? '', 'base64').toString('utf8');
		expect(page).toBe(json.html);
		expect(page).toMatch(/^<!doctype html>.*<meta charset="utf-8">.*<h1/);
		// An id would be a file of n8n's, which an execution that isn't saved leaves behind.
		expect(binary?.report?.id).toBeUndefined();
	});
});

describe('a report’s time', () => {
	const at = async (more: IDataObject) =>
		String((await give([{}], { operation: 'report', scheme: 'users', ...more })).json.at);

	// The engine’s own zone is New York’s, as n8n’s is where nobody chose another.
	it('is Sweden’s where nothing else is chosen', async () =>
		expect(await at({})).toMatch(/T\d\d:\d\d:\d\d(\.\d+)?\+0[12]:00$/));

	it('is the chosen zone’s', async () => expect(await at({ timeZone: 'Asia/Tokyo' })).toMatch(/\+09:00$/));

	it('of a zone that there isn’t is an error that says so', async () =>
		await expect(at({ timeZone: 'Sweden/Stockholm' })).rejects.toThrow(
			"'Time Zone' is 'Sweden/Stockholm', which is no time zone",
		));
});
