import { readFileSync } from 'node:fs';
import type { IWorkflowSettings } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { runSteps } from './support/engine.mts';

const NO_CREDENTIALS = {} as Parameters<typeof runSteps>[0];

/** The report of a run without records, in a workflow with these settings. */
async function reportWith(settings: IWorkflowSettings) {
	const output = await runSteps(
		NO_CREDENTIALS,
		[{}],
		[{ name: 'Report', type: 'kleerCinodeMapper', parameters: { operation: 'report', scheme: 'users' } }],
		{ workflowId: 'kept data', settings },
	);
	return output('Report')[0]?.json ?? {};
}

describe('a report', () => {
	it.each(['users-sync', 'subcontractors-sync', 'customers-sync', 'project-push'])(
		'of %s says nothing of kept data, with the template’s settings',
		async (name) => {
			const { settings } = JSON.parse(readFileSync(`workflows/${name}.json`, 'utf8')) as {
				settings: IWorkflowSettings;
			};
			expect(await reportWith(settings)).not.toHaveProperty('keepsData');
		},
	);

	it('of a workflow without settings, as an import in the editor leaves it, says what n8n keeps', async () => {
		const { keepsData, html, markdown } = await reportWith({});
		expect(keepsData).toMatch(/successful, failed, manual executions/);
		for (const text of [html, markdown]) expect(text).toContain('n8n may keep');
	});

	it('names only what is kept', async () => {
		const { keepsData } = await reportWith({
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
		});
		expect(keepsData).toContain('manual executions');
		expect(keepsData).not.toMatch(/successful|failed/);
	});
});
