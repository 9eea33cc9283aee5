import { attempt } from '../sync';
import { differences } from './differences';
import { linkCredentials, unlinked } from './linkCredentials';
import { bodyOf, merge } from './merge';
import { N8nError, type N8nApi, type N8nCredential, type N8nTag, type N8nWorkflow } from './n8nApi';
import { deepReplace } from './replace';
import type { Rendered, Workflow } from './types';

/** What happened to one workflow, or would. */
export interface Outcome {
	name: string;
	id: string;
	action: 'created' | 'updated' | 'unchanged' | 'failed';
	isPublished: boolean;
	/** Published, but in an older version than the one that is there now. */
	isOutdated: boolean;
	/** What differed. */
	changes: string[];
	/** Credentials to choose by hand. */
	unlinked: string[];
	/** Remarks for a person. */
	notes: string[];
}

export interface Brought {
	outcomes: Outcome[];
	/** With the tenant's tag, but not of its file. */
	strangers: string[];
	canListCredentials: boolean;
}

/** Creates and updates a tenant's workflows, found by tag and name; nothing without the tag is touched. */
export async function bring(
	api: N8nApi,
	tagName: string,
	rendered: Rendered[],
	dryRun: boolean,
): Promise<Brought> {
	const tag = (await api.tags()).find(({ name }) => name === tagName);
	const there = tag ? await api.tagged(tagName) : [];
	const names = rendered.map(({ workflow }) => workflow.name);
	refuseDoubles(there, names);
	const credentials = await api.credentials();
	const work = new Bringing(api, tagName, tag, there, credentials, dryRun);
	work.knowIds(rendered);
	const outcomes: Outcome[] = [];
	for (const { workflow } of rendered) outcomes.push(await work.bringOne(workflow));
	return {
		outcomes,
		strangers: there.map(({ name }) => name).filter((name) => !names.includes(name)),
		canListCredentials: credentials !== undefined,
	};
}

class Bringing {
	/** The ids that n8n gave, by those of the files. */
	private readonly ids = new Map<string, string>();

	constructor(
		private readonly api: N8nApi,
		private readonly tagName: string,
		private tag: N8nTag | undefined,
		private readonly there: N8nWorkflow[],
		private readonly credentials: N8nCredential[] | undefined,
		private readonly dryRun: boolean,
	) {}

	knowIds(rendered: Rendered[]): void {
		for (const { workflow } of rendered) {
			const existing = this.find(workflow);
			if (existing) this.ids.set(workflow.id, existing.id);
		}
	}

	async bringOne(given: Workflow): Promise<Outcome> {
		const existing = this.find(given);
		const wanted = deepReplace(given, (text) => this.ids.get(text) ?? text) as Workflow;
		const { workflow, instead } = linkCredentials(wanted, this.credentials, existing);
		const outcome = existing ? await this.update(workflow, existing) : await this.create(workflow, given.id);
		return { ...outcome, notes: [...outcome.notes, ...instead] };
	}

	private async create(workflow: Workflow, fileId: string): Promise<Outcome> {
		const body = bodyOf(workflow);
		const outcome = {
			name: body.name,
			action: 'created' as const,
			isPublished: false,
			isOutdated: false,
			changes: [],
			notes: [],
		};
		if (this.dryRun) return { ...outcome, id: '', unlinked: this.credentials ? unlinked(body) : [] };
		this.tag ??= await this.api.createTag(this.tagName);
		const created = await this.api.create(body, this.tag);
		this.ids.set(fileId, created.id);
		return { ...outcome, id: created.id, unlinked: unlinked(created) };
	}

	private async update(workflow: Workflow, existing: N8nWorkflow): Promise<Outcome> {
		const { body, own, renamed, beside } = merge(workflow, existing);
		const changes = differences(existing, body);
		const outcome: Outcome = {
			name: body.name,
			id: existing.id,
			action: changes.length > 0 ? 'updated' : 'unchanged',
			isPublished: existing.active,
			isOutdated: isOutdated(existing),
			changes,
			unlinked: unlinked(existing),
			notes: [
				...(own.length > 0 && changes.length > 0 ? [`kept, not of the template: ${own.join(', ')}`] : []),
				...renamed.map((name) => `'${name}' has the template's name again; mend expressions that use it`),
				...(changes.length > 0 ? beside.map(putBetween) : []),
			],
		};
		if (changes.length === 0 || this.dryRun) return outcome;
		const done = await attempt(async () => await this.api.update(existing.id, body));
		if (!done.ok) {
			// The new version may be saved while the published one stays: n8n says so.
			if (!(done.error instanceof N8nError) || !existing.active) throw done.error;
			return { ...outcome, action: 'failed', notes: [...outcome.notes, done.error.message] };
		}
		return {
			...outcome,
			unlinked: unlinked(done.value),
			isPublished: done.value.active,
			isOutdated: isOutdated(done.value),
		};
	}

	private find({ name }: Workflow): N8nWorkflow | undefined {
		return this.there.find((one) => one.name === name);
	}
}

/** It goes on sending; only what it fails to send isn't sent again. */
function putBetween(name: string): string {
	return (
		`'${name}' stands beside 'Alert Was Sent', not before it. Connect it to 'Alert Was Sent', and take away the ` +
		`connection from 'Alert' to there: then what it could not send is sent again`
	);
}

function isOutdated({ active, activeVersionId, versionId }: N8nWorkflow): boolean {
	return active && activeVersionId !== versionId;
}

function refuseDoubles(there: N8nWorkflow[], names: string[]): void {
	const doubled = names.filter((name) => there.filter((one) => one.name === name).length > 1);
	if (doubled.length === 0) return;
	const list = [...new Set(doubled)].map((name) => `"${name}"`).join(', ');
	throw new Error(
		`In n8n there are two workflows with this tenant's tag called ${list}. Remove or rename one.`,
	);
}
