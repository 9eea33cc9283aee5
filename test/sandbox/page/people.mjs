import { cell, chips, dash, escape, head, link, nobody, number, pill } from './cells.mjs';

const percent = (value) => (value === null || value === undefined ? '–' : `${Math.round(value)} %`);

function salaryText(value, divisor) {
	if (value === null || value === undefined || value === 0) return '–';
	return typeof value === 'number' ? `${number.format(value / divisor)} kr` : escape(value);
}

const until = (side) => (side.end ? ` → ${escape(side.end)}` : '');

/** Somebody with a company of their own, by Kleer or, where Kleer doesn't know them, by Cinode. */
export const isSubcontractor = ({ kleer, cinode }) =>
	kleer ? Boolean(kleer.company) || kleer.categories.includes('Underkonsult') : cinode.subcontractor;

function kleerCells(person, today) {
	if (!person) return nobody('kleer', 5);
	let badge = '';
	if (!person.active) badge = pill('inactive', 'bad');
	else if (person.company) badge = pill('subcontractor');
	else if (!person.payroll) badge = pill('no payroll');
	else if (person.end && person.end < today) badge = pill('has left', 'warn');
	else if (person.start > today) badge = pill('starts later', 'warn');
	return (
		cell('kleer', 'person', [
			[['name', 'active', 'payroll', 'company', '*'], `<span class="name">${escape(person.name)}</span>`],
			[['email', 'internalId', 'foreignId'], `${badge}${dash(person.internalId)} · ${dash(person.email)}`],
		]) +
		cell('kleer', '', [
			[['phone'], dash(person.phone)],
			[['ssn'], dash(person.ssn)],
		]) +
		cell('kleer', '', [
			[['start'], dash(person.start)],
			[['level', 'end'], percent(person.level === null ? null : person.level * 100) + until(person)],
		]) +
		cell('kleer', '', [
			[['salary'], salaryText(person.salary, 100)],
			[['taxTable'], person.taxTable ? dash(person.taxTable) : '–'],
		]) +
		cell('kleer', 'tags', [[['categories'], chips(person.categories)]])
	);
}

const STATUS = { 0: pill('disconnected', 'bad'), 2: pill('starts later', 'warn'), 3: '' };
export const GENDER = ['', 'man', 'woman'];

function cinodeCells(user) {
	if (!user) return nobody('cinode', 5);
	const born = [GENDER[user.gender], user.dateOfBirth?.slice(0, 10)].filter(Boolean).join(', ');
	const badge = user.subcontractor ? pill('subcontractor') : STATUS[user.status];
	return (
		cell('cinode', 'person', [
			[
				['firstName', 'lastName', 'status', '*'],
				`<span class="name">${escape(user.firstName)}<i>|</i>${escape(user.lastName)}</span>`,
			],
			[
				['email', 'internalIdentifier', 'employmentNumber'],
				`${badge}${dash(user.internalIdentifier)} · ${dash(user.email)}`,
			],
		]) +
		cell('cinode', '', [
			[['phone'], dash(user.phone)],
			[['gender', 'dateOfBirth'], dash(born)],
		]) +
		cell('cinode', '', [
			[['start'], dash(user.start)],
			[['availability', 'end'], percent(user.availability) + until(user)],
		]) +
		cell('cinode', '', [
			[['salary'], salaryText(user.salary, 1)],
			[['taxTable'], dash(user.taxTable)],
		]) +
		cell('cinode', 'tags', [
			[['tags'], chips(user.tags)],
			[['office'], dash(user.office)],
		])
	);
}

const COLUMNS = [
	['Employed', 'rate', 'employed'],
	['Salary', 'tax', 'salary'],
];

/** Everybody in Kleer, and Cinode's users. */
export const people = {
	title: 'People',
	...head({
		kleer: [['Person', '', 'person'], ['Phone', 'SSN', 'phone'], ...COLUMNS, ['Categories']],
		cinode: [['Person', '', 'person'], ['Phone', 'born', 'phone'], ...COLUMNS, ['Tags', 'office']],
	}),
	// Subcontractors whom only Cinode knows have their own tab.
	rows: (state) => state.rows.filter((row) => row.kleer || !isSubcontractor(row)),
	count: (state) => state.people,
	linked: (state) => state.linked,
	total: (state) =>
		`${number.format(state.people)} people in Kleer and ${number.format(state.users)} in Cinode`,
	html: (row, today) => kleerCells(row.kleer, today) + link(row.by) + cinodeCells(row.cinode),
	kleerGone: ({ kleer }) => kleer && !kleer.active,
	cinodeGone: ({ cinode }) => cinode?.status === 0,
	acts: {
		kleer: {
			raise: 'Raise a salary',
			phone: 'New phone',
			rate: 'New rate',
			hire: 'Hire someone',
			leave: 'Someone leaves',
		},
		cinode: { byhand: 'Edit by hand' },
	},
};
