import { both, cell, chips, dash, escape, head, link, nobody, number, pill } from './cells.mjs';

const money = (value, currency) => (value ? `${number.format(value)} ${escape(currency)}` : '–');
const dates = ({ start, end }) => (start || end ? `${escape(start)} → ${escape(end)}` : '–');
const list = (names) => dash(names.join(', '));

/** When the first role starts and the last one ends; one without end has none. */
function span(roles) {
	const starts = roles.map((role) => role.start).filter(Boolean);
	const ends = roles.map((role) => role.end);
	return {
		start: starts.sort()[0] ?? '',
		end: ends.includes(null) ? '' : (ends.sort().at(-1) ?? ''),
	};
}

function kleerCells(project) {
	if (!project) return nobody('kleer', 4);
	let badge = '';
	if (!project.active) badge = pill('inactive', 'bad');
	else if (project.status !== 'Open') badge = pill(project.status.toLowerCase(), 'warn');
	else if (project.fixedPrice) badge = pill('fixed price');
	const prices = project.people.map(({ name, prices: [price] }) => both(name, price && `${price} kr`, ' '));
	return (
		cell('kleer', 'person', [
			[['name', 'active', 'status', '*'], `<span class="name">${escape(project.name)}</span>`, project.name],
			[['number', 'fixedPrice', 'poNumber'], badge + dash(both(project.number, project.poNumber))],
		]) +
		cell('kleer', '', [
			[['client'], dash(project.client), project.client],
			[['broker'], project.broker && `through ${escape(project.broker)}`, project.broker],
		]) +
		cell('kleer', '', [
			[['budget', 'currency'], money(project.budget, project.currency)],
			[['start', 'end'], dates({ start: project.start ?? '', end: project.end ?? '' }), project.end],
		]) +
		cell('kleer', 'tags', [
			[['people'], chips(prices) || '–'],
			[['leads', 'ourReference'], list(project.leads), project.ourReference],
		])
	);
}

const STATES = { lost: 'bad', abandoned: 'bad', open: 'warn', suspended: 'warn' };

function cinodeCells(project) {
	if (!project) return nobody('cinode', 4);
	const badge = project.state === 'won' ? '' : pill(project.state, STATES[project.state]);
	const roles = project.roles.map(({ title, person, rate, fixed }) =>
		both(person ?? title, rate && `${rate} ${fixed ? 'fixed' : 'kr'}`, ' '),
	);
	const numbers = both(String(project.id), both(project.identifier, project.customerIdentifier));
	return (
		cell('cinode', 'person', [
			[['title', '*'], `<span class="name">${escape(project.title)}</span>`, project.description],
			[['state', 'stage', 'identifier', 'customerIdentifier'], badge + dash(numbers), project.stage],
		]) +
		cell('cinode', '', [
			[['customer'], dash(project.customer), project.customer],
			[
				['intermediator'],
				project.intermediator && `through ${escape(project.intermediator)}`,
				project.intermediator,
			],
		]) +
		cell('cinode', '', [
			[['value', 'currency'], money(project.value, project.currency)],
			[['roles'], dates(span(project.roles)), dates(span(project.roles))],
		]) +
		cell('cinode', 'tags', [
			[['roles'], chips(roles) || '–'],
			[['managers', 'salesManagers'], list(project.managers), project.salesManagers.join(', ')],
		])
	);
}

const COLUMNS = [
	['Client', 'broker', 'address'],
	['Value', 'dates', 'address'],
];

/** Cinode's projects and Kleer's client projects, by number. */
export const projects = {
	title: 'Projects',
	...head({
		source: 'cinode',
		kleer: [['Client project', 'number', 'client'], ...COLUMNS, ['People and prices', 'leads']],
		cinode: [['Project', 'id', 'client'], ...COLUMNS, ['Roles', 'managers']],
	}),
	rows: (state) => state.projects.rows,
	count: (state) => state.projects.projects,
	linked: (state) => state.projects.linked,
	total: ({ projects: { clientProjects, projects: there } }) =>
		`${number.format(there)} projects in Cinode and ${number.format(clientProjects)} client projects in Kleer`,
	html: (row) => kleerCells(row.kleer) + link(row.by) + cinodeCells(row.cinode),
	kleerGone: ({ kleer }) => kleer && (!kleer.active || kleer.status === 'Closed'),
	cinodeGone: ({ cinode }) => ['lost', 'abandoned'].includes(cinode?.state),
	acts: {
		kleer: { projectByhand: 'Edit by hand' },
		cinode: {
			win: 'Win a project',
			lose: 'Lose one',
			roleRate: 'New rate',
			role: 'Add a role',
		},
	},
};
