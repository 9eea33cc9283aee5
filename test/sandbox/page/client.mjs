// What the page does in the browser: asks for the state, draws it, and changes something when told to.
const ROWS = 150;
const FADE_MS = 25_000;
const $ = (id) => document.getElementById(id);
const number = new Intl.NumberFormat('en-GB');
const drawn = new Map();
let state;

const escape = (value) =>
	String(value ?? '').replace(
		/[&<>"]/g,
		(c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c],
	);
const dash = (value) => (value === null || value === undefined || value === '' ? '–' : escape(value));
const pill = (text, kind = '') => `<span class="pill ${kind}">${escape(text)}</span>`;
const chips = (names) => names.map((name) => `<span class="chip">${escape(name)}</span>`).join('');
const percent = (value) => (value === null || value === undefined ? '–' : `${Math.round(value)} %`);

/** A cell of two lines; `fields` are what its highlight looks at. */
function cell(side, kind, lines) {
	const html = lines.map(
		([fields, text], i) =>
			`<div class="${i ? 'second' : ''}" data-fields="${fields.map((f) => `${side}.${f}`).join(' ')}">${text}</div>`,
	);
	return `<td class="${side}-side ${kind}">${html.join('')}</td>`;
}

const nobody = (side, text) => `<td colspan="5" class="nobody ${side}-side">${text}</td>`;

function salaryText(value, divisor) {
	if (value === null || value === 0) return '–';
	return typeof value === 'number' ? `${number.format(value / divisor)} kr` : escape(value);
}

const until = (side) => (side.end ? ` → ${escape(side.end)}` : '');

function kleerCells(person, today) {
	if (!person) return nobody('kleer', 'not in Kleer');
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
const GENDER = ['', 'man', 'woman'];

function cinodeCells(user) {
	if (!user) return nobody('cinode', 'not in Cinode');
	const born = [GENDER[user.gender], user.dateOfBirth?.slice(0, 10)].filter(Boolean).join(', ');
	return (
		cell('cinode', 'person', [
			[
				['firstName', 'lastName', 'status', '*'],
				`<span class="name">${escape(user.firstName)}<i>|</i>${escape(user.lastName)}</span>`,
			],
			[
				['email', 'internalIdentifier', 'employmentNumber'],
				`${STATUS[user.status]}${dash(user.internalIdentifier)} · ${dash(user.email)}`,
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

const LINK = {
	key: ['key', '⇄', 'linked by key'],
	email: ['email', '@', 'same e-mail, not linked yet'],
	null: ['', '', ''],
};

function rowHtml(row, today) {
	const [kind, sign, title] = LINK[row.by];
	const link = `<td class="link ${kind}" title="${title}">${sign}</td>`;
	return kleerCells(row.kleer, today) + link + cinodeCells(row.cinode);
}

function draw(next) {
	state = next;
	$('about').textContent = `${next.company}, ${next.today}. Everything here is invented.`;
	$('linked').textContent = `${number.format(next.linked)} of ${number.format(next.people)}`;
	$('kleer-count').textContent = number.format(next.requests.kleer);
	$('cinode-count').textContent = number.format(next.requests.cinode);
	$('left').textContent = number.format(next.dailyLeft);
	$('meter').value = next.dailyLeft / next.dailyLimit;
	drawRows(next);
	const all = next.people + next.users;
	const hidden = next.rows.length >= ROWS && all > ROWS;
	$('more').textContent = hidden
		? `${next.rows.length} rows of ${number.format(next.people)} people in Kleer and ${number.format(next.users)} in Cinode; what changed lately comes first.`
		: '';
	$('recent').innerHTML =
		next.requests.recent.toReversed().map(requestHtml).join('') || none('No request yet.');
	const routes = Object.entries(next.requests.byRoute).sort((a, b) => b[1] - a[1]);
	$('routes').innerHTML =
		routes
			.slice(0, 16)
			.map(
				([route, count]) =>
					`<li><span class="route">${escape(route)}</span><b>${number.format(count)}</b></li>`,
			)
			.join('') || none('No request yet.');
}

const none = (text) => `<li class="none">${text}</li>`;

function requestHtml({ system, route, status }) {
	const failed = status === 0 || status >= 400;
	return `<li><span class="system ${system}">${system === 'kleer' ? 'Kleer' : 'Cinode'}</span>
		<span class="route">${escape(route)}</span><span class="${failed ? 'failed' : ''}">${status || 'cut off'}</span></li>`;
}

/** Rows are kept and only redrawn when their content changed, so that text can be marked and copied. */
function drawRows({ rows, today, at }) {
	const body = $('rows');
	const seen = new Set();
	rows.forEach((row, index) => {
		const key = `${row.kleer?.id ?? ''}/${row.kleer ? '' : row.cinode.id}`;
		seen.add(key);
		const html = rowHtml(row, today);
		let known = drawn.get(key);
		if (!known) drawn.set(key, (known = { tr: document.createElement('tr'), html: '' }));
		if (known.html !== html) {
			known.tr.innerHTML = html;
			known.html = html;
		}
		known.tr.className = [
			row.kleer && !row.kleer.active ? 'kleer-gone' : '',
			row.cinode?.status === 0 ? 'cinode-gone' : '',
		].join(' ');
		highlight(known.tr, row.changed, at);
		if (body.children[index] !== known.tr) body.insertBefore(known.tr, body.children[index] ?? null);
	});
	for (const [key, { tr }] of drawn) {
		if (seen.has(key)) continue;
		tr.remove();
		drawn.delete(key);
	}
}

function highlight(tr, changed, at) {
	for (const line of tr.querySelectorAll('[data-fields]')) {
		const fields = line.dataset.fields.split(' ');
		const side = fields[0].split('.')[0];
		const newest = Math.max(0, changed[`${side}.*`] ?? 0, ...fields.map((field) => changed[field] ?? 0));
		const strength = Math.max(0, 1 - (at - newest) / FADE_MS);
		line.style.background = strength > 0 ? `rgb(var(--${side}-mark) / ${(strength * 0.55).toFixed(2)})` : '';
	}
}

async function send(path, body) {
	const response = await fetch(`/sandbox/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(await response.text());
	await refresh();
	return response.json();
}

const any = (list) => list[Math.floor(Math.random() * list.length)];
const digits = (count) => String(Math.floor(Math.random() * 10 ** count)).padStart(count, '0');
const aPhone = () => `070-174 06 ${String(5 + Math.floor(Math.random() * 95)).padStart(2, '0')}`;

/** Somebody on whom a change shows: active, on the payroll, here today. */
function somebody(test = () => true) {
	const fits = ({ kleer: p }) => p?.active && p.payroll && !p.end && p.start <= state.today && test(p);
	return any(state.rows.filter(fits))?.kleer;
}

const FIRST = ['Agda', 'Birk', 'Disa', 'Ejnar', 'Fanny', 'Hjördis', 'Ivar', 'Lovisa', 'Núria', 'Sigge'];
const LAST = ['Almskog', 'Bergsäter', 'von Dalvik', 'Frostmark', 'Hällängen', 'Kvistgård', 'Rosenhöjd'];

const acts = {
	async raise() {
		const person = somebody((p) => p.salary);
		const { rows } = await (await fetch('/sandbox/state?sensitive=1')).json();
		const now = rows.find((row) => row.kleer?.id === person.id).kleer.salary;
		await send(`kleer/people/${person.id}`, { salary: now + (1 + Math.floor(Math.random() * 40)) * 10_000 });
		return `${person.name} got a raise.`;
	},
	async phone() {
		const person = somebody();
		await send(`kleer/people/${person.id}`, { payroll: { phone: aPhone() } });
		return `${person.name} has a new phone in Kleer.`;
	},
	async rate() {
		const person = somebody();
		const level = any([1, 0.9, 0.8, 0.75, 0.5].filter((one) => one !== person.level));
		await send(`kleer/people/${person.id}`, { level });
		return `${person.name} now works ${Math.round(level * 100)} %.`;
	},
	async hire() {
		const name = `${any(FIRST)} ${any(LAST)}`;
		const box = name
			.toLowerCase()
			.normalize('NFD')
			.replace(/[\u0300-\u036f]/g, '')
			.replace(/ +/g, '.');
		await send('kleer/people', {
			name,
			email: `${box}${digits(2)}@exempelkonsult.example`,
			phone: aPhone(),
			salary: (32_001 + Math.floor(Math.random() * 20_000)) * 100,
			categories: [4101 + Math.floor(Math.random() * 3), 4201 + Math.floor(Math.random() * 5)],
		});
		return `${name} was hired.`;
	},
	async leave() {
		const person = somebody();
		await send(`kleer/people/${person.id}`, { end: state.today });
		return `${person.name} leaves today.`;
	},
	async byhand() {
		const user = any(state.rows.filter((row) => row.cinode?.status === 3)).cinode;
		await send(`cinode/users/${user.id}`, { phone: aPhone() });
		return `Somebody edited ${user.firstName} ${user.lastName} in Cinode.`;
	},
	async reset() {
		await send('reset', {});
		return 'Both systems are as they were at the start.';
	},
};

function toast(text) {
	$('toast').textContent = text;
	$('toast').classList.add('shown');
	clearTimeout(toast.timer);
	toast.timer = setTimeout(() => $('toast').classList.remove('shown'), 3500);
}

async function refresh() {
	const sensitive = $('sensitive').checked ? '&sensitive=1' : '';
	const response = await fetch(`/sandbox/state?limit=${ROWS}${sensitive}`);
	draw(await response.json());
}

document.querySelector('nav').addEventListener('click', async (event) => {
	const act = acts[event.target.dataset?.act];
	if (!act) return;
	try {
		toast(await act());
	} catch {
		toast('There is nobody left on whom that could be done.');
	}
});
$('sensitive').addEventListener('change', refresh);

for (;;) {
	let pause = 1500;
	try {
		const from = performance.now();
		await refresh();
		// A large company takes a while to read: never keep the server busy with drawing alone.
		pause = Math.max(pause, (performance.now() - from) * 5);
	} catch {
		$('about').textContent = 'The sandbox has stopped.';
	}
	await new Promise((resolve) => setTimeout(resolve, pause));
}
