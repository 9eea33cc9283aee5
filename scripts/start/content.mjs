import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../support/progress.mjs';
import { canBePublished, hasWebhook } from './demo.mjs';

const hashOf = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/**
 * Brings the demo's credentials and workflows into n8n and publishes them. What is there already and hasn't changed
 * in the checkout stays as it is: somebody may have edited it in the editor.
 *
 * @param {import('../n8n/rest.mjs').N8nRest} rest
 * @param {{ credentials: any[], workflows: any[], userFolder: string }} content
 */
export async function bringContent(rest, { credentials, workflows, userFolder }) {
	const notes = join(userFolder, 'imported.json');
	const noted = JSON.parse(await readFile(notes, 'utf8').catch(() => '{}'));
	const there = new Set((await rest.workflows()).map(({ id }) => id));

	for (const credential of credentials) {
		const hash = hashOf(credential);
		if (noted[credential.name] === hash) continue;
		await rest.saveCredential(credential);
		noted[credential.name] = hash;
	}
	for (const workflow of workflows) {
		const hash = hashOf(workflow);
		const known = there.has(workflow.id) && noted[workflow.id] === hash;
		// The sandbox forgets its webhooks when it stops, and n8n registers them only when it publishes.
		if (known && !hasWebhook(workflow)) continue;
		try {
			if (known) await rest.unpublish(workflow.id);
			else await rest.saveWorkflow(workflow);
			if (canBePublished(workflow)) await rest.publish(workflow.id);
			noted[workflow.id] = hash;
		} catch (error) {
			say(`!! "${workflow.name}" is not running: ${error.message}`);
			delete noted[workflow.id];
		}
	}
	await writeFile(notes, JSON.stringify(noted, null, '\t'));
}
