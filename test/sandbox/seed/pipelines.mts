import type { CinodePipeline } from '../cinode/projectStore.mts';

const stage = (id: number, title: string, order: number, probability: number) => ({
	id,
	title,
	description: null,
	order,
	probability,
});

/** Two; the stages' ids tell neither their order nor their pipeline. */
export const PIPELINES: CinodePipeline[] = [
	{
		id: 714,
		title: 'Konsultuppdrag',
		description: null,
		stages: [
			stage(2231, 'Förfrågan', 1, 10),
			stage(2207, 'Presenterad', 2, 30),
			stage(2244, 'Intervju', 3, 60),
			stage(2218, 'Muntligt avtal', 4, 90),
		],
	},
	{
		id: 709,
		title: 'Helhetsåtaganden',
		description: 'Fast pris och team',
		stages: [
			stage(2239, 'Idé', 1, 5),
			stage(2212, 'Anbud', 2, 25),
			stage(2250, 'Förhandling', 3, 50),
			stage(2226, 'Avtal skickat', 4, 80),
		],
	},
];
