import type { CinodeClient } from '../apis/cinode/client';
import type { KleerClient } from '../apis/kleer/client';
import { ASSUMPTIONS, type Assumption } from './assumptions';
import { checkCinode } from './cinodeChecks';
import type { AssumptionFinding, Check } from './findings';
import { checkKleer } from './kleerChecks';

export interface SetupReport {
	/** "Nordkust Konsult AB (test) ↔ Nordkust". */
	title: string;
	/** Nothing is missing, and nothing that we assume is contradicted. */
	isReady: boolean;
	kleer: { company: string; isTest: boolean };
	cinode: { company: string };
	checks: Check[];
	assumptions: Array<Assumption & AssumptionFinding>;
	requests: { kleer: number; cinode: number };
}

/** What both accounts have and lack, and what this tenant says to each assumption; writes nothing. */
export async function checkSetup(
	kleer: KleerClient,
	cinode: CinodeClient,
	requests: () => { kleer: number; cinode: number },
): Promise<SetupReport> {
	const ofKleer = await checkKleer(kleer);
	const ofCinode = await checkCinode(cinode);
	const found = new Map([...ofKleer.findings.assumptions, ...ofCinode.findings.assumptions]);
	const checks = [...ofKleer.findings.checks, ...ofCinode.findings.checks];
	const assumptions = ASSUMPTIONS.map((assumption) => ({
		...assumption,
		...(found.get(assumption.id) ?? { status: 'unknown' as const, found: 'To be checked by a person' }),
	}));
	const named = (company: string) => company || 'no name';
	return {
		title: `${named(ofKleer.company)}${ofKleer.isTest ? ' (test)' : ''} ↔ ${named(ofCinode.company)}`,
		isReady:
			!checks.some(({ status }) => status === 'missing' || status === 'unknown') &&
			!assumptions.some(({ status }) => status === 'contradicted'),
		kleer: { company: ofKleer.company, isTest: ofKleer.isTest },
		cinode: { company: ofCinode.company },
		checks,
		assumptions,
		requests: requests(),
	};
}
