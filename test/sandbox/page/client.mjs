// What the page does in the browser: asks for the state, draws one of its tables, and changes something when told to.
import { acts } from '/sandbox/page/acts.mjs';
import { escape, number } from '/sandbox/page/cells.mjs';
import { customers } from '/sandbox/page/customers.mjs';
import { people } from '/sandbox/page/people.mjs';
import { projects } from '/sandbox/page/projects.mjs';
import { subcontractors } from '/sandbox/page/subcontractors.mjs';

const ROWS = 150;
const FADE_MS = 25_000;
const TABS = { people, subcontractors, customers, projects };
const $ = (id) => document.getElementById(id);
const drawn = new Map();
let state;
let tab;

/** Which table is shown stands in the address, so that it can be linked to. */
function choose() {
	tab = TABS[location.hash.slice(1)] ?? people;
	document.querySelector('.arrow').textContent = tab === projects ? '←' : '→';
	$('columns').innerHTML = tab.columns;
	$('head').innerHTML = tab.head;
	$('rows').replaceChildren();
	drawn.clear();
	const buttons = (side) =>
		Object.entries(tab.acts[side])
			.map(([act, text]) => `<button data-act="${act}" class="${side}">${text}</button>`)
			.join(' ');
	$('kleer-acts').innerHTML = buttons('kleer');
	$('cinode-acts').innerHTML = buttons('cinode');
	if (state) draw(state);
}

function drawTabs() {
	document.querySelector('.tabs').innerHTML = Object.entries(TABS)
		.map(([name, one]) => {
			const count = number.format(one.count(state));
			return `<a href="#${name}" role="tab" aria-selected="${one === tab}">${one.title} <b>${count}</b></a>`;
		})
		.join('');
}

function draw(next) {
	state = next;
	$('about').textContent = `${next.company}, ${next.today}. Everything here is invented.`;
	$('linked-label').textContent = `${tab.title} linked`;
	$('linked').textContent = `${number.format(tab.linked(next))} of ${number.format(tab.count(next))}`;
	$('kleer-count').textContent = number.format(next.requests.kleer);
	$('cinode-count').textContent = number.format(next.requests.cinode);
	$('left').textContent = number.format(next.dailyLeft);
	$('meter').value = next.dailyLeft / next.dailyLimit;
	drawTabs();
	const rows = tab.rows(next);
	drawRows(rows, next);
	const all = next[location.hash.slice(1)]?.rows ?? next.rows;
	$('more').textContent =
		all.length >= ROWS ? `${rows.length} rows of ${tab.total(next)}; what changed lately comes first.` : '';
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
function drawRows(rows, { today, at }) {
	const body = $('rows');
	const seen = new Set();
	rows.forEach((row, index) => {
		const key = `${row.kleer?.id ?? ''}/${row.kleer ? '' : row.cinode.id}`;
		seen.add(key);
		const html = tab.html(row, today);
		let known = drawn.get(key);
		if (!known) drawn.set(key, (known = { tr: document.createElement('tr'), html: '' }));
		if (known.html !== html) {
			known.tr.innerHTML = html;
			known.html = html;
		}
		known.tr.className = [
			tab.kleerGone(row) ? 'kleer-gone' : '',
			tab.cinodeGone(row) ? 'cinode-gone' : '',
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
	if (!response.ok) throw new Error(`The sandbox refused that: ${await response.text()}`);
	await refresh();
	return response.json();
}

function toast(text) {
	$('toast').textContent = text;
	$('toast').classList.add('shown');
	clearTimeout(toast.timer);
	toast.timer = setTimeout(() => $('toast').classList.remove('shown'), 6000);
}

async function refresh() {
	const sensitive = $('sensitive').checked ? '&sensitive=1' : '';
	const response = await fetch(`/sandbox/state?limit=${ROWS}${sensitive}`);
	draw(await response.json());
}

document.querySelector('nav').addEventListener('click', async (event) => {
	const button = event.target;
	const act = acts[button.dataset?.act];
	if (!act) return;
	button.disabled = true;
	try {
		toast(await act({ state, send, toast }));
	} catch (error) {
		toast(error.message);
	} finally {
		button.disabled = false;
	}
});
$('sensitive').addEventListener('change', refresh);
addEventListener('hashchange', choose);
choose();

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
