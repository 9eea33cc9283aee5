/** Requests per vendor in one execution: nodes of one execution run in one process, so this is where they meet. */
export interface Usage {
	kleer: number;
	cinode: number;
}

const byExecution = new Map<string, Usage>();
/** Executions that never end in a summary must not fill the memory. */
const KEPT = 200;

export function usageOf(executionId: string): Usage {
	const present = byExecution.get(executionId);
	if (present) return present;
	const usage = { kleer: 0, cinode: 0 };
	byExecution.set(executionId, usage);
	const [oldest] = byExecution.keys();
	if (byExecution.size > KEPT && oldest !== undefined) byExecution.delete(oldest);
	return usage;
}
