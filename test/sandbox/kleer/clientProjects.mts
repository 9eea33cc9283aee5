import type { Call } from '../http.mts';
import type { World } from '../world.mts';
import { addClientProject } from './projectEdits.mts';
import { activityFields, projectFields, projectWriteFields } from './projectFields.mts';
import type { KleerActivityPrice, KleerClientProject } from './projectStore.mts';
import type { KleerReply } from './render.mts';
import { get, id, kleerError, listOf, notFound, oneOf, send, written, type KleerRoute } from './replies.mts';
import type { KleerStore, Reference } from './store.mts';
import { checkWrite } from './write.mts';

type Distribution = KleerClientProject['dimensions'];
/** client-project-writeable, once it is checked. */
type Written = Partial<Omit<KleerClientProject, 'broker-client'>> & {
	'broker-client'?: Reference | null;
	'dimension-entries'?: Partial<Distribution>;
};

/**
 * Client projects and activities (docs/vendors.md#kleer-lists). Which right they need is unknown; ClientProjectOwn is the
 * XSD's only one of that name. Opening, closing and deleting have no known path.
 */
export const clientProjectRoutes: KleerRoute[] = [
	get('client-project', listProjects, 'ClientProjectOwn'),
	get(
		'client-project/:id',
		(call, { kleer }) => oneOf('client-project-readable', projectFields, kleer.clientProjects.get(id(call))),
		'ClientProjectOwn',
	),
	send('PUT', 'client-project', 'ClientProjectOwn', createProject),
	send('POST', 'client-project/:id', 'ClientProjectOwn', saveProject),
	get('activity', (_, { kleer }) =>
		listOf('activity-readables', 'activity-readable', activityFields, kleer.activities.values()),
	),
	get('activity/:id', (call, { kleer }) =>
		oneOf('activity-readable', activityFields, kleer.activities.get(id(call))),
	),
];

/** Without a filter it is the active ones: assumed, since a caller that relies on the other loses projects. */
function listProjects(call: Call, { kleer }: World): KleerReply {
	const filter = call.query.filter ?? 'active';
	if (!['all', 'active', 'inactive'].includes(filter))
		return kleerError(500, 'IllegalArgumentException: filter');
	const rows = [...kleer.clientProjects.values()].filter(
		(project) => filter === 'all' || project.active === (filter === 'active'),
	);
	return listOf('client-project-readables', 'client-project-readable', projectFields, rows);
}

/** Two may have the same number: nothing says that Kleer minds, and so double creation shows. */
function createProject(call: Call, { kleer }: World): KleerReply {
	const problem = checkWrite(projectWriteFields, call) ?? checkValues(kleer, call.body as Written);
	if (problem) return kleerError(500, problem);
	const project = addClientProject(kleer, stored(kleer, call.body as Written));
	return written('created', project.id.id);
}

function saveProject(call: Call, { kleer }: World): KleerReply {
	const old = kleer.clientProjects.get(id(call));
	if (!old) return notFound();
	const body = call.body as Written;
	const problem =
		checkWrite(projectWriteFields, call) ?? checkValues(kleer, body) ?? checkFrozen(kleer, body, old);
	if (problem) return kleerError(500, problem);
	const { id: key, active, status, name, 'fixed-price': fixed, 'write-offs': writeOffs } = old;
	kleer.clientProjects.set(key.id, {
		...stored(kleer, body, old),
		...kept(old, kleer.options.ignores),
		...{ id: key, active, status, name, 'fixed-price': fixed, 'write-offs': writeOffs },
		...(old['dimension-entry'] ? { 'dimension-entry': old['dimension-entry'] } : {}),
	});
	return written('saved', key.id);
}

/** What an update leaves as it was, whatever it says. */
function kept(old: KleerClientProject, names: string[]): Partial<KleerClientProject> {
	return Object.fromEntries(Object.entries(old).filter(([name]) => names.includes(name)));
}

