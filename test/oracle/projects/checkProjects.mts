import type { KleerClientProject } from '../../sandbox/index.mts';
import type { PushRun } from '../../integration/support/projects.mts';
import type { Findings } from '../support/findings.mts';
import { groupBy } from '../support/groupBy.mts';
import type { Price } from './prices.mts';
import { ACTIVITY, type ProjectFields, type ProjectVerdict } from './projectOracle.mts';

/** How often each reading of the design's words was the product's, where there are two. */
export type Readings = Map<string, number>;

/** Kleer's projects after a push, against the oracle's verdicts. */
export function checkProjects(
	findings: Findings,
	before: KleerClientProject[],
	after: KleerClientProject[],
	verdicts: Map<number, ProjectVerdict>,
	results: PushRun['results'],
	readings: Readings = new Map(),
): void {
	const old = new Map(before.map((project) => [project.id.id, project]));
	const byNumber = groupBy(after, ({ number }) => number);
	const written = new Set<number>();
	for (const [id, { fields, prices, why }] of verdicts) {
		if (!fields) continue;
		const who = `project ${id} (${why})`;
		const [real, ...doubled] = byNumber.get(String(id)) ?? [];
		if (!real || doubled.length > 0) {
			findings.add(`${who}: ${real ? 'is there twice' : "isn't there"}${said(results, id)}`);
			for (const one of [real, ...doubled]) if (one) written.add(one.id.id);
			continue;
		}
		written.add(real.id.id);
		const was = old.get(real.id.id);
		findings.compare(who, fields, shown(real));
		checkPrices(findings, who, real, was, prices, readings);
		if (was) checkOwnThings(findings, who, was, real);
	}
	const left = new Map(after.map((project) => [project.id.id, project]));
	for (const project of before) {
		const key = project.id.id;
		if (!written.has(key)) findings.unchanged(`Kleer project ${project.number}`, project, left.get(key));
	}
	for (const { id, number, name } of after) {
		if (!old.has(id.id) && !written.has(id.id))
			findings.add(
				`Kleer project ${number} (${name}) shouldn't be there: ${verdicts.get(Number(number))?.why}`,
			);
	}
}

function said(results: PushRun['results'], id: number): string {
	const result = results.find(({ key }) => key === String(id));
	return result ? `; the sync said ${result.action}: ${result.error ?? result.reason ?? ''}` : '';
}

/** In the words of the oracle's fields. */
function shown(project: KleerClientProject): Record<keyof ProjectFields, unknown> {
	const ids = (list: { user: { id: number } }[]) => list.map(({ user }) => user.id).sort((a, b) => a - b);
	const { client, 'broker-client': broker, 'our-reference': reference, ...rest } = project;
	return {
		...rest,
		'payment-days': rest['payment-days'],
		'your-reference': rest['your-reference'],
		'po-nr': rest['po-nr'],
		'opening-date': rest['opening-date'],
		'closing-date': rest['closing-date'],
		client: client?.id,
		broker: broker?.id,
		'our-reference': reference?.id || undefined,
		leads: ids(project.leads),
		people: ids(project.users),
		categories: project.dimensions['dimension-entries'].map(({ id }) => id),
	};
}

function pricesIn(project: KleerClientProject | undefined, person: number) {
	const row = project?.users.find(({ user }) => user.id === person);
	const price = row?.activities?.find(({ activity }) => activity.id === ACTIVITY);
	return { sales: price?.price, supplier: price?.['supplier-price'] };
}

/** The prices of all people for the chosen activity: of those with roles, and of those without, whose prices stay. */
function checkPrices(
	findings: Findings,
	who: string,
	real: KleerClientProject,
	was: KleerClientProject | undefined,
	prices: ProjectVerdict['prices'],
	readings: Readings,
): void {
	for (const { user } of real.users) {
		const verdict = prices.get(user.id) ?? { sales: ['kept' as const], supplier: ['kept' as const] };
		const [now, then] = [pricesIn(real, user.id), pricesIn(was, user.id)];
		for (const kind of ['sales', 'supplier'] as const) {
			const allowed = verdict[kind].map((price: Price) => (price === 'kept' ? then[kind] : price));
			if (!allowed.includes(now[kind]))
				findings.add(
					`${who}: ${kind} price of Kleer user ${user.id} should be ${allowed.join(' or ')} öre, is ${now[kind]}`,
				);
			else if (new Set(allowed).size > 1) {
				const reading = `${kind}: ${allowed[0] === now[kind] ? 'chosen first' : 'filtered first'}`;
				readings.set(reading, (readings.get(reading) ?? 0) + 1);
			}
		}
	}
}

/** "What Kleer's people added to a project (users, activities, leads, fields, dimensions) stays" */
function checkOwnThings(
	findings: Findings,
	who: string,
	was: KleerClientProject,
	real: KleerClientProject,
): void {
	const { activities, fields, dimensions, 'default-notes': notes, status, active } = was;
	findings.compare(who, { activities, fields, dimensions, 'default-notes': notes, status, active }, real);
	for (const row of was.users) {
		const now = real.users.find(({ user }) => user.id === row.user.id);
		for (const own of row.activities ?? []) {
			if (own.activity.id === ACTIVITY) continue;
			const kept = now?.activities?.find(({ activity }) => activity.id === own.activity.id);
			findings.compare(`${who}, Kleer user ${row.user.id}`, own, kept);
		}
	}
}
