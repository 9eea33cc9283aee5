import { createHash, createHmac } from 'node:crypto';
import type { ProjectBase, RoleInSearch } from '../../models/cinode/projects';
import { addDays } from '../../rules';
import { DAY_MS, VendorError, attempt } from '../../base';
import type { MemoryStore } from '../memory/store';
import type { PushedMarks } from './pushedMarks';
import { RetryQueue } from './retryQueue';
import { MemorySession } from '../memory/memorySession';
import { updatedProjects, type UpdatesNow } from './updatedProjects';
import { entriesWithoutRoles, inTurnWithoutRoles, recallWithoutRoles } from './withoutRoles';

/** What Cinode says about all projects at once. */
export interface ProjectsNow extends UpdatesNow {
	/** Roles of all projects in the wanted states; absent where Cinode refused the search this minute. */
	roles?: RoleInSearch[];
	/** `recent`, and the rest too. */
	all(): Promise<ProjectBase[]>;
}

export interface ChangedOptions {
	/** YYYY-MM-DD. */
	today: string;
	/** Milliseconds since 1970. */
	now: number;
	/** Projects whose roles all ended before it are left out, YYYY-MM-DD. */
	goLiveDate: string;
	/** Open projects count in these, as the node's parameter keeps them. */
	stages: string[];
	/** From the credential: rates must not be guessed from what is remembered. */
	secret: string;
	/** Where it is said what was pushed; absent: a project is handed over once. */
	marks?: Pick<PushedMarks, 'take'>;
	/** A person started the run: nothing waits. */
	isManual: boolean;
}

/** How many projects are handed over in one run only because a day has passed. */
const REPEATS_PER_RUN = 20;
const RUNS_A_DAY = 24;
/** Days after which a project that has ended isn't compared any more. */
const FORGOTTEN_AFTER = 90;

/**
 * Which projects may have changed since the last run, at a fixed number of requests when none did. Roles are
 * compared one by one; a day on which one begins or has ended counts as a change. What has changed otherwise is
 * found by going through the most recently updated ones until one is met that is known. Besides: what was handed
 * over and not pushed, and each project once a day, or as often as 480 a day allow, those without roles a hundred.
 * Other settings than the last run's make everything new: what was not wanted then may be now.
 */
export async function changedProjects(
	now: ProjectsNow,
	store: MemoryStore,
	options: ChangedOptions,
): Promise<number[]> {
	const memory = new MemorySession(store);
	await memory.open();
	const outcome = await attempt(() => findChanged(now, memory, options));
	if (outcome.ok) return outcome.value;
	// Else the next run would believe nothing and give all; and the error at hand is the one that counts.
	await attempt(() => memory.abandon());
	throw outcome.error;
}

async function findChanged(
	now: ProjectsNow,
	memory: MemorySession,
	options: ChangedOptions,
): Promise<number[]> {
	const roles = groupRoles(now.roles ?? []);
	if (!memory.isTrusted && !now.roles) {
		// Without roles nobody knows which projects ended years ago.
		throw new VendorError(
			'Cinode',
			'rateLimited',
			'Cinode shows the roles of all projects once a minute, and somebody has just asked',
			{ advice: 'Run it again in a minute' },
		);
	}
	const prints = new Map([...roles].map(([id, list]) => [id, fingerprint(id, list, options)]));
	const known = await memory.ask([...prints.values()]);
	const updated = await updatedProjects(now, memory);
	const settings = settingsEntry(options);
	const isListed = `listed ${options.today}`;
	const asBefore = await memory.ask([settings, isListed]);
	// Without roles nobody knows what there is: it waits for the next run.
	const isAnew = now.roles !== undefined && !asBefore.has(settings);
	const all =
		now.roles && (isAnew || !asBefore.has(isListed)) ? (await now.all()).map(({ id }) => id) : undefined;
	const changed = new Set([
		...[...prints].filter(([, print]) => isAnew || !known.has(print)).map(([id]) => id),
		...updated.ids,
		...(isAnew && all ? all : []),
	]);
	const listed = new Set([...prints.keys(), ...now.recent.map(({ id }) => id), ...changed, ...(all ?? [])]);
	const ids = [...new Set([...listed, ...(options.marks ? await recallWithoutRoles(memory) : [])])];
	const handedOver = options.marks
		? await RetryQueue.recall(ids, memory, options.marks, options.now, options.isManual)
		: undefined;
	// What is owed comes in its own time: a few of many a day would pass under the safety brake that holds them.
	const isOwed = new Set(handedOver?.left);
	const compared = await comparedToday(roles, (id) => !isOwed.has(id), memory, options);

	const repeated = new Set(ids.filter((id) => handedOver?.isDue(id)));
	await forgetTheGone(repeated, listed, handedOver, now);
	const ended = (id: number) => endedBefore(roles.get(id) ?? [], options.goLiveDate);
	const inTurn = inTurnWithoutRoles(
		(all ?? []).filter((id) => !roles.has(id) && !isOwed.has(id)),
		options.today,
	);
	const isDue = (id: number) => changed.has(id) || repeated.has(id) || compared.now.has(id) || inTurn.has(id);
	const due = ids.filter((id) => !ended(id) && isDue(id));
	const owed = handedOver ? [...new Set([...due, ...handedOver.left])] : [];
	// A mark that an earlier push left says nothing about this one.
	if (due.length > 0) await options.marks?.take(due);
	await memory.close(
		[
			...prints.values(),
			...updated.seen,
			...(now.roles || asBefore.has(settings) ? [settings] : []),
			...(all || asBefore.has(isListed) ? [isListed] : []),
			...compared.entries,
			...(handedOver?.entries(new Set(due), changed, options.now) ?? []),
			...entriesWithoutRoles(owed.filter((id) => !roles.has(id))),
		],
		now.roles !== undefined,
	);
	return due;
}

