// What the page's buttons do: each changes something and says what. `act` holds the state and `send`.
const any = (list) => list[Math.floor(Math.random() * list.length)];
const digits = (count) => String(Math.floor(Math.random() * 10 ** count)).padStart(count, '0');
const aPhone = () => `070-174 06 ${String(5 + Math.floor(Math.random() * 95)).padStart(2, '0')}`;

/** Told to whoever pressed the button. */
class Cannot extends Error {}

/** Records that a button was pressed on. */
const chosen = new Set();
const identityOf = ({ kleer, cinode }) => `${kleer?.id}|${cinode?.id}`;

/**
 * One of them, linked ones first: on those a change shows at the next run. And while there are others, none that
 * an earlier button changed: the terms of a client who then becomes inactive would never show in Cinode.
 */
function choose(rows, test, otherwise) {
	const fits = rows.filter(test);
	const linked = fits.filter(({ by }) => by === 'key');
	const fresh = linked.filter((row) => !chosen.has(identityOf(row)));
	const row = any([fresh, linked, fits].find((some) => some.length > 0) ?? []);
	if (!row) throw new Cannot(otherwise);
	chosen.add(identityOf(row));
	return row;
}

const NOBODY = 'There is nobody left on whom that could be done. "Start over" brings them back.';

/** Somebody on whom a change shows: active, on the payroll, here today. */
const somebody = (state, test = () => true) =>
	choose(
		state.rows,
		({ kleer: p }) => p?.active && p.payroll && !p.company && !p.end && p.start <= state.today && test(p),
		NOBODY,
	).kleer;

/** What people change in Cinode is put back only where Kleer says something. */
const edited = (rows, test) =>
	choose(rows, ({ kleer, cinode }) => cinode && kleer?.phone && test(cinode), NOBODY);

const aClient = (state, test = () => true) =>
	choose(
		state.customers.rows,
		({ kleer: c, cinode }) => c?.active && c.number && c.type !== 'Person' && test(cinode),
		NOBODY,
	).kleer;
const aSubcontractor = (state) => choose(state.rows, ({ kleer: p }) => p?.active && p.company, NOBODY).kleer;

/** A project that is in Kleer already, so that its changes show there. */
function aProject(state, test = () => true) {
	const row = any(state.projects.rows.filter((one) => one.by === 'key' && test(one)));
	if (row) return row;
	throw new Cannot('No such project is in Kleer yet: win one, or wait a minute for the catch-up.');
}

/** One to win, the likeliest first; of a customer that Kleer knows. */
function toWin(state) {
	const ours = new Set(linkedCustomers(state).map(({ cinode }) => cinode.name));
	const lost = state.projects.rows
		.filter(({ cinode: p }) => p && p.state !== 'won' && ours.has(p.customer))
		.map(({ cinode }) => cinode);
	return lost.find((project) => project.state === 'open') ?? lost[0];
}

const linkedCustomers = (state) =>
	state.customers.rows.filter(({ by, kleer, cinode }) => by === 'key' && kleer.active && cinode.status === 1);
const linkedUsers = (state) =>
	state.rows.filter(
		({ by, kleer, cinode: u }) => by === 'key' && kleer.active && !u.subcontractor && u.status === 3,
	);

const WORK = ['Bokningssystem', 'Mätplattform', 'Säkerhetsanalys', 'Testledning', 'Webbplats'];
const ROLES = ['Testledare', 'Utvecklare', 'Arkitekt'];

