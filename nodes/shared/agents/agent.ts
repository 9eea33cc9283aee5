import { NodeOperationError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

/** What an AI agent may have of an API request, from least to most. */
export type AgentMay = 'nothing' | 'read' | 'write';

const SENSITIVE = 'agentSensitive';
const MAY = 'agentMay';

/**
 * n8n shows these in a tool's own node alone; an agent can't set them, since only what is written there counts.
 * @param refused The operations that take whole items, which an agent could make up.
 */
export function agentFields(refused: string[]): INodeProperties[] {
	return [
		{
			displayName: 'Open Sensitive Data to the Agent',
			name: SENSITIVE,
			type: 'boolean',
			noDataExpression: true,
			default: false,
			displayOptions: { show: { '@tool': [true] }, hide: { operation: refused } },
			description:
				'Whether the AI agent, and whoever runs its model, gets and may set personal numbers, salaries, tax tables, bank accounts and birth dates; otherwise they are left out of all that it gets',
		},
		{
			displayName:
				'An AI agent is always refused this operation: it takes its items for records of a workflow.',
			name: 'agentRefusedNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { '@tool': [true], operation: refused } },
		},
	];
}

/** For API requests, whose answers can't be known before. */
export const agentMayField: INodeProperties = {
	displayName: 'The Agent May',
	name: MAY,
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Do Nothing', value: 'nothing', description: 'Requests of an AI agent are refused' },
		{ name: 'Read', value: 'read', description: 'GET alone; the answers go to the agent’s model' },
		{ name: 'Read and Write', value: 'write', description: 'Any method; a write can’t be taken back' },
	],
	default: 'nothing',
	displayOptions: { show: { '@tool': [true] } },
	description: 'What an AI agent may do with this tool',
};

/**
 * Whether an AI agent or an MCP client runs the node. n8n's context says so only to agents before version 3; in all
 * versions it is the tool variant of the node that runs, whose type ends in "Tool", as n8n's own display options have it.
 * Agents outside workflows run a node alone, in the mode "internal", whichever variant it is.
 */
export function isForAgent(context: IExecuteFunctions): boolean {
	return (
		context.getNode().type.endsWith('Tool') || context.getMode() === 'internal' || context.isToolExecution()
	);
}

/** Whether sensitive data must be kept from the one that runs the node. */
export function isClosedToAgent(context: IExecuteFunctions): boolean {
	return isForAgent(context) && written(context, SENSITIVE) !== true;
}

/** What an API request may do; everything where no agent runs it. */
export function requestsAllowed(context: IExecuteFunctions): AgentMay {
	if (!isForAgent(context)) return 'write';
	const may = written(context, MAY);
	return may === 'read' || may === 'write' ? may : 'nothing';
}

/**
 * For operations that take whole items, which an agent could make up.
 * @throws NodeOperationError when an agent runs the node.
 */
export function refuseAgent(context: IExecuteFunctions, operation: string): void {
	if (!isForAgent(context)) return;
	throw new NodeOperationError(context.getNode(), `${operation} is not for AI agents`, {
		description:
			'It takes its items for records of a workflow, and works on many at once. Give the agent Get, Create or Update instead.',
		itemIndex: 0,
	});
}

/** As the node has it, before expressions: those hold what the agent says, if its own item is not one already. */
function written(context: IExecuteFunctions, name: string): unknown {
	return context.getNode().parameters[name];
}
