import type { RecordedRequest } from '../../sandbox/index.mts';
import type { Execution } from './scripts.mts';

/** What a sync node says at its end. */
export interface Summary {
	dryRun: boolean;
	counts: Record<string, number> & Record<'created' | 'linked' | 'updated' | 'unchanged' | 'failed', number>;
	requests: Record<'kleer' | 'cinode', number>;
	/** Who was told of in an earlier run and still waits for a person. */
	standing: Array<{ key: string; label: string; action: string; reason: string }>;
	/** Why the run did nothing. */
	notRun?: string;
}

/** The summary of the only sync in an execution: the last output of its node. */
export function summaryOf(execution: Execution): Summary {
	for (const [run] of Object.values(execution.nodes)) {
		const json = run?.outputs.at(-1)?.[0]?.json;
		if (json && 'counts' in json) return json as unknown as Summary;
	}
	throw new Error(
		`No summary in execution ${execution.id} (${execution.status}): ${execution.error?.message ?? ''}`,
	);
}

/** Of the requests those that change something at Cinode; fetching a token and searching don't. */
export function syncWrites(requests: readonly RecordedRequest[]): string[] {
	return requests
		.filter(({ system, method }) => system === 'cinode' && !['GET', 'HEAD', 'OPTIONS'].includes(method))
		.map(({ route }) => route)
		.filter((route) => !/token|search/i.test(route));
}
