import { isPersonsNumber, maskPrivateText } from '../../../rules';

/**
 * Names of what an AI agent doesn't get, in either vendor's spelling (docs/vendors.md#kleer-models, payroll-user-readable;
 * docs/vendors.md#cinode-users): personal numbers, pay, tax, bank accounts, children, secrets.
 */
const SENSITIVE_NAME =
	/ssn|personal.?(identity.?)?(number|nr)|salar|salery|wage|tax.?(table|percentage)|provision|clearing|account.?(nr|number)|iban|giro|bank.?account|child|birth|self.?cost|password|secret|token/i;

/** Whether a field of that name holds what an AI agent neither gets nor sets. */
export function isSensitiveName(name: string): boolean {
	return SENSITIVE_NAME.test(name);
}

/** A value without what is sensitive by its name or its form, at any depth; in free text it is masked. */
export function withoutSensitive(value: unknown): unknown {
	if (Array.isArray(value))
		return value.filter((one) => !isPersonsNumber(one as string)).map(withoutSensitive);
	if (typeof value === 'string') return maskPrivateText(value);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name, one]) => !isSensitiveName(name) && !holdsPersonsNumber(name, one))
			.map(([name, one]) => [name, isPhone(name) ? one : withoutSensitive(one)]),
	);
}

function holdsPersonsNumber(name: string, value: unknown): boolean {
	return !isPhone(name) && isPersonsNumber(value as string);
}

/** A mobile number such as 070-… has the form of a personal number, so a phone's field is not looked at. */
function isPhone(name: string): boolean {
	return /phone|mobile|fax/i.test(name);
}
