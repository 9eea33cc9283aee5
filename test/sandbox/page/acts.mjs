// What the page's buttons do: each changes something and says what. `act` holds the state and `send`.
const any = (list) => list[Math.floor(Math.random() * list.length)];
const digits = (count) => String(Math.floor(Math.random() * 10 ** count)).padStart(count, '0');
const aPhone = () => `070-174 06 ${String(5 + Math.floor(Math.random() * 95)).padStart(2, '0')}`;

/** Somebody on whom a change shows: active, on the payroll, here today. */
function somebody(state, test = () => true) {
	const fits = ({ kleer: p }) =>
		p?.active && p.payroll && !p.company && !p.end && p.start <= state.today && test(p);
	return any(state.rows.filter(fits))?.kleer;
}

const aClient = (state, test = () => true) =>
	any(state.customers.rows.filter(({ kleer: c }) => c?.active && c.number && c.type !== 'Person' && test(c)))
		.kleer;
const aSubcontractor = (state) => any(state.rows.filter(({ kleer: p }) => p?.active && p.company)).kleer;

const aProject = (state, test) => any(state.projects.rows.filter(({ cinode: p }) => p && test(p))).cinode;

const FIRST = ['Agda', 'Birk', 'Disa', 'Ejnar', 'Fanny', 'Hjördis', 'Ivar', 'Lovisa', 'Núria', 'Sigge'];
const LAST = ['Almskog', 'Bergsäter', 'von Dalvik', 'Frostmark', 'Hällängen', 'Kvistgård', 'Rosenhöjd'];
const FIRMS = ['Fjärdgruvan', 'Kattskär', 'Lövbrott', 'Myrvattnet', 'Snöskata', 'Torvmossen', 'Ugglebäck'];

function aPerson(domain) {
	const name = `${any(FIRST)} ${any(LAST)}`;
	const box = name
		.toLowerCase()
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/ +/g, '.');
	return { name, email: `${box}${digits(2)}@${domain}` };
}

/** An organisation number like the seed's, with a valid checksum. */
function aNumber() {
	const nine = `5599${digits(5)}`;
	const sum = [...nine].reduce((total, digit, i) => {
		const product = Number(digit) * (i % 2 === 0 ? 2 : 1);
		return total + (product > 9 ? product - 9 : product);
	}, 0);
	return `${nine.slice(0, 6)}-${nine.slice(6)}${(10 - (sum % 10)) % 10}`;
}

