import { KleerClient } from '../../../../apis/kleer/client';
import { apiRequest as otherRoutes } from '../../../shared/apiRequest';

/** Any other route of Kleer (docs/vendors.md#kleer-lists). */
export const apiRequest = otherRoutes({
	vendor: 'Kleer',
	methods: ['DELETE', 'GET', 'POST', 'PUT'],
	example: '/client/4711',
	documentation: 'In Kleer PUT creates and POST updates; its routes are at https://api-doc.kleer.se',
	more: [],
	send: async (context, _itemIndex, request) => await (await KleerClient.open(context)).reply(request),
});