/** What was deleted is never marked; one that no list names is looked for when it comes for the last kind of wait. */
async function forgetTheGone(
	repeated: Set<number>,
	listed: Set<number>,
	handedOver: RetryQueue | undefined,
	{ updatedAt }: ProjectsNow,
): Promise<void> {
	for (const id of repeated) {
		if (listed.has(id) || !handedOver?.isOld(id)) continue;
		const outcome = await attempt(() => updatedAt(id));
		// Its own reading says what is wrong.
		if (!outcome.ok || outcome.value !== undefined) continue;
		repeated.delete(id);
		handedOver.forget(id);
	}
}

/** Each project once in as many days as the day's compares need; those that ended long ago not at all. */
async function comparedToday(
	roles: Map<number, RoleInSearch[]>,
	isWanted: (id: number) => boolean,
	memory: MemorySession,
	{ today, goLiveDate }: ChangedOptions,
): Promise<{ now: Set<number>; entries: string[] }> {
	const entry = (id: number) => `compared ${id} ${today}`;
	const oldest = [goLiveDate, addDays(today, -FORGOTTEN_AFTER)].sort().at(-1) ?? today;
	const living = [...roles].filter(([, list]) => !endedBefore(list, oldest)).map(([id]) => id);
	const everyDays = Math.max(1, Math.ceil(living.length / (REPEATS_PER_RUN * RUNS_A_DAY)));
	const day = Math.floor(Date.parse(today) / DAY_MS);
	const turn = living.filter((id) => (id + day) % everyDays === 0);
	const done = await memory.ask(turn.map(entry));
	// The first run hands over all of them anyway.
	const left = turn.filter((id) => !done.has(entry(id)) && isWanted(id));
	// Another order each day, so that runs that are few compare others each time.
	const places = new Map(left.map((id) => [id, createHash('sha256').update(entry(id)).digest('hex')]));
	left.sort((a, b) => (places.get(a) ?? '').localeCompare(places.get(b) ?? ''));
	const mine = memory.isTrusted ? left.slice(0, REPEATS_PER_RUN) : left;
	return { now: new Set(mine), entries: [...done, ...mine.map(entry)] };
}

function groupRoles(roles: RoleInSearch[]): Map<number, RoleInSearch[]> {
	const groups = new Map<number, RoleInSearch[]>();
	for (const role of roles) {
		const group = groups.get(role.projectId);
		if (group) group.push(role);
		else groups.set(role.projectId, [role]);
	}
	return groups;
}

/** Whether there are roles, and all of them ended before the day. */
function endedBefore(roles: RoleInSearch[], day: string): boolean {
	return roles.length > 0 && roles.every(({ endDate }) => endDate && endDate.slice(0, 10) < day);
}

/** Which settings the memory is about; what else decides is the push's, which compares each project in its turn. */
function settingsEntry({ goLiveDate, stages }: ChangedOptions): string {
	return `settings ${JSON.stringify([goLiveDate, [...stages].sort()])}`;
}

/** Changes with any role, and on each day on which one begins or has ended. */
function fingerprint(id: number, roles: RoleInSearch[], { today, secret }: ChangedOptions): string {
	const sorted = [...roles].sort((a, b) => a.projectAssignmentId - b.projectAssignmentId);
	const phases = sorted.map(({ startDate, endDate }) => [
		(startDate ?? '').slice(0, 10) <= today,
		endDate ? endDate.slice(0, 10) < today : false,
	]);
	const key = createHash('sha256').update(`roles ${secret}`).digest();
	return createHmac('sha256', key)
		.update(JSON.stringify([id, sorted, phases]))
		.digest('base64');
}
