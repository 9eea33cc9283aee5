/**
 * The layers of the house, from the ground up; what stands lower never imports what stands higher, and no files import
 * each other in a loop. docs/architecture.md says what lives in each.
 */
const FLOORS = [
	['models', 'rules'],
	['base'],
	['sync'],
	['apis', 'reports'],
	['setupCheck', 'credentials'],
	// tenant/ reads the nodes' own descriptions, and the mapper node brings tenants.
	['nodes', 'tenant'],
];

/** Rooms of sync/, lowest first: a target knows nothing of the run that uses it. */
const ROOMS = [
	['contract'],
	['targets'],
	['outcome', 'brake', 'memory', 'match'],
	['run'],
	['push', 'changed'],
	['explain'],
];

const above = (levels, prefix) =>
	levels.slice(0, -1).map((names, level) => ({
		name: `${prefix || 'house'}: ${names.join(' and ')} stand below`,
		severity: 'error',
		from: { path: `^${prefix}(${names.join('|')})/` },
		to: {
			path: `^${prefix}(${levels
				.slice(level + 1)
				.flat()
				.join('|')})/`,
		},
	}));

export default {
	forbidden: [
		{ name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
		...above(FLOORS, ''),
		...above(ROOMS, 'sync/'),
		{
			name: 'only nodes and credentials know n8n',
			severity: 'error',
			from: { path: '^(models|rules|base|sync|reports)/' },
			to: { path: 'n8n-(workflow|core)' },
		},
		{
			name: 'rules and models know only each other, and luxon',
			severity: 'error',
			from: { path: '^(models|rules)/' },
			to: { path: '^(?!models|rules|crypto|node_modules/(@types/)?luxon)' },
		},
		{
			name: 'what ships knows no test and no script',
			severity: 'error',
			from: { path: '^(models|rules|base|sync|apis|reports|setupCheck|nodes|credentials|tenant)/' },
			to: { path: '^(test|scripts)/' },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
	},
};
