import type { Resource } from '../../../shared/resource';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { explain, sync } from './sync.operation';

/** Subcontractors in Cinode, whose API can’t change them. */
export const subcontractor: Resource = {
	title: 'Subcontractor',
	value: 'subcontractor',
	defaultOperation: 'getAll',
	operations: [create, explain, get, getAll, sync],
};