/**
 * The whole document replaces what was there: a list or an optional element left out is cleared. Only where the
 * XSD says that omission leaves it unchanged it is kept: broker-client (null clears) and dimension-entries.
 */
function stored(
	kleer: KleerStore,
	body: Written,
	old?: KleerClientProject,
): Omit<KleerClientProject, 'id' | 'active' | 'status' | 'dimension-entry'> {
	const {
		client: given,
		'broker-client': broker = old?.['broker-client'],
		'our-reference': reference,
		'dimension-entries': entries,
		...rest
	} = body;
	const kept = Object.entries(rest).filter(([, value]) => value !== null);
	const client = old ? old.client : given;
	return {
		...(Object.fromEntries(kept) as unknown as KleerClientProject),
		...(client ? { client } : {}),
		...(broker ? { 'broker-client': broker } : {}),
		...(reference?.id ? { 'our-reference': reference } : {}),
		'currency-type': body['currency-type'] || kleer.company['accounting-currency'],
		activities: body.activities ?? [],
		users: body.users ?? [],
		leads: body.leads ?? [],
		'fixed-price-planned-invoices': body['fixed-price-planned-invoices'] ?? [],
		'write-offs': [],
		fields: (body.fields ?? []).map(({ alias, value }) => ({
			name: kleer.projectFields.get(alias),
			alias,
			value,
		})),
		dimensions: entries
			? { 'dimension-entries': entries['dimension-entries'] ?? [] }
			: (old?.dimensions ?? { 'dimension-entries': [] }),
	};
}

/** Name, client and fixed-price can only be set at creation; whether another value is refused is unknown. */
function checkFrozen(kleer: KleerStore, body: Written, old: KleerClientProject): string | undefined {
	if (kleer.options.frozenFields === 'ignores') return undefined;
	if (body.name !== old.name) return 'IllegalArgumentException: name';
	if (body['fixed-price'] !== old['fixed-price']) return 'IllegalArgumentException: fixed-price';
	if (body.client && body.client.id !== old.client?.id) return 'IllegalArgumentException: client';
	return undefined;
}

/** What the types can't tell: references that don't exist, and a person that is there twice. */
function checkValues(kleer: KleerStore, body: Written): string | undefined {
	if (!body.name?.trim()) return 'Tekniskt fel';
	if (!/^([A-Z]{3})?$/.test(body['currency-type'] ?? '')) return 'IllegalArgumentException: currency-type';
	const { activities = [], users = [], leads = [], fields = [] } = body;
	const priced = (list: KleerActivityPrice[] = []) => list.map(({ activity }) => activity.id);
	const people = users.map(({ user }) => user.id);
	// A row has its person, or its activity, for a key: assumed.
	const lists: Array<Array<number | string>> = [
		people,
		leads.map(({ user }) => user.id),
		priced(activities),
		...users.map((row) => priced(row.activities)),
		fields.map(({ alias }) => alias),
	];
	if (lists.some((list) => new Set(list).size < list.length)) return 'Tekniskt fel';
	const entries = new Set([...kleer.dimensions.values()].flatMap((one) => [...one.entries.keys()]));
	const reference = body['our-reference']?.id || undefined;
	const known =
		[body.client, body['broker-client']].every((client) => !client || kleer.clients.has(client.id)) &&
		[...people, ...leads.map(({ user }) => user.id), ...(reference ? [reference] : [])].every((user) =>
			kleer.users.has(user),
		) &&
		[...priced(activities), ...users.flatMap((row) => priced(row.activities))].every((activity) =>
			kleer.activities.has(activity),
		) &&
		(body['dimension-entries']?.['dimension-entries'] ?? []).every((entry) => entries.has(entry.id)) &&
		fields.every(({ alias }) => kleer.projectFields.has(alias));
	return known ? undefined : 'EntityNotFoundException: Hittades inte';
}
