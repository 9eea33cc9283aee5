import { aliasOf, comparableKey, rowsOf, type MappedProject } from '../../../rules';
import { attempt } from '../../../base/attempt';
import { VendorError, isAnswerLost } from '../../../base/errors';
import { notKept, unkeptDrift, withoutUnkept } from '../shared/kept';
import { fieldName } from '../shared/fieldName';
import type { Match } from '../../contract/match';
import type { ListedTarget } from '../../contract/listedTarget';
import type { Applied, Known, Plan, PlannedChange } from '../../contract/plan';
import type { LinkRules, SchemeTarget } from '../../contract/schemeTarget';
import { needsOwnCurrency } from './currency';
import { customFieldNames } from './customFields';
import {
	isTaken,
	listedProject,
	numberOf,
	presentProject,
	projectNameLink,
	type KleerProject,
	type KleerProjectsApi,
	type ResolvedKeys,
} from './kleerProject';
import { keysNeeded, keysPriced } from './people';
import {
	keepUnsent,
	planProjectCreation,
	planProjectUpdate,
	type ProjectPolicies,
	type ProjectPayload,
} from './planProject';

/** A list is believed so long, in milliseconds, when something is about to be created. */
const FRESH_MS = 200;

const ROWS = rowsOf('projects');
const FIELDS: ReadonlySet<string> = new Set(ROWS.map(({ target }) => target));

/** Kleer's client projects as the target of a sync (docs/field-rules.md#projects-cinode--kleer). */
export class ProjectsTarget implements SchemeTarget<ProjectPayload> {
	readonly scheme = 'projects' as const;
	readonly links: LinkRules<MappedProject> = {
		source: 'Cinode',
		system: 'Kleer',
		unique: false,
		word: () => 'name',
		isWeak: () => true,
		confirmedBy: 'client',
		noun: 'project',
		isAlwaysConfirmed: true,
		othersCount: true,
		// Another project of ours for the same client may well have the same name.
		isDifferentEntity: ({ key }, { keyPrefix }) => keyPrefix !== '' && key.startsWith(keyPrefix),
		doubt: (record, { id }) =>
			this.clients.has(String(record.values.client))
				? `it belongs to another client in Kleer (${this.clientOf(id)}) than in Cinode ` +
					`(${record.names?.client ?? String(record.values.client)}): nothing is written. Correct the customer in Cinode, or choose a number prefix in the mapper if the number is somebody else’s`
				: `${noSuchClient(record, 'client')}: nothing is written. ${UNKNOWN_CLIENT_ADVICE}`,
		advice:
			". If it is the same project, choose 'Identifier' as Project Number in the mapper and put Kleer's number into " +
			"the project's identifier in Cinode; if not, give one of them another name",
	};
	/** The fields that the company added are known once the projects are listed. */
	driftFields = [...FIELDS];
	private projects = new Map<number, KleerProject>();
	/** Kleer's clients by customer number. */
	private clients = new Map<string, number>();
	/** Customer numbers that several of Kleer's clients carry. */
	private doubledClients = new Set<string>();
	private clientNames = new Map<number, string>();
	/** By id; absent: the company's. */
	private clientCurrencies = new Map<number, string>();
	private userNames = new Map<number, string>();
	/** Of the fields that the company added, by alias. */
	private fieldNames: ReadonlyMap<string, string> = new Map();
	/** When the list was asked for that is known, and when a project was created last. */
	private listedAt = 0;
	private createdAt = 0;
	private listing?: Promise<unknown>;

	/** @param now Milliseconds since 1970. */
	constructor(
		private readonly api: KleerProjectsApi,
		private readonly policies: ProjectPolicies,
		private readonly now: () => number = () => Date.now(),
	) {}

	fieldName(name: string): string {
		const alias = aliasOf(name);
		return alias ? (this.fieldNames.get(alias) ?? alias) : fieldName(name, ROWS);
	}

	async list(): Promise<ListedTarget[]> {
		this.listedAt = this.now();
		const projects = await this.api.listProjects();
		this.projects = new Map(projects.map((project) => [project.id, project]));
		this.fieldNames = customFieldNames(projects);
		this.driftFields = [...new Set([...FIELDS, ...this.fieldNames.values()])];
		return projects.map(listedProject);
	}

	/** Clients are needed before matching, since a project is known by number and client. */
	async prepare(records: MappedProject[]): Promise<void> {
		const numbers = records.flatMap(({ values }) => [values.client, values.brokerClient]);
		for (const fresh of [false, true]) {
			const source = records[0]?.keySources?.customers ?? 'foreignId';
			this.clients = new Map();
			this.doubledClients = new Set();
			for (const client of await this.api.listClients(fresh)) {
				const number = source === 'id' ? String(client.id) : comparableKey(client['foreign-id']);
				if (this.clients.has(number)) this.doubledClients.add(number);
				this.clients.set(number, client.id);
				this.clientNames.set(client.id, client.name ?? `Kleer id ${client.id}`);
				const currency = client['currency-type']?.trim();
				if (currency) this.clientCurrencies.set(client.id, currency);
			}
			// A client that is new in Kleer isn't among those that were read a few minutes ago.
			if (numbers.every((number) => typeof number !== 'string' || this.clients.has(number))) return;
		}
	}

