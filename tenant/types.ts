import type { Language } from '../reports';
import type { Scheme } from '../rules';

/** How often something runs: `daily` is the hour, in the tenant's time zone. */
export type Schedule = 'every5Minutes' | 'hourly' | { daily: number };

export type ScheduleName = 'people' | 'customers' | 'catchUp';

/** A checked tenant file. */
export interface Tenant {
	name: string;
	/** Tag of all its workflows in n8n. */
	tag: string;
	timeZone: string;
	/** What reports and messages are written in. */
	reportLanguage: Language;
	schedules: Record<ScheduleName, Schedule>;
	companies: Company[];
}

export interface Company {
	name: string;
	kleerCredential: string;
	cinodeCredential: string;
	/** Per scheme that is on: key of the choice and its value, as the node's parameter holds it. */
	schemes: Partial<Record<Scheme, Record<string, unknown>>>;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	webhookId?: string;
	disabled?: boolean;
	notes?: string;
}

export interface ConnectionEnd {
	node: string;
	type: string;
	index: number;
}

/** By the name of a node, by type, by output. */
export type Connections = Record<string, Record<string, Array<ConnectionEnd[] | null>>>;

export interface Workflow {
	id: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Connections;
	settings: Record<string, unknown>;
	tags: Array<{ id: string; name: string }>;
}

/** What is wrong with the file, or worth saying, and where in it. */
export interface Remark {
	/** Empty where it is about the file as a whole. */
	path: string;
	message: string;
	/** Where it stands; without it, where the path leads. */
	at?: { line: number; column: number };
}

/** A rendered workflow and what it was made from. */
export interface Rendered {
	/** File name of the template, without its ending. */
	template: string;
	/** Of which company; none for what the tenant has once. */
	company?: string;
	file: string;
	workflow: Workflow;
}
