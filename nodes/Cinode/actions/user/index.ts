import type { Resource } from '../../../shared/resource';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { explain, sync } from './sync.operation';
import { update } from './update.operation';

/** People in Cinode. */
export const user: Resource = {
	title: 'User',
	value: 'user',
	defaultOperation: 'getAll',
	operations: [create, explain, get, getAll, sync, update],
};