	async findUnlisted(): Promise<ListedTarget[]> {
		return [];
	}

	linkKeys({ values }: MappedProject): string[] {
		const client = this.clients.get(String(values.client));
		return client ? [projectNameLink(client, String(values.name))] : [];
	}

	confirmingValues({ values }: MappedProject): string[] {
		const client = this.clients.get(String(values.client));
		return client ? [`client ${client}`] : [];
	}

	unreadable(): { now: unknown; others: unknown[] } {
		return { now: null, others: [] };
	}

	/** What isn't sent never comes as far as this. */
	skipReason(): undefined {
		return undefined;
	}

	/** The list shows everything. */
	needsDetails(): boolean {
		return false;
	}

	async plan(given: MappedProject, match: Match, known: Known): Promise<Plan<ProjectPayload, MappedProject>> {
		if (match.kind === 'conflict') throw new Error('A conflict is not planned');
		const isNew = match.kind === 'none';
		const record = isNew ? { ...given, values: { ...given.values, ...given.ifNew } } : given;
		const project = isNew ? undefined : this.projects.get(match.target.id);
		const keys = await this.resolve(record, project);
		const nameOf = (id: number) => this.userNames.get(id) ?? `Kleer id ${id}`;
		if (match.kind === 'none') {
			if (record.unread) throw unreadProject(record.unread);
			if (keys.client === undefined) throw this.unknownClient(record, 'client');
			if (this.doubledClients.has(String(record.values.client))) throw this.doubledClient(record, 'client');
			const { body, changes, warnings, isUnresolved } = planProjectCreation(
				record,
				{ ...keys, client: keys.client },
				this.policies,
				nameOf,
			);
			return { record, action: 'created', changes, warnings, isUnresolved, payload: { create: body } };
		}
		const { target } = match;
		if (!project) throw new Error('A project that was not listed');
		const { body, drift, ...planned } = planProjectUpdate(record, project, keys, this.policies, nameOf);
		const whole = { ...planned, present: presentProject(project) };
		const { send, unkept, isSent } = withoutUnkept(whole.changes, known);
		keepUnsent(body, project, isSent);
		const plan = { ...whole, changes: send, ...(unkept.length > 0 ? { unkept } : {}) };
		const driftText = `Kleer takes ${drift.map(({ field }) => field).join(', ')} only when a project is created: correct it there by hand`;
		if (plan.changes.length > 0) {
			const warnings = [
				...plan.warnings,
				...drift.map(
					({ field, from, to }) =>
						`${field} is '${String(from)}' in Kleer and '${String(to)}' in Cinode. ${driftText}`,
				),
			];
			return { record, target, action: 'updated', ...plan, warnings, payload: { update: body } };
		}
		if (drift.length > 0) {
			return {
				record,
				target,
				action: 'drift',
				...plan,
				changes: drift,
				reason: driftText,
				reasonCode: 'notWritable',
			};
		}
		if (unkept.length > 0) {
			return {
				record,
				target,
				...plan,
				...unkeptDrift(unkept, 'Kleer'),
			};
		}
		return { record, target, action: 'unchanged', ...plan };
	}

	/** Kleer has no search: all that are created at about the same time share one list. */
	async hasAppeared(record: MappedProject): Promise<boolean> {
		if (this.now() - this.listedAt > FRESH_MS) {
			this.listing ??= this.list().finally(() => (this.listing = undefined));
		}
		await this.listing;
		const client = this.clients.get(String(record.values.client));
		return [...this.projects.values()].some(
			(project) => numberOf(project) === record.key && project.client?.id === client,
		);
	}

	async listAnew(): Promise<ListedTarget[]> {
		if (this.listedAt <= this.createdAt) return await this.list();
		return [...this.projects.values()].map(listedProject);
	}

	async lookUp(id: number): Promise<ListedTarget | undefined> {
		const project = await this.api.getProject(id);
		if (!project) return undefined;
		this.projects.set(id, project);
		return listedProject(project);
	}

	/** Kleer answers a write with an id alone, so the project is read. */
	async readBack(
		{ record, payload, changes }: Plan<ProjectPayload, MappedProject>,
		id: number,
	): Promise<PlannedChange[]> {
		const isNew = payload && 'create' in payload;
		// After a creation the list serves two ends: it shows whether somebody else created the same.
		if (isNew) await this.listAnew();
		const project = isNew ? this.projects.get(id) : await this.api.getProject(id);
		if (!project) return changes.map((change) => ({ ...change, from: null }));
		const keys = await this.resolve(record, project);
		const nameOf = (user: number) => this.userNames.get(user) ?? `Kleer id ${user}`;
		// What only a creation carries is compared after one.
		const asWritten = isNew ? { ...record, modes: {} } : record;
		const now = planProjectUpdate(asWritten, project, keys, this.policies, nameOf);
		return notKept(changes, [...now.changes, ...now.drift]);
	}

