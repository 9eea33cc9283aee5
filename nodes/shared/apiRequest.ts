import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestMethods,
	type INodeProperties,
} from 'n8n-workflow';
import type { VendorReply, VendorRequest } from '../../apis/shared/http';
import { companyPath } from './apiPath';
import { agentMayField, requestsAllowed } from './agents/agent';
import type { Resource } from './resource';

export interface OtherRoutes {
	vendor: 'Cinode' | 'Kleer';
	methods: IHttpRequestMethods[];
	/** Examples of paths, for the descriptions. */
	example: string;
	documentation: string;
	/** Parameters that the vendor needs beside the common ones. */
	more: INodeProperties[];
	send(context: IExecuteFunctions, itemIndex: number, request: VendorRequest): Promise<VendorReply>;
}

/** A request to any route of a vendor that has no operation of its own, with the node's credential, pace and errors. */
export function apiRequest(api: OtherRoutes): Resource {
	const { vendor } = api;
	const properties: INodeProperties[] = [
		{
			displayName: `Sends what you write to ${vendor} as it is, and gives the answer as it is: it may hold personal data such as salaries and personal numbers, and a write can’t be taken back. An AI agent may do nothing here until ‘The Agent May’ is set in the tool’s own node.`,
			name: 'apiRequestNotice',
			type: 'notice',
			default: '',
		},
		agentMayField,
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			options: api.methods.map((method) => ({ name: method, value: method })),
			default: 'GET',
			description: `The HTTP method. ${api.documentation}.`,
		},
		...api.more,
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: '',
			placeholder: `e.g. ${api.example}`,
			description: `The route below the credential’s company, such as ${api.example}; never a whole address. Empty is the company itself.`,
		},
		{
			displayName: 'Query Parameters',
			name: 'queryParameters',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Parameter',
			default: {},
			description: 'Added to the path after a question mark; they may stand in the path as well',
			options: [
				{
					displayName: 'Parameter',
					name: 'parameters',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							description: 'The name of the parameter',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							description: 'The value of the parameter',
						},
					],
				},
			],
		},
		{
			displayName: 'JSON Body',
			name: 'body',
			type: 'json',
			default: '',
			displayOptions: { hide: { method: ['GET'] } },
			description: 'What is sent, as JSON; empty sends no body',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			description: 'What comes back',
			options: [
				{
					displayName: 'Full Response',
					name: 'fullResponse',
					type: 'boolean',
					default: false,
					description:
						'Whether to return status code and headers with the body, in one item, instead of the body alone',
				},
			],
		},
	];
	return {
		title: 'API Request',
		value: 'apiRequest',
		defaultOperation: 'send',
		operations: [
			{
				name: 'Send',
				value: 'send',
				action: 'Send an API request',
				description: `Send a request to any other route of ${vendor}’s API; the answer comes as it is, a list as one item per record, and may hold personal data`,
				properties,
				async execute(this: IExecuteFunctions, itemIndex: number) {
					const method = this.getNodeParameter('method', itemIndex) as IHttpRequestMethods;
					refuseAgentsRequest(this, method, itemIndex);
					const request: VendorRequest = {
						method,
						path: companyPath(this, vendor, itemIndex),
						...(method === 'GET' ? {} : { body: bodyFrom(this, itemIndex) }),
					};
					const reply = await api.send(this, itemIndex, request);
					const { fullResponse } = this.getNodeParameter('options', itemIndex, {}) as IDataObject;
					const given = fullResponse
						? [{ statusCode: reply.status, headers: reply.headers, body: reply.body ?? null }]
						: itemsIn(reply.body);
					return given as IDataObject[];
				},
			},
		],
	};
}

/** @throws NodeOperationError when an AI agent may not send it. */
function refuseAgentsRequest(
	context: IExecuteFunctions,
	method: IHttpRequestMethods,
	itemIndex: number,
): void {
	const may = requestsAllowed(context);
	if (may === 'write' || (may === 'read' && method === 'GET')) return;
	const message = may === 'read' ? `${method} is not for AI agents` : 'API Request is not for AI agents';
	throw new NodeOperationError(context.getNode(), message, {
		description: "Choose in 'The Agent May', in the tool's own node, what it may do",
		itemIndex,
	});
}

/** @throws NodeOperationError when it is no JSON. */
function bodyFrom(context: IExecuteFunctions, itemIndex: number): unknown {
	const given = context.getNodeParameter('body', itemIndex, '') as unknown;
	if (typeof given !== 'string') return given ?? undefined;
	if (given.trim() === '') return undefined;
	try {
		return JSON.parse(given) as unknown;
	} catch {
		throw new NodeOperationError(context.getNode(), "'JSON Body' has to be valid JSON", {
			description: 'Names and texts stand in double quotes, and nothing follows the last value',
			itemIndex,
		});
	}
}

/** A list as one item per record, as n8n's HTTP Request node does; what is no record, under `data`. */
function itemsIn(body: unknown): unknown[] {
	if (body === undefined || body === null || body === '') return [{}];
	return (Array.isArray(body) ? (body as unknown[]) : [body]).map((one) =>
		typeof one === 'object' && one !== null && !Array.isArray(one) ? one : { data: one },
	);
}
