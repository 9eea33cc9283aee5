import { readLanguage, type Language } from '../reports';
import type { Scheme } from '../rules';
import { choicesOf } from './choices';
import { differingParameters, shownParameter } from './parameters';
import { SCHEDULES, setSchedule } from './schedules';
import { TEMPLATES, readTemplate } from './templates';
import type { N8nWorkflow } from './n8nApi';
import type { Schedule, ScheduleName, Tenant, Workflow } from './types';

/** n8n's limit of a tag's name. */
export const LONGEST_TAG = 24;

/** What a tenant's workflows in n8n are called, and what was chosen in them. */
export interface ReadBack {
	name: string;
	tag: string;
	company: string;
	timeZone: string;
	reportLanguage: Language;
	schedules: Record<ScheduleName, Schedule>;
	/** Of the schemes that are there, the choices that were asked for. */
	schemes: Tenant['companies'][number]['schemes'];
}

/** What set-up chooses itself. */
export type Chosen = Partial<Record<Scheme, readonly string[]>>;

/**
 * The tenant of this Kleer credential, as its workflows in n8n say it; nothing where there is none.
 * @param chosen By scheme, the choices to read.
 */
export function readBack(
	workflows: N8nWorkflow[],
	kleerCredentialId: string,
	chosen: Chosen,
): ReadBack | undefined {
	const own = TEMPLATES.flatMap((use) => {
		const end = `: ${readTemplate(use.file).name}`;
		return workflows
			.filter(({ name, tags = [] }) => name.endsWith(end) && tags.length > 0)
			.map((workflow) => ({ use, workflow, title: workflow.name.slice(0, -end.length) }));
	});
	const ofCompany = own.filter(({ workflow }) =>
		workflow.nodes.some(({ credentials }) => credentials?.kleerApi?.id === kleerCredentialId),
	);
	const [first] = ofCompany;
	if (!first) return undefined;
	const tag =
		(first.workflow.tags ?? []).find(({ name: tagName }) =>
			own.some(({ use, workflow }) => use.once && (workflow.tags ?? []).some(({ name }) => name === tagName)),
		)?.name ??
		first.workflow.tags?.[0]?.name ??
		'';
	const hub = own.find(
		({ use, workflow }) => use.once && (workflow.tags ?? []).some(({ name }) => name === tag),
	);
	const name = hub?.title ?? first.title;
	const company = first.title.startsWith(`${name}, `) ? first.title.slice(name.length + 2) : first.title;
	const found: ReadBack = {
		name,
		tag,
		company,
		timeZone: String(first.workflow.settings?.timezone ?? 'Europe/Stockholm'),
		reportLanguage: reportLanguageOf(ofCompany.map(({ workflow }) => workflow)),
		schedules: Object.fromEntries(
			Object.entries(SCHEDULES).map(([schedule, { fallback }]) => [schedule, fallback]),
		) as ReadBack['schedules'],
		schemes: {},
	};
	for (const { use, workflow } of ofCompany) {
		if (use.schedule) {
			const schedule = scheduleOf(workflow, use.file);
			if (schedule) found.schedules[use.schedule] = schedule;
		}
		if (!use.scheme) continue;
		const scheme = (found.schemes[use.scheme] ??= {});
		for (const key of chosen[use.scheme] ?? []) {
			const value = choiceIn(workflow, use.scheme, key, use.file);
			if (value !== undefined) scheme[key] ??= value;
		}
	}
	return found;
}

/** All workflows of a tenant say the same. */
function reportLanguageOf(workflows: N8nWorkflow[]): Language {
	const said = workflows.flatMap(({ nodes }) => nodes.map(({ parameters }) => parameters.reportLanguage));
	return said.map(readLanguage).find((language) => language !== undefined) ?? 'en';
}

function choiceIn(workflow: N8nWorkflow, scheme: Scheme, key: string, template: string): unknown {
	for (const { nodeId, place, template: of } of choicesOf(scheme).get(key)?.targets ?? []) {
		const node = of === template ? workflow.nodes.find(({ id }) => id === nodeId) : undefined;
		if (node) return shownParameter(node, place.path);
	}
	return undefined;
}

const HOURS = Array.from({ length: 24 }, (_, hour): Schedule => ({ daily: hour }));

/** The schedule of the set-up that makes just this trigger, if one does. */
function scheduleOf(workflow: N8nWorkflow, template: string): Schedule | undefined {
	const now = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.scheduleTrigger');
	if (!now) return undefined;
	return (['every5Minutes', 'hourly', ...HOURS] as Schedule[]).find((schedule) => {
		const made: Workflow = readTemplate(template);
		setSchedule(made, schedule, 0);
		const trigger = made.nodes.find(({ id }) => id === now.id);
		return trigger && differingParameters(trigger, now).length === 0;
	});
}
