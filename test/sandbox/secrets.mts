import type { World } from './world.mts';

/**
 * Every value that must not appear in a log, a message or a database: personal numbers (as written, and their
 * digits), salaries (öre and kronor), bank accounts, children, birth dates, tokens and passwords.
 */
export function secretsOf(world: World): string[] {
	const { kleer, cinode } = world;
	const found = new Set<string>([
		kleer.token,
		cinode.apiAccount.accessSecret,
		...cinode.staticTokens.keys(),
		...cinode.issuedTokens,
	]);
	const money = (amount: number | null | undefined) => {
		if (!amount) return;
		found.add(String(amount));
		if (amount % 100 === 0) found.add(String(amount / 100));
	};
	for (const row of kleer.payroll.values()) {
		const digits = row.ssn.replace(/[^0-9T]/g, '');
		for (const form of [row.ssn, digits, digits.slice(-10)]) found.add(form);
		found.add(row['account-nr']);
		money(row['monthly-salary']);
		money(row['hourly-salary']);
		for (const past of row['full-history-monthly-salaries']) money(past['monthly-salary']);
		for (const child of row.children) found.add(child.name);
	}
	for (const supplier of kleer.suppliers.values()) found.add(supplier['swedish-bank-account']);
	for (const company of [...kleer.suppliers.values(), ...kleer.clients.values()]) {
		for (const number of [company.orgno, company['vat-nr']])
			for (const form of soleTraderForms(number ?? '')) found.add(form);
	}
	for (const user of cinode.users.values()) {
		if (user.password) found.add(user.password);
		if (user.dateOfBirth) found.add(user.dateOfBirth.slice(0, 10));
		money(user.baseSalary);
	}
	for (const sub of cinode.subcontractors.values()) {
		if (sub.password) found.add(sub.password);
		for (const form of soleTraderForms(sub.companyIdentifier ?? '')) found.add(form);
	}
	for (const customer of cinode.customers.values()) {
		for (const number of [customer.corporateIdentityNumber, customer.vatNumber])
			for (const form of soleTraderForms(number ?? '')) found.add(form);
	}
	for (const { credentials } of cinode.webhooks.values())
		for (const { headerValue } of credentials) if (headerValue) found.add(headerValue);
	found.delete('');
	return [...found];
}

/**
 * The forms in which a sole trader's organisation or VAT number, which is their personal number, may be stored;
 * none for an organisation, whose third digit is 2 or more (docs/decisions.md#sensitive).
 */
export function soleTraderForms(number: string): string[] {
	const parts = /^(?:SE|16|19|20)?(\d{6})[-+]?(\d{4})(?:-?01)?$/.exec(
		number.replace(/\s/g, '').toUpperCase(),
	);
	const [, six = '', four = ''] = parts ?? [];
	if (!/^..[01]/.test(six)) return [];
	const ten = [six + four, `${six}-${four}`];
	return [
		number,
		...ten,
		...['16', '19', '20'].flatMap((era) => ten.map((form) => era + form)),
		`SE${six}${four}01`,
	];
}

/**
 * The secrets that a text holds. Numbers count only when they stand alone: five digits of a salary turn up by
 * chance inside ids, hashes and port numbers.
 */
export function findSecrets(text: string, secrets: string[]): string[] {
	return secrets.filter((secret) => {
		if (!text.includes(secret)) return false;
		if (!/^\d{1,9}$/.test(secret)) return true;
		return new RegExp(`(?<![0-9A-Za-z_-]|\\d[:.])${secret}(?![0-9A-Za-z_-])`).test(text);
	});
}
