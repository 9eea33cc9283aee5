import { createHmac } from 'node:crypto';
import type { Client, CustomersSetup, MappedCustomer } from '../../../rules';
import {
	CustomersTarget,
	RunMemory,
	nothingLearnt,
	runSync,
	type CinodeCustomersApi,
	type CustomersOptions,
	type PatchOperation,
	type SyncOptions,
	type SyncResult,
	type SyncSummary,
} from '../../../sync';
import type {
	CinodeContact,
	CinodeCustomer,
	CinodeCustomerAddress,
	CinodeListedCustomer,
	CinodeManager,
} from '../../../models/cinode/customers';
import type { CinodeTag } from '../../../models/cinode/people';
import { VendorError } from '../../../base';
import { mappedClients } from './clients.mts';
import { FakeClock } from './clock.mts';
import { syncOptions } from './fakeTarget.mts';
import { VolatileStore } from './volatileStore.mts';

/** All that a creation may carry (docs/vendors.md#cinode-customers). */
const CREATABLE = (
	'name description corporateIdentityNumber vatNumber identification email homepage phone fax ' +
	'intermediator size countryId turnOver turnOverCurrencyId'
).split(' ');
/** All that a patch may name (CompanyCustomerPatchModel), with the field that it changes. */
const PATCHABLE: Record<string, string> = {
	...Object.fromEntries(CREATABLE.map((field) => [`/${field.toLowerCase()}`, field])),
	'/status': 'status',
};
const COUNTRIES: Record<number, string> = { 46: 'SE', 47: 'NO', 49: 'DE' };
const CURRENCIES: Record<number, string> = { 1: 'SEK', 2: 'EUR' };

export interface Row extends CinodeCustomer {
	addresses: CinodeCustomerAddress[];
	contacts: CinodeContact[];
	tags: CinodeTag[];
	managers: CinodeManager[];
}

export type Call = { name: keyof CinodeCustomersApi; args: unknown[] };

const READS = ['list', 'get', 'search', 'company'];
export const isWrite = ({ name }: Call) => !READS.some((read) => name.startsWith(read));

/** Cinode's customers as docs/vendors.md#cinode-customers describes them, in memory; every request is noted. */
export class FakeCinode implements CinodeCustomersApi {
	readonly rows: Row[] = [];
	readonly calls: Call[] = [];
	readonly tagList: CinodeTag[] = [];
	readonly users: Array<{
		companyUserId: number;
		internalIdentifier: string;
		firstName: string;
		lastName: string;
	}> = [];
	countryOfCompany: number | undefined = 46;
	/** The newer model shows when a customer was changed. */
	showsTimes = true;
	/** Thrown before anything is done. */
	refuse: (call: Call) => Error | undefined = () => undefined;
	/** Thrown after everything was done: the answer is lost. */
	lose: (call: Call) => boolean = () => false;
	private nextId = 500;
	private ticks = 0;

	add(more: Partial<Row> = {}): Row {
		const row: Row = {
			id: this.nextId++,
			name: 'Någon Kund AB',
			description: null,
			identification: null,
			status: 1,
			email: null,
			corporateIdentityNumber: null,
			vatNumber: null,
			phone: null,
			countryId: null,
			country: null,
			turnOverCurrency: null,
			addresses: [],
			contacts: [],
			tags: [],
			managers: [],
			...more,
		};
		for (const tag of row.tags) if (!this.tagList.some(({ id }) => id === tag.id)) this.tagList.push(tag);
		this.touch(row);
		this.rows.push(row);
		return row;
	}

	writes = () => this.calls.filter(isWrite);
	names = () => this.calls.map(({ name }) => name);
	/** What was patched, by path. */
	patched = () =>
		Object.fromEntries(
			this.calls
				.filter(({ name }) => name === 'patchCustomer')
				.flatMap(({ args }) => (args[1] as PatchOperation[]).map(({ path, value }) => [path, value])),
		);
	forget = () => this.calls.splice(0);
	byKey = (key: string) => this.rows.filter(({ identification }) => identification === key);

