import type { IExecuteFunctions, NodeTypeAndVersion } from 'n8n-workflow';

/** Whether these nodes sync, and all of them only say what would happen: their switches tell. */
export function areOnDryRun(context: IExecuteFunctions, nodes: NodeTypeAndVersion[]): boolean {
	const syncs = nodes.filter(({ disabled, parameters }) => !disabled && parameters?.operation === 'sync');
	return syncs.length > 0 && syncs.every(({ parameters }) => isOn(context, parameters?.dryRun ?? true));
}

function isOn(context: IExecuteFunctions, value: unknown): boolean {
	if (typeof value !== 'string' || !value.startsWith('=')) return value !== false;
	return context.evaluateExpression(value.slice(1), 0) !== false;
}
