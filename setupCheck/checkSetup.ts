import type { CinodeClient } from '../apis/cinode/client';
import type { KleerClient } from '../apis/kleer/client';
import { ASSUMPTIONS, type Assumption } from './assumptions';
import { checkCinode } from './cinodeChecks';
import { checkCustomerOnBothSides, checkPersonOnBothSides } from './evidence/bothSides';
import { canaryEvidence, type CanaryRow } from './evidence/canaryEvidence';
import { cinodeEvidence } from './evidence/cinodeEvidence';
import type { AssumptionFinding, Check } from './findings';
import { checkKleer } from './kleerChecks';

export interface CheckedSetup {
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

/**
 * What both accounts have and lack, and what this tenant says to each assumption; writes nothing, and asks at most
 * forty times.
 * @param given `today` is YYYY-MM-DD in the tenant's time zone; `canaries` what the syncs' first writes showed.
 */
export async function checkSetup(
	kleer: KleerClient,
	cinode: CinodeClient,
	requests: () => { kleer: number; cinode: number },
	{ today, canaries }: { today: string; canaries: CanaryRow[] },
): Promise<CheckedSetup> {
	const ofKleer = await checkKleer(kleer);
	const ofCinode = await checkCinode(cinode);
	const sides = { kleer: ofKleer.seen, cinode: ofCinode.seen, findings: ofCinode.findings };
	await checkPersonOnBothSides({ kleer, cinode }, sides, today);
	await checkCustomerOnBothSides(cinode, sides);
	ofCinode.findings.assumeAll(cinodeEvidence(ofCinode.seen));
	const asked = requests();
	ofCinode.findings.assume(
		'noRedirects',
		asked.kleer > 0 && asked.cinode > 0 ? true : undefined,
		`None of ${asked.kleer + asked.cinode} answers sent on to another address`,
	);
	const found = new Map([
		...canaryEvidence(canaries),
		...ofKleer.findings.assumptions,
		...ofCinode.findings.assumptions,
	]);
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
