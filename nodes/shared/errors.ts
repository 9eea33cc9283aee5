import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import { maskPrivateText } from '../../rules';
import { VendorError } from '../../base';

/**
 * An error for the person who reads it: what happened, in the title; what to do, below it. A vendor's own words
 * are in the title already; nothing else of its answer is kept, since it may hold data of people.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof VendorError) {
		const message = maskPrivateText(error.message);
		const body: JsonObject = { message };
		const nodeError = new NodeApiError(node, body, {
			message,
			description: error.advice,
			httpCode: error.httpStatus === undefined ? undefined : String(error.httpStatus),
			itemIndex,
		});
		// n8n puts a stock text for the status in the place of ours.
		nodeError.message = message;
		nodeError.messages = [];
		// It comes with n8n's Error Trigger.
		nodeError.context.reasonCode = error.kind;
		return nodeError;
	}
	return new NodeOperationError(node, withoutPrivate(error), { itemIndex });
}

/** What an error of another kind quotes isn't known; it is kept as it is where it shows nothing private. */
function withoutPrivate(error: unknown): Error {
	const given = error instanceof Error ? error : new Error(String(error));
	const message = maskPrivateText(given.message);
	return message === given.message ? given : new Error(message);
}
