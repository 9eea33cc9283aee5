import { readFileSync } from 'node:fs';
import type { Sandbox } from '../../sandbox/index.mts';
import type { CredentialInput } from '../../e2e/support/n8n.mts';
import type { Workflow } from '../../e2e/support/workflow.mts';
import { Chain } from './chain.mts';

/**
 * The users sync of n8n's built-in nodes alone, as a careful consultant builds it today: Kleer's users, payroll,
 * subcontractors and one schedule per level; Cinode's list; who is new by internal id and e-mail; new people by POST
 * and PATCH; for the others each person's details, compared field by field, and a PATCH where they differ. Requests go
 * out in batches that keep below 40 in 2 seconds, the token is renewed for each part of a loop, and reads are tried
 * again, but for those in batches, where what is refused is left for the next run.
 *
 * It does NOT have: a dry run; a brake before many changes; leavers, re-hires and people disconnected in Cinode;
 * conflicts (two people for one, keys that somebody edited); a memory of what was in step; a lock against a run beside
 * it; the day's limit, other integrations' requests and 429 for single writes; repair of a run that was killed between
 * POST and PATCH (found again by e-mail only); roles, tags, offices; modes per field; a report.
 */

const KLEER: CredentialInput = { name: 'Kleer X-Token', type: 'httpHeaderAuth', data: {} };
const CINODE: CredentialInput = { name: 'Cinode Access ID', type: 'httpBasicAuth', data: {} };

/** Requests in a burst, and the pause before the next in milliseconds: 35 is what others found in the field. */
export const BATCH = { batchSize: 35, batchInterval: 2000 };
/** People between two tokens, which live 120 s: 500 creations take 2 × 29 s, 1,000 readings 58 s. */
const PART = { create: 500, compare: 1000 };

export function builtInCredentials({ kleer, cinode }: Sandbox): CredentialInput[] {
	return [
		{ ...KLEER, data: { name: 'X-Token', value: kleer.token } },
		{ ...CINODE, data: { user: cinode.accessId, password: cinode.accessSecret } },
	];
}

const source = (file: string) =>
	readFileSync(new URL(file, import.meta.url), 'utf8').replaceAll('export function', 'function');

/** The workflow for these two vendors' addresses. */
export function builtInUsersSync({ kleer, cinode }: Sandbox): Workflow {
	const fromKleer = `${kleer.baseUrl}/company/${kleer.companyId}`;
	const company = `${cinode.url}/v0.1/companies/${cinode.store.company.id}`;
	const chain = new Chain();
	const map = source('./mapUsers.mjs');
	const compare = source('./compare.mjs');

	const kleerList = (name: string, path: string) =>
		chain.http(
			name,
			{
				url: `${fromKleer}${path}`,
				headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
			},
			{
				credential: KLEER,
				retry: true,
			},
		);
	const token = (name: string) =>
		chain.http(name, { url: `${cinode.url}/token` }, { credential: CINODE, retry: true, once: true });
	const bearer = (tokenNode: string) => ({
		Authorization: `=Bearer {{ $('${tokenNode}').first().json.access_token }}`,
	});
	const read = (name: string, tokenNode: string, url: string, batching?: typeof BATCH) =>
		// Tried again, a node repeats all of its requests: what is refused of many is left for the next run.
		chain.http(
			name,
			{ url, headers: bearer(tokenNode), batching },
			batching ? { goesOn: true } : { retry: true },
		);
	const write = (name: string, tokenNode: string, method: string, url: string, body: string, type?: string) =>
		chain.http(
			name,
			{ url, method, headers: bearer(tokenNode), body, type, batching: BATCH },
			{ goesOn: true },
		);

	chain.trigger('Every Day');
	kleerList('Kleer Users', '/user');
	kleerList('Kleer Payroll', '/payroll/user');
	kleerList('Kleer Subcontractors', '/subcontractor');
	chain.code('One per Schedule', ONE_PER_SCHEDULE);
	kleerList('Kleer Levels', '/payroll/user/{{ $json.userId }}/schedule/{{ $json.from }}/to/{{ $json.to }}');
	chain.code('People', `${map}\n${PEOPLE}`);
	token('Token');
	read('Cinode Users', 'Token', `${company}/users`);
	chain.code('Compare', `${compare}\n${COMPARE}`);
	chain.isTrue('Is New', '={{ $json.isNew }}');

	chain.loop('Create Loop', PART.create, ['Is New', 0]);
	token('Create Token');
	chain.code('Creations', `${compare}\n${CREATIONS}`);
	write('Create User', 'Create Token', 'POST', `${company}/users`, '={{ JSON.stringify($json.body) }}');
	chain.pause('Pause After Creating');
	write(
		'Complete User',
		'Create Token',
		'PATCH',
		`${company}/users/{{ $json.companyUserId }}`,
		"={{ JSON.stringify($('Creations').item.json.patch) }}",
		PATCH,
	);
	chain.pause('Pause Before Next Creations');
	chain.backTo('Create Loop');

	chain.loop('Compare Loop', PART.compare, ['Is New', 1]);
	token('Compare Token');
	chain.code('Comparisons', "return $('Compare Loop').all(1, $runIndex);");
	read('Cinode User', 'Compare Token', `${company}/users-full/{{ $json.id }}`, BATCH);
	chain.code('Differences', `${compare}\n${DIFFERENCES}`);
	chain.pause('Pause Before Next Comparisons');
	chain.backTo('Compare Loop');

	chain.isTrue('Has Changes', '={{ $json.patch.length > 0 }}', ['Compare Loop', 0]);
	chain.loop('Change Loop', PART.compare, ['Has Changes', 0]);
	token('Change Token');
	chain.code('Changes', "return $('Change Loop').all(1, $runIndex);");
	write(
		'Change User',
		'Change Token',
		'PATCH',
		`${company}/users/{{ $json.id }}`,
		'={{ JSON.stringify($json.patch) }}',
		PATCH,
	);
	chain.pause('Pause Before Next Changes');
	chain.backTo('Change Loop');
	return chain.workflow('Users with built-in nodes');
}

