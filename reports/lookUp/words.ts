import { SCHEMES, type Mode, type Scheme } from '../../rules';
import type { ExplainedMemory, RowState } from '../../sync';
import { textsIn } from '../texts';
import { actionWord } from '../words';

/** What the look-up's page calls things; beside the codes, so that nothing has to be read out of a sentence. */

type SystemWords = (source: string, target: string) => string;

export const STATE_WORDS: Record<RowState, SystemWords> = {
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
};

export const MODE_WORDS: Record<Mode, string> = {
	mirror: 'mirror',
	always: 'always',
	ifEmpty: 'if empty',
	onCreate: 'on create',
	off: 'off',
};

export const MATCH_WORDS = {
	none: (target: string) => `Nothing in ${target} is this one.`,
	key: (target: string) => `Met by its key in ${target}.`,
	link: (target: string) => `Met in ${target} by what links it, without a key there yet.`,
	conflict: () => 'Conflict: nothing is written until a person has decided.',
} as const;

/** What memory holds, one line for each thing. */
export function memoryLines(
	memory: ExplainedMemory,
	scheme: Scheme,
	timeOf: (ms: number) => string,
): string[] {
	const { target } = SCHEMES[scheme];
	if (memory.isBusy) return ['A run of this workflow is at work: what is remembered was not looked at.'];
	if (!memory.isRead) return ['Nothing is remembered: no run has written yet, or the memory was lost.'];
	const { comparedAt, inStep, isWarned, failures = 0, triedAgainAt, drift = [], held = [], said } = memory;
	const lines = [
		...(comparedAt !== undefined && inStep === 'now'
			? [`In step as it is now; last compared in full in the period that began on ${timeOf(comparedAt)}.`]
			: []),
		...(comparedAt !== undefined && inStep === 'before'
			? [`In step when it was last compared in full (${timeOf(comparedAt)}); its next compare is due.`]
			: []),
		...(isWarned ? ['A warning of that compare still stands.'] : []),
		...(failures > 0
			? [failures === 1 ? 'Failed once in this state.' : `Failed ${failures} times in this state.`]
			: []),
		...(memory.isUnresolved ? [`It names something that ${target} doesn’t have yet.`] : []),
		...(triedAgainAt !== undefined ? [`Next tried at ${timeOf(triedAgainAt)}, or when it changes.`] : []),
		...(drift.length > 0 ? [`Drift, told once: ${drift.join(', ')}.`] : []),
		...(held.length > 0 ? ['Held by the safety brake since an earlier run.'] : []),
		...(memory.isHalfCreated ? ['Its creation had begun in an earlier run and may be half done.'] : []),
		...(memory.dry ? [`The last dry run said: ${actionWord(textsIn(), memory.dry, true)}.`] : []),
		...(said ? [`An earlier run said: ${said}`] : []),
	];
	if (lines.length > 0) return lines;
	return [
		memory.hasMet ? 'It had a target in an earlier run; nothing else stands.' : 'Nothing of this record.',
	];
}
