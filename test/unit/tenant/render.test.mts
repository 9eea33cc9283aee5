import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SCHEME_NAMES, type Scheme } from '../../../rules';
import { SHARED, choicesOf } from '../../../tenant/choices.ts';
import { placesIn } from '../../../tenant/descriptions.ts';
import { TEMPLATES, readTemplate } from '../../../tenant/templates.ts';
import type { Rendered, Workflow } from '../../../tenant/types.ts';
import { example, rendered, smallest } from './example.mts';

const idsOf = (all: Rendered[]) => all.map(({ workflow }) => workflow.id);

function byTemplate(all: Rendered[], template: string, company?: string): Workflow {
	const found = all.find((one) => one.template === template && (!company || one.company === company));
	if (!found) throw new Error(`No ${template}`);
	return found.workflow;
}

function node({ nodes }: Workflow, id: string) {
	const found = nodes.find((one) => one.id === id);
	if (!found) throw new Error(`No node ${id}`);
	return found;
}

describe('what can be chosen', () => {
	it('exists in the node that it goes to', () => {
		for (const scheme of SCHEME_NAMES) {
			for (const [key, { targets, property }] of choicesOf(scheme)) {
				expect(targets.length, `${scheme}.${key}`).toBeGreaterThan(0);
				for (const { template, nodeId, place } of targets) {
					const there = placesIn(node(readTemplate(template), nodeId));
					expect(there.map(({ path }) => path.join('.'))).toContain(place.path.join('.'));
					expect(place.property.type, `${scheme}.${key}`).toBe(property.type);
				}
			}
		}
	});

	it('holds what the company has once', () => {
		for (const uses of Object.values(SHARED)) {
			for (const [scheme, key] of Object.entries(uses)) {
				expect([...choicesOf(scheme as Scheme).keys()]).toContain(key);
			}
		}
	});

	it('covers every template', () => {
		const files = readdirSync('workflows').map((file) => file.replace('.json', ''));
		// The form that makes the others.
		files.splice(files.indexOf('set-up'), 1);
		expect(TEMPLATES.map(({ file }) => file).sort()).toEqual(files.sort());
	});

	it.each(SCHEME_NAMES)('has a template for %s', (name) => {
		expect(TEMPLATES.some(({ scheme }) => scheme === name)).toBe(true);
	});
});

