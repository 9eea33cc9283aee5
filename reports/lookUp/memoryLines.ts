import { SCHEMES, type Scheme } from '../../rules';
import type { ExplainedMemory } from '../../sync';
import type { Texts } from '../texts';
import { actionWord } from '../words';

/** What memory holds, one line for each thing. */
export function memoryLines(
	memory: ExplainedMemory,
	scheme: Scheme,
	timeOf: (ms: number) => string,
	texts: Texts,
): string[] {
	const { target } = SCHEMES[scheme];
	const says = texts.lookUp;
	if (memory.isBusy) return [says.isBusy];
	if (!memory.isRead) return [says.isEmpty];
	const { comparedAt, inStep, isWarned, failures = 0, triedAgainAt, drift = [], held = [], said } = memory;
	const lines = [
		...(comparedAt !== undefined && inStep === 'now' ? [says.inStepNow(timeOf(comparedAt))] : []),
		...(comparedAt !== undefined && inStep === 'before' ? [says.inStepBefore(timeOf(comparedAt))] : []),
		...(isWarned ? [says.isWarned] : []),
		...(failures > 0 ? [says.hasFailed(failures)] : []),
		...(memory.isUnresolved ? [says.isUnresolved(target)] : []),
		...(triedAgainAt !== undefined ? [says.nextTried(timeOf(triedAgainAt))] : []),
		...(drift.length > 0 ? [says.driftsIn(drift.join(', '))] : []),
		...(held.length > 0 ? [says.isHeld] : []),
		...(memory.isHalfCreated ? [says.isHalfCreated] : []),
		...(memory.dry ? [says.lastDryRun(actionWord(texts, memory.dry, true))] : []),
		...(said ? [says.saidBefore(said)] : []),
	];
	if (lines.length > 0) return lines;
	return [memory.hasMet ? says.hasMet : says.nothingRemembered];
}
