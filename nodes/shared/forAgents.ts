import { isPersonsNumber } from '../../rules';
import { holdsPersonsNumber } from './safeOutput';

/**
 * Names of what an AI agent never gets, in either vendor's spelling (facts/kleer.md 3, payroll-user-readable;
 * facts/cinode.md 2a): personal numbers, pay, tax, bank accounts, children, secrets.
 */
const SENSITIVE_NAME =
	/ssn|personal.?(identity.?)?(number|nr)|salar|salery|wage|tax.?(table|percentage)|provision|clearing|account.?(nr|number)|iban|giro|bank.?account|child|birth|self.?cost|password|secret|token/i;

/** What came from a route that nothing is known about, for an AI agent: without personal data, at any depth. */
export function forAgents(value: unknown): unknown {
	if (Array.isArray(value)) return value.filter((one) => !isPersonsNumber(one as string)).map(forAgents);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name, one]) => !SENSITIVE_NAME.test(name) && !holdsPersonsNumber(name, one))
			.map(([name, one]) => [name, forAgents(one)]),
	);
}
