/** When the last push of each workflow ended in this process, by the monotonous count of the ends. */
const ends = new Map<string, { count: number; at: number }>();

/** A push of the workflow has written what it had to, or failed. */
export function notePushEnd(workflow: string, at: number): void {
	ends.set(workflow, { count: (ends.get(workflow)?.count ?? 0) + 1, at });
}

/** The last end; `undefined` where this process saw none, as where workers run the workflows. */
export function lastPushEnd(workflow: string): { count: number; at: number } | undefined {
	return ends.get(workflow);
}
