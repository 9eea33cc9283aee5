import { bring, type Outcome } from '../../tenant/bring.ts';
import { N8nApi, N8nError } from '../../tenant/n8nApi.ts';
import { isPublishable } from '../../tenant/templates.ts';
import { steps, table } from './print.mts';
import { sendByFetch } from './sendByFetch.mts';
import type { Rendered, Tenant } from '../../tenant/types.ts';

interface Target {
	n8n: string;
	apiKey: string;
	publish: boolean;
	dryRun: boolean;
}

/** Brings the workflows into a running n8n; says what happened and what to do next, and whether all went well. */
export async function toN8n(
	tenant: Tenant,
	rendered: Rendered[],
	target: Target,
): Promise<{ text: string; isWell: boolean }> {
	const api = new N8nApi(target.n8n, sendByFetch(target.n8n, target.apiKey));
	const { outcomes, strangers, canListCredentials, stopped } = await bring(api, {
		tag: tenant.tag,
		rendered,
		dryRun: target.dryRun,
	});
	const isWell = stopped === undefined && (await publishAll(api, outcomes, target));
	const isDone = (action: Outcome['action']) => !target.dryRun || !['created', 'updated'].includes(action);
	const rows = outcomes.map((outcome) => [
		isDone(outcome.action) ? outcome.action : `would be ${outcome.action}`,
		stateOf(outcome),
		outcome.id,
		outcome.name,
	]);
	const text = [
		`${tenant.name} in ${target.n8n}, tag "${tenant.tag}"${target.dryRun ? '; nothing was written' : ''}`,
		table([['', '', 'id', 'name'], ...rows]),
		...told(outcomes, target.dryRun),
		...(strangers.length > 0
			? [
					`With the tag, but not of this file; left alone:\n${strangers.map((name) => `  ${name}`).join('\n')}`,
				]
			: []),
		...(stopped
			? [`It ended there: ${stopped.message}\nRun it again: what is there is found and finished.`]
			: []),
		...(target.dryRun || stopped ? [] : [steps('Next:', nextSteps(outcomes, target, canListCredentials))]),
	].join('\n\n');
	return { text, isWell: isWell && outcomes.every(({ action }) => action !== 'failed') };
}

function stateOf({ isPublished, isOutdated }: Outcome): string {
	return isOutdated ? 'published, an older version' : isPublished ? 'published' : '';
}

/** Those that others refer to come first; what is run by hand is never published. */
async function publishAll(api: N8nApi, outcomes: Outcome[], { publish, dryRun }: Target): Promise<boolean> {
	let isWell = true;
	for (const outcome of outcomes) {
		const isDone = outcome.isPublished && !outcome.isOutdated;
		if (!publish || isDone || outcome.action === 'failed' || !isPublishable(outcome.template)) continue;
		if (dryRun) {
			outcome.notes.push('would be published');
			continue;
		}
		try {
			outcome.isPublished = (await api.publish(outcome.id)).active;
			outcome.isOutdated = false;
		} catch (error) {
			if (!(error instanceof N8nError)) throw error;
			outcome.notes.push(`not published. ${error.message}`);
			isWell = false;
		}
	}
	return isWell;
}

function told(outcomes: Outcome[], dryRun: boolean): string[] {
	const lines = outcomes.flatMap(({ name, changes, notes }) => {
		const all = [
			...changes.map((change) => `${dryRun ? 'would be changed' : 'changed'}: ${change}`),
			...notes,
		];
		return all.length > 0
			? [`  ${name}`, ...all.map((line) => `    ${line.replaceAll('\n', '\n    ')}`)]
			: [];
	});
	return lines.length > 0 ? [lines.join('\n')] : [];
}

function nextSteps(outcomes: Outcome[], { publish }: Target, canListCredentials: boolean): string[] {
	const missing = [...new Set(outcomes.flatMap((outcome) => outcome.unlinked))];
	const waiting = outcomes.filter(({ isPublished, template }) => !isPublished && isPublishable(template));
	const list: string[] = [];
	if (missing.length > 0) {
		const why = canListCredentials
			? 'not there, or there twice'
			: 'the key may not list credentials, and n8n found none of that name';
		list.push(
			`Credentials ${missing.map((name) => `"${name}"`).join(', ')}: ${why}. Make them, run this again.`,
		);
	}
	list.push('Run the set-up check, then each sync by hand; look at the results.');
	if (waiting.length > 0 && !publish) {
		list.push('When they are right: "dryRun": false in the tenant file, and this again with --publish.');
	}
	if (outcomes.some(({ isPublished }) => isPublished)) {
		list.push('n8n starts triggers after it has answered: look in the editor that none shows an error.');
	}
	return list;
}
