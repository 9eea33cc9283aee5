import type { IExecuteFunctions } from 'n8n-workflow';
import { CinodeClient } from '../../../apis/cinode/client';
import type { SchemeTarget } from '../../../sync';
import { cinodeSecret } from '../../shared/cinodeSecret';
import type { SyncParameters } from '../../shared/sync/parameters';
import type { OpenedSystem } from '../../shared/sync/job';

/** Cinode as the target of a sync, at the pace that the node's options set. */
export function openCinodeTarget(context: IExecuteFunctions, make: (client: CinodeClient) => SchemeTarget) {
	return async ({ pace }: SyncParameters): Promise<OpenedSystem> => {
		const client = await CinodeClient.open(context, pace);
		return {
			target: make(client),
			company: client.companyName,
			secret: `${await cinodeSecret(context)} ${client.companyId}`,
			dailyLeft: () => client.dailyLeft,
		};
	};
}