	listCustomers = () => this.answer('listCustomers', [], () => this.rows.map((row) => this.base(row)));
	getCustomer = (id: number) => this.answer('getCustomer', [id], () => this.full(this.row(id)));
	searchCustomers: CinodeCustomersApi['searchCustomers'] = (query) =>
		this.answer('searchCustomers', [query], () => {
			const wanted = query.value.toLowerCase();
			const isHit = (row: Row) => {
				const value = (row[query.field] ?? '').toLowerCase();
				return query.operator === 'equals' ? value === wanted : value.includes(wanted);
			};
			return this.rows.filter(isHit).map((row) => this.base(row));
		});
	searchCustomerPage: CinodeCustomersApi['searchCustomerPage'] = (query) =>
		this.answer('searchCustomerPage', [query], () => {
			const byStatus = (a: Row, b: Row) => (a.status ?? 0) - (b.status ?? 0);
			const byTime = (a: Row, b: Row) => `${b.updatedDateTime}`.localeCompare(`${a.updatedDateTime}`);
			const rows = [...this.rows].sort(query.sortBy === 'status' ? byStatus : byTime);
			const start = (query.page - 1) * query.itemsPerPage;
			const result = rows.slice(start, start + query.itemsPerPage).map((row) => this.base(row));
			return { result, totalItems: rows.length };
		});
	createCustomer = (body: Record<string, unknown>) =>
		this.answer('createCustomer', [body], () => {
			if (!body.name) throw invalid('Name is required');
			for (const field of Object.keys(body)) if (!CREATABLE.includes(field)) throw invalid(`${field}?`);
			const row = this.add();
			for (const [field, value] of Object.entries(body)) this.set(row, field, value);
			return this.full(row);
		});
	patchCustomer = (id: number, operations: PatchOperation[]) =>
		this.answer('patchCustomer', [id, operations], () => {
			const row = this.row(id);
			const changes = operations.map(({ path, value }) => ({ field: PATCHABLE[path], path, value }));
			for (const { field, path, value } of changes) {
				if (!field || (field === 'name' && !value)) throw invalid(`${path}?`);
			}
			for (const { field, value } of changes) this.set(row, field ?? '', value);
			this.touch(row);
			return this.full(row);
		});
	createAddress = (id: number, body: Record<string, unknown>) =>
		this.answer('createAddress', [id, body], () => {
			this.row(id).addresses.push({ id: this.nextId++, ...body });
		});
	updateAddress = (id: number, addressId: number, body: Record<string, unknown>) =>
		this.answer('updateAddress', [id, addressId, body], () => {
			const { addresses } = this.row(id);
			const index = addresses.findIndex((address) => address.id === addressId);
			if (index < 0) throw new VendorError('Cinode', 'notFound', 'no such address');
			addresses[index] = { id: addressId, ...body };
		});
	createContact = (id: number, body: { firstName: string; lastName: string }) =>
		this.answer('createContact', [id, body], () => {
			const { contacts } = this.row(id);
			if (!body.firstName || !body.lastName) throw invalid('FirstName and LastName are required');
			contacts.push({ id: this.nextId++, ...body });
		});
	addManagers = (id: number, userIds: number[]) =>
		this.answer('addManagers', [id, userIds], () => {
			for (const companyUserId of userIds) {
				const user = this.users.find((one) => one.companyUserId === companyUserId);
				if (!user) throw invalid('CompanyUserIds');
				const { managers } = this.row(id);
				if (!managers.includes(user)) managers.push(user);
			}
		});
	removeManager = (id: number, userId: number) =>
		this.answer('removeManager', [id, userId], () => {
			const row = this.row(id);
			const left = row.managers.filter(({ companyUserId }) => companyUserId !== userId);
			if (left.length === row.managers.length) throw new VendorError('Cinode', 'notFound', 'no such manager');
			row.managers = left;
		});
	setTags = (id: number, tags: Array<{ id?: number; name: string }>) =>
		this.answer('setTags', [id, tags], () => {
			const row = this.row(id);
			row.tags = tags.map((tag) => this.tag(tag));
			return this.full(row);
		});
	addTag = (id: number, tag: { id?: number; name: string }) =>
		this.answer('addTag', [id, tag], () => {
			const row = this.row(id);
			row.tags = [...row.tags, this.tag(tag)];
			return { tags: [...row.tags] };
		});
	removeTag = (id: number, tagId: number) =>
		this.answer('removeTag', [id, tagId], () => {
			const row = this.row(id);
			row.tags = row.tags.filter((tag) => tag.id !== tagId);
		});
	listTags = () => this.answer('listTags', [], () => [...this.tagList]);
	listUsers = () => this.answer('listUsers', [], () => structuredClone(this.users));
	listCurrencies = () =>
		this.answer('listCurrencies', [], () =>
			Object.entries(CURRENCIES).map(([id, currencyCode]) => ({ id: Number(id), currencyCode })),
		);
	companyCountryId = () => this.answer('companyCountryId', [], () => this.countryOfCompany);

