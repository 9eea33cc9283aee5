import { afterEach, describe, expect, it, vi } from 'vitest';
import type { IDataObject } from 'n8n-workflow';
import { SUBCONTRACTOR_RULES } from '../../rules';
import { at, later } from '../integration/support/clock.mts';
import type { SyncRunOptions } from '../integration/support/sync.mts';
import { Tenant } from '../integration/support/tenant.mts';
import {
	editCinodeSubcontractor,
	editSupplier,
	ensureTag,
	findSecrets,
	type CinodeSubcontractor,
} from '../sandbox/index.mts';
import { everything } from './stories.mts';

/**
 * What somebody does by hand to subcontractors in Cinode between two runs (docs/decisions.md#modes):
 * where the server takes updates, each field is put back or left as its mode says; where it takes none, what would be
 * put back is drift that names the field. Nothing else is touched, and no person is made twice.
 */

type Patch = Partial<CinodeSubcontractor>;
interface Edit {
	/** What somebody writes over what the sync wrote. */
	patch: Patch;
	/** The same field emptied, where Cinode lets people empty it. */
	cleared?: Patch;
	/** Empties what Kleer has. */
	empty?(): void;
	/** Cinode never shows it, so an edit of it can't be seen. */
	unseen?: true;
	/** Cinode's list doesn't show it: the daily compare sees the edit. */
	unlisted?: true;
}

let tenant: Tenant;
const WHO = 'Lövmarker';
const KEY = '1003';
const A_DAY = 26 * 60;
const SERVERS = ['patch', 'none'] as const;
type Server = (typeof SERVERS)[number];

/** Every field that the sync writes; one that a new rule brings is missed by name below. */
const EDITS: Record<string, Edit | 'the key'> = {
	internalIdentifier: 'the key',
	firstName: { patch: { firstName: 'Någon' } },
	lastName: { patch: { lastName: 'Annan' } },
	email: { patch: { email: 'nagon.annan@underkonsult.example' } },
	phone: {
		patch: { phone: '08-999 99 99' },
		cleared: { phone: null },
		empty: () => (tenant.payroll(WHO).phone = ''),
		unlisted: true,
	},
	gender: { patch: { gender: 1 }, unseen: true },
	languageId: { patch: { languageId: 2 }, unseen: true },
	currencyId: {
		patch: { defaultCurrencyId: 2 },
		cleared: { defaultCurrencyId: null },
		unlisted: true,
	},
	companyAddressId: { patch: { locationId: 302 }, cleared: { locationId: null } },
	companyName: { patch: { companyName: 'Något Annat AB' }, cleared: { companyName: null } },
	companyIdentifier: {
		patch: { companyIdentifier: '556012-5790' },
		cleared: { companyIdentifier: null },
		empty: () => editSupplier(tenant.sandbox.kleer.store, supplier().id, { orgno: '' }),
	},
};

/** What no rule is about, or is the same written otherwise: people's own. */
const OWN: Array<[string, (was: CinodeSubcontractor) => Patch]> = [
	['title', () => ({ title: 'Chefsarkitekt' })],
	['tariff', () => ({ tariff: 999 })],
	['rating', () => ({ rating: 5 })],
	['linkedIn', () => ({ linkedIn: 'https://linkedin.example/siv' })],
	['companyCalendarId', () => ({ companyCalendarId: 4 })],
	['tags', () => ({ tags: [ensureTag(store(), 'Eget märke').id] })],
	['the phone, written otherwise', ({ phone }) => ({ phone: `+46 ${phone?.replace(/\D/g, '').slice(1)}` })],
	[
		'the organisation number, written otherwise',
		({ companyIdentifier }) => ({ companyIdentifier: `${companyIdentifier?.replace('-', '')}` }),
	],
	['spaces and case of the company', (was) => ({ companyName: ` ${was.companyName?.toUpperCase()} ` })],
	['spaces and case of the name', () => ({ firstName: ' SIV', lastName: 'LÖVMARKER ' })],
	['the case of the e-mail', ({ email }) => ({ email: email.toUpperCase() })],
];

const store = () => tenant.sandbox.cinode.store;
const person = () => tenant.cinodeSubcontractor(WHO);
const edit = (patch: Patch, id = person().id) => editCinodeSubcontractor(store(), id, patch);
const writes = () => tenant.writes.filter((write) => !write.startsWith('OPTIONS'));

function supplier() {
	const { id } = tenant.kleerUser(WHO);
	const { subcontractors, suppliers } = tenant.sandbox.kleer.store;
	const tie = [...subcontractors.values()].find(({ users }) => users.some((user) => user.id === id));
	const found = suppliers.get(tie?.supplier.id ?? 0);
	if (!found) throw new Error(`${WHO} has no supplier`);
	return found;
}

async function sync(modes: IDataObject = {}, options: SyncRunOptions = {}) {
	return await tenant.syncScheme('subcontractors', {
		mapper: { languageId: 1, currencyId: 1, locationId: 301, modes },
		...options,
	});
}