	async apply({ payload, record, target, changes }: Plan<ProjectPayload, MappedProject>): Promise<Applied> {
		if (!payload) throw new Error('Nothing to apply');
		const unshown = changes.map(({ name }) => name);
		if ('create' in payload) {
			const id = await this.create(payload.create, record);
			this.createdAt = this.now();
			return { targetId: id, listState: '', warnings: [], unshown };
		}
		const id = target?.id ?? 0;
		const outcome = await attempt(() => this.api.updateProject(id, payload.update));
		if (outcome.ok) return { targetId: id, listState: '', warnings: [], unshown };
		const { error } = outcome;
		// What is planned again must see what was done, and what Kleer's people did meanwhile.
		if (isAnswerLost(error)) await this.list();
		throw error;
	}

	/** An answer that was lost, or a failure that nobody explains, may have been a creation: looked up first. */
	private async create(body: Record<string, unknown>, record: MappedProject): Promise<number> {
		const outcome = await attempt(() => this.api.createProject(body));
		if (outcome.ok) return outcome.value;
		const { error } = outcome;
		if (!isAnswerLost(error) && !(error instanceof VendorError && error.kind === 'server')) throw error;
		const [found, ...more] = (await this.api.listProjects()).filter(
			(project) =>
				numberOf(project) === record.key &&
				project.client?.id === this.clients.get(String(record.values.client)),
		);
		if (!found || more.length > 0) throw error;
		return found.id;
	}

	/** @param project Absent: it is to be created. */
	private async resolve(record: MappedProject, project: KleerProject | undefined): Promise<ResolvedKeys> {
		const { values, keySources } = record;
		const needed = keysNeeded(record, project);
		const named = [...needed, ...keysPriced(record)];
		let people: ResolvedKeys['people'] = new Map();
		for (const fresh of named.length > 0 ? [false, true] : []) {
			// What was corrected in Kleer meanwhile isn't doubled any more.
			people = new Map();
			const doubled = new Set<string>();
			const source = keySources?.people ?? 'internalId';
			for (const user of await this.api.listUsers(fresh)) {
				const ids = { id: user.id, internalId: user['internal-id'], foreignId: user['foreign-id'] };
				const key = comparableKey(ids[source]);
				const name = user.name ?? String(user.id);
				this.userNames.set(user.id, name);
				if (!named.includes(key)) continue;
				// Two people with one key are nobody.
				if (people.has(key) && people.get(key)?.id !== user.id) doubled.add(key);
				people.set(key, { id: user.id, name });
			}
			for (const key of doubled) people.delete(key);
			if (needed.every((key) => people.has(key))) break;
		}
		const broker =
			typeof values.brokerClient === 'string' ? this.clients.get(values.brokerClient) : undefined;
		// On an existing project that takes it only at creation, nobody needs it.
		const isNeeded = isTaken(record, 'brokerClient', project);
		if (typeof values.brokerClient === 'string' && broker === undefined && isNeeded) {
			throw this.unknownClient(record, 'brokerClient');
		}
		if (this.doubledClients.has(String(values.brokerClient)) && isNeeded) {
			throw this.doubledClient(record, 'brokerClient');
		}
		const client = this.clients.get(String(values.client));
		const currencies = {
			own: needsOwnCurrency(record, project) ? await this.api.companyCurrency() : undefined,
			client: this.clientCurrencies.get(client ?? 0),
		};
		return { client, broker, people, fieldNames: this.fieldNames, currencies };
	}

	/** What the client of a listed project is called. */
	private clientOf(id: number): string {
		const client = this.projects.get(id)?.client?.id;
		return client === undefined
			? 'none: an internal project'
			: (this.clientNames.get(client) ?? `Kleer id ${client}`);
	}

	private doubledClient({ values }: MappedProject, field: 'client' | 'brokerClient'): VendorError {
		return new VendorError(
			'Kleer',
			'invalid',
			`Several clients in Kleer have the customer number ${String(values[field])}, so nobody knows ${field === 'client' ? 'whose project it is' : 'who the broker is'}`,
			{ advice: 'Give each client a number of its own in Kleer' },
		);
	}

	private unknownClient(record: MappedProject, field: 'client' | 'brokerClient'): VendorError {
		return new VendorError('Kleer', 'invalid', noSuchClient(record, field), {
			advice: UNKNOWN_CLIENT_ADVICE,
		});
	}
}

function unreadProject(what: string): VendorError {
	return new VendorError('Cinode', 'invalid', `Cinode did not return the project's ${what}`, {
		advice: "A project can't be created without: look at it in Cinode. It is tried again by itself",
	});
}

const UNKNOWN_CLIENT_ADVICE =
	'Enter the client in Kleer and run the customers sync (Kleer → Cinode); the project follows by itself';

function noSuchClient({ values, names }: MappedProject, field: 'client' | 'brokerClient'): string {
	return `Kleer has no client with the customer number ${String(values[field])} (${names?.[field] ?? 'no name'})`;
}
