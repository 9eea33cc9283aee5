import { createHmac } from 'node:crypto';
import type { MappedRecord } from '../../../rules';
import {
	PERSON_LINKS,
	RunMemory,
	runSync,
	type Applied,
	type UnlistedQuery,
	type ListedTarget,
	type Match,
	type MemoryStore,
	type Plan,
	type PlannedChange,
	type SchemeTarget,
	type SyncOptions,
} from '../../../sync';
import { FakeClock } from './clock.mts';
import { mappedUser } from './people.mts';
import { VolatileStore } from './volatileStore.mts';

interface Row {
	id: number;
	key: string;
	email: string;
	phone: string;
	salary: number | null;
	version: number;
}

/** A target system with two fields, in memory; tests put errors where they want them. */
class FakeTarget implements SchemeTarget<Partial<Row>> {
	readonly scheme = 'users' as const;
	readonly links = PERSON_LINKS;
	readonly driftFields: string[] = [];
	readonly fieldName = (name: string) => name;
	readonly rows: Row[] = [];
	readonly planned: string[] = [];
	readonly applied: string[] = [];
	/** What only a closer look shows, and how many looks there were. */
	hidden: ListedTarget[] = [];
	looks = 0;
	/** The keys of those that were looked for. */
	readonly lookedFor: string[] = [];
	/** Whether the list shows that something was written. */
	showsWrites = true;
	failList?: Error;
	failLook?: Error;
	/** Thrown by `plan` or `apply` of a record, before anything is written. */
	failPlan: (record: MappedRecord) => Error | undefined = () => undefined;
	/** What a plan warns of. */
	warnOf: (record: MappedRecord) => string[] = () => [];
	failApply: (record: MappedRecord) => Error | undefined = () => undefined;
	/** Thrown by `apply` after everything was written: the answer is lost. */
	loseAnswer: (record: MappedRecord) => Error | undefined = () => undefined;

	add(row: Partial<Row>): Row {
		const id = 500 + this.rows.length;
		const whole = { id, key: '', email: '', phone: '', salary: null, version: 1, ...row };
		this.rows.push(whole);
		return whole;
	}

	async list(): Promise<ListedTarget[]> {
		if (this.failList) throw this.failList;
		return this.rows.map(listed);
	}

	async findUnlisted({ newcomers }: UnlistedQuery): Promise<ListedTarget[]> {
		if (this.failLook) throw this.failLook;
		this.looks++;
		this.lookedFor.push(...newcomers.map(({ key }) => key));
		return this.hidden;
	}

	linkKeys(record: MappedRecord): string[] {
		return [String(record.values.email)];
	}

	confirmingValues(record: MappedRecord): string[] {
		return this.linkKeys(record);
	}

	unreadable(record: MappedRecord) {
		return { now: record.values.gender ?? null, others: [] };
	}

	skipReason(record: MappedRecord): string | undefined {
		return record.active === false ? 'Inactive in Kleer' : undefined;
	}

	needsDetails(_record: MappedRecord, match: Match): boolean {
		return match.kind === 'key' || match.kind === 'link';
	}

	async plan(record: MappedRecord, match: Match): Promise<Plan<Partial<Row>>> {
		this.planned.push(record.key);
		const error = this.failPlan(record);
		if (error) throw error;
		const wanted = { key: record.key, email: String(record.values.email), ...phoneAndSalary(record) };
		const target = match.kind === 'key' || match.kind === 'link' ? match.target : undefined;
		const row = this.rows.find(({ id }) => id === target?.id);
		const names = Object.keys(wanted) as Array<keyof typeof wanted>;
		const different = names.filter((name) => wanted[name] !== undefined && wanted[name] !== row?.[name]);
		const changes = different.map((name) => ({
			name: name === 'salary' ? 'baseSalary' : name === 'key' ? 'internalIdentifier' : name,
			field: name,
			from: row?.[name] ?? null,
			to: wanted[name] ?? null,
			sensitive: name === 'salary',
		})) satisfies PlannedChange[];
		const action = !target
			? 'created'
			: match.kind === 'link'
				? 'linked'
				: changes.length
					? 'updated'
					: 'unchanged';
		const payload = Object.fromEntries(different.map((name) => [name, wanted[name]]));
		return {
			record,
			target,
			action,
			changes,
			warnings: this.warnOf(record),
			...(changes.length ? { payload } : {}),
		};
	}

	async apply({ record, target, payload }: Plan<Partial<Row>>, created?: () => void): Promise<Applied> {
		this.applied.push(record.key);
		const error = this.failApply(record);
		if (error) throw error;
		const row = this.rows.find(({ id }) => id === target?.id) ?? this.add({});
		if (!target) created?.();
		Object.assign(row, payload, { version: row.version + (this.showsWrites ? 1 : 0) });
		const lost = this.loseAnswer(record);
		if (lost) throw lost;
		return { targetId: row.id, listState: listed(row).listState, warnings: [] };
	}

	/** Keeps all that it is given. */
	async readBack(): Promise<PlannedChange[]> {
		return [];
	}

	forgetCalls(): void {
		this.planned.length = 0;
		this.applied.length = 0;
	}
}

function phoneAndSalary({ values }: MappedRecord) {
	return {
		phone: values.phone === undefined ? undefined : String(values.phone),
		salary: values.baseSalary as number | undefined,
	};
}

function listed({ id, key, email, version }: Row): ListedTarget {
	const linkKeys = email ? [email] : [];
	return {
		id,
		key,
		label: `user ${id}`,
		listState: `${version}`,
		linkKeys,
		confirmingValues: linkKeys,
		disconnected: false,
	};
}

export function person(key: string, values: MappedRecord['values'] = {}): MappedRecord {
	return mappedUser({
		key,
		label: `Person ${key}`,
		values: { email: `${key}@firma.se`, phone: '1', ...values },
	});
}

export const people = (count: number, values?: MappedRecord['values']) =>
	Array.from({ length: count }, (_, index) => person(String(index + 1), values));

export function syncOptions(more: Partial<SyncOptions> = {}): SyncOptions {
	return {
		dryRun: false,
		retriesAll: false,
		version: '0.0.0',
		byHand: more.retriesAll ?? false,
		workflow: 'workflow',
		takeOverKeys: false,
		includeUnchanged: false,
		showSensitive: false,
		compareShare: 20,
		requestsPerDay: 10_000,
		brake: { maxCreates: 1000, maxChangedShare: 30, maxSalaryJumps: 3, allowOnce: 0 },
		...more,
	};
}

/** A tenant whose syncs remember from run to run. */
export class Tenant {
	readonly target = new FakeTarget();
	readonly clock = new FakeClock();
	store: MemoryStore = new VolatileStore();

	async run(records: MappedRecord[], more: Partial<SyncOptions> = {}, check?: () => Promise<void>) {
		this.target.forgetCalls();
		const secret = createHmac('sha256', 'test').digest('hex');
		return await runSync(records, syncOptions(more), {
			target: this.target,
			memory: new RunMemory(this.store, secret, 'options', this.clock.now()),
			clock: this.clock,
			usage: () => ({ kleer: 0, cinode: 0, dailyLeft: null }),
			...(check ? { lease: { check } } : {}),
		});
	}
}
