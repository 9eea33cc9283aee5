type Dimensions = Record<string, unknown[]>;
type Row = { kleer: Record<string, unknown>; cinode: Record<string, unknown> };

/** Few rows in which every two values of different dimensions come together at least once: greedy, always the same. */
export function coveringRows({ kleer, cinode }: { kleer: Dimensions; cinode: Dimensions }): Row[] {
	const dimensions = [
		...Object.entries(kleer).map(([name, values]) => ({ side: 'kleer' as const, name, values })),
		...Object.entries(cinode).map(([name, values]) => ({ side: 'cinode' as const, name, values })),
	];
	const open = new Set<string>();
	const pair = (a: number, x: number, b: number, y: number) =>
		a < b ? `${a}:${x} ${b}:${y}` : `${b}:${y} ${a}:${x}`;
	dimensions.forEach(({ values }, a) =>
		dimensions.forEach((other, b) => {
			if (b <= a) return;
			values.forEach((_, x) => other.values.forEach((_value, y) => open.add(pair(a, x, b, y))));
		}),
	);
	const rows: Row[] = [];
	while (open.size > 0) {
		const chosen: Array<number | undefined> = dimensions.map(() => undefined);
		// Begins with a pair that is still missing, and adds what covers most.
		const [first = ''] = open;
		for (const part of first.split(' ')) {
			const [dimension = 0, value = 0] = part.split(':').map(Number);
			chosen[dimension] = value;
		}
		dimensions.forEach(({ values }, a) => {
			if (chosen[a] !== undefined) return;
			const gain = (x: number) =>
				chosen.reduce<number>(
					(sum, y, b) => sum + (y !== undefined && open.has(pair(a, x, b, y)) ? 1 : 0),
					0,
				);
			chosen[a] = values.map((_, x) => x).reduce((best, x) => (gain(x) > gain(best) ? x : best), 0);
		});
		chosen.forEach((x, a) => chosen.forEach((y, b) => b > a && open.delete(pair(a, x ?? 0, b, y ?? 0))));
		const row: Row = { kleer: {}, cinode: {} };
		dimensions.forEach(({ side, name, values }, index) => {
			const value = values[chosen[index] ?? 0];
			if (value !== undefined) row[side][name] = value;
		});
		rows.push(row);
	}
	return rows;
}
