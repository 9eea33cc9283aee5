import { attempt } from '../base';
import { differences } from './differences';
import { keepEdits, type Edit } from './keepEdits';
import { linkCredentials, unlinked } from './linkCredentials';
import { bodyOf, merge } from './merge';
import { N8nError, type N8nApi, type N8nCredential, type N8nTag, type N8nWorkflow } from './n8nApi';
import { deepReplace } from './replace';
import type { Rendered, Workflow } from './types';

/** What happened to one workflow, or would. */
export interface Outcome {
	/** File name of its template, without its ending. */
	template: string;
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
	/** What people changed by hand, and what stays. */
	edits: Edit[];
	/** Remarks for a person. */
	notes: string[];
	/** As it is in n8n now, where this run wrote it or found it. */
	workflow?: N8nWorkflow;
}

export interface Brought {
	outcomes: Outcome[];
	/** With the tenant's tag, but not of its file. */
	strangers: string[];
	canListCredentials: boolean;
	/** What n8n said when it refused in the middle; the workflows before it are there. */
	stopped?: Error;
}

export interface Bring {
	tag: string;
	rendered: Rendered[];
	dryRun: boolean;
	/** All that the templates' credentials may be; without them, n8n is asked. */
	credentials?: N8nCredential[];
	/** What set-up made of its choices before: what people changed in it by hand stays. Without it, nothing does. */
	base?: Rendered[];
}

/** Creates and updates a tenant's workflows, found by tag and name; nothing without the tag is touched. */
export async function bring(api: N8nApi, given: Bring): Promise<Brought> {
	const { rendered } = given;
	const tag = (await api.tags()).find(({ name }) => name === given.tag);
	const all = await api.workflows();
	const names = rendered.map(({ workflow }) => workflow.name);
	const there = all.filter((one) => isTagged(one, given.tag));
	refuseDoubles(there, names);
	const untagged = new Map(
		rendered.map((one) => [one.workflow.name, unfinished(one.workflow, all, given.tag)]),
	);
	const credentials = given.credentials ?? (await api.credentials());
	const work = new Bringing(api, { ...given, credentials }, tag, all, untagged);
	work.knowIds();
	const outcomes: Outcome[] = [];
	let stopped: Error | undefined;
	for (const { template, workflow } of rendered) {
		const done = await attempt(async () => await work.bringOne(workflow));
		if (done.ok) outcomes.push({ template, ...done.value });
		else {
			stopped = done.error as Error;
			break;
		}
	}
	return {
		outcomes,
		strangers: there.map(({ name }) => name).filter((name) => !names.includes(name)),
		canListCredentials: credentials !== undefined,
		...(stopped ? { stopped } : {}),
	};
}

type Made = Omit<Outcome, 'template'>;

class Bringing {
	/** The ids that n8n gave, by those of the files. */
	private readonly ids = new Map<string, string>();

	constructor(
		private readonly api: N8nApi,
		private readonly given: Bring,
		private tag: N8nTag | undefined,
		private readonly all: N8nWorkflow[],
		private readonly untagged: Map<string, N8nWorkflow | undefined>,
	) {}

	knowIds(): void {
		for (const { workflow } of this.given.rendered) {
			const existing = this.find(workflow);
			if (existing) this.ids.set(workflow.id, existing.id);
		}
	}

	async bringOne(given: Workflow): Promise<Made> {
		const existing = this.find(given);
		const wanted = this.withIds(given);
		const base = this.given.base?.find(({ workflow }) => workflow.id === given.id)?.workflow;
		const edits =
			existing && base
				? keepEdits(this.withIds(base), existing, wanted, (id) => this.all.some((one) => one.id === id))
				: [];
		const { workflow, instead } = linkCredentials(wanted, this.given.credentials, existing);
		const outcome = existing ? await this.update(workflow, existing) : await this.create(workflow, given.id);
		return { ...outcome, edits, notes: [...outcome.notes, ...instead] };
	}

