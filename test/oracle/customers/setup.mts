import type { SyncRunOptions } from '../../integration/support/sync.mts';
import { COUNTRIES, MANAGED } from './customerOracle.mts';

/** The mapper's and the sync's parameters of all customers' tests. */
export const CUSTOMERS_NODES: SyncRunOptions = {
	mapper: { categoryTags: { rows: MANAGED.map((id) => ({ category: `${id}|Bransch` })) } },
	sync: {
		countries: { rows: Object.entries(COUNTRIES).map(([code, countryId]) => ({ code, countryId })) },
	},
};
