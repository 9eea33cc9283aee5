import type { Resource } from '../../../shared/resource';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getChanged } from './getChanged.operation';
import { markPushed } from './markPushed.operation';

/** Cinode’s projects, and what the catch-up asks of them. */
export const project: Resource = {
	title: 'Project',
	value: 'project',
	defaultOperation: 'getAll',
	operations: [get, getAll, getChanged, markPushed],
};
