import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { longestInterval } from '../../../reports';
import type { MappedRecord, Scheme } from '../../../rules';
import { WorkflowClaims } from '../../../sync';

const SCHEDULE = 'n8n-nodes-base.scheduleTrigger';

/** Of all workflows that run in this process. */
const claims = new WorkflowClaims();

/**
 * Two published copies of one template would create every new record twice: in one process the second one stops.
 * @throws NodeOperationError with both names and what to do.
 */
export function claimSync(
	context: IExecuteFunctions,
	sync: { scheme: Scheme; company: string; records: MappedRecord[]; byHand: boolean },
): void {
	const { scheme, company, records, byHand } = sync;
	const { id, name = '' } = context.getWorkflow();
	const [record] = records;
	if (!id || !record) return;
	const { keyPrefix } = record;
	const everyMs = scheduleOf(context);
	const other = claims.claim(
		{ scheme, company, keyPrefix },
		{ id, name },
		{ now: Date.now(), byHand, everyMs },
	);
	if (!other) return;
	throw new NodeOperationError(
		context.getNode(),
		`The workflow '${other.name}' syncs the same ${scheme} as '${name}', with the same key prefix`,
		{
			description:
				`Both would create each new one. Unpublish one of the two. If '${other.name}' is unpublished already, run ` +
				`'${name}' once by hand: then it goes on.`,
			itemIndex: 0,
		},
	);
}

/** The longest time between two runs, where a schedule starts the workflow. */
export function scheduleOf(context: IExecuteFunctions): number | undefined {
	return context
		.getParentNodes(context.getNode().name, { includeNodeParameters: true })
		.filter(({ type, disabled }) => type === SCHEDULE && !disabled)
		.map(({ parameters }) => longestInterval(parameters?.rule))
		.find((one) => one !== undefined);
}
