import { customFieldOf, rowsOf, type MappedProject, type PublishedRule, type Values } from '../../../rules';
import { changeOf, creationChanges, differences } from '../shared/differences';
import type { PlannedChange } from '../../contract/plan';
import { inKleersCurrency } from './currency';
import { customRules } from './customFields';
import {
	PLAIN_FIELDS,
	isTaken,
	newProject,
	presentProject,
	putPlain,
	writeable,
	type KleerProject,
	type ResolvedKeys,
} from './kleerProject';
import {
	keysNeeded,
	mergeLeads,
	mergePeople,
	mergePrices,
	peopleOf,
	restriction,
	type PeopleOptions,
} from './people';

export type ProjectPolicies = PeopleOptions;

/** What to send for one project: the whole document. */
export type ProjectPayload = { create: Record<string, unknown> } | { update: Record<string, unknown> };

export interface ProjectPlan {
	changes: PlannedChange[];
	/** Fields that differ and that Kleer takes only at creation. */
	drift: PlannedChange[];
	warnings: string[];
	body: Record<string, unknown>;
	isUnresolved?: boolean;
}

const ROWS = rowsOf('projects');
const PLAIN_RULES = ROWS.filter(({ field }) => field in PLAIN_FIELDS);
/** Rows that Kleer takes only at creation, and set-up can't change; another client is no match. */
const FROZEN_RULES = ROWS.filter(
	({ field, mode, choices }) => mode === 'onCreate' && choices.length === 0 && field !== 'client',
);

/** Everything that a new project gets, in one document. */
export function planProjectCreation(
	whole: MappedProject,
	keys: ResolvedKeys & { client: number },
	policies: ProjectPolicies,
	nameOf: (userId: number) => string,
): ProjectPlan {
	const { record, warnings } = inKleersCurrency(whole, undefined, keys.currencies);
	const { values } = record;
	const all: Values = values;
	const body: Record<string, unknown> = newProject(
		keys.client,
		values.fixedPrice === true,
		record.key,
		String(values.name),
	);
	body['all-activities'] = record.projectSetup?.allActivities ?? false;
	if (values.currency) body['currency-type'] = values.currency;
	const custom = customRules(record, keys.fieldNames);
	for (const { field } of [...PLAIN_RULES, ...custom]) {
		const value = all[field];
		if (value !== undefined && value !== null) putPlain(body, field, value);
	}
	const merged = ['people', 'prices', 'leads', 'ourReference', 'brokerClient', 'dimensionEntries'];
	const plan: ProjectPlan = {
		changes: creationChanges(
			record,
			[...ROWS, ...custom].filter(({ field }) => !merged.includes(field)),
		),
		drift: [],
		warnings,
		body,
	};
	if (Array.isArray(values.dimensionEntries) && values.dimensionEntries.length > 0) {
		const entries = values.dimensionEntries.map((id) => ({ id }));
		body['dimension-entries'] = { 'dimension-entries': entries };
		plan.changes.push(told('dimensionEntries', { from: null, to: entries.map(({ id }) => id).join(', ') }));
	}
	planBroker(record, undefined, keys, plan);
	planReferences(record, undefined, keys, plan, nameOf);
	planPeople(record, undefined, keys, policies, plan, nameOf);
	return plan;
}

/** What differs from an existing project, merged into its document. */
export function planProjectUpdate(
	whole: MappedProject,
	project: KleerProject,
	keys: ResolvedKeys,
	policies: ProjectPolicies,
	nameOf: (userId: number) => string,
): ProjectPlan {
	const { record, warnings } = inKleersCurrency(whole, project, keys.currencies);
	const plan: ProjectPlan = { changes: [], drift: [], warnings, body: writeable(project) };
	const custom = customRules(record, keys.fieldNames);
	const present = { ...noValues(custom), ...presentProject(project) };
	for (const difference of differences(record, [...PLAIN_RULES, ...custom], present, 'update', 'same')
		.differing) {
		plan.changes.push(changeOf(difference));
		putPlain(plan.body, difference.rule.field, difference.to);
	}
	// They are compared as if they could be written, so that a difference shows.
	const asAlways = { ...record, modes: {} };
	const frozen = FROZEN_RULES.filter(({ field }) => field !== 'fixedPrice' || record.projectSetup?.hasRoles);
	plan.drift = differences(asAlways, frozen, present, 'update', 'same').differing.map(changeOf);
	planCategories(record, project, plan);
	planBroker(record, project, keys, plan);
	planReferences(record, project, keys, plan, nameOf);
	planPeople(record, project, keys, policies, plan, nameOf);
	return plan;
}