	private async create(workflow: Workflow, fileId: string): Promise<Made> {
		const body = bodyOf(workflow);
		const outcome = {
			name: body.name,
			action: 'created' as const,
			isPublished: false,
			isOutdated: false,
			changes: [],
			edits: [],
			notes: [],
		};
		if (this.given.dryRun)
			return { ...outcome, id: '', unlinked: this.given.credentials ? unlinked(body) : [] };
		this.tag ??= await this.api.createTag(this.given.tag);
		const created = await this.api.create(body, this.tag);
		this.ids.set(fileId, created.id);
		return { ...outcome, id: created.id, unlinked: unlinked(created), workflow: created };
	}

	private async update(workflow: Workflow, existing: N8nWorkflow): Promise<Made> {
		const { body, own, renamed, beside } = merge(workflow, existing);
		const changes = differences(existing, body);
		const outcome: Made = {
			name: body.name,
			id: existing.id,
			action: changes.length > 0 ? 'updated' : 'unchanged',
			isPublished: existing.active,
			isOutdated: isOutdated(existing),
			changes,
			unlinked: unlinked(existing),
			edits: [],
			workflow: existing,
			notes: [
				...(own.length > 0 && changes.length > 0 ? [`kept, not of the template: ${own.join(', ')}`] : []),
				...renamed.map((name) => `'${name}' has the template's name again; mend expressions that use it`),
				...(changes.length > 0 ? beside.map(putBetween) : []),
			],
		};
		if (this.given.dryRun) return outcome;
		await this.finish(existing);
		if (changes.length === 0) return outcome;
		const done = await attempt(async () => await this.api.update(existing.id, body));
		if (!done.ok) {
			// The new version may be saved while the published one stays: n8n says so.
			if (!(done.error instanceof N8nError) || !existing.active) throw done.error;
			return { ...outcome, action: 'failed', notes: [...outcome.notes, done.error.message] };
		}
		return {
			...outcome,
			workflow: done.value,
			unlinked: unlinked(done.value),
			isPublished: done.value.active,
			isOutdated: isOutdated(done.value),
		};
	}

	/** An earlier run was stopped between making it and giving it its tag. */
	private async finish({ id, name }: N8nWorkflow): Promise<void> {
		if (this.untagged.get(name)?.id !== id) return;
		this.tag ??= await this.api.createTag(this.given.tag);
		await this.api.tag(id, this.tag);
	}

	private withIds(workflow: Workflow): Workflow {
		return deepReplace(workflow, (text) => this.ids.get(text) ?? text) as Workflow;
	}

	private find({ name }: Workflow): N8nWorkflow | undefined {
		return (
			this.all.find((one) => one.name === name && isTagged(one, this.given.tag)) ?? this.untagged.get(name)
		);
	}
}

function isTagged({ tags }: N8nWorkflow, tag: string): boolean {
	return (tags ?? []).some(({ name }) => name === tag);
}

/**
 * A workflow of that name without the tag that was made from just this template by a run that was stopped.
 * @throws Error where another workflow has the name, by tag or not.
 */
function unfinished(given: Workflow, all: N8nWorkflow[], tag: string): N8nWorkflow | undefined {
	const ofName = all.filter(({ name }) => name === given.name);
	const ids = new Set(given.nodes.map(({ id }) => id));
	const isOurs = ({ nodes }: N8nWorkflow) => nodes.some(({ id }) => ids.has(id));
	const tagged = ofName.find((one) => isTagged(one, tag));
	if (tagged) {
		if (isOurs(tagged)) return undefined;
		throw new Error(
			`In n8n, "${given.name}" with the tag "${tag}" was not made from the template. Rename it, then do this again.`,
		);
	}
	const [other] = ofName;
	if (!other) return undefined;
	const isWhole = other.nodes.length === given.nodes.length && other.nodes.every(({ id }) => ids.has(id));
	if (isWhole && !other.active) return other;
	throw new Error(
		`In n8n, the name "${given.name}" is taken by a workflow without the tag "${tag}" (${other.id}). Rename it, then do this again.`,
	);
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
