import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

/** Fields that are shown for one operation of a resource. */
export function showFor(
	resource: string,
	operation: string,
	properties: INodeProperties[],
): INodeProperties[] {
	return updateDisplayOptions({ show: { resource: [resource], operation: [operation] } }, properties);
}
