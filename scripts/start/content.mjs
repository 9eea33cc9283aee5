import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../support/progress.mjs';
import { canBePublished } from './demo.mjs';

const hashOf = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What the demo's workflows keep in n8n beside its memory of each workflow. */
const TABLES = ['kleer_cinode_alerts', 'kleer_cinode_runs'];

/** How long Start Over waits for runs that are under way. */
const PATIENCE_MS = 30_000;

/** The demo's credentials and workflows in n8n, in step with a sandbox that forgets everything when it starts over. */
export class Demo {
	/**
	 * @param {import('../n8n/rest.mjs').N8nRest} rest
	 * @param {{ credentials: any[], workflows: any[], userFolder: string, page: string }} content
	 */
	constructor(rest, { credentials, workflows, userFolder, page }) {
		this.rest = rest;
		this.credentials = credentials;
		this.workflows = workflows;
		this.notes = join(userFolder, 'imported.json');
		this.page = page;
	}

	/** Brings everything into n8n, beside a sandbox that is as it is at every start. */
	async begin() {
		const noted = JSON.parse(await readFile(this.notes, 'utf8').catch(() => '{}'));
		for (const credential of this.credentials) {
			const hash = hashOf(credential);
			if (noted[credential.name] === hash) continue;
			await this.rest.saveCredential(credential);
			noted[credential.name] = hash;
		}
		// Somebody may have edited it in the editor; it stays so until it changes in the checkout.
		const isKept = (workflow) => noted[workflow.id] === hashOf(workflow);
		const kept = await this.takeOut(isKept);
		// n8n has begun to sync when it started, with what it remembered of another sandbox.
		await this.resetSandbox();
		const failed = await this.putIn(kept);
		for (const workflow of this.workflows) noted[workflow.id] = hashOf(workflow);
		for (const id of failed) delete noted[id];
		await writeFile(this.notes, JSON.stringify(noted, null, '\t'));
	}

	/** Both sides as they were at the start: the page's button, too, would else leave n8n with its memory. */
	async startOver() {
		const kept = await this.takeOut(() => true);
		await this.resetSandbox();
		await this.putIn(kept);
	}

	async resetSandbox() {
		const response = await fetch(new URL('sandbox/reset', this.page), { method: 'POST', body: '{}' });
		if (!response.ok) throw new Error(`The sandbox didn't start over: ${await response.text()}`);
	}

	/**
	 * Takes the demo's workflows out of n8n: with a workflow goes all that n8n remembers of it.
	 *
	 * @param {(workflow: any) => boolean} isKept whether what n8n holds of it comes back
	 * @returns {Promise<Map<string, any>>} those that come back, by id
	 */
	async takeOut(isKept) {
		const there = new Set((await this.rest.workflows()).map(({ id }) => id));
		const ours = this.workflows.filter(({ id }) => there.has(id));
		const kept = new Map();
		for (const workflow of ours) {
			if (isKept(workflow)) kept.set(workflow.id, await this.rest.workflow(workflow.id));
		}
		// Others call those that come first, so these go last.
		for (const { id } of ours.toReversed()) await this.rest.unpublish(id);
		await this.untilQuiet(ours.map(({ id }) => id));
		for (const { id } of ours.toReversed()) await this.rest.deleteWorkflow(id);
		await this.rest.deleteDataTables(TABLES);
		return kept;
	}

	/** Runs that are under way would write what they remember into the next life. */
	async untilQuiet(ids) {
		const until = Date.now() + PATIENCE_MS;
		for (;;) {
			const running = await this.rest.executions(undefined, { status: ['new', 'running'] });
			if (!running.some(({ workflowId }) => ids.includes(workflowId)) || Date.now() > until) return;
			await wait(200);
		}
	}

	/** @returns {Promise<string[]>} ids of those that n8n refused */
	async putIn(kept) {
		const failed = [];
		for (const workflow of this.workflows) {
			const known = kept.get(workflow.id);
			const { name, nodes, connections, settings } = known ?? workflow;
			// Whoever unpublished one finds it so.
			const isWanted = canBePublished({ nodes }) && known?.active !== false;
			try {
				await this.rest.saveWorkflow({ ...workflow, name, nodes, connections, settings });
				if (isWanted) await this.rest.publish(workflow.id);
			} catch (error) {
				say(`!! "${workflow.name}" is not running: ${error.message}`);
				failed.push(workflow.id);
			}
		}
		return failed;
	}
}
