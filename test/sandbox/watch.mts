type Side = Map<number, Record<string, unknown>>;

/** Sees what changed between two looks, so that the page can mark it. */
export class Watch {
	private last = new Map<string, { text: string; row: Record<string, unknown> }>();
	private changed = new Map<string, Record<string, number>>();
	private readonly keepMs = 60_000;

	clear(): void {
		this.last.clear();
		this.changed.clear();
	}

	/** Notes both sides' present values (unmasked, so that a raise is seen even if its amount isn't shown). */
	look(side: string, rows: Side, first: boolean, at: number): void {
		for (const [id, row] of rows) {
			const key = `${side}.${id}`;
			const before = this.last.get(key);
			const text = JSON.stringify(row);
			if (before?.text === text) continue;
			this.last.set(key, { text, row });
			if (first) continue;
			const marks = this.changed.get(key) ?? {};
			if (!before) marks['*'] = at;
			for (const name of Object.keys(before ? row : {})) {
				if (name === 'updated') continue;
				if (JSON.stringify(before?.row[name]) !== JSON.stringify(row[name])) marks[name] = at;
			}
			this.changed.set(key, marks);
		}
	}

	isEmpty(): boolean {
		return this.last.size === 0;
	}

	marks(side: string, id: unknown, at: number): Record<string, number> {
		const marks = this.changed.get(`${side}.${String(id)}`);
		if (!marks) return {};
		const recent = Object.entries(marks).filter(([, when]) => at - when < this.keepMs);
		return Object.fromEntries(recent.map(([name, when]) => [`${side}.${name}`, when]));
	}
}

/** What was seen last of people, of customers and of projects. */
export class Watches {
	readonly people = new Watch();
	readonly customers = new Watch();
	readonly projects = new Watch();

	clear(): void {
		this.people.clear();
		this.customers.clear();
		this.projects.clear();
	}
}