function aRole(state, person) {
	return {
		title: any(ROLES),
		rate: 900 + Math.floor(Math.random() * 50) * 10,
		startDate: state.today,
		assigned: { companyUserId: person.id },
	};
}

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
		const { cinode: user } = edited(state.rows, (u) => !u.subcontractor && u.status === 3);
		await send(`cinode/users/${user.id}`, { phone: aPhone() });
		return `Somebody edited the phone of ${user.firstName} ${user.lastName} in Cinode; the next run puts it right.`;
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
		return `${person.company} is now ${name}. Cinode’s API can’t change that: the run’s report calls it drift.`;
	},
	async untie({ state, send }) {
		const person = aSubcontractor(state);
		await send(`kleer/people/${person.id}/supplier`, { supplierId: null });
		return `${person.name} no longer works through ${person.company}. In Cinode nothing is deleted.`;
	},
	async subByhand({ state, send }) {
		// The list that every run reads shows the company, not the phone.
		const { cinode: person } = choose(
			state.rows,
			({ kleer, cinode: u }) => u?.subcontractor && u.status === 1 && kleer?.active && kleer.company,
			NOBODY,
		);
		await send(`cinode/subcontractors/${person.id}`, { companyName: `${any(FIRMS)} AB` });
		return `Somebody edited the company of ${person.firstName} ${person.lastName} in Cinode. Its API can’t change that: the run’s report calls it drift.`;
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
		// With several invoice addresses nobody knows which one moved: the report only warns.
		const client = aClient(state, (customer) => (customer?.addresses.length ?? 0) < 2);
		await send(`kleer/clients/${client.id}`, { address: { address1: `Nygatan ${digits(2)}`, address2: '' } });
		return `${client.name} has a new invoice address.`;
	},
	async deactivate({ state, send }) {
		const client = aClient(state);
		await send(`kleer/clients/${client.id}`, { active: false });
		return `${client.name} is no longer active.`;
	},
	async customerByhand({ state, send }) {
		const { cinode: customer } = edited(state.customers.rows, (one) => one.status === 1);
		await send(`cinode/customers/${customer.id}`, { phone: aPhone() });
		return `Somebody edited the phone of ${customer.name} in Cinode; the next run puts it right.`;
	},

	async win({ state, send }) {
		const project = toWin(state);
		if (project) {
			await send(`cinode/projects/${project.id}`, { state: 'won' });
			return `${project.title} is won.`;
		}
		const [customer, user] = [any(linkedCustomers(state)), any(linkedUsers(state))];
		if (!customer || !user) {
			throw new Cannot(
				'No customer is linked yet: wait a few seconds for the first run of the customers sync.',
			);
		}
		const title = `${any(WORK)} ${digits(3)}`;
		await send('cinode/projects', {
			title,
			customerId: customer.cinode.id,
			state: 'won',
			contractValue: 100_000 + Math.floor(Math.random() * 90) * 10_000,
			roles: [aRole(state, user.cinode)],
		});
		return `${title}, a new project, is won.`;
	},
	async lose({ state, send }) {
		const { cinode: project } = aProject(state, ({ cinode }) => cinode.state === 'won');
		await send(`cinode/projects/${project.id}`, { state: 'lost' });
		return `${project.title} is lost: nothing more of it is sent, and Kleer keeps what it has.`;
	},
	async roleRate({ state, send }) {
		const people = new Set(linkedUsers(state).map(({ cinode }) => `${cinode.firstName} ${cinode.lastName}`));
		const hourly = (role) => role.rate && !role.fixed && people.has(role.person);
		const { cinode: project } = aProject(
			state,
			({ cinode }) => cinode.state === 'won' && cinode.roles.some(hourly),
		);
		const role = any(project.roles.filter(hourly));
		const rate = role.rate + (1 + Math.floor(Math.random() * 9)) * 10;
		await send(`cinode/roles/${role.id}`, { rate });
		return `${role.person} now costs ${rate} an hour in ${project.title}.`;
	},
	async role({ state, send }) {
		const { cinode: project, kleer } = aProject(state, ({ cinode }) => cinode.state === 'won');
		const there = new Set(kleer.people.map(({ name }) => name));
		const row = any(linkedUsers(state).filter((one) => !there.has(one.kleer.name)));
		if (!row) throw new Cannot(`Everybody works in ${project.title} already.`);
		await send(`cinode/projects/${project.id}/roles`, aRole(state, row.cinode));
		return `${row.cinode.firstName} ${row.cinode.lastName} has a role in ${project.title}.`;
	},
	async projectByhand({ state, send }) {
		const { kleer: project } = aProject(state, (row) => row.kleer.active);
		const number = `PO-${digits(4)}`;
		await send(`kleer/client-projects/${project.id}`, { 'po-nr': number });
		return `Somebody gave ${project.name} the PO number ${number} in Kleer; the sync leaves it as it is.`;
	},

	async reset({ send, toast }) {
		toast('Starting over …');
		await send('start-over', {});
		return 'Both systems are as they were at the start.';
	},
};
