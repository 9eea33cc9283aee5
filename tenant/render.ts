import { SCHEMES, type Scheme } from '../rules';
import { choicesOf } from './choices';
import { placesIn, setPlace } from './descriptions';
import { tableOf, slug, tagId, webhookIdOf, workflowId } from './identity';
import { withoutSchemes } from './lookUpOf';
import { setSchedule } from './schedules';
import { TEMPLATES, readTemplate } from './templates';
import { deepReplace, setCredentials } from './replace';
import type { Company, Rendered, Tenant, Workflow } from './types';

/** The templates' data tables: of the runs, of alerts that wait, of good runs, of what first writes showed, and of records. */
const TABLES = [
	'kleer_cinode_runs',
	'kleer_cinode_alerts',
	'kleer_cinode_good_runs',
	'kleer_cinode_first_writes',
	'kleer_cinode_records',
];

/** The template that asks those of the schemes. */
const LOOK_UP = 'look-up';

/** All workflows of a tenant; those that others refer to come first. The same file gives the same workflows. */
export function renderTenant(tenant: Tenant): Rendered[] {
	return TEMPLATES.flatMap((use): Rendered[] => {
		if (use.once) {
			return [{ template: use.file, file: `${use.file}.json`, workflow: renderOnce(tenant, use.file) }];
		}
		return tenant.companies.flatMap((company, index) => {
			if (use.scheme && !company.schemes[use.scheme]) return [];
			const workflow = renderFor(tenant, company, use.file);
			if (use.schedule) setSchedule(workflow, tenant.schedules[use.schedule], index);
			if (use.scheme) choose(workflow, company, use.scheme, use.file);
			if (use.file === LOOK_UP) withoutSchemes(workflow, Object.keys(company.schemes) as Scheme[]);
			const file = `${slug(company.name)}-${use.file}.json`;
			return [{ template: use.file, company: company.name, file, workflow }];
		});
	});
}

function renderOnce(tenant: Tenant, file: string): Workflow {
	return common(readTemplate(file), tenant, tenant.name, workflowId(tenant.name, '', file));
}

function renderFor(tenant: Tenant, company: Company, file: string): Workflow {
	const title = company.name.startsWith(tenant.name) ? company.name : `${tenant.name}, ${company.name}`;
	const id = workflowId(tenant.name, company.name, file);
	const workflow = common(readTemplate(file), tenant, title, id);
	setCredentials(workflow, company);
	return replaced(workflow, (text) => withOwnIds(text, tenant, company));
}

/** What every workflow of the tenant has: id, name, tag, time zone, language of reports, and references to the tenant's own. */
function common(template: Workflow, tenant: Tenant, title: string, id: string): Workflow {
	const workflow = {
		...template,
		id,
		name: `${title}: ${template.name}`,
		tags: [{ id: tagId(tenant.tag), name: tenant.tag }],
	};
	workflow.settings = { ...workflow.settings, timezone: tenant.timeZone };
	for (const node of workflow.nodes) {
		for (const place of placesIn(node)) {
			if (place.property.name === 'timeZone') setPlace(node, place, tenant.timeZone);
			if (place.property.name === 'reportLanguage') setPlace(node, place, tenant.reportLanguage);
		}
	}
	return replaced(workflow, (text) => (TABLES.includes(text) ? tableOf(text, tenant.name) : text));
}

/** Ids of templates and webhooks become those of this tenant and company, wherever they are named. */
function withOwnIds(text: string, tenant: Tenant, company: Company): string {
	for (const webhookId of WEBHOOK_IDS) {
		if (text.includes(webhookId)) {
			return text.replaceAll(webhookId, () => webhookIdOf(tenant.name, company.name, webhookId));
		}
	}
	const template = TEMPLATES.find(({ file }) => TEMPLATE_IDS[file] === text);
	return template ? workflowId(tenant.name, template.once ? '' : company.name, template.file) : text;
}

/** The choices of a scheme, in every node that has them. */
function choose(workflow: Workflow, company: Company, scheme: Scheme, template: string): void {
	const choices = choicesOf(scheme);
	for (const [key, value] of Object.entries(company.schemes[scheme] ?? {})) {
		const targets = choices.get(key)?.targets;
		if (!targets) throw new Error(`${SCHEMES[scheme].source} has no choice "${key}"`);
		for (const { nodeId, place } of targets.filter((target) => target.template === template)) {
			const node = workflow.nodes.find(({ id }) => id === nodeId);
			if (node) setPlace(node, place, value);
		}
	}
	if (company.schemes[scheme]?.dryRun === false) tellThatItWrites(workflow);
}

/** A note that says the opposite would be believed. */
function tellThatItWrites(workflow: Workflow): void {
	for (const { parameters } of workflow.nodes) {
		if (typeof parameters.content !== 'string') continue;
		parameters.content = parameters.content.replace('### Dry Run is on', '### Dry Run is off: it writes');
	}
}

function replaced(workflow: Workflow, replace: (text: string) => string): Workflow {
	const { id, name, tags, ...rest } = workflow;
	return { id, name, ...(deepReplace(rest, replace) as Omit<Workflow, 'id' | 'name' | 'tags'>), tags };
}

const TEMPLATE_IDS = Object.fromEntries(TEMPLATES.map(({ file }) => [file, readTemplate(file).id]));
const WEBHOOK_IDS = TEMPLATES.flatMap(({ file }) =>
	readTemplate(file).nodes.flatMap(({ webhookId }) => webhookId ?? []),
);