/** The next run, and one after the daily compare, which sees what the list doesn't show; a third is quiet. */
async function twoRuns(modes?: IDataObject) {
	const runs = [await sync(modes)];
	later(A_DAY);
	runs.push(await sync(modes));
	await sync(modes);
	expect(writes()).toEqual([]);
	const results = runs.flatMap((run) => run.results);
	expect(results.filter(({ action }) => ['created', 'failed'].includes(action))).toEqual([]);
	return results.filter(({ key }) => key === KEY);
}

/** Whether a mode puts a field back (docs/decisions.md#modes). */
function putsBack(mode: string, isKleerEmpty: boolean, isEmptied: boolean): boolean {
	if (mode === 'mirror') return true;
	if (isKleerEmpty) return false;
	return mode === 'always' || (mode === 'ifEmpty' && isEmptied);
}

async function company(server: Server, prepare = () => {}, modes?: IDataObject): Promise<void> {
	// Away from the hour at which a new day's compare begins.
	at(`${new Date().toISOString().slice(0, 10)}T12:00:00Z`);
	tenant = await Tenant.start({ people: 2, subcontractors: 7 });
	store().options.subcontractorUpdates = server;
	prepare();
	await sync(modes);
}

afterEach(async () => {
	vi.restoreAllMocks();
	await tenant?.stop();
});

it('every field that the sync writes has its edit', () => {
	expect(Object.keys(EDITS)).toEqual(SUBCONTRACTOR_RULES.map(({ field }) => field));
});

/** Each field in each of its modes, changed and emptied, and where Kleer has nothing to put there. */
const CASES = SUBCONTRACTOR_RULES.flatMap((rule) => {
	const given = EDITS[rule.field];
	if (!given || given === 'the key') return [];
	const { patch, cleared, empty } = given;
	return [...new Set([rule.mode, ...rule.choices])].flatMap((mode) => [
		{ rule, given, mode, what: 'changed', patch, isKleerEmpty: false, isEmptied: false },
		// What was never sent is empty anyhow.
		...(cleared && mode !== 'off'
			? [{ rule, given, mode, what: 'emptied', patch: cleared, isKleerEmpty: false, isEmptied: true }]
			: []),
		...(empty
			? [{ rule, given, mode, what: 'filled, empty in Kleer', patch, isKleerEmpty: true, isEmptied: false }]
			: []),
	]);
}).map((one) => ({ ...one, name: `${one.rule.field} in mode ${one.mode}, ${one.what}` }));

describe.each(SERVERS)('a server whose updates are: %s', (server) => {
	it.each(CASES)('$name by hand', async ({ rule, given, mode, patch, isKleerEmpty, isEmptied }) => {
		const modes = mode === rule.mode ? {} : { [rule.field]: mode };
		await company(server, isKleerEmpty ? given.empty : undefined, modes);
		const before = everything(tenant);
		edit(patch);
		const edited = everything(tenant);
		expect(edited).not.toEqual(before);
		const results = await twoRuns(modes);
		const isOurs = !given.unseen && putsBack(mode, isKleerEmpty, isEmptied);
		// Drift is told again by each day's compare; it is never deleted and made anew.
		const told = server === 'patch' ? ['updated'] : given.unlisted ? ['drift'] : ['drift', 'drift'];
		expect(results.map(({ action }) => action)).toEqual(isOurs ? told : []);
		for (const { changes } of results) {
			const names = SUBCONTRACTOR_RULES.filter(({ source }) => source === rule.source);
			expect(names.map(({ target }) => target)).toEqual(expect.arrayContaining(changes.map((c) => c.field)));
		}
		expect(everything(tenant)).toEqual(isOurs && server === 'patch' ? before : edited);
	});

	it.each(OWN)('%s is people’s own', async (_what, patchOf) => {
		await company(server);
		edit(patchOf(person()));
		const edited = everything(tenant);
		expect(await twoRuns()).toEqual([]);
		expect(everything(tenant)).toEqual(edited);
	});

	it('several fields at once: all come back together, or all are named', async () => {
		await company(server);
		const before = everything(tenant);
		edit({ phone: null, companyName: 'Något Annat AB', email: 'nagon@underkonsult.example', rating: 5 });
		const [first] = await twoRuns();
		const changed = first?.changes.map(({ field }) => field).sort();
		expect(changed).toEqual(['Company Name', 'Email', 'Phone']);
		if (server === 'none') return expect(first?.action).toBe('drift');
		edit({ rating: null });
		return expect(everything(tenant)).toEqual(before);
	});

	it('a sole trader’s number by hand never stands in what people see', async () => {
		await company(server);
		edit({ companyIdentifier: '560413-2380' });
		const run = await sync();
		expect(run.resultOf(WHO)?.changes).toEqual([
			{ field: 'Company Identifier', from: 'changed', to: 'changed' },
		]);
		const seen = JSON.stringify([run.results, run.summary]);
		expect(seen).not.toMatch(/560413-?2380/);
		expect(findSecrets(seen, tenant.sandbox.secrets())).toEqual([]);
	});
});
