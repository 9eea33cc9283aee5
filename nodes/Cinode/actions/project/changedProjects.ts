import { createHash } from 'node:crypto';
import type { ProjectBase, RoleInSearch } from '../../../../apis/cinode/projectModels';
import type { MemoryStore } from '../../../../sync';

/** What Cinode says about all projects at once. */
export interface ProjectsNow {
	/** Roles of all projects in the wanted states; absent where Cinode refused the search this minute. */
	roles?: RoleInSearch[];
	/** The most recently updated projects, newest first; `more` reads all of them. */
	recent: ProjectBase[];
	more(): Promise<ProjectBase[]>;
}

export interface ChangedOptions {
	/** YYYY-MM-DD. */
	today: string;
	/** Projects whose roles all ended before it are left out, YYYY-MM-DD. */
	goLiveDate: string;
}

/** How many of the most recently updated are remembered by their place. */
const PLACES = 10;

/**
 * Which projects may have changed since the last run. A search sorted by update shows no times, so order tells:
 * whoever stands before the one that was first last time was updated. The first may have been updated again, so
 * it always counts. Roles are compared one by one; a day on which one begins or ends counts as a change.
 *
 * A change is handed over in two runs: what could not be pushed the first time gets a second chance, and the
 * daily compare comes after that.
 */
export async function changedProjects(
	now: ProjectsNow,
	store: MemoryStore,
	options: ChangedOptions,
): Promise<number[]> {
	const byProject = groupRoles(now.roles ?? []);
	const ended = new Set(
		[...byProject]
			.filter(([, roles]) =>
				roles.every(({ endDate }) => endDate && endDate.slice(0, 10) < options.goLiveDate),
			)
			.map(([id]) => id),
	);
	const prints = new Map([...byProject].map(([id, roles]) => [id, fingerprint(id, roles, options.today)]));
	const places = now.recent.slice(0, PLACES).map(({ id }, index) => place(index, id));

	const trusted = await store.open();
	const asked = [
		...now.recent.flatMap(({ id }) => Array.from({ length: PLACES }, (_, index) => place(index, id))),
		...[...prints.values()].flatMap((print) => [`once ${print}`, `twice ${print}`]),
	];
	const known = trusted ? await store.recall(asked) : new Set<string>();

	const changed = new Set<number>();
	const entries: string[] = [...places];
	for (const [id, print] of prints) {
		const times = known.has(`twice ${print}`) ? 2 : known.has(`once ${print}`) ? 1 : 0;
		if (times < 2) changed.add(id);
		entries.push(`once ${print}`, ...(times > 0 ? [`twice ${print}`] : []));
	}
	const moved = movedToFront(now.recent, known);
	for (const { id } of moved ?? (await now.more())) changed.add(id);
	await store.rewrite(entries);
	return [...changed].filter((id) => !ended.has(id));
}

/** Those before the first that stood in front last time; `undefined` when none of those is among the recent. */
function movedToFront(recent: ProjectBase[], known: Set<string>): ProjectBase[] | undefined {
	for (let index = 0; index < PLACES; index++) {
		const position = recent.findIndex(({ id }) => known.has(place(index, id)));
		if (position >= 0) return recent.slice(0, Math.max(1, position));
	}
	return undefined;
}

function place(index: number, id: number): string {
	return `place ${index} ${id}`;
}

function groupRoles(roles: RoleInSearch[]): Map<number, RoleInSearch[]> {
	const groups = new Map<number, RoleInSearch[]>();
	for (const role of roles) groups.set(role.projectId, [...(groups.get(role.projectId) ?? []), role]);
	return groups;
}

/** Changes with any role, and on each day on which one begins or has ended. */
function fingerprint(id: number, roles: RoleInSearch[], today: string): string {
	const sorted = [...roles].sort((a, b) => a.projectAssignmentId - b.projectAssignmentId);
	const phases = sorted.map(({ startDate, endDate }) => [
		(startDate ?? '').slice(0, 10) <= today,
		endDate ? endDate.slice(0, 10) < today : false,
	]);
	return createHash('sha256')
		.update(JSON.stringify([id, sorted, phases]))
		.digest('base64');
}
