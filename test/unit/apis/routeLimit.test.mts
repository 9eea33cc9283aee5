import { expect, it } from 'vitest';
import { CinodeClient } from '../../../apis/cinode/client';
import { searchRoles } from '../../../apis/cinode/projects';

it('the limit of the search for roles holds up no other request', async () => {
	const limits = { 'x-ratelimit-limit': '1', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '6' };
	const context = {
		getCredentials: async () => ({
			baseUrl: 'https://cinode.example',
			authentication: 'staticToken',
			staticToken: 'token',
			companyId: '1',
		}),
		helpers: {
			httpRequestWithAuthentication: async (_name: string, { url }: { url: string }) =>
				url.endsWith('/roles')
					? { statusCode: 429, headers: limits, body: {} }
					: { statusCode: 200, headers: {}, body: [] },
		},
	};
	const client = await CinodeClient.open(context as never);
	await expect(searchRoles(client, [30])).rejects.toMatchObject({ kind: 'rateLimited' });
	const from = performance.now();
	await client.reply({ method: 'GET', path: '/users' });
	expect(performance.now() - from).toBeLessThan(3_000);
});