export const acts = {
	async raise({ state, send }) {
		const person = somebody(state, (p) => p.salary);
		const { rows } = await (await fetch('/sandbox/state?sensitive=1')).json();
		const now = rows.find((row) => row.kleer?.id === person.id).kleer.salary;
		await send(`kleer/people/${person.id}`, { salary: now + (1 + Math.floor(Math.random() * 40)) * 10_000 });
		return `${person.name} got a raise.`;
	},
	async phone({ state, send }) {
		const person = somebody(state);
		await send(`kleer/people/${person.id}`, { payroll: { phone: aPhone() } });
		return `${person.name} has a new phone in Kleer.`;
	},
	async rate({ state, send }) {
		const person = somebody(state);
		const level = any([1, 0.9, 0.8, 0.75, 0.5].filter((one) => one !== person.level));
		await send(`kleer/people/${person.id}`, { level });
		return `${person.name} now works ${Math.round(level * 100)} %.`;
	},
	async hire({ send }) {
		const person = aPerson('exempelkonsult.example');
		await send('kleer/people', {
			...person,
			phone: aPhone(),
			salary: (32_001 + Math.floor(Math.random() * 20_000)) * 100,
			categories: [4101 + Math.floor(Math.random() * 3), 4201 + Math.floor(Math.random() * 5)],
		});
		return `${person.name} was hired.`;
	},
	async leave({ state, send }) {
		const person = somebody(state);
		await send(`kleer/people/${person.id}`, { end: state.today });
		return `${person.name} leaves today.`;
	},
	async byhand({ state, send }) {
		const user = any(state.rows.filter(({ cinode: u }) => u && !u.subcontractor && u.status === 3)).cinode;
		await send(`cinode/users/${user.id}`, { phone: aPhone() });
		return `Somebody edited ${user.firstName} ${user.lastName} in Cinode.`;
	},

	async consultant({ send }) {
		const person = aPerson('underkonsult.example');
		const supplier = await send('kleer/suppliers', { name: `${any(FIRMS)} Konsult AB`, orgno: aNumber() });
		const user = await send('kleer/people', { ...person, payroll: false });
		await send(`kleer/people/${user.id}/supplier`, { supplierId: supplier.id });
		return `${person.name} works through ${supplier.name}.`;
	},
	async rename({ state, send }) {
		const person = aSubcontractor(state);
		const name = `${any(FIRMS)} ${person.company.split(' ')[0]} AB`;
		await send(`kleer/suppliers/${person.companyId}`, { name });
		return `${person.company} is now ${name}.`;
	},
	async untie({ state, send }) {
		const person = aSubcontractor(state);
		await send(`kleer/people/${person.id}/supplier`, { supplierId: null });
		return `${person.name} no longer works through ${person.company}.`;
	},
	async subByhand({ state, send }) {
		const person = any(state.rows.filter(({ cinode: u }) => u?.subcontractor && u.status === 1)).cinode;
		await send(`cinode/subcontractors/${person.id}`, { phone: aPhone() });
		return `Somebody edited ${person.firstName} ${person.lastName} in Cinode.`;
	},

	async client({ send }) {
		const contact = aPerson('kund.example').name;
		const name = `${any(FIRMS)} ${any(['Bygg', 'Energi', 'Handel', 'Teknik'])} AB`;
		await send('kleer/clients', {
			name,
			contact,
			orgno: aNumber(),
			phone: aPhone(),
			'dimension-entries': [{ id: 4501 + Math.floor(Math.random() * 4) }],
		});
		return `${name} is a new client.`;
	},
	async terms({ state, send }) {
		const client = aClient(state);
		const days = any([10, 15, 20, 30, 45, 60].filter((one) => one !== client.paymentDays));
		await send(`kleer/clients/${client.id}`, { 'payment-days': days });
		return `${client.name} now pays in ${days} days.`;
	},
	async clientPhone({ state, send }) {
		const client = aClient(state);
		await send(`kleer/clients/${client.id}`, { phone: aPhone() });
		return `${client.name} has a new phone in Kleer.`;
	},
	async move({ state, send }) {
		const client = aClient(state);
		await send(`kleer/clients/${client.id}`, { address: { address1: `Nygatan ${digits(2)}`, address2: '' } });
		return `${client.name} has a new invoice address.`;
	},
	async deactivate({ state, send }) {
		const client = aClient(state);
		await send(`kleer/clients/${client.id}`, { active: false });
		return `${client.name} is no longer active.`;
	},
	async customerByhand({ state, send }) {
		const customer = any(state.customers.rows.filter(({ cinode: c }) => c?.status === 1)).cinode;
		await send(`cinode/customers/${customer.id}`, { phone: aPhone() });
		return `Somebody edited ${customer.name} in Cinode.`;
	},

	async win({ state, send }) {
		const project = aProject(state, (p) => p.state !== 'won');
		await send(`cinode/projects/${project.id}`, { state: 'won' });
		return `${project.title} is won.`;
	},
	async lose({ state, send }) {
		const project = aProject(state, (p) => ['won', 'open'].includes(p.state));
		await send(`cinode/projects/${project.id}`, { state: 'lost' });
		return `${project.title} is lost.`;
	},
	async roleRate({ state, send }) {
		const hourly = (role) => role.rate && !role.fixed && role.person;
		const project = aProject(state, (p) => p.state === 'won' && p.roles.some(hourly));
		const role = any(project.roles.filter(hourly));
		const rate = role.rate + (1 + Math.floor(Math.random() * 9)) * 10;
		await send(`cinode/roles/${role.id}`, { rate });
		return `${role.person} now costs ${rate} an hour in ${project.title}.`;
	},
	async role({ state, send }) {
		const project = aProject(state, (p) => p.state === 'won');
		const { cinode: person } = any(
			state.rows.filter(({ cinode: u }) => u && !u.subcontractor && u.status === 3),
		);
		await send(`cinode/projects/${project.id}/roles`, {
			title: any(['Testledare', 'Utvecklare', 'Arkitekt']),
			rate: 900 + Math.floor(Math.random() * 50) * 10,
			startDate: state.today,
			assigned: { companyUserId: person.id },
		});
		return `${person.firstName} ${person.lastName} has a role in ${project.title}.`;
	},
	async projectByhand({ state, send }) {
		const project = any(state.projects.rows.filter(({ kleer: p }) => p?.active)).kleer;
		await send(`kleer/client-projects/${project.id}`, { 'po-nr': `PO-${digits(4)}` });
		return `Somebody edited ${project.name} in Kleer.`;
	},

	async reset({ send }) {
		await send('reset', {});
		return 'Both systems are as they were at the start.';
	},
};
