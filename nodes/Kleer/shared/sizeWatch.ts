import type { IExecuteFunctions } from 'n8n-workflow';
import { isForAgent } from '../../shared/agents/agent';
import type { KleerCredential, ListWatch } from '../../../apis/kleer/client';
import { attempt, isSourceShrunk } from '../../../base';
import { numberEntries, numberQuestions, recallNumber } from '../../../sync';

const MODE = { mode: 'entries' } as const;

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
		private readonly helpers: IExecuteFunctions['helpers'] | undefined,
		private readonly isByHand: boolean,
		/** Another company's lists are others. */
		private readonly company: string,
	) {}

	/** What can't be remembered isn't watched: an unsaved workflow, an agent's tool, a database that fails. */
	static async open(context: IExecuteFunctions): Promise<SizeWatch> {
		const canRemember = Boolean(context.getWorkflow().id) && !isForAgent(context);
		const { companyId } = await context.getCredentials<KleerCredential>('kleerApi');
		const isByHand = context.getMode() === 'manual';
		const watch = new SizeWatch(canRemember ? context.helpers : undefined, isByHand, String(companyId));
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
		if (!(path in WATCHED) || !this.helpers) return false;
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
		if (!this.helpers || changed.length === 0) return;
		const { helpers } = this;
		await attempt(async () => {
			await helpers.removeProcessed(
				changed.flatMap(([path]) => numberQuestions(this.nameOf(path))),
				'node',
				MODE,
			);
			const entries = changed.flatMap(([path, size]) => numberEntries(this.nameOf(path), size));
			await helpers.checkProcessedAndRecord(entries, 'node', MODE);
		});
	}

	private async load(): Promise<void> {
		const { helpers } = this;
		if (!helpers) return;
		const questions = Object.keys(WATCHED).flatMap((path) => numberQuestions(this.nameOf(path)));
		const outcome = await attempt(async () => {
			const found = await helpers.checkProcessedAndRecord(questions, 'node', MODE);
			// The helper adds what it is asked about.
			if (found.new.length > 0) await helpers.removeProcessed(found.new, 'node', MODE);
			return new Set(found.processed.map(String));
		});
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