const PATCH = 'application/json-patch+json';

const TODAY = "const today = $now.setZone('Europe/Stockholm').toFormat('yyyy-MM-dd');";

const ONE_PER_SCHEDULE = `${TODAY}
const rows = Object.values($('Kleer Payroll').first().json)[0];
const seen = new Map();
for (const row of rows) {
	const end = row['employment-end-date'];
	if (end && end < today) continue;
	const start = row['employment-start-date'];
	const day = start > today ? start : today;
	const found = (row.schedules ?? []).find(
		(one) => (one['start-date'] ?? '') <= day && day <= (one['end-date'] ?? '9999'),
	);
	if (!found || (seen.has(found.schedule.id) && day > today)) continue;
	const to = DateTime.fromISO(day).plus({ days: 13 }).toFormat('yyyy-MM-dd');
	seen.set(found.schedule.id, { schedule: found.schedule.id, userId: row.user.id, from: day, to });
}
return [...seen.values()].map((json) => ({ json }));`;

const PEOPLE = `${TODAY}
const list = (node) => Object.values($(node).first().json)[0] ?? [];
const levels = new Map();
const schedules = $('One per Schedule').all();
for (const [i, item] of $input.all().entries()) {
	const day = (Object.values(item.json)[0] ?? []).find((one) => one['level-of-employment'] > 0);
	if (day) levels.set(schedules[i].json.schedule, day['level-of-employment']);
}
const people = mapUsers(list('Kleer Users'), list('Kleer Payroll'), list('Kleer Subcontractors'), levels, today);
// One item, so that what follows asks Cinode once.
return [{ json: { people } }];`;

const COMPARE = `const listed = $input.all().map((item) => item.json);
return match($('People').first().json.people, listed).map((json) => ({ json }));`;

const CREATIONS = `return $('Create Loop').all(1, $runIndex).map(({ json: { person } }) => ({
	json: {
		body: creation(person, 'Aa1!' + Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2)),
		patch: afterCreation(person),
	},
}));`;

const DIFFERENCES = `const wanted = new Map($('Comparisons').all().map(({ json }) => [json.id, json.person]));
return $input.all().map(({ json }) => ({
	json: { id: json.companyUserId, patch: differences(wanted.get(json.companyUserId), json) },
}));`;
