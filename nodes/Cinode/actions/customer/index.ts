import type { Resource } from '../../../shared/resource';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { explain, sync } from './sync.operation';
import { update } from './update.operation';

/** Cinode’s customers. */
export const customer: Resource = {
	title: 'Customer',
	value: 'customer',
	defaultOperation: 'getAll',
	operations: [create, remove, explain, get, getAll, sync, update],
};
