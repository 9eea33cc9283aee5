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
	for (const user of cinode.users.values()) {
		if (user.password) found.add(user.password);
		if (user.dateOfBirth) found.add(user.dateOfBirth.slice(0, 10));
		money(user.baseSalary);
	}
	found.delete('');
	return [...found];
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
