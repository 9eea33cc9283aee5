import { SCHEMES, counted } from '../rules';
import type { SyncSummary } from '../sync';
import { textsIn } from './texts';
import { countWords } from './words';

/** What a sync's node says of itself in n8n's editor after it ran. */
export interface RunHint {
	message: string;
	type: 'info' | 'warning' | 'danger';
}

/** Hints from a run's summary: what somebody who looks at the node has to know before the results. Only counts, in the editor's language. */
export function hintsOf(summary: SyncSummary): RunHint[] {
	if (summary.notRun) return [{ type: 'warning', message: `Nothing was done. ${summary.notRun}` }];
	return [dryRun(summary), ...brake(summary), canary(summary), drift(summary)].filter((hint) => !!hint);
}

function dryRun({ dryRun, counts, brake }: SyncSummary): RunHint | undefined {
	if (!dryRun) return undefined;
	const would = countWords(textsIn(), counts, true, ['unchanged', 'skipped', 'drift']);
	// What the brake would hold isn't going to happen.
	const unless = would.length > 0 && brake ? ', if the safety brake let it' : '';
	const what = would.length > 0 ? would.join(', ') : 'nothing would change';
	return {
		type: 'info',
		message: `Dry run is on: nothing was written. With it off: ${what}${unless}`,
	};
}

/** The count that lets it through stands in its own words; what it holds since an earlier run is a warning of the run. */
function brake({ brake, dryRun, warnings }: SyncSummary): RunHint[] {
	const hints: RunHint[] = [];
	if (brake) {
		const what = dryRun ? 'The safety brake would stop it' : 'Stopped by the safety brake';
		hints.push({ type: 'danger', message: `${what}: ${brake.reasons.join('; ')}. ${brake.howToAllow}` });
	}
	if (warnings.length > 0) hints.push({ type: 'warning', message: warnings.join('. ') });
	return hints;
}

function canary({ canary }: SyncSummary): RunHint | undefined {
	if (!canary) return undefined;
	const { kept, unkept } = canary;
	const all = counted(kept.length + unkept.length, 'field');
	const start = `Canary: the first records of this set-up were read back, ${all} in all;`;
	return unkept.length === 0
		? { type: 'info', message: `${start} all was kept` }
		: { type: 'warning', message: `${start} ${unkept.length} not kept` };
}

function drift({ counts, scheme }: SyncSummary): RunHint | undefined {
	if (counts.drift === 0) return undefined;
	const { target } = SCHEMES[scheme];
	const differ = counted(counts.drift, 'record differs', 'records differ');
	return {
		type: 'warning',
		message: `Drift: ${differ} in fields that ${target} can't or didn't take. Correct them in ${target} by hand; each result says which`,
	};
}
