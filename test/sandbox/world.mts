import type { Faults } from './faults.mts';
import type { RequestLog } from './log.mts';
import type { Deliveries } from './cinode/deliveries.mts';
import type { CinodeStore } from './cinode/store.mts';
import type { KleerStore } from './kleer/store.mts';

export interface SandboxOptions {
	/** How many people work at the company, in Kleer. Default 12. */
	people?: number;
	/** How many clients the company has, in Kleer. Default 13: one for each case. */
	clients?: number;
	/** Consultants with companies of their own, beside those among `people`. Default 0; 7 have one of each kind. */
	subcontractors?: number;
	/** How many projects there are in Cinode. Default 7: one for each case. */
	projects?: number;
	/** Both systems' id of the company; one process keeps the pace, and what it learns, by it. Default 1717 and 8842. */
	company?: number;
	/** 0, the default: any free port. */
	kleerPort?: number;
	cinodePort?: number;
	/** Whether Cinode's limits are enforced. Default: for /token yes, for the rest no. */
	limits?: boolean;
	/** The clock of tokens, limits and timestamps, in milliseconds. */
	now?: () => number;
	seed?: number;
	/** The day around which the seed's dates lie, `YYYY-MM-DD`. Default: today in Sweden. */
	today?: string;
	/** Cinode starts with everyone already there and linked. */
	linked?: boolean;
	/** Cinode starts with no user but the administrator. */
	emptyCinode?: boolean;
	/** The page's *Start over*, where more than the sandbox has to; it resets the sandbox itself. Default: only that. */
	startOver?: () => Promise<void>;
}

/** Everything both servers share. */
export interface World {
	options: SandboxOptions;
	now: () => number;
	kleer: KleerStore;
	cinode: CinodeStore;
	requests: RequestLog;
	faults: Faults;
	webhooks: Deliveries;
	/** Addresses, once both servers listen. */
	urls: { kleer: string; cinode: string };
	/** Fills both stores anew. */
	reset(options?: SandboxOptions): void;
	secrets(): string[];
}
