import { both, cell, chips, dash, escape, head, link, nobody, number, pill } from './cells.mjs';
import { GENDER, isSubcontractor } from './people.mjs';

function kleerCells(person) {
	if (!person) return nobody('kleer', 4);
	let badge = '';
	if (!person.active) badge = pill('inactive', 'bad');
	else if (!person.company) badge = pill('no supplier');
	else if (person.payroll) badge = pill('payroll');
	const more =
		person.moreCompanies.length > 0 ? ` <i>and ${escape(person.moreCompanies.join(', '))}</i>` : '';
	return (
		cell('kleer', 'person', [
			[['name', 'active', 'payroll', '*'], `<span class="name">${escape(person.name)}</span>`],
			[['email', 'internalId'], `${badge}${dash(person.internalId)} · ${dash(person.email)}`],
		]) +
		cell('kleer', '', [
			[['phone'], dash(person.phone)],
			[['ssn'], dash(person.ssn)],
		]) +
		cell('kleer', '', [
			[['company', 'moreCompanies'], dash(person.company) + more, person.moreCompanies.join(', ')],
			[['orgno'], dash(person.orgno)],
		]) +
		cell('kleer', 'tags', [[['categories'], chips(person.categories)]])
	);
}

function cinodeCells(person) {
	if (!person) return nobody('cinode', 4);
	// A company user who is a subcontractor in Kleer: somebody must decide what they are.
	let badge = person.subcontractor ? '' : pill('company user', 'warn');
	if (person.status === 0) badge = pill('disconnected', 'bad');
	return (
		cell('cinode', 'person', [
			[
				['firstName', 'lastName', 'status', '*'],
				`<span class="name">${escape(person.firstName)}<i>|</i>${escape(person.lastName)}</span>`,
			],
			[['email', 'internalIdentifier'], `${badge}${dash(person.internalIdentifier)} · ${dash(person.email)}`],
		]) +
		cell('cinode', '', [
			[['phone'], dash(person.phone)],
			[['gender'], dash(GENDER[person.gender])],
		]) +
		cell('cinode', '', [
			[['company'], dash(person.company)],
			[['companyIdentifier'], dash(person.companyIdentifier)],
		]) +
		cell('cinode', 'tags', [
			[['tags'], chips(person.tags)],
			[['office', 'tariff'], dash(both(escape(person.office), person.tariff && `${person.tariff} kr/h`))],
		])
	);
}

const rows = (state) => state.rows.filter(isSubcontractor);

/** Users in Kleer with a company of their own, and Cinode's subcontractors. */
export const subcontractors = {
	title: 'Subcontractors',
	...head({
		kleer: [
			['Person', '', 'wide'],
			['Phone', 'SSN', 'phone'],
			['Supplier', 'number', 'company'],
			['Categories'],
		],
		cinode: [
			['Person', '', 'wide'],
			['Phone', 'gender', 'phone'],
			['Company', 'number', 'company'],
			['Tags', 'office'],
		],
	}),
	rows,
	count: (state) => rows(state).filter((row) => row.kleer).length,
	linked: (state) => rows(state).filter((row) => row.by === 'key' && row.cinode.subcontractor).length,
	total: (state) => `${number.format(state.subcontractors)} subcontractors in Cinode`,
	html: (row) => kleerCells(row.kleer) + link(row.by) + cinodeCells(row.cinode),
	kleerGone: ({ kleer }) => kleer && !kleer.active,
	cinodeGone: ({ cinode }) => cinode?.status === 0,
	acts: {
		kleer: {
			consultant: 'New subcontractor',
			rename: 'Rename a supplier',
			untie: 'Take one from the supplier',
		},
		cinode: { subByhand: 'Edit by hand' },
	},
};