describe('a rendered tenant', () => {
	it('is the same every time, and another for another tenant or company', () => {
		expect(rendered(example())).toEqual(rendered(example()));
		const before = idsOf(rendered(smallest()));
		const renamed = rendered({ ...smallest(), name: 'Dal' });
		expect(idsOf(renamed).filter((id) => before.includes(id))).toEqual([]);
	});

	it('keeps the ids of a company when another one comes or a choice changes', () => {
		const one = example();
		const first = { ...one, companies: one.companies.slice(0, 1) };
		const ids = idsOf(rendered(first));
		expect(idsOf(rendered(example()))).toEqual(expect.arrayContaining(ids));
		const changed = example();
		changed.companies[0]!.users.languageId = 2;
		expect(idsOf(rendered(changed))).toEqual(idsOf(rendered(example())));
	});

	it('never shares ids, names, files, webhooks, prefixes, runs or alerts', () => {
		const all = [...rendered(example()), ...rendered({ ...example(), name: 'Nord', tag: 'N' })];
		expect(new Set(idsOf(all)).size).toBe(all.length);
		for (const id of idsOf(all)) expect(id).toMatch(/^kc[a-z0-9]{14}$/);
		const one = rendered(example());
		expect(new Set(one.map(({ file }) => file)).size).toBe(one.length);
		expect(new Set(one.map(({ workflow }) => workflow.name)).size).toBe(one.length);
		const webhooks = all.flatMap(({ workflow }) =>
			workflow.nodes.flatMap(({ webhookId }) => webhookId ?? []),
		);
		// A push's and the look-up's four of each of the four companies.
		expect(webhooks).toHaveLength(20);
		expect(new Set(webhooks).size).toBe(20);
		const tables = all.flatMap(
			({ workflow }) => JSON.stringify(workflow).match(/kleer_cinode_(runs|alerts)\w*/g) ?? [],
		);
		// Each of the two tenants has both.
		expect(new Set(tables).size).toBe(4);
	});

	it('has rows of one’s own in the mapper of their scheme', () => {
		const file = smallest();
		const row = { field: 'title', value: '={{ $json.phone }}' };
		Object.assign(file.companies[0] ?? {}, { users: { ownRows: [row] }, customers: {} });
		const all = rendered(file);
		const mapper = (template: string) =>
			byTemplate(all, template).nodes.find(({ parameters }) => parameters.operation === 'map')?.parameters;
		expect(mapper('users-sync')?.ownRows).toEqual({ rows: [row] });
		expect(mapper('customers-sync')).not.toHaveProperty('ownRows');
	});

	it('refers only to its own workflows, which come first', () => {
		const templateIds = TEMPLATES.map(({ file }) => readTemplate(file).id);
		const all = rendered(example());
		for (const [index, { workflow, company }] of all.entries()) {
			const text = JSON.stringify(workflow);
			for (const id of templateIds) expect(text).not.toContain(`"${id}"`);
			const before = all.slice(0, index);
			const called = workflow.nodes
				.filter(({ type }) => type === 'n8n-nodes-base.executeWorkflow')
				.map(({ parameters }) => (parameters.workflowId as { value: string }).value);
			const { errorWorkflow } = workflow.settings;
			for (const id of [...called, ...(errorWorkflow ? [errorWorkflow] : [])]) {
				const target = before.find((one) => one.workflow.id === id);
				expect(target, `${workflow.name} refers to ${String(id)}`).toBeDefined();
				expect([undefined, company]).toContain(target?.company);
			}
		}
	});

	it('looks up what it has, and nothing else', () => {
		const tenant = example();
		const [company] = tenant.companies;
		delete company!.projects;
		const workflow = byTemplate(rendered(tenant), 'look-up', company!.name);
		expect(workflow.nodes.map(({ id }) => id)).not.toContain('by-title');
		expect(JSON.stringify(node(workflow, 'form'))).not.toContain('"Projects"');
		const names = workflow.nodes.map(({ name }) => name);
		for (const types of Object.values(workflow.connections)) {
			for (const end of Object.values(types).flat(2)) expect(names).toContain(end?.node);
		}
	});

	it('has one tag, with an id: without one n8n’s import of files fails at the second', () => {
		const tags = rendered(example()).map(({ workflow }) => JSON.stringify(workflow.tags));
		expect(new Set(tags).size).toBe(1);
		expect(tags[0]).toMatch(/"id":"[a-z0-9]{16}","name":"Nordkust"/);
	});

	it('ensures the webhook of its own push', () => {
		const all = rendered(example());
		for (const { name } of example().companies) {
			const { webhookId } = node(byTemplate(all, 'project-push', name), 'cinode-trigger');
			const { webhookUrl } = node(byTemplate(all, 'project-catch-up', name), 'ensure').parameters;
			expect(webhookUrl).toContain(`/webhook/${webhookId}/webhook`);
		}
	});

	it('has its choices in every node that has them', () => {
		const all = rendered(example());
		const company = 'Nordkust Konsult AB';
		const users = byTemplate(all, 'users-sync', company);
		expect(node(users, 'mapper').parameters).toMatchObject({
			keyPrefix: 'K-',
			permissions: [200],
			categoryTags: { rows: [{ category: '41|Backend', tag: 'Backend' }, { category: '42|Frontend' }] },
			options: { allowedDomains: 'nordkust.example' },
		});
		expect(node(users, 'sync').parameters).toMatchObject({ dryRun: true, leavers: 'setEndDate' });
		const push = node(byTemplate(all, 'project-push', company), 'mapper').parameters;
		const changed = node(byTemplate(all, 'project-catch-up', company), 'changed').parameters;
		expect(push).toMatchObject({ keyPrefix: 'K-', numberPrefix: 'K', goLiveDate: '2026-09-01T00:00:00' });
		expect(changed).toMatchObject({ goLiveDate: '2026-09-01T00:00:00', stages: ['4|17'], repeat: true });
	});

	it('has its language of reports in all nodes that write for people', () => {
		const languagesOf = (file: object) =>
			rendered(file as ReturnType<typeof smallest>).flatMap(({ template, workflow }) =>
				workflow.nodes
					.filter(({ parameters }) => ['report', 'alert', 'history'].includes(String(parameters.operation)))
					.map(({ parameters }) => [template, parameters.reportLanguage]),
			);
		const file = { ...smallest(), reportLanguage: 'sv' };
		Object.assign(file.companies[0]!, {
			projects: { goLiveDate: '2026-01-01' },
			customers: {},
			subcontractors: { languageId: 1 },
		});
		const languages = languagesOf(file);
		expect(languages.every(([, language]) => language === 'sv')).toBe(true);
		expect(new Set(languages.map(([template]) => template))).toEqual(
			new Set([
				'error-alert',
				'project-push',
				'users-sync',
				'subcontractors-sync',
				'customers-sync',
				'project-catch-up',
			]),
		);
		expect(languagesOf(smallest()).every(([, language]) => language === 'en')).toBe(true);
	});

	it('has its time zone and credentials everywhere', () => {
		const file = { ...smallest(), timeZone: 'America/New_York' };
		Object.assign(file.companies[0]!, { projects: { goLiveDate: '2026-01-01' }, customers: {} });
		const all = rendered(file);
		expect(JSON.stringify(all)).not.toContain('Europe/Stockholm');
		for (const { workflow } of all) expect(workflow.settings.timezone).toBe('America/New_York');
		expect(JSON.stringify(all)).not.toMatch(/(Kleer|Cinode) account/);
		const credentials = all.flatMap(({ workflow }) =>
			workflow.nodes.flatMap((one) => Object.values(one.credentials ?? {})),
		);
		for (const credential of credentials) {
			expect(credential.id).toBeNull();
			expect(['Kleer', 'Cinode']).toContain(credential.name);
		}
	});

	it('starts when the file says, companies a minute apart', () => {
		const all = rendered(example());
		const starts = (template: string) =>
			all
				.filter((one) => one.template === template)
				.map(({ workflow }) => {
					const { name, parameters } = node(workflow, 'schedule');
					expect(Object.keys(workflow.connections)).toContain(name);
					return [name, (parameters.rule as { interval: object[] }).interval[0]];
				});
		expect(starts('users-sync')).toEqual([
			['Every 5 Minutes', { field: 'minutes', minutesInterval: 5 }],
			['Every 5 Minutes', { field: 'cronExpression', expression: '1-59/5 * * * *' }],
		]);
		expect(starts('project-catch-up')).toEqual([
			['Every Day at 4:00', { field: 'days', daysInterval: 1, triggerAtHour: 4 }],
			['Every Day at 4:01', { field: 'days', daysInterval: 1, triggerAtHour: 4, triggerAtMinute: 1 }],
		]);
	});

	it('connects only nodes that are there', () => {
		for (const { workflow } of rendered(example())) {
			const names = workflow.nodes.map(({ name }) => name);
			for (const [from, types] of Object.entries(workflow.connections)) {
				expect(names).toContain(from);
				for (const end of Object.values(types).flat(2)) if (end) expect(names).toContain(end.node);
			}
		}
	});

	it('writes only where the file says so, and its notes agree', () => {
		const file = example();
		file.companies[0]!.users.dryRun = false;
		const users = (company: string) => byTemplate(rendered(file), 'users-sync', company);
		expect(node(users('Nordkust Konsult AB'), 'sync').parameters.dryRun).toBe(false);
		expect(JSON.stringify(users('Nordkust Konsult AB'))).not.toContain('Dry Run is on');
		expect(node(users('Nordkust Drift AB'), 'sync').parameters.dryRun).toBe(true);
		const live = rendered({ ...example(), dryRun: false });
		expect(JSON.stringify(live)).not.toContain('"dryRun":true');
	});
});
