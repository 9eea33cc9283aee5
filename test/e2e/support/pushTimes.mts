import { vi } from 'vitest';
import type { ProjectTemplates } from './projectTemplates.mts';

/** From the event in Cinode to the project written in Kleer. */
export interface PushTimes {
	/** How many projects were won at once. */
	atOnce: number;
	/** Milliseconds, from the quickest. */
	ms: number[];
}

/** Wins so many new projects at the same moment, so often, and measures each until it stands in Kleer. */
export async function pushTimes(
	projects: ProjectTemplates,
	atOnce: number,
	rounds: number,
): Promise<PushTimes> {
	const ms: number[] = [];
	for (let round = 1; round <= rounds; round++) {
		const waiting = new Set(projects.addMany(`Mätt ${atOnce} ${round}`, atOnce));
		const from = performance.now();
		for (const title of waiting) projects.state(title, 'won');
		await vi.waitUntil(
			() => {
				for (const title of waiting) {
					if (projects.inKleer(title).length === 0) continue;
					ms.push(performance.now() - from);
					waiting.delete(title);
				}
				return waiting.size === 0;
			},
			{ timeout: 300_000, interval: 5 },
		);
		await projects.isQuiet();
	}
	return { atOnce, ms: ms.sort((a, b) => a - b) };
}

/** The value that this share of all stays at or below. */
export function percentile({ ms }: PushTimes, share: number): number {
	return Math.round(ms[Math.min(ms.length, Math.ceil(ms.length * share)) - 1] ?? Number.NaN);
}