	private async answer<T>(name: Call['name'], args: unknown[], work: () => T): Promise<T> {
		const call = { name, args: structuredClone(args) };
		this.calls.push(call);
		await Promise.resolve();
		const refusal = this.refuse(call);
		if (refusal) throw refusal;
		const result = work();
		if (this.lose(call)) throw new VendorError('Cinode', 'answerLost', 'No answer came');
		return result;
	}

	private row(id: number): Row {
		const row = this.rows.find((one) => one.id === id);
		if (!row) throw new VendorError('Cinode', 'notFound', `No customer ${id}`);
		return row;
	}

	private set(row: Row, field: string, value: unknown): void {
		const id = value as number;
		if (field === 'countryId') row.country = id ? { countryId: id, code: COUNTRIES[id] } : null;
		if (field === 'turnOverCurrencyId')
			row.turnOverCurrency = id ? { id, currencyCode: CURRENCIES[id] } : null;
		else if (field === 'status') row.status = value ? 1 : 0;
		else Object.assign(row, { [field]: value });
	}

	private tag({ id, name }: { id?: number; name: string }): CinodeTag {
		const known = this.tagList.find((tag) => tag.id === id);
		if (known) return known;
		const made = { id: this.nextId++, name };
		this.tagList.push(made);
		return made;
	}

	/** Someone changed the customer. */
	touch(row: Row): void {
		row.updatedDateTime = `2026-11-20T08:00:${String(++this.ticks % 60).padStart(2, '0')}.${this.ticks}`;
	}

	private base(row: Row): CinodeListedCustomer {
		const { id, name, description, identification, status, email, tags, managers, updatedDateTime } = row;
		const base = { id, name, description, identification, status, email, tags, managers };
		return structuredClone(this.showsTimes ? { ...base, updatedDateTime } : base);
	}

	private full(row: Row): CinodeCustomer {
		const { updatedDateTime, ...rest } = row;
		return structuredClone(this.showsTimes ? { ...rest, updatedDateTime } : rest);
	}
}

function invalid(message: string): VendorError {
	return new VendorError('Cinode', 'invalid', message);
}

export const OPTIONS: CustomersOptions = {
	inactive: 'nothing',
	reactivate: false,
	responsible: 'add',
	linkByName: false,
	countries: new Map(),
};

export interface Run {
	results: SyncResult[];
	summary: SyncSummary;
}

/** A tenant's customers: its Cinode, and what its syncs remember from run to run. */
export class CustomersTenant {
	readonly cinode = new FakeCinode();
	readonly clock = new FakeClock();
	store = new VolatileStore();
	learnt = nothingLearnt();
	options: CustomersOptions = OPTIONS;
	setup: Partial<CustomersSetup> = {};

	/** Another process, which remembers nothing and has learnt nothing. */
	forgetEverything(): void {
		this.store = new VolatileStore();
		this.learnt = nothingLearnt();
	}

	/** Asked whether the run still has its lease; `undefined` where the run doesn't ask. */
	checkLease?: () => Promise<void>;

	async sync(clients: Client[], more: Partial<SyncOptions> = {}): Promise<Run> {
		return await this.run(mappedClients(clients, this.setup), more);
	}

	async run(records: MappedCustomer[], more: Partial<SyncOptions> = {}): Promise<Run> {
		this.cinode.forget();
		const secret = createHmac('sha256', 'test').digest('hex');
		const now = () => this.clock.now();
		const chosen = JSON.stringify([this.options, [...this.options.countries]]);
		return await runSync(records, syncOptions({ includeUnchanged: true, ...more }), {
			target: new CustomersTarget(this.cinode, this.options, this.learnt, now),
			memory: new RunMemory(this.store, secret, chosen, now()),
			clock: this.clock,
			usage: () => ({ kleer: 0, cinode: this.cinode.calls.length, dailyLeft: null }),
			...(this.checkLease ? { lease: { check: this.checkLease } } : {}),
		});
	}
}

/** Action of every result, by key. */
export const actions = ({ results }: Run) =>
	Object.fromEntries(results.map(({ key, action }) => [key, action]));
export const resultOf = ({ results }: Run, key: string) => results.find((result) => result.key === key)!;
