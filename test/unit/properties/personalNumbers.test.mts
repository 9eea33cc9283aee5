import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
	decideAlert,
	historyPage,
	historyRow,
	markdownOf,
	readCrash,
	readOutcome,
	reportOf,
	reportPage,
} from '../../../reports';
import {
	isPersonsNumber,
	mapCustomers,
	mapProjects,
	mapSubcontractors,
	mapUsers,
	maskPersonalNumbers,
	type Scheme,
	type MappedRecord,
	type SchemeMapping,
} from '../../../rules';
import { VendorError } from '../../../base';
import { runSync, RunMemory, UsersTarget, type SyncOptions } from '../../../sync';
import { cinodeUser, policies } from '../support/cinode.mts';
import { client, customersSetup } from '../support/clients.mts';
import { FakeClock } from '../support/clock.mts';
import { CustomersTenant } from '../support/customers.mts';
import { syncOptions } from '../support/fakeTarget.mts';
import { employee, usersSetup } from '../support/people.mts';
import {
	ProjectsTenant,
	anna,
	bo,
	broker,
	nordan,
	project,
	projectsSetup,
	role,
} from '../support/projects.mts';
import {
	SUPPLIER,
	SubcontractorsTenant,
	consultant,
	subcontractorsSetup,
} from '../support/subcontractors.mts';
import { FORMS, ORGANISATION_FORMS, organisation, shows, somebody } from './personalNumberForms.mts';
import { VolatileStore } from '../support/volatileStore.mts';

/** What a scheme's source says with a text in one of its fields, and what becomes of it. */
interface Tried {
	scheme: Scheme;
	/** Each text field of the source. */
	fields: Record<string, (text: string) => object>;
	map(source: object): SchemeMapping;
	/** A run over records; `inTarget`: the text also stands in the target. */
	run(mapping: SchemeMapping, how: How): Promise<unknown>;
}

interface How {
	text: string;
	/** The text stands in the target, and differs from the source's. */
	isInTarget: boolean;
	isRefused: boolean;
	options: Partial<SyncOptions>;
}

const category = (name: string) => ({ categories: [{ id: 7, name }] });
const chosen = [{ category: { id: 7, name: 'Bransch' }, tag: '' }];
/** Each scheme runs what its own `map` gave. */
const recordsOf = <Mapped extends MappedRecord>({ mapped }: SchemeMapping) =>
	mapped.map(({ record }) => record as Mapped);

/** A vendor that quotes all that it got. */
function quoting(vendor: 'Kleer' | 'Cinode', quoted: unknown): VendorError {
	const said = JSON.stringify(quoted);
	return new VendorError(vendor, 'invalid', `${vendor} refused the values: ${said}`, { said });
}

const USERS: Tried = {
	scheme: 'users',
	fields: {
		foreignId: (text) => employee({ foreignId: text }),
		name: (text) => employee({ name: `Anna ${text} Berg` }),
		email: (text) => employee({ email: `${text.replace(/[\s()/,]/g, '')}@firma.se` }),
		phone: (text) => employee({ phone: text }),
		ssn: (text) => employee({ ssn: text }),
		categories: (text) => employee(category(text)),
		unread: (text) => employee({ unread: [text] }),
	},
	map: (source) => mapUsers([source as never], usersSetup({ categoryTags: chosen })),
	async run(mapping, { text, isInTarget, isRefused, options }) {
		const there = isInTarget
			? cinodeUser({
					firstName: `Anna ${text}`,
					phone: text,
					employmentNumber: text,
					taxTable: text,
					tags: [{ id: 1, name: text }],
				})
			: undefined;
		const write = async (...body: unknown[]) => {
			if (isRefused) throw quoting('Cinode', [...body, there]);
			return there ?? cinodeUser({ internalIdentifier: null });
		};
		const api = {
			listUsers: async () => (there ? [there] : []),
			searchUsers: async () => ({ result: there ? [there] : [], totalItems: there ? 1 : 0 }),
			getUser: async () => there ?? cinodeUser(),
			createUser: write,
			patchUser: write,
			setPermissions: async () => undefined,
			setTags: write,
			listTags: async () => [{ id: 1, name: text }],
			listSubcontractors: async () => [],
		};
		const clock = new FakeClock();
		return await runSync(recordsOf(mapping), syncOptions(options), {
			target: new UsersTarget(api as never, policies(), () => 'random', {}),
			memory: new RunMemory(new VolatileStore(), 'secret', 'options', clock.now()),
			clock,
			usage: () => ({ kleer: 0, cinode: 0, dailyLeft: null }),
		});
	},
};

