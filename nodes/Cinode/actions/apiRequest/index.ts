import type { INodeProperties } from 'n8n-workflow';
import { CinodeClient, type CinodeVersion } from '../../../../apis/cinode/client';
import { JSON_PATCH } from '../../../../apis/cinode/jsonPatch';
import { apiRequest as otherRoutes } from '../../../shared/apiRequest';

const versionField: INodeProperties = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'options',
	options: [
		{ name: 'V0.1', value: 'v0.1', description: 'Nearly all routes' },
		{ name: 'V0.2', value: 'v0.2', description: 'Tags of customers, projects and roles, and types of tags' },
	],
	default: 'v0.1',
	description: 'The version of Cinode’s API that has the route',
};

/** Any other route of Cinode (docs/vendors.md#cinode-users). */
export const apiRequest = otherRoutes({
	vendor: 'Cinode',
	methods: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'],
	example: '/users/4711',
	documentation:
		'Cinode’s routes are described from https://github.com/Cinode-Labs/api; PATCH takes a JSON patch, a list of operations',
	more: [versionField],
	async send(context, itemIndex, request) {
		const version = context.getNodeParameter('apiVersion', itemIndex, 'v0.1') as CinodeVersion;
		const [route = ''] = request.path.split('?');
		const isPost = request.method === 'POST';
		const client = await CinodeClient.open(context);
		return await client.reply({
			...request,
			...(request.method === 'PATCH' ? { headers: JSON_PATCH } : {}),
			readsOnly: isPost && route.endsWith('/search'),
			// Once a minute: others needn't wait for it (docs/vendors.md#cinode-limits).
			hasOwnLimit: isPost && route === '/roles',
			version,
		});
	},
});
