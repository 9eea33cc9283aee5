/** One record on both sides, as the sandbox's page gets it; the fields are those of test/sandbox/state.mts. */
export interface Row {
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each table has its own fields
	kleer: any;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
	cinode: any;
	by: string | null;
}

export interface State {
	rows: Row[];
	customers: { rows: Row[]; linked: number };
	projects: { rows: Row[]; linked: number };
	linked: number;
}

export type Side = 'kleer' | 'cinode';

export class SandboxState {
	constructor(private readonly page: string) {}

	async read(): Promise<State> {
		const response = await fetch(new URL('sandbox/state?sensitive=1', this.page));
		return (await response.json()) as State;
	}

	/** The rows of one of the page's tables. */
	async rows(tab: string): Promise<Row[]> {
		const state = await this.read();
		return tab === 'customers' || tab === 'projects' ? state[tab].rows : state.rows;
	}
}

/** The one record on that side which is new or not as it was. */
export function changedOn(side: Side, before: Row[], after: Row[]): Row | undefined {
	const old = new Map(before.map((row) => [row[side]?.id, JSON.stringify(row[side])]));
	return after.find((row) => row[side] && old.get(row[side].id) !== JSON.stringify(row[side]));
}
