import type { RoleInSearch } from '../../../models/cinode/projects';
import { changedProjects, type ProjectsNow } from '../../../sync/changed/changedProjects';
import { VolatileStore } from '../support/volatileStore.mts';

export const HOUR = 3_600_000;

/** An account whose projects have one role each; what was handed over, and what was asked. */
export class Account {
	readonly roles = new Map<number, Partial<RoleInSearch>>();
	/** Newest first. */
	order: number[] = [];
	readonly updated = new Map<number, string>();
	readonly gone = new Set<number>();
	/** What Cinode answers instead of saying when the project was updated. */
	readonly broken = new Map<number, Error>();
	refusesRoles = false;
	isManual = false;
	goLiveDate = '2025-01-01';
	stages: string[] = [];
	asked = 0;
	/** How often all projects were listed. */
	listings = 0;
	time = Date.parse('2026-11-23T08:00:00Z');
	readonly marked = new Set<number>();
	private readonly store = new VolatileStore();
	private touched = 0;

	constructor(count: number) {
		for (let id = 1; id <= count; id++) this.add(id);
	}

	remove(id: number): void {
		this.order = this.order.filter((one) => one !== id);
		this.roles.delete(id);
		this.gone.add(id);
	}

	add(id: number, role?: Partial<RoleInSearch>): void {
		this.roles.set(id, { startDate: '2026-01-01', endDate: null, rate: 1000, ...role } as never);
		this.touch(id);
	}

	touch(id: number): void {
		this.order = [id, ...this.order.filter((one) => one !== id)];
		// As Cinode writes it, without offset; no two at the same time.
		this.updated.set(id, new Date(this.time + ++this.touched).toISOString().slice(0, -1));
	}

	/** The next hourly run; with `marks` the earlier ones are repeated until marked. */
	async run({ marks = false, hours = 1 } = {}): Promise<number[]> {
		this.time += hours * HOUR;
		this.asked = 0;
		const base = this.order.map((id) => ({ id }));
		const now: ProjectsNow = {
			...(this.refusesRoles
				? {}
				: {
						roles: [...this.roles].map(
							([id, role]) => ({ projectId: id, projectAssignmentId: id, ...role }) as RoleInSearch,
						),
					}),
			recent: base.slice(0, 100),
			all: async () => {
				this.listings++;
				return base;
			},
			updatedAt: async (id) => {
				this.asked++;
				const error = this.broken.get(id);
				if (error) throw error;
				return this.gone.has(id) ? undefined : (this.updated.get(id) ?? '');
			},
		};
		return await changedProjects(now, this.store, {
			today: new Date(this.time).toISOString().slice(0, 10),
			now: this.time,
			goLiveDate: this.goLiveDate,
			stages: this.stages,
			secret: 'secret',
			isManual: this.isManual,
			...(marks
				? {
						marks: {
							take: async (ids) => {
								const taken = ids.filter((id) => this.marked.has(id));
								for (const id of ids) this.marked.delete(id);
								return new Set(taken);
							},
						},
					}
				: {}),
		});
	}
}
