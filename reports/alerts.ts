import type { MemoryStore } from '../sync';
import type { Problem } from './problems';
import type { RunReport } from './runReport';

/** What somebody should be told now; once when it begins, and once when it is well again. */
export interface Alert {
	kind: 'needsAPerson' | 'wellAgain' | 'stopped' | 'runsAgain';
	title: string;
	/** For people, in Markdown. */
	text: string;
}

/** Kinds that need a person; a warning or a deferred record doesn't. */
const ALARMING: ReadonlyArray<Problem['kind']> = ['rejected', 'conflict', 'drift', 'failed'];
const TROUBLE = 'in trouble';
const BRAKE = 'problem brake';
/** As many as a summary lists at most. */
const STANDING_LISTED = 100;
/** More than this many are counted in an alert, not listed. */
const LISTED = 20;

/**
 * Decides whether a run is news. What was told before isn't told again while it lasts. A record that failed once
 * may have met a bad moment: it counts from the second time on.
 * @param subjects Who was looked at in this run; absent: everybody, so that who isn't mentioned is well.
 */
export async function decideAlert(
	report: RunReport,
	problems: Problem[],
	store: MemoryStore,
	subjects?: string[],
): Promise<Alert | undefined> {
	if (report.dryRun || report.notRun) return undefined;
	// Who is seen by no name can't be told to be well again: it is in the report only.
	const alarming = problems.filter(
		({ kind, subject }) => ALARMING.includes(kind) && (!subjects || subjects.includes(subject)),
	);
	const brake = report.brake ? [BRAKE] : [];
	// A push that looks at one project says nothing about what the brake holds.
	const isBrakeOver = !report.brake && (!subjects || subjects.length > 1);
	// An overlapping push shares this memory: it isn't opened, since that takes the other one's knowledge.
	const isKnowing = subjects ? true : await store.open();
	const well = (subjects ?? []).filter((subject) => !alarming.some((problem) => problem.subject === subject));
	const asked = [
		TROUBLE,
		BRAKE,
		...alarming.flatMap((problem) => [entry(problem), failing(problem)]),
		...well.flatMap((subject) => [failing({ subject }), ...ALARMING.map((kind) => entry({ kind, subject }))]),
	];
	const known = isKnowing ? await store.recall(asked) : new Set<string>();
	// What only stands as failed wasn't tried again: it says nothing new.
	const counted = alarming.filter(
		(problem) =>
			problem.kind !== 'failed' ||
			(known.has(failing(problem)) && !problem.isStanding) ||
			known.has(entry(problem)),
	);
	const present = [...brake, ...counted.map(entry)];
	const noted = alarming.filter(({ kind }) => kind === 'failed').map(failing);
	const isTrouble = present.length > 0;

	const recovered = well.filter((subject) => ALARMING.some((kind) => known.has(entry({ kind, subject }))));
	// Who waits for the next day was not looked at, and a long list is cut: nobody knows whether they are well.
	const isCut = problems.filter(({ isStanding }) => isStanding).length >= STANDING_LISTED;
	const isWholeView = !subjects && report.counts.deferred === 0 && !isCut;
	if (isWholeView || !isKnowing) {
		await store.rewrite([...present, ...noted, ...(isTrouble ? [TROUBLE] : [])]);
	} else {
		const kept = new Set([
			...present,
			...noted,
			...(known.has(BRAKE) && !isBrakeOver ? [BRAKE] : []),
			...(known.has(TROUBLE) || isTrouble ? [TROUBLE] : []),
		]);
		await store.remove(asked.filter((one) => !kept.has(one)));
		await store.add([...kept]);
		await store.seal();
	}

	const news = counted.filter((problem) => !known.has(entry(problem)));
	const isBrakeNews = brake.length > 0 && !known.has(BRAKE);
	if (news.length > 0 || isBrakeNews) return needsAPerson(report, news, isBrakeNews);
	if (isWholeView && !isTrouble && known.has(TROUBLE))
		return {
			kind: 'wellAgain',
			title: `${report.title} – well again`,
			text: `Everything in **${report.workflow.name}** is well again.`,
		};
	if (recovered.length > 0) {
		return {
			kind: 'wellAgain',
			title: `${report.workflow.name}: well again`,
			text: `Well again: ${recovered.slice(0, LISTED).join(', ')}.`,
		};
	}
	return undefined;
}

