import type { IDataObject } from 'n8n-workflow';
import { afterEach, expect, it, vi } from 'vitest';
import {
	addClient,
	addDays,
	changeLevel,
	changeSalary,
	editClient,
	editPerson,
	endEmployment,
	hirePerson,
} from '../sandbox/index.mts';
import { later } from './support/clock.mts';
import { runSteps } from './support/engine.mts';
import type { TemplateScheme } from './support/sync.mts';
import { FULL_SETUP, Tenant } from './support/tenant.mts';

let tenant: Tenant;

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant.stop();
});

const DAYS = 30;
const RUNS_A_DAY = 4;

/** What somebody was told, by workflow. */
const alerts: string[] = [];
/** Every value that was sent, by record and field, in its order. */
const sent = new Map<string, string[]>();

/** A run as in the template, with its report. */
async function run(scheme: TemplateScheme): Promise<void> {
	const { rejected, results, summary } = await tenant.syncScheme(scheme, {
		mapper: { users: FULL_SETUP, subcontractors: { languageId: 1 }, customers: {} }[scheme],
		sync: scheme === 'users' ? { leavers: 'endDate' } : {},
		options: { maxCreates: 100 },
	});
	const output = await runSteps(
		tenant.credentials,
		[...rejected, ...results, summary as never] as IDataObject[],
		[{ name: 'Report', type: 'kleerCinodeMapper', parameters: { operation: 'report', scheme } }],
		{ workflowId: `${tenant.workflowId}-${scheme}-report` },
	);
	const [report] = output('Report').map(({ json }) => json);
	if (report?.alert) alerts.push(`${scheme}: ${JSON.stringify(report.alert)}`);
	for (const { path, body, method } of tenant.sandbox.requests.all) {
		if (method !== 'PATCH' || !Array.isArray(body)) continue;
		for (const { path: field, value } of body as Array<{ path: string; value: unknown }>) {
			const name = `${path} ${field}`;
			sent.set(name, [...(sent.get(name) ?? []), JSON.stringify(value)]);
		}
	}
}

/** Brings the seed's deliberate defects in order, as a consultant does before go-live. */
function tidyUp(): void {
	const { kleer, cinode } = tenant.sandbox;
	for (const user of kleer.store.users.values()) {
		user['internal-id'] ||= 9000 + (user.id % 1000);
		if (!user.name.includes(' ')) user.name = `Anna ${user.name}`;
		user.email ||= `person${user.id}@exempelkonsult.example`;
	}
	let serial = 7000;
	const numbers = new Set<string>();
	for (const client of kleer.store.clients.values()) {
		const number = client['foreign-id'];
		if (!number || numbers.has(number)) client['foreign-id'] = `K${++serial}`;
		numbers.add(client['foreign-id'] ?? '');
		client.name ||= `Kund ${client.id} AB`;
	}
	cinode.store.customers.clear();
}

/** An ordinary day: a phone, a raise on the first, a new colleague now and then, a client that moves. */
function liveOn(day: number, today: string): void {
	const { kleer } = tenant.sandbox;
	// A subcontractor's phone can't be changed through Cinode's API: that needs a person, and so is no quiet day.
	const tied = [...kleer.store.subcontractors.values()].flatMap(({ users }) => users.map(({ id }) => id));
	const people = [...kleer.store.payroll.values()].filter(({ user }) => !tied.includes(user.id));
	const person = people[(day * 7) % people.length];
	if (person) editPerson(kleer.store, person.user.id, { payroll: { phone: `08-500 ${1000 + day}` } });
	if (day % 10 === 3) {
		// Who has a raise to come already gets no other before it.
		const settled = people.filter((row) => (row['monthly-salary-start-date'] ?? '') <= today);
		for (const row of settled.slice(0, 10)) {
			changeSalary(kleer.store, row.user.id, Math.round(row['monthly-salary'] * 1.03), today);
		}
	}
	if (day % 9 === 4)
		hirePerson(kleer.store, { name: `Nyanna Dagström${'abcdef'[day % 6]}` }, addDays(today, 5));
	if (day === 12 && people[3]) endEmployment(kleer.store, people[3].user.id, addDays(today, 10));
	if (day === 17 && people[5]) changeLevel(kleer.store, people[5].user.id, 0.8, addDays(today, 3));
	const clients = [...kleer.store.clients.values()];
	const client = clients[day % clients.length];
	if (client) editClient(kleer.store, client.id, { phone: `031-60 ${1000 + day}` });
	if (day % 8 === 5) addClient(kleer.store, { name: `Ny kund ${day} AB` });
}

it('a quiet, believable month raises no alert, changes nothing back and forth and empties nothing', async () => {
	tenant = await Tenant.start({ people: 40, clients: 30, subcontractors: 3, emptyCinode: true });
	tidyUp();
	for (const scheme of ['users', 'subcontractors', 'customers'] as const) await run(scheme);
	// What go-live itself tells belongs to its day.
	expect(alerts).toEqual([]);
	sent.clear();
	let today = tenant.sandbox.today();
	for (let day = 1; day <= DAYS; day++) {
		liveOn(day, today);
		for (let turn = 0; turn < RUNS_A_DAY; turn++) {
			await run('users');
			await run('subcontractors');
			if (turn === 0) await run('customers');
			later((24 * 60) / RUNS_A_DAY);
		}
		today = addDays(today, 1);
	}
	expect(alerts).toEqual([]);
	const backAndForth = [...sent].filter(([, values]) => new Set(values).size < values.length);
	expect(backAndForth).toEqual([]);
	const emptied = [...sent].filter(([, values]) =>
		values.some((value) => value === 'null' || value === '""'),
	);
	expect(emptied).toEqual([]);
	expect(sent.size).toBeGreaterThan(DAYS);
}, 300_000);
