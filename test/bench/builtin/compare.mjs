/**
 * Who is new and who is there, by internal id and then by e-mail: what a Compare Datasets node does, by a Map, since
 * that node compares each with each.
 *
 * @param {Array<Record<string, any>>} people Wanted, from mapUsers.
 * @param {Array<Record<string, any>>} listed Cinode's list of users.
 */
export function match(people, listed) {
	const byKey = new Map(listed.map((user) => [user.internalIdentifier, user]));
	const byEmail = new Map(listed.map((user) => [(user.companyUserEmail ?? '').toLowerCase(), user]));
	return people.map((person) => {
		const found = byKey.get(person.internalIdentifier) ?? byEmail.get(person.email);
		return found ? { isNew: false, id: found.companyUserId, person } : { isNew: true, person };
	});
}

/** What `POST users` takes; the rest follows in a patch. @param {Record<string, any>} person @param {string} password */
export function creation(person, password) {
	const { email, firstName, lastName, gender, status, employmentNumber, employmentStartDate } = person;
	return {
		...{ email, firstName, lastName, gender, status, employmentNumber, employmentStartDate },
		...{ password, confirmPassword: password },
	};
}

/** What `POST users` doesn't take, with the key. @param {Record<string, any>} person */
export function afterCreation(person) {
	return ['internalIdentifier', 'dateOfBirth', 'phone', 'employmentEndDate', 'availabilityPercent']
		.concat(['baseSalary', 'taxTable'])
		.filter((field) => person[field] !== null)
		.map((field) => ({ op: 'replace', path: `/${field.toLowerCase()}`, value: person[field] }));
}

/**
 * A JSON Patch of what differs from a person's full answer (`GET users-full/{id}`). Gender is in no answer and so is
 * left alone; a person's status is people's own.
 *
 * @param {Record<string, any>} person @param {Record<string, any>} user
 */
export function differences(person, user) {
	const read = (field) => {
		if (field === 'email') return (user.companyUserEmail ?? '').toLowerCase();
		const value = user[field] ?? null;
		return /date/i.test(field) && value ? value.slice(0, 10) : value;
	};
	const isFilledBySync = (field) => field === 'employmentEndDate' || field === 'taxTable';
	return Object.keys(person)
		.filter((field) => field !== 'gender' && field !== 'status')
		.filter((field) => person[field] !== null || isFilledBySync(field))
		.filter((field) => person[field] !== read(field))
		.map((field) => ({ op: 'replace', path: `/${field.toLowerCase()}`, value: person[field] }));
}
