import type { IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../apis/cinode/client';
import type { CinodeCredential } from '../../../apis/cinode/session';
import { VendorError } from '../../../base';
import type { SchemeTarget } from '../../../sync';
import type { SyncParameters } from '../../shared/sync/parameters';
import type { OpenedSystem } from '../../shared/sync/job';

/** Cinode as the target of a sync, at the pace that the node's options set. */
export function openCinodeTarget(context: IExecuteFunctions, make: (client: CinodeClient) => SchemeTarget) {
	return async ({ pace }: SyncParameters): Promise<OpenedSystem> => {
		const client = await CinodeClient.open(context, pace);
		const { accessSecret, staticToken } = await context.getCredentials<CinodeCredential>('cinodeApi');
		if (!accessSecret && !staticToken) {
			throw new VendorError('Cinode', 'unauthorized', 'The Cinode credential has no secret', {
				advice: 'Fill in the credential "Cinode account"',
			});
		}
		return {
			target: make(client),
			company: client.companyName,
			secret: `${accessSecret} ${staticToken} ${client.companyId}`,
			dailyLeft: () => client.dailyLeft,
		};
	};
}
