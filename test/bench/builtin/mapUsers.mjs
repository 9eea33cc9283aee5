/**
 * The users' fields as a careful consultant would map them in a Code node: the same fields as the mapper's table in
 * its default modes, without its warnings, rejections, scopes, modes, categories and life cycle. It stands alone, since
 * its text goes into a workflow.
 *
 * @param {Array<Record<string, any>>} users Kleer's users.
 * @param {Array<Record<string, any>>} payrollRows Kleer's payroll rows.
 * @param {Array<Record<string, any>>} subcontractors Kleer's subcontractors, who are left out.
 * @param {Map<number, number>} levels Level of employment by schedule id; 1 is full time.
 * @param {string} today YYYY-MM-DD
 */
export function mapUsers(users, payrollRows, subcontractors, levels, today) {
	const payrollOf = new Map(payrollRows.map((row) => [row.user.id, row]));
	const external = new Set(subcontractors.flatMap((one) => (one.users ?? []).map((user) => user.id)));

	const splitName = (name) => {
		const text = name.trim().replace(/\s+/g, ' ');
		if (text.includes(',')) {
			const [last, first] = text.split(',').map((part) => part.trim());
			return [first, last];
		}
		const words = text.split(' ');
		const particle = words.findIndex((word, i) => i > 0 && /^(af|av|von|van|de|del|der|al-.+)$/i.test(word));
		const at = particle > 0 ? particle : words.length - 1;
		return [words.slice(0, at).join(' '), words.slice(at).join(' ')];
	};

	const readSsn = (ssn) => {
		const parts = /^(\d{2})?(\d{2})(\d{2})(\d{2})([-+]?)([0-9A-Z]{4})$/.exec((ssn ?? '').trim());
		if (!parts) return {};
		const [, given, yy, mm, dd, sign, last] = parts;
		let century = given ?? (Number(`20${yy}`) > Number(today.slice(0, 4)) - 13 ? '19' : '20');
		if (!given && sign === '+') century = String(Number(century) - 1);
		const day = Number(dd) > 60 ? String(Number(dd) - 60).padStart(2, '0') : dd;
		const date = new Date(`${century}${yy}-${mm}-${day}T00:00:00Z`);
		if (Number.isNaN(date.getTime())) return {};
		const dateOfBirth = date.toISOString().slice(0, 10);
		if (!/^\d{4}$/.test(last) || last === '0000') return { dateOfBirth };
		const sum = [...`${yy}${mm}${dd}${last}`].reduce((total, digit, i) => {
			const product = Number(digit) * (i % 2 === 0 ? 2 : 1);
			return total + (product > 9 ? product - 9 : product);
		}, 0);
		if (sum % 10 !== 0) return {};
		return { dateOfBirth, gender: Number(last[2]) % 2 === 1 ? 1 : 2 };
	};

	const salaryOn = (row) => {
		const begun = (row['full-history-monthly-salaries'] ?? [])
			.filter((one) => one['monthly-salary-start-date'] <= today)
			.sort((a, b) => a['monthly-salary-start-date'].localeCompare(b['monthly-salary-start-date']));
		return begun.at(-1)?.['monthly-salary'] ?? 0;
	};

	const people = [];
	for (const user of users) {
		const row = payrollOf.get(user.id);
		if (!row || !user.active || external.has(user.id) || !user['internal-id'] || !user.email) continue;
		const end = row['employment-end-date'] ?? null;
		if (end && end < today) continue;
		const [firstName, lastName] = splitName(user.name);
		if (!firstName || !lastName) continue;
		const start = row['employment-start-date'];
		const day = start > today ? start : today;
		const schedule = (row.schedules ?? []).find(
			(one) => (one['start-date'] ?? '') <= day && day <= (one['end-date'] ?? '9999'),
		);
		const level = levels.get(schedule?.schedule.id);
		const { dateOfBirth, gender } = readSsn(row.ssn);
		people.push({
			internalIdentifier: String(user['internal-id']),
			employmentNumber: user['foreign-id'] || null,
			firstName,
			lastName,
			email: user.email.trim().toLowerCase(),
			gender: gender ?? 0,
			status: start > today ? 2 : 3,
			dateOfBirth: dateOfBirth ?? null,
			phone: row.phone || null,
			employmentStartDate: start,
			employmentEndDate: end,
			availabilityPercent: level ? Math.round(level * 100) : null,
			baseSalary: Math.round(salaryOn(row) / 100) || null,
			taxTable: row['tax-table'] ? String(row['tax-table']) : null,
		});
	}
	return people;
}