const SUBCONTRACTORS: Tried = {
	scheme: 'subcontractors',
	fields: {
		foreignId: (text) => consultant({ foreignId: text }),
		name: (text) => consultant({ name: `Rut ${text} Ek` }),
		phone: (text) => consultant({ phone: text }),
		supplierName: (text) => consultant({ supplier: { ...SUPPLIER, name: text } }),
		supplierNumber: (text) => consultant({ supplier: { ...SUPPLIER, organisationNumber: text } }),
		otherSuppliers: (text) => consultant({ supplier: { ...SUPPLIER, others: [text] } }),
	},
	map: (source) => mapSubcontractors([source as never], subcontractorsSetup({ keySource: 'foreignId' })),
	async run(mapping, { text, isInTarget, isRefused, options }) {
		const tenant = new SubcontractorsTenant();
		if (isInTarget) {
			tenant.cinode.add({
				internalIdentifier: mapping.mapped[0]?.record.key ?? '',
				firstName: 'Rut',
				lastName: text,
				email: 'rut.ek@koda.se',
				companyName: text,
				companyIdentifier: text,
				phone: text,
			});
		}
		tenant.cinode.refuse = ({ name, args }) =>
			isRefused && name === 'createSubcontractor' ? quoting('Cinode', args) : undefined;
		return await tenant.run(recordsOf(mapping), options);
	},
};

const CUSTOMERS: Tried = {
	scheme: 'customers',
	fields: {
		foreignId: (text) => client({ foreignId: text }),
		name: (text) => client({ name: text }),
		notes: (text) => client({ notes: `Ring ${text} först` }),
		organisationNumber: (text) => client({ organisationNumber: text }),
		vatNumber: (text) => client({ vatNumber: text }),
		phone: (text) => client({ phone: text }),
		email: (text) => client({ email: text }),
		countryCode: (text) => client({ countryCode: text }),
		currency: (text) => client({ currency: text }),
		street: (text) => client({ address: { ...client().address!, address1: text } }),
		secondLine: (text) => client({ address: { ...client().address!, address2: text } }),
		zipCode: (text) => client({ address: { ...client().address!, zipCode: text } }),
		city: (text) => client({ address: { ...client().address!, city: text } }),
		country: (text) => client({ address: { ...client().address!, country: text } }),
		contact: (text) => client({ contact: text }),
		responsible: (text) =>
			client({ responsible: { id: 5, internalId: null, foreignId: text, name: `Bo ${text}` } }),
		categories: (text) => client(category(text)),
	},
	map: (source) => mapCustomers([source as never], customersSetup({ categoryTags: chosen })),
	async run(mapping, { text, isInTarget, isRefused, options }) {
		const tenant = new CustomersTenant();
		if (isInTarget) {
			tenant.cinode.add({
				identification: mapping.mapped[0]?.record.key ?? text,
				name: 'Nordan Bygg AB',
				description: text,
				corporateIdentityNumber: text,
				vatNumber: text,
				phone: text,
			});
			tenant.cinode.add({ name: text, identification: text, corporateIdentityNumber: '556036-0793' });
		}
		tenant.cinode.refuse = ({ name, args }) =>
			isRefused && name === 'createCustomer' ? quoting('Cinode', args) : undefined;
		return await tenant.run(recordsOf(mapping), options);
	},
};

