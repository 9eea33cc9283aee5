import { afterEach, describe, expect, it, vi } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import { CUSTOMER_RULES } from '../../rules';
import { at, later } from '../integration/support/clock.mts';
import { Tenant } from '../integration/support/tenant.mts';
import { addClient, editCinodeCustomer, type CinodeCustomer, type NewClient } from '../sandbox/index.mts';
import { CASES, EDITS, OWN, TAGS, syncCustomers, tag, type Case, type Patch } from './customerEdits.mts';
import { A_DAY, CHANGED } from './fieldEdits.mts';
import { everything } from './stories.mts';

/**
 * What somebody does by hand to a customer's fields, addresses, contacts, people and tags in Cinode between two runs
 * (docs/decisions.md#modes): each is put back or left as its mode says, people's own stays, nothing is
 * doubled, and the run after that is quiet.
 */

let tenant: Tenant;
const WHO = 'Provbolaget AB';
const KEY = 'K9001';
/** What Cinode's list shows; without a new updatedDateTime the daily compare alone sees the rest. */
const LISTED = ['name', 'description', 'customerResponsible', 'tags'];

const store = () => tenant.sandbox.cinode.store;
const customer = () => {
	const found = [...store().customers.values()].filter(({ identification }) => identification === KEY);
	if (found.length !== 1) throw new Error(`${found.length} customers ${KEY}`);
	return found[0] as CinodeCustomer;
};
const sync = async (modes: IDataObject = {}) => await syncCustomers(tenant, { mapper: { modes } });

/** A customer that has everything, made by the sync. */
async function company(given: NewClient = {}, modes?: IDataObject): Promise<void> {
	// Away from the hour at which a new day's compare begins.
	at(`${new Date().toISOString().slice(0, 10)}T12:00:00Z`);
	tenant = await Tenant.start({ linked: true, people: 4, clients: 4 });
	const [user] = [...tenant.sandbox.kleer.store.users.values()].filter(({ active }) => active);
	addClient(tenant.sandbox.kleer.store, {
		name: WHO,
		'foreign-id': KEY,
		contact: 'Gunhild Tallmo',
		notes: 'Rad ett\nRad två',
		orgno: '556012-5790',
		'vat-nr': 'SE556012579001',
		phone: '08-123 45 67',
		user: { id: user?.id ?? 0 },
		'dimension-entries': [{ id: 4501 }],
		...given,
		address: { address2: 'Plan 2', ...given.address },
	});
	for (const name of ['BV=90', 'BV=30 net', 'Eget', 'Handel', 'Offentlig sektor']) tag(store(), name);
	await sync(modes);
	expect(tenant.writes).toContain('POST /customers');
	await sync(modes);
	expect(tenant.writes).toEqual([]);
}

/** Everything as it would be with that patch. */
function worldWith(patch: Patch): IDataObject {
	const was = { ...customer() };
	Object.assign(customer(), structuredClone(patch));
	const world = everything(tenant);
	Object.assign(customer(), was);
	return world;
}

/** The next run, and one after the daily compare; a third is quiet. Gives whether each wrote, and what was told. */
async function twoRuns(modes?: IDataObject) {
	const runs = [await sync(modes)];
	const wrote = [tenant.writes.length > 0];
	later(A_DAY);
	runs.push(await sync(modes));
	wrote.push(tenant.writes.length > 0);
	await sync(modes);
	expect(tenant.writes).toEqual([]);
	const results = runs.flatMap((run) => run.results);
	expect(results.filter(({ action }) => ['created', 'failed', 'conflict'].includes(action))).toEqual([]);
	const told = results.filter(({ key }) => key === KEY).flatMap(({ warnings }) => warnings);
	return { wrote, told: told.join('\n') };
}

async function check(
	{ edit, becomes, says }: Omit<Case, 'back'>,
	how: { field: string; isBack: boolean; bump?: boolean; modes?: IDataObject },
): Promise<void> {
	const { field, isBack, bump = true, modes } = how;
	const was = structuredClone(customer());
	const patch = edit(was, store());
	const wanted = worldWith(isBack ? (becomes?.(was, store()) ?? {}) : patch);
	expect(worldWith(patch)).not.toEqual(everything(tenant));
	editCinodeCustomer(store(), was.id, structuredClone(patch), { now: Date.now() + 60_000, bump });
	const { wrote, told } = await twoRuns(modes);
	expect(everything(tenant)).toEqual(wanted);
	expect(customer().id).toBe(was.id);
	// Seen at once where the list shows it, else by the daily compare.
	const isSeenLate = !bump && !LISTED.includes(field);
	expect(wrote).toEqual([isBack && !isSeenLate, isBack && isSeenLate]);
	const isFollowed = Object.values(modes ?? {}).every((mode) => CHANGED.includes(String(mode)));
	if (says && isFollowed) expect(told).toMatch(says);
}

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant?.stop();
});

it('every field that the sync writes has its edits', () => {
	expect(Object.keys(EDITS)).toEqual(CUSTOMER_RULES.map(({ field }) => field));
});

for (const { name, rule, mode, back, given, ...one } of CASES) {
	const how = { field: rule.field, isBack: back.includes(mode) };
	it(`${name} by hand`, async () => {
		const modes = mode === rule.mode ? {} : { [rule.field]: mode };
		await company(given, modes);
		await check(one, { ...how, modes });
	});
	if (mode !== rule.mode) continue;
	const unseen = `${name} by hand, without a new time in the list`;
	it(unseen, async () => {
		await company(given);
		await check(one, { ...how, bump: false });
	});
}

it('two invoice addresses that differ are told once, then they stand; by hand they are told again', async () => {
	await company();
	const [one] = (EDITS.invoiceAddress ?? []).filter(({ what }) => what === 'two that differ');
	const patch = one?.edit(structuredClone(customer()), store()) ?? {};
	editCinodeCustomer(store(), customer().id, patch, { now: Date.now() + 60_000 });
	expect((await sync()).resultOf(WHO)?.warnings.join()).toMatch(/2 invoice addresses/);
	const { results, summary } = await sync();
	expect(results).toEqual([]);
	expect(summary.standing).toMatchObject([
		{ key: KEY, action: 'unchanged', reason: expect.stringContaining('2 invoice addresses') },
	]);
	const byHand = await syncCustomers(tenant, { mode: 'manual' });
	expect(byHand.resultOf(WHO)?.warnings.join()).toMatch(/2 invoice addresses/);
});

describe.each([true, false])('with a new time in the list: %s', (bump) => {
	it.each(TAGS)('tags, $what by hand', async ({ isBack, ...one }) => {
		await company();
		await check(one, { field: 'tags', isBack, bump });
	});

	it.each(OWN)('%s by hand is people’s own', async (what, edit) => {
		await company();
		await check({ what, edit }, { field: what, isBack: false, bump });
	});
});
