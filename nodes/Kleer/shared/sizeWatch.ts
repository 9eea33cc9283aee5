import type { IExecuteFunctions } from 'n8n-workflow';
import { isForAgent } from '../../shared/agents/agent';
import type { KleerCredential, ListWatch } from '../../../apis/kleer/client';
import { attempt, isSourceShrunk } from '../../../base';
import { SignedSet, numberEntries, numberQuestions, recallNumber, type Notes } from '../../../sync';
import { N8nRow } from '../../shared/n8nRow';

/** Lists of which a part in the place of the whole would be believed: paths, and what is on them, for people. */
const WATCHED: Record<string, string> = {
	'/user': 'users',
	'/payroll/user': 'payroll rows',
	'/subcontractor': 'subcontractors',
	'/supplier': 'suppliers',
	'/client': 'clients',
};

/**
 * How long Kleer's lists were in the node's last run, in n8n's database: a list that is suddenly empty, or lacks more than
 * ordinary days explain, stops the run instead of passing for the whole. A run by hand takes the new length for right.
 */
export class SizeWatch implements ListWatch {
	private readonly before = new Map<string, number>();
	private readonly now = new Map<string, number>();

	private constructor(
		private readonly notes: Notes | undefined,
		private readonly isByHand: boolean,
		/** Another company's lists are others. */
		private readonly company: string,
	) {}

	/** What can't be remembered isn't watched: an unsaved workflow, an agent's tool, a database that fails. */
	static async open(context: IExecuteFunctions): Promise<SizeWatch> {
		const canRemember = Boolean(context.getWorkflow().id) && !isForAgent(context);
		const { companyId } = await context.getCredentials<KleerCredential>('kleerApi');
		const isByHand = context.getMode() === 'manual';
		const notes = canRemember ? new SignedSet(new N8nRow(context.helpers)) : undefined;
		const watch = new SizeWatch(notes, isByHand, String(companyId));
		await watch.load();
		return watch;
	}

	what(path: string): string | undefined {
		return WATCHED[path];
	}

	known(path: string): number | undefined {
		return this.before.get(path);
	}

	/** Whether the list is to be read once more: it is shorter than it can be, or empty for the first time. */
	isDoubtful(path: string, size: number): boolean {
		if (!(path in WATCHED) || !this.notes) return false;
		return size === 0 && !this.before.has(path) ? true : this.isShrunk(path, size);
	}

	isShrunk(path: string, size: number): boolean {
		return !this.isByHand && isSourceShrunk(size, this.before.get(path));
	}

	note(path: string, size: number): void {
		if (path in WATCHED) this.now.set(path, size);
	}

	/** The lists were read whole. */
	async remember(): Promise<void> {
		const changed = [...this.now].filter(([path, size]) => this.before.get(path) !== size);
		if (!this.notes || changed.length === 0) return;
		const { notes } = this;
		await attempt(async () => {
			await notes.remove(changed.flatMap(([path]) => numberQuestions(this.nameOf(path))));
			await notes.add(changed.flatMap(([path, size]) => numberEntries(this.nameOf(path), size)));
		});
	}

	private async load(): Promise<void> {
		const { notes } = this;
		if (!notes) return;
		const questions = Object.keys(WATCHED).flatMap((path) => numberQuestions(this.nameOf(path)));
		const outcome = await attempt(async () => await notes.peek(questions));
		if (!outcome.ok) return;
		for (const path of Object.keys(WATCHED)) {
			const size = recallNumber(this.nameOf(path), (entry) => outcome.value.has(entry));
			if (size !== undefined) this.before.set(path, size);
		}
	}

	private nameOf(path: string): string {
		return `size of ${path} at ${this.company}`;
	}
}
