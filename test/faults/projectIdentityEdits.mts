import { expect } from 'vitest';
import { ProjectCases } from '../integration/projects/cases.mts';
import { later } from '../integration/support/clock.mts';
import type { PushOptions } from '../integration/support/projects.mts';
import { editClientProject, type KleerClientProject, type NewClientProject } from '../sandbox/index.mts';
import { everything } from './stories.mts';

export const CLIENT = 'Havsvide Logistik AB';
export const OTHER = 'Fjelltråd Sjømat AS';

/** A project that was pushed, and what people do to it in Kleer. */
export class PushedProject {
	private constructor(
		readonly cases: ProjectCases,
		readonly id: number,
	) {}

	static async start(): Promise<PushedProject> {
		const cases = await ProjectCases.start({ clients: 9 });
		const id = cases.make({ description: 'Det hela' });
		await cases.pushed(id);
		return new PushedProject(cases, id);
	}

	/** How many projects Kleer has. */
	get count(): number {
		return this.cases.kleer.clientProjects.size;
	}

	/** As a project has it. */
	client(name = CLIENT): { client: { id: number } } {
		return { client: { id: this.cases.client(name).id } };
	}

	edit(patch: NewClientProject): void {
		editClientProject(this.cases.kleer, String(this.id), patch);
	}

	named(name: string): KleerClientProject[] {
		return [...this.cases.kleer.clientProjects.values()].filter((one) => one.name === name);
	}

	/** Two pushes that write nothing at all, and say the same. */
	async leavesAlone(ids: number | number[] = this.id, options?: PushOptions) {
		const { cases } = this;
		const world = everything(cases.tenant);
		// Clients and people are read again after a few minutes.
		later(10);
		const { results, rejected } = await cases.push(ids, options);
		const { told } = cases;
		expect(cases.writes).toEqual([]);
		later(10);
		await cases.push(ids, options);
		expect(cases.writes).toEqual([]);
		expect(cases.told).toBe(told);
		expect(everything(cases.tenant)).toEqual(world);
		return { result: results[0], rejected, told };
	}

	/** A day and a half of the catch-up; the seed's own projects come along. */
	async catchUps(): Promise<void> {
		for (let run = 0; run < 4; run++) {
			later(9 * 60);
			await this.cases.catchUp();
		}
	}
}