const PROJECTS: Tried = {
	scheme: 'projects',
	fields: {
		title: (text) => project({ title: text }),
		description: (text) => project({ description: text }),
		identifier: (text) => project({ identifier: text }),
		customerIdentifier: (text) => project({ customerIdentifier: text }),
		customerName: (text) => project({ customer: { ...nordan, number: '4711', name: text } }),
		customerNumber: (text) => project({ customer: { ...nordan, number: text } }),
		customerWithout: (text) =>
			project({
				customer: {
					id: 1,
					name: text,
					number: null,
					twins: [{ id: 2, name: text, number: text, by: 'name' }],
				},
			}),
		intermediator: (text) => project({ intermediator: { ...broker, number: text, name: text } }),
		contact: (text) => project({ customerContacts: [text] }),
		manager: (text) => project({ projectManagers: [{ ...bo, name: text, key: text }] }),
		salesManager: (text) => project({ salesManagers: [{ ...anna, name: text, key: null }] }),
		role: (text) => project({ roles: [role({ title: text, rate: null })] }),
		person: (text) => project({ roles: [role({ person: { id: 9, name: text, key: null } })] }),
	},
	map: (source) => mapProjects([source as never], projectsSetup({ numberSource: 'identifier' })),
	async run(mapping, { text, isInTarget, isRefused, options }) {
		const tenant = new ProjectsTenant();
		const [record] = recordsOf(mapping);
		tenant.kleer.clients.push({ id: 44, 'foreign-id': text, name: text });
		if (isInTarget && record) {
			tenant.kleer.projects.push({
				id: 900,
				number: record.key,
				name: text,
				client: { id: 41 },
				comment: text,
				'po-nr': text,
				'your-reference': text,
			} as never);
		}
		if (isRefused) tenant.kleer.failBefore = quoting('Kleer', [text, record?.values]);
		return await tenant.run(recordsOf(mapping), options);
	},
};

const TRIED = [USERS, SUBCONTRACTORS, CUSTOMERS, PROJECTS].flatMap((tried) =>
	Object.entries(tried.fields).map(([field, source]) => ({ ...tried, field, source })),
);

/** Every text in it, apart from one another, so that no two of them make a number. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string' || typeof value === 'number') return [String(value)];
	if (value instanceof Error) return [value.message, value.stack ?? ''];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What a person sees of what the mapper gives; the values are what the sync needs. */
function seenOf({ mapped, rejected, leftOut, remarks }: SchemeMapping): unknown {
	const seen = mapped.map(({ record: { key, label, warnings, notes, notCreated, notSent } }) => ({
		...{ key, label, warnings, notes, notCreated, notSent },
	}));
	return [seen, rejected, leftOut, remarks];
}

/** Report, page, message, history and alert of a run. */
async function reported(scheme: Scheme, mapping: SchemeMapping, run: unknown): Promise<unknown> {
	const { results = [], summary } = run as { results?: object[]; summary?: object };
	const rejected = [...mapping.rejected, ...mapping.leftOut].map(({ record }) => record);
	const outcome = readOutcome([...rejected, ...results, ...(summary ? [summary] : [])]);
	const { report, problems } = reportOf(outcome, scheme, {
		at: '2026-11-23T07:05:00+01:00',
		workflow: { id: 'w', name: 'Kleer and Cinode' },
		executionId: '7',
	});
	const row = historyRow(report);
	const alert = await decideAlert(report, problems, new VolatileStore());
	return [report, markdownOf(report), reportPage(report), row, historyPage([row]), alert];
}

const words = fc.constantFrom('', 'Kund ', 'Faktura till ', 'Ref: ', '(', 'åäö ');
const after = fc.constantFrom('', ' AB', ', Stockholm', ')', ' (enskild firma)', '.');

it('no personal number is in anything that people see, in whatever form and field', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...TRIED),
			somebody,
			fc.constantFrom(...FORMS),
			words,
			after,
			fc.record({ isInTarget: fc.boolean(), isRefused: fc.boolean(), dryRun: fc.boolean() }),
			async (tried, person, [, write], before, behind, { isInTarget, isRefused, dryRun }) => {
				const text = `${before}${write(person)}${behind}`;
				const mapping = tried.map(tried.source(text));
				const how = { text, isInTarget, isRefused, options: { dryRun } };
				const run: unknown = await tried.run(mapping, how).catch((error: unknown) => error);
				const crash = readCrash({
					workflow: { id: 'w', name: 'Kleer and Cinode' },
					execution: { error: { message: `Something with ${text} went wrong` } },
				});
				const seen = [seenOf(mapping), run, await reported(tried.scheme, mapping, run), crash];
				expect(textsIn(seen).filter((one) => shows(one, person))).toEqual([]);
			},
		),
	);
});

it('no organisation’s number is taken for a personal number', () => {
	fc.assert(
		fc.property(organisation, fc.constantFrom(...ORGANISATION_FORMS), (ten, write) => {
			const text = write(ten);
			expect(maskPersonalNumbers(text)).toBe(text);
			if (/^\S*$/.test(text)) expect(isPersonsNumber(text)).toBe(false);
		}),
	);
});