function needsAPerson(report: RunReport, news: Problem[], isBrakeNews: boolean): Alert {
	const { workflow, brake } = report;
	const lines = news
		.slice(0, LISTED)
		.map(({ kind, who, why, todo }) => `- **${who}** (${kind}): ${why}. *${todo}.*`.replaceAll('..', '.'));
	const more = news.length > LISTED ? [`- and ${news.length - LISTED} more`] : [];
	const stopped =
		isBrakeNews && brake
			? [`The safety brake stopped the run: ${brake.reasons.join('; ')}. ${brake.howToAllow}`]
			: [];
	return {
		kind: isBrakeNews ? 'stopped' : 'needsAPerson',
		title: `${workflow.name}: ${isBrakeNews ? 'stopped by the safety brake' : `${news.length} ${news.length === 1 ? 'record needs' : 'records need'} a person`}`,
		text: [...stopped, ...lines, ...more].join('\n'),
	};
}

function entry({ kind, subject }: Pick<Problem, 'kind' | 'subject'>): string {
	return `problem ${kind} ${subject}`;
}

function failing({ subject }: Pick<Problem, 'subject'>): string {
	return `failing ${subject}`;
}

/** What n8n's Error Trigger says, as far as it is told on. */
export interface Crash {
	workflow: { id: string; name: string };
	message: string;
	/** Where n8n shows the execution; absent when n8n keeps none. */
	url?: string;
	/** The node that failed. */
	node?: string;
}

/** n8n's Error Trigger item; `undefined` when the item is something else. */
export function readCrash(item: object): Crash | undefined {
	const { execution, trigger, workflow } = item as {
		execution?: { error?: { message?: unknown }; url?: unknown; lastNodeExecuted?: unknown };
		trigger?: { error?: { message?: unknown } };
		workflow?: { id?: unknown; name?: unknown };
	};
	if ((!execution && !trigger) || !workflow) return undefined;
	const message = execution?.error?.message ?? trigger?.error?.message;
	return {
		workflow: { id: String(workflow.id ?? ''), name: String(workflow.name ?? 'A workflow') },
		message: typeof message === 'string' ? message : 'n8n says no more',
		...(typeof execution?.url === 'string' ? { url: execution.url } : {}),
		...(typeof execution?.lastNodeExecuted === 'string' ? { node: execution.lastNodeExecuted } : {}),
	};
}

/** A vendor that can't be reached for a moment: told when it happens a second time in a row. */
const PASSING =
	/could not be reached|did not answer|failed \(5\d\d\)|Kleer failed: Tekniskt fel|asked too often|too many were asked for/i;

const HOUR_MS = 3_600_000;

/** A workflow that went on stopping within the last day or two was told; two faults within hours are in a row. */
function marks(id: string, now: number): { stopped: string[]; faltered: string[] } {
	const windows = (name: string, hours: number) => {
		const window = Math.floor(now / (hours * HOUR_MS));
		return [`${name} ${id} ${window}`, `${name} ${id} ${window - 1}`];
	};
	return { stopped: windows('stopped', 24), faltered: windows('faltered', 3) };
}

/**
 * Which of the entries are remembered, and no others afterwards. The memory isn't opened: several workflows stop at
 * the same moment, and one would take the other's knowledge away.
 */
async function knownOf(entries: string[], store: MemoryStore): Promise<Set<string>> {
	const known = await store.recall(entries);
	await store.remove(entries.filter((entry) => !known.has(entry)));
	return known;
}

/**
 * Tells a workflow that stopped once; a passing fault from the second time on.
 * @param now Milliseconds since 1970.
 */
export async function decideCrashAlert(
	{ workflow, message, url }: Crash,
	store: MemoryStore,
	now: number,
): Promise<Alert | undefined> {
	const { stopped, faltered } = marks(workflow.id, now);
	const known = await knownOf([...stopped, ...faltered], store);
	const wasTold = stopped.some((entry) => known.has(entry));
	const isTold = wasTold || !PASSING.test(message) || faltered.some((entry) => known.has(entry));
	await store.add([...(isTold ? stopped.slice(0, 1) : []), ...faltered.slice(0, 1)]);
	if (wasTold || !isTold) return undefined;
	return {
		kind: 'stopped',
		title: `${workflow.name} stopped`,
		text: `**${workflow.name}** stopped: ${message}${url ? `\n\n${url}` : ''}`,
	};
}

/** Tells that a workflow that had stopped runs again. */
export async function decideRunsAgain(
	workflow: Crash['workflow'],
	store: MemoryStore,
	now: number,
): Promise<Alert | undefined> {
	const { stopped, faltered } = marks(workflow.id, now);
	const entries = [...stopped, ...faltered];
	const known = await store.recall(entries);
	await store.remove(entries);
	if (!stopped.some((entry) => known.has(entry))) return undefined;
	return {
		kind: 'runsAgain',
		title: `${workflow.name} runs again`,
		text: `**${workflow.name}** runs again.`,
	};
}
