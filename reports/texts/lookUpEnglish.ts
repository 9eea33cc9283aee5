import { counted, type Mode } from '../../rules';
import type { RowState } from '../../sync';

type SystemWords = (source: string, target: string) => string;

/** What the page of one record says. */
export const LOOK_UP_ENGLISH = {
	/** What a row comes to. */
	states: {
		written: () => 'would be written',
		same: () => 'the same',
		notWritable: (_source, target) => `differs; ${target}’s API can’t change it`,
		notKept: (_source, target) => `${target} didn’t keep it: not sent again`,
		unresolved: (_source, target) => `${target} doesn’t have it yet: written once it has`,
		onCreateOnly: () => 'sent on creation only',
		filled: (_source, target) => `${target} has a value: left alone`,
		sourceEmpty: (source) => `empty in ${source}: nothing to write`,
		notSent: (source) => `not sent: off in the mapper, or ${source} doesn’t say`,
		unreadable: (_source, target) => `${target} never shows it: sent when it changes`,
		notReturned: (_source, target) => `${target} didn’t return it: not compared`,
		notPlanned: () => 'not compared: nothing is written',
	} satisfies Record<RowState, SystemWords> as Record<RowState, SystemWords>,
	/** A row's mode. */
	modes: {
		mirror: 'mirror',
		always: 'always',
		ifEmpty: 'if empty',
		onCreate: 'on create',
		off: 'off',
	} satisfies Record<Mode, string> as Record<Mode, string>,
	/** How the record met a target. */
	matches: {
		none: (target) => `Nothing in ${target} is this one.`,
		key: (target) => `Met by its key in ${target}.`,
		link: (target) => `Met in ${target} by what links it, without a key there yet.`,
		conflict: () => 'Conflict: nothing is written until a person has decided.',
	} as Record<'none' | 'key' | 'link' | 'conflict', (target: string) => string>,
	/** What a record and a target have in common, where it isn't called as the sync calls it. */
	inCommon: {} as Record<string, string>,

	// Where no record is explained.
	isRejected: (label: string, why: string, source: string) =>
		`${label} is rejected: ${why}. Correct it in ${source}; the next run takes it up.`,
	isLeftOut: (label: string, why: string) => `${label} is left out: ${why}.`,
	severalFit: (source: string, name: string) =>
		`Several in ${source} fit “${name}”. Ask again with the key of one of them.`,
	unknown: (source: string, name: string) =>
		`Nobody and nothing that ${source} gave to this sync is known by “${name}”: nothing would happen. Whose identity is protected is found by the key alone.`,
	alike: (target: string, ones: string) => `${target} has ${ones}; this sync leaves that alone.`,
	oneAlike: (id: number, by: string) => `its id ${id} (same ${by})`,

	// The answer.
	inStep: 'In step: a run would write nothing',
	runByHand: (what: string) => `A run by hand: ${what}`,
	brakeWouldStop: (reasons: string) => `The safety brake would stop it: ${reasons}.`,
	dryRunIsOn: 'Dry Run is on in its workflow: nothing is written.',

	// Tables.
	howItMeets: (target: string) => `How it meets ${target}`,
	key: 'Key',
	targetId: (target: string) => `${target} id`,
	shared: 'In common',
	which: 'Which',
	none: 'none',
	nothing: 'nothing',
	thisOne: 'this one',
	notActive: 'not active',
	everyRow: 'Every row',
	fieldIn: (target: string) => `Field in ${target}`,
	from: (source: string) => `From ${source}`,
	inSystem: (system: string) => `In ${system}`,
	mode: 'Mode',
	whatHappens: 'What happens',
	hidden: 'hidden',

	// Memory and history.
	remembered: 'What is remembered',
	isBusy: 'A run of this workflow is at work: what is remembered was not looked at.',
	isEmpty: 'Nothing is remembered: no run has written yet, or the memory was lost.',
	inStepNow: (at: string) => `In step as it is now; last compared in full in the period that began on ${at}.`,
	inStepBefore: (at: string) => `In step when it was last compared in full (${at}); its next compare is due.`,
	isWarned: 'A warning of that compare still stands.',
	hasFailed: (times: number) =>
		times === 1 ? 'Failed once in this state.' : `Failed ${times} times in this state.`,
	isUnresolved: (target: string) => `It names something that ${target} doesn’t have yet.`,
	nextTried: (at: string) => `Next tried at ${at}, or when it changes.`,
	driftsIn: (fields: string) => `Drift, told once: ${fields}.`,
	isHeld: 'Held by the safety brake since an earlier run.',
	isHalfCreated: 'Its creation had begun in an earlier run and may be half done.',
	lastDryRun: (what: string) => `The last dry run said: ${what}.`,
	saidBefore: (what: string) => `An earlier run said: ${what}`,
	hasMet: 'It had a target in an earlier run; nothing else stands.',
	nothingRemembered: 'Nothing of this record.',
	history: 'Its last 90 days',
	noHistory: 'No run has told anything of it.',
	workflow: 'Workflow',
	cost: (cinode: number, kleer: number) =>
		`This look: ${counted(cinode, 'request')} to Cinode, ${counted(kleer, 'request')} to Kleer.`,

	// The form's page.
	whatNow: 'What now?',
	done: 'Done',
	syncNow: 'Sync this one now',
	lookAgain: 'Look again',
	go: 'Go',
	closeTab: 'You can close this tab.',
};
