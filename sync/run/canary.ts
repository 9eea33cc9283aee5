import type { MappedRecord } from '../../rules';
import type { RunMemory } from '../memory/runMemory';
import type { Action, CanaryWrite } from '../contract/result';
import type { Plan, PlannedChange } from '../contract/plan';

/**
 * The canary (docs/decisions.md#what-was-sent-is-what-is-there): the first real run of a scheme, and the first after the
 * version or the set-up changed what is written, writes one record of each kind, reads it back, and goes on only when
 * all was kept.
 */

const KINDS: readonly Action[] = ['created', 'linked', 'updated'];

/** What a run may write: field and mode of each row that its records carry. */
function rowsOf(records: MappedRecord[]): string[] {
	const rows = new Set<string>(['tags always', 'status always']);
	for (const { values, modes } of records) {
		for (const name of Object.keys(values)) rows.add(`${name} ${modes[name] ?? 'always'}`);
	}
	return [...rows];
}

/** What memory knows about the rows of a run. */
export class Canary {
	private readonly rows: string[];
	/** Entries that became true in this run. */
	private readonly news = new Set<string>();

	/**
	 * @param version The package's: another one may write otherwise.
	 * @param day A canary that failed is tried again on the next day.
	 */
	constructor(
		private readonly memory: RunMemory,
		records: MappedRecord[],
		private readonly version: string,
		private readonly day: string,
	) {
		this.rows = rowsOf(records);
	}

	/** Entries to ask about, while memory can be asked. */
	get questions(): string[] {
		return this.rows.flatMap((row) => [this.kept(row), this.failed(row), this.shown(row), this.cleared(row)]);
	}

	/** Whether something would be written that no canary has tried. */
	isNeeded(plans: Plan[]): boolean {
		const names = new Set(plans.flatMap(({ changes }) => changes.map(({ name }) => name)));
		return this.rows.some((row) => names.has(nameOf(row)) && !this.memory.has(this.kept(row)));
	}

	/** Names of the fields that a canary of today found not kept, and that would still be written. */
	get failures(): string[] {
		return this.rows.filter((row) => this.memory.has(this.failed(row))).map(nameOf);
	}

	/** One record of each kind, that which writes most. */
	choose<T extends { plan: Plan }>(work: T[]): T[] {
		return KINDS.flatMap((kind) => {
			const ofKind = work.filter(({ plan }) => plan.action === kind);
			const [most] = [...ofKind].sort((a, b) => b.plan.changes.length - a.plan.changes.length);
			return most ? [most] : [];
		});
	}

	/** What to remember when all was kept. */
	passed(): string[] {
		return this.rows.map((row) => this.kept(row));
	}

	/** What to remember when these were not. */
	failedOn(changes: PlannedChange[]): string[] {
		const names = changes.map(({ name }) => name);
		return this.rows.filter((row) => names.includes(nameOf(row))).map((row) => this.failed(row));
	}

	/** Whether a change of this kind was seen kept in this tenant, where answers don't show it. */
	isShown({ name, to }: Pick<PlannedChange, 'name' | 'to'>): boolean {
		return this.rows.some(
			(row) => nameOf(row) === name && this.has(to === null ? this.cleared(row) : this.shown(row)),
		);
	}

	/** What to remember of changes that were read back and were there. */
	shownEntries(changes: Array<Pick<PlannedChange, 'name' | 'to'>>): string[] {
		const entries = changes.flatMap(({ name, to }) =>
			this.rows
				.filter((row) => nameOf(row) === name)
				.map((row) => (to === null ? this.cleared(row) : this.shown(row))),
		);
		for (const entry of entries) this.news.add(entry);
		return entries;
	}

	private has(entry: string): boolean {
		return this.memory.has(entry) || this.news.has(entry);
	}

	private kept(row: string): string {
		return this.memory.writes('kept', [this.version, row]);
	}

	private failed(row: string): string {
		return this.memory.writes(`failed ${this.day}`, [this.version, row]);
	}

	private shown(row: string): string {
		return this.memory.writes('shown', [this.version, row]);
	}

	private cleared(row: string): string {
		return this.memory.writes('cleared', [this.version, row]);
	}
}

/** What was written of a record, without values. */
export function writesOf({ action, changes }: Plan): CanaryWrite[] {
	return changes.map(({ name, from, to }) => {
		const updated = to === null ? 'cleared' : from === null ? 'filled' : 'changed';
		return { field: name, how: action === 'created' ? 'created' : updated };
	});
}

function nameOf(row: string): string {
	return row.split(' ')[0] ?? '';
}
