import { PASSING_CODES } from '../rules';
import type { MemoryStore } from '../sync';
import type { Alert } from './alert';
import { followBrake } from './heldByBrake';
import { plainMarkdown } from './markdown';
import type { View } from './outcome';
import type { Problem } from './problems';
import type { RunReport } from './report';
import { textsIn, type Texts } from './texts';

/** Kinds that need a person; a warning or a deferred record doesn't. */
const ALARMING: ReadonlyArray<Problem['kind']> = ['rejected', 'conflict', 'drift', 'failed'];
const TROUBLE = 'in trouble';
const BRAKE = 'problem brake';
/** As many as a summary lists at most. */
const STANDING_LISTED = 100;
/** More than this many are counted in an alert, not listed. */
const LISTED = 20;

/** What a run says about the records that it saw. */
interface Look {
	/** Problems that need a person. */
	alarming: Problem[];
	/** Records that were seen and have none. */
	well: string[];
	/** All records were looked at, so that one that isn't mentioned is well. */
	isWhole: boolean;
}

/**
 * Decides whether a run is news. What was told before isn't told again while it lasts. A record that failed once
 * may have met a bad moment: it counts from the second time on.
 * @param view Which records were looked at in this run; absent: all, so that one that isn't mentioned is well.
 */
export async function decideAlert(
	report: RunReport,
	problems: Problem[],
	store: MemoryStore,
	view?: View,
): Promise<Alert | undefined> {
	if (report.dryRun || report.notRun || report.onlyRecord) return undefined;
	const look = lookAt(report, problems, view);
	const { alarming, well } = look;
	const texts = textsIn(report.language);
	const isBraked = report.brake !== undefined;
	const pushes = view && (await followBrake(isBraked, view, store));
	// An overlapping push shares this memory: it isn't opened, since that takes the other one's knowledge.
	const isKnowing = view ? true : await store.open();
	const asked = entriesAbout(look);
	const known = isKnowing ? await store.recall(asked) : new Set<string>();
	// What only stands as failed wasn't tried again: it says nothing new.
	const counted = alarming.filter(
		(problem) =>
			!mayPass(problem) || (known.has(failing(problem)) && !problem.isStanding) || known.has(entry(problem)),
	);
	// A run that stops nothing anew may hold what an earlier one stopped.
	const isBrakeOn = isBraked || (report.held !== undefined && known.has(BRAKE));
	const present = [...(isBrakeOn && !view ? [BRAKE] : []), ...counted.map(entry)];
	const noted = [...present, ...alarming.filter(mayPass).map(failing)];
	const isTrouble = present.length > 0;
	if (look.isWhole || !isKnowing) await store.rewrite([...noted, ...(isTrouble ? [TROUBLE] : [])]);
	else await keep([...noted, ...(isTrouble || known.has(TROUBLE) ? [TROUBLE] : [])], asked, store);

	const recovered = well.filter((subject) => ALARMING.some((kind) => known.has(entry({ kind, subject }))));
	const better = wellAgain(
		texts,
		recovered.map((subject) => view?.names.get(subject) ?? subject),
		pushes?.isOver ?? false,
	);
	const news = counted.filter((problem) => !known.has(entry(problem)));
	const isBrakeNews = pushes?.isNews ?? (isBraked && !known.has(BRAKE));
	if (news.length > 0 || isBrakeNews) return needsAPerson(report, news, isBrakeNews, better);
	if (look.isWhole && !isTrouble && known.has(TROUBLE)) return allIsWell(report);
	return better.length > 0
		? { kind: 'wellAgain', title: texts.wellAgainTitle(report.workflow.name), text: better.join('\n') }
		: undefined;
}

function lookAt(report: RunReport, problems: Problem[], view: View | undefined): Look {
	// A record without a name can't be told to be well again: it is in the report only.
	const seen = view && new Set(view.seen);
	const alarming = problems.filter(
		({ kind, subject }) => ALARMING.includes(kind) && (!seen || seen.has(subject)),
	);
	const inTrouble = new Set(alarming.map(({ subject }) => subject));
	const well = (view?.seen ?? []).filter((subject) => !inTrouble.has(subject));
	// A record that waits for the next day was not looked at, and a long list is cut: whether they are well isn't known.
	const isCut = problems.filter(({ isStanding }) => isStanding).length >= STANDING_LISTED;
	return { alarming, well, isWhole: !view && report.counts.deferred === 0 && !isCut };
}

/** All that memory may know about the records that the run saw. */
function entriesAbout({ alarming, well }: Look): string[] {
	return [
		TROUBLE,
		BRAKE,
		...alarming.flatMap((problem) => [entry(problem), failing(problem)]),
		...well.flatMap((subject) => [failing({ subject }), ...ALARMING.map((kind) => entry({ kind, subject }))]),
	];
}

/** Of what was asked about only this stays; what wasn't asked about stays as it is. */
async function keep(entries: string[], asked: string[], store: MemoryStore): Promise<void> {
	const kept = new Set(entries);
	await store.remove(asked.filter((one) => !kept.has(one)));
	await store.add([...kept]);
	await store.seal();
}

function allIsWell({ title, workflow, language }: RunReport): Alert {
	const texts = textsIn(language);
	return {
		kind: 'wellAgain',
		title: texts.runWellAgainTitle(title),
		text: texts.allWellAgain(plainMarkdown(workflow.name)),
	};
}

function wellAgain(texts: Texts, names: string[], isBrakeOver: boolean): string[] {
	const listed = names.slice(0, LISTED).map(plainMarkdown).join(', ');
	const more = names.length > LISTED ? ` ${texts.andMore(names.length - LISTED)}` : '';
	return [
		...(isBrakeOver ? [texts.brakeHoldsNothing] : []),
		...(names.length > 0 ? [texts.wellAgain(`${listed}${more}`)] : []),
	];
}

function needsAPerson(report: RunReport, news: Problem[], isBrakeNews: boolean, better: string[]): Alert {
	const { workflow, brake } = report;
	const texts = textsIn(report.language);
	const lines = news
		.slice(0, LISTED)
		.map(
			({ kind, who, why, todo }) =>
				`- **${plainMarkdown(who)}** (${texts.kinds[kind].name.toLowerCase()}): ${sentence(plainMarkdown(why))} *${sentence(plainMarkdown(todo))}*`,
		);
	const more = news.length > LISTED ? [`- ${texts.andMore(news.length - LISTED)}`] : [];
	const stopped =
		isBrakeNews && brake
			? [
					`${texts.brakeStoppedRun}: ${sentence(plainMarkdown(brake.reasons.join('; ')))} ${plainMarkdown(brake.howToAllow)}`,
				]
			: [];
	return {
		kind: isBrakeNews ? 'stopped' : 'needsAPerson',
		title: isBrakeNews
			? texts.stoppedByBrakeTitle(workflow.name)
			: texts.needPersonTitle(workflow.name, news.length),
		text: [...stopped, ...lines, ...more, ...better].join('\n'),
	};
}

/** What counts from the second time on: a failure, and a reading that failed for the moment. */
function mayPass({ kind, reasonCode }: Problem): boolean {
	return kind === 'failed' || (reasonCode !== undefined && PASSING_CODES.has(reasonCode));
}

function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

function entry({ kind, subject }: Pick<Problem, 'kind' | 'subject'>): string {
	return `problem ${kind} ${subject}`;
}

function failing({ subject }: Pick<Problem, 'subject'>): string {
	return `failing ${subject}`;
}