/** Adds the category of set-up; those that Kleer has stay. */
function planCategories(record: MappedProject, project: KleerProject, plan: ProjectPlan) {
	const { values } = record;
	if (!Array.isArray(values.dimensionEntries) || !isTaken(record, 'dimensionEntries', project)) return;
	const present = project.dimensions?.['dimension-entries'] ?? [];
	const missing = values.dimensionEntries.filter((id) => !present.some((entry) => entry.id === id));
	if (missing.length === 0) return;
	const entries = [...present, ...missing.map((id) => ({ id }))];
	plan.body['dimension-entries'] = { 'dimension-entries': entries };
	const text = (list: Array<{ id: number }>) => list.map(({ id }) => id).join(', ') || null;
	plan.changes.push(told('dimensionEntries', { from: text(present), to: text(entries) }));
}

function planBroker(
	record: MappedProject,
	project: KleerProject | undefined,
	keys: ResolvedKeys,
	plan: ProjectPlan,
) {
	const { values, modes } = record;
	if (values.brokerClient === undefined || !isTaken(record, 'brokerClient', project)) return;
	const present = project?.['broker-client']?.id ?? null;
	const wanted = values.brokerClient === null ? null : (keys.broker ?? null);
	if (wanted === present || (wanted === null && modes.brokerClient !== 'mirror')) return;
	if (present !== null && modes.brokerClient === 'ifEmpty') return;
	plan.body['broker-client'] = wanted === null ? null : { id: wanted };
	plan.changes.push(told('brokerClient', { from: present, to: values.brokerClient }));
}

function planReferences(
	record: MappedProject,
	project: KleerProject | undefined,
	keys: ResolvedKeys,
	plan: ProjectPlan,
	nameOf: (userId: number) => string,
) {
	const { ourReference } = record.values;
	if (typeof ourReference !== 'string' || !isTaken(record, 'ourReference', project)) return;
	const present = project?.['our-reference']?.id ?? 0;
	const wanted = keys.people.get(ourReference)?.id;
	if (wanted === undefined || wanted === present || (record.modes.ourReference === 'ifEmpty' && present))
		return;
	plan.body['our-reference'] = { id: wanted };
	plan.changes.push(told('ourReference', { from: present ? nameOf(present) : null, to: nameOf(wanted) }));
}

function planPeople(
	record: MappedProject,
	project: KleerProject | undefined,
	keys: ResolvedKeys,
	policies: ProjectPolicies,
	plan: ProjectPlan,
	nameOf: (userId: number) => string,
) {
	const takes = (field: string) => isTaken(record, field, project);
	const before = project ? peopleOf(project) : [];
	const restrictedTo = restriction(project);
	const people = takes('people')
		? mergePeople(record, before, keys, nameOf, restrictedTo)
		: { list: before, change: undefined };
	const prices = takes('prices')
		? mergePrices(record, people.list, keys, nameOf, restrictedTo)
		: { list: people.list, change: undefined };
	const leads = takes('leads')
		? mergeLeads(record, project?.leads ?? [], keys, policies, nameOf)
		: { list: project?.leads ?? [], change: undefined };
	plan.warnings.push(...(prices.warnings ?? []));
	if (people.change) plan.changes.push(told('people', people.change));
	if (prices.change) plan.changes.push(told('prices', prices.change));
	if (leads.change) plan.changes.push(told('leads', leads.change));
	if (prices.list.length > 0 || project?.users) plan.body.users = prices.list;
	if (leads.list.length > 0 || project?.leads) plan.body.leads = leads.list;
	for (const key of new Set(keysNeeded(record, project))) {
		if (keys.people.has(key)) continue;
		plan.warnings.push(`Nobody in Kleer has the key ${key}: the person is left out, the rest goes through`);
		plan.isUnresolved = true;
	}
}

/** A field that Kleer doesn't show of a project has no value there. */
function noValues(rules: readonly PublishedRule[]): Values {
	return Object.fromEntries(rules.map(({ field }) => [field, null]));
}

/** Leaves plain fields as Kleer has them where a change isn't to be sent; merged lists hold both sides anyhow. */
export function keepUnsent(
	body: Record<string, unknown>,
	project: KleerProject,
	isSent: (name: string) => boolean,
): void {
	const present = presentProject(project);
	const custom = ((body.fields ?? []) as Array<{ alias: string }>).map(({ alias }) => customFieldOf(alias));
	for (const field of [...PLAIN_RULES.map((rule) => rule.field), ...custom]) {
		if (!isSent(field)) putPlain(body, field, present[field] ?? null);
	}
}

/** A change of a row that is merged and not compared as a field. */
function told(field: string, change: Pick<PlannedChange, 'from' | 'to'>): PlannedChange {
	const rule = ROWS.find((one) => one.field === field);
	return { name: field, field: rule?.target ?? field, ...change };
}
