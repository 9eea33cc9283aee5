import { both, cell, chips, dash, escape, head, link, nobody, number, pill } from './cells.mjs';

const place = (zip, city, country) => dash([country, zip, city].filter(Boolean).join(' '));

function kleerCells(client) {
	if (!client) return nobody('kleer', 5);
	let badge = '';
	if (!client.active) badge = pill('inactive', 'bad');
	else if (client.type === 'Person') badge = pill('person');
	else if (!client.number) badge = pill('no number', 'warn');
	const { address } = client;
	return (
		cell('kleer', 'person', [
			[['name', 'active', '*'], `<span class="name">${escape(client.name)}</span>`, client.name],
			[
				['number', 'orgno', 'vat', 'type'],
				badge + dash(both(escape(client.number), escape(client.orgno))),
				client.vat,
			],
		]) +
		cell('kleer', '', [
			[['address', 'email'], dash(both(address.address1, address.address2, ', ')), client.email],
			[['address', 'country'], place(address['zip-code'], address.state, client.country)],
		]) +
		cell('kleer', '', [
			[['ourReference'], dash(client.ourReference)],
			[['yourReference'], dash(client.yourReference)],
		]) +
		cell('kleer', '', [
			[['phone'], dash(client.phone)],
			[['currency'], dash(client.currency)],
		]) +
		cell('kleer', 'tags', [
			[['categories', 'paymentDays'], chips([...client.categories, `${client.paymentDays} days`])],
			[['notes'], oneLine(client.notes), client.notes],
		])
	);
}

/** Notes in a column of chips, which would otherwise wrap. */
const oneLine = (text) => (text ? `<span class="one-line">${escape(text)}</span>` : '');

const INVOICE = 2;

function cinodeCells(customer) {
	if (!customer) return nobody('cinode', 5);
	const badge = customer.status === 0 ? pill('inactive', 'bad') : '';
	const invoices = customer.addresses.filter((address) => address.addressType === INVOICE);
	const [first] = invoices;
	const several = invoices.length > 1 ? pill(`${invoices.length} addresses`, 'warn') : '';
	const numbers = both(escape(customer.identification), escape(customer.corporateIdentityNumber));
	const managers = customer.managers.map((email) => email.split('@')[0]);
	const contacts = customer.contacts.map((contact) => `${contact.firstName} ${contact.lastName}`);
	return (
		cell('cinode', 'person', [
			[['name', 'status', '*'], `<span class="name">${escape(customer.name)}</span>`, customer.name],
			[['identification', 'corporateIdentityNumber', 'vatNumber'], badge + dash(numbers), customer.vatNumber],
		]) +
		cell('cinode', '', [
			[
				['addresses'],
				several + dash(both(first?.street1, first?.street2, ', ')),
				first?.email ?? first?.comments,
			],
			[['addresses', 'country'], place(first?.zipCode, first?.city, customer.country)],
		]) +
		cell('cinode', '', [
			[['managers'], dash(managers.join(', ')), managers.join(', ')],
			[['contacts'], dash(contacts.join(', ')), contacts.join(', ')],
		]) +
		cell('cinode', '', [
			[['phone'], dash(customer.phone)],
			[['currency'], dash(customer.currency)],
		]) +
		cell('cinode', 'tags', [
			[['tags'], chips(customer.tags)],
			[['description'], oneLine(customer.description), customer.description],
		])
	);
}

const COLUMNS = (references) => [['Invoice address', '', 'address'], references, ['Phone', '', 'contact']];

/** Clients in Kleer and customers in Cinode. */
export const customers = {
	title: 'Customers',
	...head({
		kleer: [
			['Client', 'number', 'client'],
			...COLUMNS(['References', '', 'reference']),
			['Categories', 'notes'],
		],
		cinode: [
			['Customer', 'number', 'client'],
			...COLUMNS(['Manager', 'contact', 'reference']),
			['Tags', 'notes'],
		],
	}),
	rows: (state) => state.customers.rows,
	count: (state) => state.customers.clients,
	linked: (state) => state.customers.linked,
	total: ({ customers: { clients, customers: there } }) =>
		`${number.format(clients)} clients in Kleer and ${number.format(there)} customers in Cinode`,
	html: (row) => kleerCells(row.kleer) + link(row.by) + cinodeCells(row.cinode),
	kleerGone: ({ kleer }) => kleer && !kleer.active,
	cinodeGone: ({ cinode }) => cinode?.status === 0,
	acts: {
		kleer: {
			client: 'New client',
			terms: 'New terms',
			clientPhone: 'New phone',
			move: 'Someone moves',
			deactivate: 'One becomes inactive',
		},
		cinode: { customerByhand: 'Edit by hand' },
	},
};
